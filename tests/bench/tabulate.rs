//! Tabulating many survey answers.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

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

    let lines = || bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    report("floor: serde_json skipping every value", size, || {
        lines().for_each(|line| assert!(serde_json::from_slice::<IgnoredAny>(line).is_ok()));
    });
    report("floor: serde_json to Value", size, || {
        lines().for_each(|line| drop(serde_json::from_slice::<Value>(line).unwrap()));
    });
    if run(Command::new("jq").arg("--version")) {
        report("floor: jq -c .", size, || {
            assert!(run(Command::new("jq").args(["-c", "."]).arg(&path)));
        });
    }
    let reader = Reader::new(survey);
    report("reading into typed answers", size, || {
        lines().for_each(|line| drop(reader.line(line).unwrap()));
    });
    report("norishiro tabulate (aim: 100)", size, || {
        assert!(run(tabulate(&mut Command::new(PROGRAM), &path)));
    });
    report("norishiro tabulate --by agency_kind", size, || {
        assert!(run(tabulate(&mut Command::new(PROGRAM), &path).args(["--by", "agency_kind"])));
    });
    println!();
}

fn tabulate<'c>(command: &'c mut Command, responses: &Path) -> &'c mut Command {
    command.args(["tabulate", "--definition", "agency-survey", "--format", "json", "--responses"]).arg(responses)
}

/// Whether the command is there and went well; what it writes goes nowhere.
fn run(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// The best of three runs. What counts is the time that cores were at work, so that the figure holds
/// on a machine with other work to do.
fn report(what: &str, size: u64, mut work: impl FnMut()) {
    let best = (0..3)
        .map(|_| {
            let (start, before) = (Instant::now(), core_seconds());
            work();
            (core_seconds() - before, start.elapsed().as_secs_f64())
        })
        .min_by(|one, other| one.0.total_cmp(&other.0));
    if let Some((cores, clock)) = best {
        println!("{what:<46}{:>8.1} MB/s a core{cores:>7.2} s of cores{clock:>7.2} s", megabytes(size) / cores);
    }
}

/// How long cores have worked for this process and the children it waited for (Linux, in hundredths).
fn core_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap();
    // Behind the name in brackets: state is field 3, utime, stime, cutime and cstime are 14 to 17.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(4).map(|ticks| ticks.parse::<f64>().unwrap()).sum::<f64>() / 100.0
}
