//! A small disk that can be filled, and a PostgreSQL server that keeps its data on one.

use std::io::Write;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A small disk of its own; it goes away with this value.
pub(super) struct Disk(TempDir);

impl Disk {
    /// A disk of so many megabytes; nothing where this run was asked to leave such tests out.
    pub(super) fn of(megabytes: u32) -> Option<Self> {
        if std::env::var("NORISHIRO_TEST_SKIP").is_ok_and(|what| what.split(',').any(|what| what == "tmpfs")) {
            eprintln!("left out, as NORISHIRO_TEST_SKIP asks: tmpfs");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let size = format!("size={megabytes}m");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder.path()).output();
        let mounted = mounted.unwrap();
        assert!(
            mounted.status.success(),
            "a small disk cannot be mounted: run as root, or set NORISHIRO_TEST_SKIP=tmpfs to leave this test out ({})",
            String::from_utf8_lossy(&mounted.stderr)
        );
        Some(Self(folder))
    }

    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes until nothing more fits.
    pub(super) fn fill(&self) {
        let mut filler = std::fs::File::create(self.path().join("filler")).unwrap();
        for size in [64 * 1024, 4096, 1] {
            while filler.write_all(&vec![0; size]).is_ok() {}
        }
    }

    pub(super) fn free(&self) {
        std::fs::remove_file(self.path().join("filler")).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        drop(Command::new("umount").arg("-l").arg(self.path()).status());
    }
}

/// A server of its own on a disk; it is stopped with this value.
pub(super) struct Server<'a> {
    disk: &'a Disk,
    binaries: PathBuf,
    port: u16,
}

impl<'a> Server<'a> {
    /// Makes and starts it, with its settings for durability as they are.
    pub(super) fn on(disk: &'a Disk) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let server = Self { disk, binaries: binaries(), port };
        server.run("initdb", &["-U", "norishiro", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
        let sockets = disk.path().display();
        let options = format!("-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={sockets}");
        server.run("pg_ctl", &["-l", "/dev/null", "-w", "-t", "60", "-o", &options, "start"]);
        server
    }

    /// Its only database.
    pub(super) fn url(&self) -> String {
        format!("postgres://norishiro@127.0.0.1:{}/postgres", self.port)
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        let output = self.command(program).args(arguments).output().unwrap();
        assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// PostgreSQL refuses to run as root, who alone may mount a disk.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(self.binaries.join(program));
        command.arg("-D").arg(self.disk.path().join("data")).current_dir("/");
        command
    }
}

impl Drop for Server<'_> {
    fn drop(&mut self) {
        drop(self.command("pg_ctl").args(["-m", "immediate", "-w", "stop"]).output());
    }
}

/// The folder of the newest server that is installed from Debian's packages, as `tests/run` does.
fn binaries() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let folders = versions.map(|version| version.path().join("bin")).filter(|folder| folder.join("initdb").exists());
    let version = |folder: &PathBuf| folder.parent()?.file_name()?.to_str()?.parse::<u32>().ok();
    folders.max_by_key(version).expect("PostgreSQL is installed: run tests/run, or set NORISHIRO_TEST_SKIP=tmpfs")
}
