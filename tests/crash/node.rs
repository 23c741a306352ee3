//! A serving program of its own process, which can be killed.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use norishiro::config::DatabaseConfig;
use tempfile::TempDir;

/// The time at which nodes start, before the due date of the harness's rounds.
const NOW: &str = "2026-11-20T09:00:00+09:00";

/// A serving program; it is killed with this value.
pub(crate) struct Node {
    pub(crate) url: String,
    child: Child,
    _folder: TempDir,
}

impl Node {
    /// Starts `norishiro serve` on a database and waits until it listens. Respondents here are
    /// programs, for whom the limits are not meant; `settings` may set them again.
    pub(crate) fn start(database: &DatabaseConfig, settings: &[(&str, &str)]) -> Self {
        // Another program may take the port between the look and the start: look again then.
        (0..5).find_map(|_| Self::try_start(database, settings)).expect("the program starts")
    }

    fn try_start(database: &DatabaseConfig, settings: &[(&str, &str)]) -> Option<Self> {
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let child = Command::new(env!("CARGO_BIN_EXE_norishiro"))
            .arg("serve")
            .current_dir(folder.path())
            .env_clear()
            .env("NORISHIRO_NOW", NOW)
            .env("NORISHIRO_DATABASE_URL", &database.url)
            .env("NORISHIRO_WEB_LISTEN", address.to_string())
            .env("NORISHIRO_WEB_WORKERS", "2")
            .env("NORISHIRO_LIMITS_POSTS_PER_SECOND", "1000000")
            .env("RUST_LOG", "off")
            .envs(settings.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut node = Self { url: format!("http://{address}"), child, _folder: folder };
        node.listens(address).then_some(node)
    }

    fn listens(&mut self, address: SocketAddr) -> bool {
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(30) && self.child.try_wait().unwrap().is_none() {
            if TcpStream::connect(address).is_ok() {
                return true;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        false
    }

    /// Ends it as a loss of power does, as far as the program is concerned: by SIGKILL.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Memory that it holds, in bytes (Linux).
    pub(crate) fn memory(&self) -> u64 {
        self.bytes("VmRSS:")
    }

    /// The most memory that it ever held, in bytes (Linux).
    pub(crate) fn peak_memory(&self) -> u64 {
        self.bytes("VmHWM:")
    }

    fn bytes(&self, name: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
