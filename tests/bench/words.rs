//! How long the pages of words take over 2,000 cases of 600 characters on SQLite: the first time after the start, when
//! all texts are read and cut into words, and after that: `cargo bench --bench words`.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a measurement stops where it goes wrong, and prints"
)]

use std::time::{Duration, Instant};

use fastrand::Rng;
use norishiro::app::desk::DeskError;
use norishiro::app::words::pages::{self, Asked, Shelf};
use norishiro::app::words::{WordDictionary, WordTexts};
use norishiro::app::{Definitions, Reader, shipped};
use norishiro::assets;
use norishiro::config::DatabaseConfig;
use norishiro::definition::bundle;
use norishiro::store::{Store, sheets};
use town::Town;

#[path = "../harness/town.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod town;

const AGENCIES: usize = 50;
const CASES: usize = 2_000;
const CHARACTERS: usize = 600;
const TIMES: usize = 11;

fn main() {
    let folder = tempfile::tempdir_in(".").unwrap();
    let path = folder.path().join("norishiro.sqlite3");
    let store = Store::open(&DatabaseConfig::at(format!("sqlite:{}", path.display()))).unwrap();
    store.migrate().unwrap();
    let town = lay_out(&store);
    let definitions = Definitions::new(&shipped::library().unwrap());
    let before = resident();
    let (dictionary, kept) = (WordDictionary::default(), WordTexts::default());
    let unpacked = once(|| assert!(dictionary.tokenizer().is_ok()));
    let loaded = resident();
    let shelf = Shelf { definitions: &definitions, dictionary: &dictionary, kept: &kept };
    let look = || {
        let read = |connection: &mut norishiro::store::Connection| {
            let (network, asked) = (town.network.id, Asked::default());
            let frequency = pages::frequency(connection, &shelf, network, &asked, Reader::Office)?;
            let together = pages::together(connection, &shelf, network, &asked, Reader::Office)?;
            let characteristic = pages::characteristics(connection, &shelf, network, &asked, Reader::Office)?;
            assert!(frequency.lines.len() >= 100 && together.lines.len() == 60 && characteristic.groups.len() == 2);
            Ok::<_, DeskError>(())
        };
        store.read_blocking(read).unwrap();
    };
    let first = once(look);
    let after = (0..TIMES).map(|_| once(look)).max().unwrap();
    println!("words of {CASES} cases of {CHARACTERS} characters on SQLite");
    row("the dictionary unpacked", unpacked, "(aim: under 500)");
    row("words, together and characteristic, the first time", first, "(aim: under 2,000)");
    row(&format!("the three after that, the slowest of {TIMES}"), after, "(aim: under 50)");
    println!(
        "  memory: {before} MB before, {loaded} MB with the dictionary, {} MB with the texts  (aim: 150)",
        resident()
    );
}

fn row(what: &str, time: Duration, aim: &str) {
    println!("  {what:<54}{:>9.2} ms  {aim}", time.as_secs_f64() * 1e3);
}

fn once(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// Resident memory of this process, in millions of bytes.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() * 1_024 / 1_000_000
}

/// The sentences of the demo's cases.
fn sentences() -> Vec<String> {
    let files = assets::definition_files();
    let (_, text) = files.into_iter().find(|(path, _)| path == "demo/cases.yaml").unwrap();
    let is_sign = |sign: char| sign.is_ascii() && sign != '8' && sign != '5' && sign != '0';
    let pieces = text.lines().filter(|line| !line.starts_with('#')).flat_map(|line| line.split(is_sign));
    pieces.filter(|piece| piece.chars().count() > 12).map(str::to_owned).collect()
}

/// Agencies with forty cases each, every other one a good one.
fn lay_out(store: &Store) -> Town {
    let library = shipped::library().unwrap();
    let bundle = bundle::write(&library, "case-sheet").unwrap();
    let town = Town::new(store).asking("case-sheet", "令和7年度事例シート", &bundle);
    let (sentences, mut rng) = (sentences(), Rng::with_seed(20_261_120));
    for agency in 0..AGENCIES {
        let guest = town.invite(&format!("機関{agency}"), &format!("キカン{agency:03}"), "npo");
        for case in 0..CASES / AGENCIES {
            let sheet = if case == 0 {
                guest.sheet
            } else {
                let (network, invitation, act) = (town.network.id, guest.invitation.id, town.act);
                town.store
                    .write_blocking(move |connection| sheets::add(connection, network, invitation, &act))
                    .unwrap()
                    .id
            };
            let mut outline = String::new();
            while outline.chars().count() < CHARACTERS {
                outline.push_str(&sentences[rng.usize(..sentences.len())]);
            }
            let valence = if case % 2 == 0 { "good" } else { "difficult" };
            let document = format!(
                r#"{{"valence": "{valence}", "age_band": "age_50_59", "sex": "male", "outline": "{outline}", "state": "supporting"}}"#
            );
            town.save(sheet, "{}", 0, "save");
            town.submit(sheet, &document, 1, "submit");
        }
    }
    town
}
