//! How long the board of a round with 200 agencies takes on SQLite, their drafts half filled in, beside bare SQL that
//! reads the same drafts: `cargo bench --bench board`.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a measurement stops where it goes wrong, and prints"
)]

use std::time::{Duration, Instant};

use diesel::sql_types::{Integer, Text};
use diesel::{Connection as _, QueryableByName, RunQueryDsl, SqliteConnection};
use jiff::SignedDuration;
use norishiro::app::board::{Around, Looking, Readings, Told, show};
use norishiro::app::{Definitions, ServerKey, shipped};
use norishiro::assets::Templates;
use norishiro::config::DatabaseConfig;
use norishiro::definition::{QuestionType, Questionnaire, bundle};
use norishiro::store::{Store, UserId};
use norishiro::view::board::{BoardPage, Filter};
use town::Town;

#[path = "../harness/town.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod town;

const AGENCIES: usize = 200;
const TIMES: usize = 20;

fn main() {
    let folder = tempfile::tempdir_in(".").unwrap();
    let path = folder.path().join("norishiro.sqlite3");
    let store = Store::open(&DatabaseConfig::at(format!("sqlite:{}", path.display()))).unwrap();
    store.migrate().unwrap();
    let definitions = Definitions::new(&shipped::library().unwrap());
    let town = lay_out(&store);
    let (key, templates) = (ServerKey::from_hex(&"5a".repeat(32), "bench").unwrap(), Templates::parse().unwrap());
    let now = town.act.at + SignedDuration::from_hours(72);
    let looking = Looking { network: town.network.clone(), round: town.round.id, user: UserId::new(now), now };
    let draw = |readings: &Readings| {
        let around =
            Around { definitions: &definitions, readings, key: &key, public_url: "http://127.0.0.1", sends_mail: true };
        let told = Told::default();
        let shown = store.read_blocking(|connection| show(connection, around, &looking, &Filter::default(), &told));
        let page = shown.unwrap().page;
        assert_eq!(page.agencies.len(), AGENCIES);
        page
    };
    let mut connection = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
    let bare = middle(|| bare(&mut connection));
    let first = middle(|| drop(html(&templates, &draw(&Readings::default()))));
    let readings = Readings::default();
    let known = middle(|| drop(html(&templates, &draw(&readings))));
    let page = draw(&readings);
    let drawn = middle(|| drop(html(&templates, &page)));
    println!("board of {AGENCIES} agencies on SQLite, drafts half filled in; the middle of {TIMES}");
    println!("  bare SQL reads the drafts                 {:>8.2} ms", milliseconds(bare));
    println!("  page, the first time after the start      {:>8.2} ms  (aim: under 50)", milliseconds(first));
    println!("  page, what was typed being known          {:>8.2} ms  (aim: under 50)", milliseconds(known));
    println!("  of which its HTML                         {:>8.2} ms", milliseconds(drawn));
}

/// The page as it is sent.
fn html(templates: &Templates, page: &BoardPage) -> String {
    let mut view = serde_json::to_value(page).unwrap();
    view["desk"] = serde_json::json!({
        "network": "B市ひきこもり支援ネットワーク", "path": "/staff/networks/n", "user": "山田", "csrf": "secret",
        "role": "owner", "menu": [],
    });
    let html = templates.render("staff/board.html", &view).unwrap();
    assert!(html.len() > AGENCIES * 500);
    html
}

/// 200 agencies, each with half of the agency survey typed in.
fn lay_out(store: &Store) -> Town {
    let library = shipped::library().unwrap();
    let bundle = bundle::write(&library, "agency-survey").unwrap();
    let town = Town::new(store).asking("agency-survey", "令和7年度アンケート", &bundle);
    let fields = half(library.questionnaire("agency-survey").unwrap());
    for number in 0..AGENCIES {
        let guest = town.invite(&format!("第{number}相談支援センター"), &format!("{number:03}"), "npo");
        town.save(guest.sheet, &fields, 0, "save");
    }
    town
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

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    fields: String,
    #[diesel(sql_type = Integer)]
    version: i32,
}

/// The floor: the drafts alone, over a connection that is open.
fn bare(connection: &mut SqliteConnection) {
    let rows: Vec<Row> = diesel::sql_query("SELECT fields, version FROM drafts").load(connection).unwrap();
    assert!(rows.len() == AGENCIES && rows.iter().all(|row| row.version == 1 && row.fields.len() > 500));
}

/// Every other number and text of the survey, as typed.
fn half(questionnaire: &Questionnaire) -> String {
    let mut fields = serde_json::Map::new();
    for question in questionnaire.questions().step_by(2) {
        match &question.kind {
            QuestionType::Text { .. } | QuestionType::Paragraph { .. } => {
                fields.insert(question.key.clone(), serde_json::json!(["関係機関と月に一度は連絡を取っている。"]));
            }
            QuestionType::Number { .. } => drop(fields.insert(question.key.clone(), serde_json::json!(["12"]))),
            QuestionType::Counts { items, .. } => {
                for item in &items.codes {
                    fields.insert(format!("{}.{}", question.key, item.key), serde_json::json!(["12"]));
                }
            }
            QuestionType::Grid { rows, columns, .. } => {
                for (row, column) in
                    rows.codes.iter().flat_map(|row| columns.codes.iter().map(move |column| (row, column)))
                {
                    let name = format!("{}.{}.{}", question.key, row.key, column.key);
                    fields.insert(name, serde_json::json!(["3"]));
                }
            }
            _ => {}
        }
    }
    serde_json::Value::Object(fields).to_string()
}
