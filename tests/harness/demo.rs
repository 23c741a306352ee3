//! The demo as people start it: the program itself, on a port of its own.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A running demo; it stops with this value.
pub(crate) struct RunningDemo {
    child: Child,
    /// What it printed, until it was ready.
    pub(crate) words: String,
}

/// One agency's link as printed.
#[derive(Debug, Clone)]
pub(crate) struct PrintedLink {
    /// Round and agency.
    pub(crate) title: String,
    pub(crate) address: String,
}

impl RunningDemo {
    /// Starts the demo in `folder` and waits until it is ready.
    pub(crate) fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut child = command(folder, free_port(), arguments).stdout(Stdio::piped()).spawn().unwrap();
        let mut words = String::new();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        while !words.contains("Ctrl+C") {
            assert!(lines.read_line(&mut words).unwrap() > 0, "the demo ended before it was ready: {words}");
        }
        Self { child, words }
    }

    /// The line below or beside a label.
    pub(crate) fn after(&self, label: &str) -> &str {
        let (_, rest) = self.words.split_once(label).unwrap();
        rest.trim_start().lines().next().unwrap().trim()
    }

    /// The coordinator's address.
    pub(crate) fn staff(&self) -> &str {
        self.after("Coordinator\n")
    }

    /// The address of the site.
    pub(crate) fn site(&self) -> &str {
        self.staff().strip_suffix("/staff").unwrap()
    }

    /// The links as printed, in order.
    pub(crate) fn links(&self) -> Vec<PrintedLink> {
        let lines: Vec<&str> = self.words.lines().map(str::trim).collect();
        let link = |pair: &[&str]| {
            let [title, address] = pair else { return None };
            address.contains("/a/").then(|| PrintedLink { title: (*title).to_owned(), address: (*address).to_owned() })
        };
        lines.windows(2).filter_map(link).collect()
    }

    /// The link of the round whose title has this word.
    pub(crate) fn link(&self, word: &str) -> String {
        let links = self.links();
        links.iter().find(|link| link.title.contains(word)).unwrap().address.clone()
    }
}

impl Drop for RunningDemo {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// `norishiro demo` in a folder, speaking English.
pub(crate) fn command(folder: &Path, port: u16, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_norishiro"));
    command.env_clear().env("LANG", "C.UTF-8").args(["demo", "--port", &port.to_string(), "--dir"]).arg(folder);
    command.args(arguments);
    command
}

/// A port that nothing listens on just now.
pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
