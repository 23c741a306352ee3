//! How long the pages of gaps take on SQLite with 200 agencies' answers and 2,000 case sheets of 600 characters:
//! `cargo bench --bench gaps`.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a measurement stops where it goes wrong, and prints"
)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use norishiro::analysis::gap::Parts;
use norishiro::app::gaps::{GapSources, Readings, read};
use norishiro::app::{Definitions, shipped};
use norishiro::assets::Templates;
use norishiro::config::DatabaseConfig;
use norishiro::definition::bundle;
use norishiro::store::Store;
use norishiro::view::gaps::Depth;
use serde_json::{Value, json};
use town::Town;

#[path = "../harness/town.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod town;

const AGENCIES: usize = 200;
const CASES: usize = 2_000;
const CHARACTERS: usize = 600;
const TIMES: usize = 20;

const BANDS: [&str; 9] = [
    "age_0_12",
    "age_13_15",
    "age_16_18",
    "age_19_29",
    "age_30_39",
    "age_40_49",
    "age_50_59",
    "age_60_64",
    "age_65_over",
];
const FUNCTIONS: [&str; 8] = ["person", "family", "outreach", "place", "peer", "work_try", "medical", "housing"];

fn main() {
    let folder = tempfile::tempdir_in(".").unwrap();
    let path = folder.path().join("norishiro.sqlite3");
    let store = Store::open(&DatabaseConfig::at(format!("sqlite:{}", path.display()))).unwrap();
    store.migrate().unwrap();
    let definitions = Definitions::new(&shipped::library().unwrap());
    let network = lay_out(&store).network.id;
    let templates = Templates::parse().unwrap();
    let sources = |readings: &Readings| -> Arc<GapSources> {
        store.read_blocking(|connection| read(connection, &definitions, readings, network, None)).unwrap()
    };
    let draw = |sources: &GapSources, name: &str| match name {
        "list" => {
            let list = sources.list(Parts::ALL, Depth::Answers);
            html(
                &templates,
                "staff/gaps.html",
                &json!({ "here": name, "shows_answers": true, "round": "", "rounds": [], "list": list }),
            )
        }
        "offered" => {
            let offered = sources.offered(false, Depth::Answers);
            html(
                &templates,
                "staff/gaps_offered.html",
                &json!({ "here": name, "round": "", "rounds": [], "offered": offered }),
            )
        }
        _ => {
            let needed = sources.needed(Depth::Answers);
            html(
                &templates,
                "staff/gaps_needed.html",
                &json!({ "here": name, "round": "", "rounds": [], "needed": needed }),
            )
        }
    };
    let first = middle(|| drop(sources(&Readings::default())));
    let readings = Readings::default();
    let known = middle(|| drop(sources(&readings)));
    let read = sources(&readings);
    println!("gaps of {AGENCIES} agencies and {CASES} cases on SQLite; the middle of {TIMES}");
    println!("  answers read and counted, the first time  {:>8.2} ms", milliseconds(first));
    println!("  the same, nothing being new               {:>8.2} ms", milliseconds(known));
    for name in ["list", "offered", "needed"] {
        let drawn = middle(|| drop(draw(&read, name)));
        println!("  page drawn: {name:<30}{:>8.2} ms  (aim: a page under 100)", milliseconds(drawn));
    }
}

/// A page as it is sent.
fn html(templates: &Templates, template: &str, page: &Value) -> String {
    let mut view = page.clone();
    view["desk"] = json!({
        "network": "B市ひきこもり支援ネットワーク", "path": "/staff/networks/n", "user": "山田", "csrf": "secret",
        "role": "owner", "menu": [],
    });
    let html = templates.render(template, &view).unwrap();
    assert!(html.len() > 2_000);
    html
}

fn lay_out(store: &Store) -> Town {
    let library = shipped::library().unwrap();
    let asking = |town: &Town, key: &str| town.asking(key, key, &bundle::write(&library, key).unwrap());
    let town = Town::new(store);
    let survey = asking(&town, "agency-survey");
    let sheets = asking(&town, "case-sheet");
    let mut rng = fastrand::Rng::with_seed(6);
    for number in 0..AGENCIES {
        let guest = survey.invite(&format!("第{number}相談支援センター"), &format!("{number:03}"), "npo");
        survey.answer(&guest, &offers(&mut rng).to_string());
        for _ in 0..CASES / AGENCIES {
            let guest = sheets.invite(&format!("第{number}相談支援センター"), &format!("{number:03}"), "npo");
            sheets.answer(&guest, &case(&mut rng).to_string());
        }
    }
    town
}

fn some<'a>(rng: &mut fastrand::Rng, all: &[&'a str], most: usize) -> Vec<&'a str> {
    let number = rng.usize(1..=most);
    let mut chosen = rng.choose_multiple(all.iter().copied(), number);
    chosen.sort_by_key(|one| all.iter().position(|other| other == one));
    chosen
}

fn offers(rng: &mut fastrand::Rng) -> Value {
    let served: serde_json::Map<String, Value> = BANDS
        .iter()
        .map(|band| ((*band).to_owned(), json!({ "male": rng.u32(0..9), "female": rng.u32(0..5) })))
        .collect();
    json!({
        "functions": { "selected": some(rng, &FUNCTIONS, 4) },
        "eligible_ages": { "selected": some(rng, &BANDS, 4) },
        "methods": { "selected": ["phone", "visit"] },
        "caseload_by_age_sex": served,
        "unmet_any": "yes",
        "unmet": [{ "support": rng.choice(FUNCTIONS).unwrap(), "ages": { "selected": some(rng, &BANDS, 2) }, "cases": 2 }],
        "doubtful_end": "yes", "doubtful_end_cases": 3, "hard_to_reach": { "selected": ["far", "alone"] },
    })
}

fn case(rng: &mut fastrand::Rng) -> Value {
    json!({
        "valence": if rng.bool() { "difficult" } else { "good" },
        "age_band": rng.choice(BANDS).unwrap(),
        "needs": { "selected": some(rng, &FUNCTIONS, 3) },
        "outline": "家で過ごす時間が長く、夜に散歩されている。".chars().cycle().take(CHARACTERS).collect::<String>(),
    })
}

/// The time that stands in the middle of all.
fn middle(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..TIMES)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[TIMES / 2]
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
