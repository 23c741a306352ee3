//! The demo: how soon it is ready, and what it holds in memory when nobody asks.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::PROGRAM;

pub(crate) fn bench() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("demo");
    for (what, aim) in [("demo ready, made anew", "under 3 s"), ("demo ready, opened again", "under 3 s")] {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
        let start = Instant::now();
        let mut child = Running(
            Command::new(PROGRAM)
                .args(["demo", "--port", &port.to_string(), "--dir"])
                .arg(&place)
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap(),
        );
        // What it prints must be read, or it might wait for us.
        let mut first = String::new();
        let mut words = BufReader::new(child.0.stdout.take().unwrap());
        words.read_line(&mut first).unwrap();
        while !answers(port) {
            assert!(start.elapsed() < Duration::from_secs(60), "{what}: no answer within a minute");
            sleep(Duration::from_millis(5));
        }
        println!("{what:<44}{:>9.2} s   (aim: {aim})", start.elapsed().as_secs_f64());
        sleep(Duration::from_secs(2));
        println!("{:<44}{:>9.1} MB  (aim: under 40)", "  idle memory (resident)", resident(child.0.id()));
    }
}

/// Stopped when done with, also where a check fails.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

fn answers(port: u16) -> bool {
    let Ok(mut stream) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)) else { return false };
    let request = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
    let mut answer = String::new();
    stream.write_all(request.as_bytes()).is_ok()
        && stream.read_to_string(&mut answer).is_ok()
        && answer.starts_with("HTTP/1.1 ")
}

/// In millions of bytes.
fn resident(process: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    let kibibytes: f64 = line.trim().trim_end_matches(" kB").parse().unwrap();
    kibibytes * 1024.0 / 1e6
}
