//! Files of a round: the report workbook of 1,000 answers, and 10,000 raw answers of 100 columns beside XlsxWriter
//! (Python, `constant_memory`) on the same table: `cargo bench --bench exports`. `NORISHIRO_BENCH_PYTHON` names a Python
//! that has XlsxWriter; `tests/bench/run` makes one. Each part runs in a process of its own, so that its memory is seen.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement stops where it goes wrong, and prints")]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use fastrand::Rng;
use norishiro::analysis::{self, Agencies, Respondent};
use norishiro::answer::json::{Reader, ResponseLine};
use norishiro::app::shipped;
use norishiro::definition::{Library, Questionnaire, SourceFile};
use norishiro::view::form::Places;
use norishiro::view::results::{Counted, NOTES, Sections, gathered, shown};
use norishiro::workbook::raw::{Format, Names, Plan, RawAnswer, RawFile, Values};
use norishiro::workbook::report::{self, Report};

#[path = "generate.rs"]
mod generate;
#[path = "size.rs"]
mod size;

/// How many raw answers are written.
fn raw_answers() -> usize {
    size::of(10_000, 500)
}

const REPORTED: usize = 1_000;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.first().map(String::as_str) {
        Some("report") => report_workbook(),
        Some(format) => raw(format, Path::new(&arguments[1])),
        None => all(),
    }
}

fn all() {
    let folder = tempfile::tempdir_in(".").unwrap();
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("load before the start {}", load.split(' ').next().unwrap_or("unknown"));
    println!("report workbook, {REPORTED} answers to the agency survey (aim: 1 s)");
    itself(&["report"]);
    println!("raw answers, {} answers of 100 columns (aim: 2 s, 100 MB)", raw_answers());
    let out = folder.path().to_str().unwrap();
    for format in ["csv", "jsonl", "xlsx"] {
        itself(&[format, out]);
    }
    match std::env::var("NORISHIRO_BENCH_PYTHON") {
        Ok(python) => {
            let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bench/exports.py");
            run(Command::new(python).arg(script).arg(folder.path().join("answers.csv")));
        }
        Err(_) => println!("  XlsxWriter: left out, NORISHIRO_BENCH_PYTHON names no Python that has it"),
    }
}

fn itself(arguments: &[&str]) {
    run(Command::new(std::env::current_exe().unwrap()).args(arguments));
}

fn run(command: &mut Command) {
    assert!(command.status().unwrap().success(), "{command:?}");
}

fn tell(what: &str, seconds: f64, bytes: usize) {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let kibibytes: f64 = line.trim().trim_end_matches(" kB").parse().unwrap();
    let megabytes = f64::from(u32::try_from(bytes).unwrap()) / 1e6;
    println!("  {what:<34}{seconds:>7.2} s{:>8.1} MB resident{megabytes:>7.1} MB of file", kibibytes * 1.024e-3);
}

/// From answers in memory to the bytes of the workbook.
fn report_workbook() {
    let library = shipped::library().unwrap();
    let survey = library.questionnaire("agency-survey").unwrap();
    let kinds = library.code_list("agency-kinds").unwrap().codes.clone();
    let mut lines = Vec::new();
    generate::write(&mut lines, survey, &kinds, REPORTED).unwrap();
    let reader = Reader::new(survey);
    let lines = lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let answers: Vec<ResponseLine> = lines.map(|line| reader.line(line).unwrap()).collect();
    let agencies = Agencies { kinds, ..Agencies::default() };
    let start = Instant::now();
    let respondents = answers.iter().map(|line| Respondent {
        document: &line.answers,
        agency_kind: line.agency.as_ref().and_then(|agency| agency.kind.as_deref()),
    });
    let tables = analysis::tabulate(survey, respondents, None, &agencies);
    let report = Report {
        title: survey.title.clone(),
        facts: Vec::new(),
        notes: NOTES.iter().map(|note| (*note).to_owned()).collect(),
        sections: Sections::of(survey).group(gathered(shown(&tables, Counted::Agencies))),
        cases: Vec::new(),
        gaps: None,
    };
    let bytes = report::write(&report).unwrap();
    tell("norishiro", start.elapsed().as_secs_f64(), bytes.len());
}

/// The time to make answers up, which is no part of writing them, is taken in a pass of its own.
fn raw(format: &str, folder: &Path) {
    let (what, format) = match format {
        "csv" => ("norishiro, CSV in a ZIP", Format::Csv),
        "jsonl" => ("norishiro, JSON Lines", Format::Jsonl),
        _ => ("norishiro, workbook", Format::Xlsx),
    };
    let asked = hundred_columns();
    let names = Names::default();
    let plan = Plan::new(&asked, &names, Values::Codes, &Places::default());
    let start = Instant::now();
    each_answer(&asked, |answer| assert!(!answer.id.is_empty()));
    let making = start.elapsed().as_secs_f64();
    let start = Instant::now();
    let mut file = RawFile::begin(&plan, format, folder).unwrap();
    each_answer(&asked, |answer| file.add(&answer).unwrap());
    let bytes = file.finish().unwrap();
    tell(what, start.elapsed().as_secs_f64() - making, bytes.len());
    if format == Format::Csv {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut table = fs::File::create(folder.join("answers.csv")).unwrap();
        std::io::copy(&mut archive.by_name("answers.csv").unwrap(), &mut table).unwrap();
    }
}

fn each_answer(asked: &Questionnaire, mut take: impl FnMut(RawAnswer)) {
    let mut rng = Rng::with_seed(20_261_120);
    for number in 0..raw_answers() {
        take(RawAnswer {
            id: format!("01890a5d-ac96-774b-bcce-{number:012}"),
            receipt: format!("{number:08}"),
            agency: format!("01890a5d-ac96-774b-bccf-{number:012}"),
            agency_name: format!("機関{number}"),
            agency_kind: "npo".to_owned(),
            sheet: 1,
            revision: 1,
            document: generate::document(&mut rng, asked, &[]),
            codings: Vec::new(),
        });
    }
}

/// Seven columns about the answer, and 93 of questions of every common type.
fn hundred_columns() -> Questionnaire {
    let mut text =
        "key: bench\nkind: survey\ntitle: 調査票\nminutes: 5\nanswers_per_agency: one\nanswered_by: agency\n\
        sections:\n  - key: page\n    title: 頁\n    questions:\n"
            .to_owned();
    let options =
        |count: usize| (0..count).map(|at| format!("{{key: o{at}, label: 選択肢{at}}}")).collect::<Vec<_>>().join(", ");
    let mut ask = |count: usize, name: &str, rest: &str| {
        for at in 0..count {
            text.push_str(&format!("      - {{key: {name}{at}, label: 設問{at}, {rest}}}\n"));
        }
    };
    ask(2, "several", &format!("type: choices, options: [{}]", options(20)));
    ask(2, "amounts", &format!("type: counts, items: [{}]", options(10)));
    ask(10, "one", &format!("type: choice, options: [{}]", options(6)));
    ask(8, "words", "type: text");
    ask(15, "amount", "type: number");
    let file = SourceFile { path: "bench.yaml".to_owned(), text };
    Library::read(&[file], None).unwrap().questionnaire("bench").unwrap().clone()
}
