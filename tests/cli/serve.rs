//! `norishiro serve`: what it refuses to start on, and what its log must not say.

use std::fs::File;
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::harness::{Browser, Program};

/// A port that was free a moment ago.
fn free_address() -> String {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string()
}

#[test]
fn tables_that_are_missing_are_named_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let run = Program::within(folder.path()).with("NORISHIRO_WEB_LISTEN", &free_address()).run(&["serve"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.words.contains("norishiro migrate") && run.words.lines().count() == 1, "{}", run.words);
}

#[test]
fn a_port_that_is_taken_is_named() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(Program::within(folder.path()).run(&["migrate"]).code, 0);
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let run = Program::within(folder.path()).with("NORISHIRO_WEB_LISTEN", &address).run(&["serve"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.words.contains(&address) && run.words.lines().count() == 1, "{}", run.words);
}

#[test]
fn the_log_holds_routes_and_ids_but_no_link() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(Program::within(folder.path()).run(&["migrate"]).code, 0);
    let (address, log) = (free_address(), folder.path().join("log"));
    let mut server = Running(
        Command::new(env!("CARGO_BIN_EXE_norishiro"))
            .current_dir(folder.path())
            .env_clear()
            .env("NORISHIRO_WEB_LISTEN", &address)
            .env("RUST_LOG", "debug")
            .arg("serve")
            .stdout(Stdio::null())
            .stderr(File::create(&log).unwrap())
            .spawn()
            .unwrap(),
    );
    let until = Instant::now() + Duration::from_secs(30);
    while std::net::TcpStream::connect(&address).is_err() {
        assert!(Instant::now() < until, "{}", std::fs::read_to_string(&log).unwrap());
        std::thread::sleep(Duration::from_millis(50));
    }
    let browser = Browser::visiting(&format!("http://{address}"));
    assert_eq!(browser.get("/health").html, "ok");
    assert_eq!(browser.get("/a/this-is-secret").status, 404);
    assert_eq!(browser.get("/a/this-is-secret/sheets/1/sections/staff?saved=1").status, 404);
    assert_eq!(browser.get("/a/this-is-secret/nowhere").status, 404);
    server.stop();
    let log = std::fs::read_to_string(&log).unwrap();
    assert!(log.contains("/a/{token}/sheets/{sheet}/sections/{section}"), "{log}");
    assert!(log.contains("status=404"), "{log}");
    assert!(!log.contains("this-is-secret"), "{log}");
}

/// A process that does not outlive its test.
struct Running(Child);

impl Running {
    fn stop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}
