//! Load made by wrk: as many agencies at once as there are clients.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::page::Page;
use super::{CLIENTS, seconds};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bench/serving/agencies.lua");

/// What a load showed.
pub(crate) struct Measured {
    /// Answers, or rows, a second.
    pub(crate) rate: f64,
    /// All of them.
    pub(crate) answered: u64,
    /// Half of the answers came within the first time, 99 of 100 within the second.
    pub(crate) times: Option<(String, String)>,
}

/// A load to make.
pub(crate) struct Load {
    url: String,
    /// What the script reads.
    lines: String,
}

impl Load {
    /// Each agency reads its page over and over.
    pub(crate) fn reading(url: &str, page: &Page, accepted: &str) -> Self {
        Self::new(url, page, accepted, 0, ("", ""))
    }

    /// Each agency, whose draft is at `version`, saves its page over and over.
    pub(crate) fn saving(url: &str, page: &Page, accepted: &str, version: u64) -> Self {
        let (body, field) = page.post();
        Self::new(url, page, accepted, version, (&field, &body))
    }

    fn new(url: &str, page: &Page, accepted: &str, version: u64, (field, body): (&str, &str)) -> Self {
        let mut lines = format!("{accepted}\n{field}\n{body}\n");
        for agency in 0..CLIENTS {
            lines += &format!("{} {version}\n", page.path(agency));
        }
        Self { url: url.to_owned(), lines }
    }

    /// Makes the load.
    pub(crate) fn run(&self, folder: &Path) -> Measured {
        let file = folder.join("load");
        fs::write(&file, &self.lines).unwrap();
        let clients = CLIENTS.to_string();
        let output = Command::new("wrk")
            .args([
                "--threads",
                &clients,
                "--connections",
                &clients,
                "--duration",
                &format!("{}s", seconds()),
                "--latency",
            ])
            .args(["--script", SCRIPT, &self.url, "--"])
            .arg(&file)
            .output()
            .unwrap();
        let report = String::from_utf8(output.stdout).unwrap();
        let words = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{report}{words}");
        assert!(!report.contains("Non-2xx") && !report.contains("Socket errors"), "{report}");
        Measured::of(&report)
    }
}

impl Measured {
    fn of(report: &str) -> Self {
        let after =
            |name: &str| report.lines().find_map(|line| line.trim().strip_prefix(name)).unwrap().trim().to_owned();
        let answered = report.lines().find_map(|line| line.split_once(" requests in ")).unwrap().0.trim();
        Self {
            rate: after("Requests/sec:").parse().unwrap(),
            answered: answered.parse().unwrap(),
            times: Some((after("50%"), after("99%"))),
        }
    }
}
