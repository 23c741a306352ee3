//! The program itself, serving, and requests to it.

use std::cell::Cell;
use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// A program that serves; stopped when done with, also where a check fails.
pub(crate) struct Program {
    /// Its address, such as `http://127.0.0.1:40000`.
    pub(crate) url: String,
    /// From its start to its first answer.
    pub(crate) ready: Duration,
    /// How many requests it has answered.
    pub(crate) asked: Cell<u64>,
    child: Child,
    address: SocketAddr,
}

impl Program {
    /// Serves a database that is there.
    pub(crate) fn start(database: &str) -> Self {
        Self::start_with(database, &[])
    }

    /// The same, with other settings.
    pub(crate) fn start_with(database: &str, settings: &[(&str, &str)]) -> Self {
        let address = free_address();
        let start = Instant::now();
        let child = Command::new(env!("CARGO_BIN_EXE_norishiro"))
            .arg("serve")
            .env_clear()
            .env("NORISHIRO_DATABASE_URL", database)
            .env("NORISHIRO_WEB_LISTEN", address.to_string())
            .env("NORISHIRO_SECURITY_SERVER_KEY", "5a".repeat(32))
            // One agency here saves as often as a thousand would: what is measured is the saving, not the limit.
            .env("NORISHIRO_LIMITS_POSTS_PER_SECOND", "1000000")
            .env("NORISHIRO_NOW", "2026-11-20T09:00:00+09:00")
            .envs(settings.iter().copied())
            // The log is written, as it is where the program works; nobody reads this one.
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let url = format!("http://{address}");
        let mut program = Self { url, ready: Duration::ZERO, asked: Cell::new(0), child, address };
        while !TcpStream::connect(address).is_ok_and(|stream| program.ask(stream, "/health", "identity").is_some()) {
            assert!(start.elapsed() < Duration::from_secs(60), "no answer within a minute");
            sleep(Duration::from_millis(2));
        }
        program.ready = start.elapsed();
        program
    }

    /// The body of a page, as it comes over the line.
    pub(crate) fn get(&self, path: &str, accepted: &str) -> Vec<u8> {
        let answer = self.ask(TcpStream::connect(self.address).unwrap(), path, accepted).unwrap();
        let head = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        assert!(
            answer[..head].windows(5).any(|five| five == b" 200 "),
            "{path}: {}",
            String::from_utf8_lossy(&answer[..head])
        );
        answer[head + 4..].to_vec()
    }

    fn ask(&self, mut stream: TcpStream, path: &str, accepted: &str) -> Option<Vec<u8>> {
        // HTTP/1.0, so that the answer comes in one piece.
        let request = format!("GET {path} HTTP/1.0\r\nHost: {}\r\nAccept-Encoding: {accepted}\r\n\r\n", self.address);
        let mut answer = Vec::new();
        stream.write_all(request.as_bytes()).ok()?;
        stream.read_to_end(&mut answer).ok()?;
        self.asked.set(self.asked.get() + 1);
        answer.starts_with(b"HTTP/1.").then_some(answer)
    }

    /// Memory held, in bytes (Linux).
    pub(crate) fn resident(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A port that nobody listens on.
pub(crate) fn free_address() -> SocketAddr {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap()
}

/// In millions of bytes.
#[expect(clippy::cast_precision_loss, reason = "for people to read")]
pub(crate) fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
