//! Tabulating many survey answers.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use norishiro::answer::json::Reader;
use norishiro::app::shipped;
use serde::de::IgnoredAny;
use serde_json::Value;

use super::{PROGRAM, generate, megabytes};

pub(crate) fn bench(count: usize) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("answers.jsonl");
    let library = shipped::library().unwrap();
    let survey = library.questionnaire("agency-survey").unwrap();
    let kinds = &library.code_list("agency-kinds").unwrap().codes;
    let mut file = BufWriter::new(File::create(&path).unwrap());
    generate::write(&mut file, survey, kinds, count).unwrap();
    file.flush().unwrap();
    let bytes = fs::read(&path).unwrap();
    let size = bytes.len() as u64;
    println!("tabulate: {count} answers to the agency survey, {:.1} MB", megabytes(size));

    let one_core = taskset().then_some(["taskset", "-c", "0"]);
    let lines = || bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    report("floor: serde_json skipping every value, 1 core", size, || {
        lines().for_each(|line| assert!(serde_json::from_slice::<IgnoredAny>(line).is_ok()));
    });
    report("floor: serde_json to Value, 1 core", size, || {
        lines().for_each(|line| drop(serde_json::from_slice::<Value>(line).unwrap()));
    });
    if run(Command::new("jq").arg("--version")) {
        report("floor: jq -c . (1 core)", size, || {
            assert!(run(Command::new("jq").args(["-c", "."]).arg(&path)));
        });
    }
    let reader = Reader::new(survey);
    report("reading into typed answers, 1 core", size, || {
        lines().for_each(|line| drop(reader.line(line).unwrap()));
    });
    if let Some([taskset, option, core]) = one_core {
        report("norishiro tabulate, 1 core (aim: 100 MB/s)", size, || {
            assert!(run(tabulate(Command::new(taskset).args([option, core, PROGRAM]), &path)));
        });
    }
    report("norishiro tabulate, all cores", size, || {
        assert!(run(tabulate(&mut Command::new(PROGRAM), &path)));
    });
    report("norishiro tabulate --by agency_kind, all cores", size, || {
        assert!(run(tabulate(&mut Command::new(PROGRAM), &path).args(["--by", "agency_kind"])));
    });
    println!();
}

fn tabulate<'c>(command: &'c mut Command, responses: &Path) -> &'c mut Command {
    command.args(["tabulate", "--definition", "agency-survey", "--format", "json", "--responses"]).arg(responses)
}

fn taskset() -> bool {
    run(Command::new("taskset").args(["-c", "0", "true"]))
}

/// Whether the command is there and went well; what it writes goes nowhere.
fn run(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// The best of three runs.
fn report(what: &str, size: u64, mut work: impl FnMut()) {
    let time = |work: &mut dyn FnMut()| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    let best = (0..3).map(|_| time(&mut work)).min().unwrap_or(Duration::MAX).as_secs_f64();
    println!("{what:<50}{:>9.1} MB/s{best:>8.2} s", megabytes(size) / best);
}
