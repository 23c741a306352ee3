//! Speed and size of the program on this machine, beside floors measured in the same run.
#![expect(clippy::unwrap_used, reason = "a bench stops where it goes wrong")]
#![expect(clippy::print_stdout, reason = "it prints what it found")]

mod columns;
mod demo;
mod generate;
mod tabulate;

use std::fs;
use std::path::Path;

/// The program under measurement.
const PROGRAM: &str = env!("CARGO_BIN_EXE_norishiro");

fn main() {
    let answers = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(100_000);
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("{cores} cores, load before the start {}\n", load.split(' ').next().unwrap_or("unknown"));
    if std::env::args().any(|argument| argument == "columns") {
        columns::bench(answers);
        return;
    }
    tabulate::bench(answers);
    demo::bench();
    let size = fs::metadata(Path::new(PROGRAM)).unwrap().len();
    println!("{:<44}{:>9.1} MB  (aim: under 40)", "binary", megabytes(size));
}

/// In millions of bytes.
#[expect(clippy::cast_precision_loss, reason = "for people to read")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
