//! How fast pages are shown and saves acknowledged, over both databases, beside floors measured in the same run:
//! nginx with a static file of the page's size, and bare inserts of a row of the draft's size.
//! PostgreSQL is measured where `NORISHIRO_BENCH_POSTGRES_URL` names an empty database.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench stops where it goes wrong, and prints"
)]

mod agencies;
mod floors;
#[path = "../generate.rs"]
#[expect(dead_code, reason = "the bench of tables uses the rest")]
mod generate;
mod page;
mod program;
#[path = "../size.rs"]
mod size;
#[path = "../../harness/town.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod town;
mod wrk;

use std::fs;

use agencies::Agencies;
use page::Page;
use program::{Program, megabytes};
use wrk::{Load, Measured};

/// Agencies at work at the same moment, each over a connection of its own.
const CLIENTS: usize = 8;
/// How long each load lasts.
fn seconds() -> u64 {
    size::of(5, 1)
}
/// What browsers say they take.
const COMPRESSED: &str = "gzip, deflate, br";

fn main() {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("{cores} cores, load before the start {}", load.split(' ').next().unwrap_or("unknown"));
    // Under the working folder, not in memory: what a commit costs is the disk's matter.
    let folder = tempfile::tempdir_in(".").unwrap();
    let sqlite = format!("sqlite:{}", folder.path().join("norishiro.sqlite3").display());
    measure("SQLite", &sqlite, folder.path());
    match std::env::var("NORISHIRO_BENCH_POSTGRES_URL") {
        Ok(url) => measure("PostgreSQL", &url, folder.path()),
        Err(_) => println!("\nPostgreSQL: not measured, since NORISHIRO_BENCH_POSTGRES_URL names no database"),
    }
}

fn measure(name: &str, url: &str, folder: &std::path::Path) {
    let agencies = Agencies::lay_out(url);
    let program = Program::start(url);
    println!("\n{name}: ready on an existing database after {:.2} s   (aim: under 0.5)", program.ready.as_secs_f64());
    let page = Page::largest(&program, &agencies.tokens);
    let plain = page.size(&program, "identity");
    println!(
        "{name}: the page 「{}」: {plain} bytes, {} with gzip, {} with brotli",
        page.title,
        page.size(&program, "gzip"),
        page.size(&program, "br")
    );

    let nginx = floors::nginx(folder, plain, &page);
    line("nginx, a static file of that size", &nginx, None);
    let get = |accepted| {
        let measured = Load::reading(&program.url, &page, accepted).run(folder);
        program.asked.set(program.asked.get() + measured.answered);
        measured
    };
    line("page, plain (aim: 0.125 of nginx)", &get("identity"), Some(&nginx));
    line("page, compressed as for a browser", &get(COMPRESSED), Some(&nginx));

    let before = agencies.saves();
    let bare = floors::inserts(url, folder, &agencies.draft);
    line(floors::what(url), &bare, None);
    let saves = Load::saving(&program.url, &page, COMPRESSED, 1).run(folder);
    program.asked.set(program.asked.get() + saves.answered);
    line(&format!("saves acknowledged (aim: {} of bare)", floors::aim(url)), &saves, Some(&bare));
    let stored = agencies.saves() - before;
    assert!(stored >= saves.answered, "{stored} saves are stored, {} were acknowledged", saves.answered);

    // Browsers that leave their connections open are not idle: wrk has closed them by now.
    std::thread::sleep(std::time::Duration::from_secs(2));
    println!(
        "{:<46}{:>8.1} MB   (aim: under 40)",
        format!("  memory when idle, after {} requests", program.asked.get()),
        megabytes(program.resident())
    );
}

fn line(what: &str, measured: &Measured, floor: Option<&Measured>) {
    let ratio = floor.map(|floor| format!("   {:.3} of the floor", measured.rate / floor.rate)).unwrap_or_default();
    let times =
        measured.times.as_ref().map(|(half, most)| format!("   p50 {half:>8}  p99 {most:>8}")).unwrap_or_default();
    println!("{what:<46}{:>8.0} /s{times}{ratio}", measured.rate);
}
