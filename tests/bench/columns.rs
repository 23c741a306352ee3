//! Answers as columns: reading, counting and memory, beside polars and DuckDB on the same file.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use norishiro::analysis::dataset::{Dimension, Place, Slot};
use norishiro::analysis::{Agencies, By, Counter, Dataset, Tabulation};
use norishiro::app::{answer_file, shipped};
use norishiro::definition::{Code, Questionnaire};

use super::{generate, megabytes};

pub(crate) fn bench(count: usize) {
    let library = shipped::library().unwrap();
    let survey = library.questionnaire("agency-survey").unwrap();
    let kinds = &library.code_list("agency-kinds").unwrap().codes;
    // Not in /tmp, which may be memory: the answers are some gigabytes.
    let folder = tempfile::tempdir_in(".").unwrap();
    let path = folder.path().join("answers.jsonl");
    let mut file = BufWriter::new(File::create(&path).unwrap());
    generate::write(&mut file, survey, kinds, count).unwrap();
    file.flush().unwrap();
    ours(&path, count, survey, kinds);
    match std::env::var("NORISHIRO_BENCH_PYTHON") {
        Ok(python) => {
            let done = Command::new(python).arg("tests/bench/columns.py").arg(&path).status();
            assert!(done.is_ok_and(|status| status.success()), "the peers stopped");
        }
        Err(_) => println!("polars and DuckDB: left out, NORISHIRO_BENCH_PYTHON names no Python that has them"),
    }
}

fn ours(path: &Path, count: usize, survey: &Questionnaire, kinds: &[Code]) {
    let size = path.metadata().unwrap().len();
    let (dataset, read) = once(|| answer_file::read(File::open(path).unwrap(), survey).unwrap().0);
    assert_eq!(dataset.len(), count);
    println!("columns: {count} answers to the agency survey, {:.1} MB", megabytes(size));
    println!("{:<46}{:>8.0} MB/s{:>9.2} s", "norishiro: JSON Lines to columns", megabytes(size) / read, read);
    println!("{:<46}{:>8.0} bytes an answer (aim: under 400)", "norishiro: memory", bytes_each(&dataset, count));
    let agencies = Agencies { kinds: kinds.to_vec(), ..Agencies::default() };
    let counter = Counter { dataset: &dataset, questionnaire: survey, agencies: &agencies };
    let place = |key: &str| Place::find(survey, key).unwrap();
    milliseconds("norishiro: kind × age band, sums of the grid", || {
        let sums = counter.grid_sums(place("caseload_by_age_sex"), &Dimension::AgencyKind).unwrap();
        assert!(sums.row_total(Slot::Given, 0).is_some());
    });
    milliseconds("norishiro: kind × methods (MA)", || {
        let counts = counter.cross(&Dimension::AgencyKind, &Dimension::Options(place("methods"))).unwrap();
        assert_eq!(counts.rows.codes.len(), kinds.len());
    });
    milliseconds("norishiro: every question by kind (aim: 1000)", || {
        let tables = Tabulation::of(&dataset, survey, Some(By::AgencyKind), &agencies).tables();
        assert!(tables.tables.len() > 20);
    });
}

#[expect(clippy::cast_precision_loss, reason = "for people to read")]
fn bytes_each(dataset: &Dataset, count: usize) -> f64 {
    dataset.bytes() as f64 / count as f64
}

fn once<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed().as_secs_f64())
}

/// The best of seven runs, as of the peers.
fn milliseconds(what: &str, work: impl Fn()) {
    let run = |_| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    let best = (0..7).map(run).min().unwrap_or(Duration::ZERO);
    println!("{what:<46}{:>8.2} ms", best.as_secs_f64() * 1e3);
}
