//! How long the results of a round with 1,000 answers take on SQLite: the first time after the start, when all answers
//! are read, and after that, beside bare SQL that reads the same answers: `cargo bench --bench results`.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a measurement stops where it goes wrong, and prints"
)]

use std::time::{Duration, Instant};

use diesel::sql_types::Text;
use diesel::{Connection as _, QueryableByName, RunQueryDsl, SqliteConnection};
use fastrand::Rng;
use norishiro::analysis::Dataset;
use norishiro::answer::{complete, json};
use norishiro::app::desk::{DeskError, RoundHead, read_head};
use norishiro::app::{Definitions, Reader, RoundData, crosstabs, results, shipped};
use norishiro::assets::Templates;
use norishiro::config::DatabaseConfig;
use norishiro::definition::bundle;
use norishiro::store::Store;
use norishiro::view::field::Typed;
use norishiro::view::results::Arrangement;
use serde::Serialize;
use town::Town;

#[path = "../harness/town.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod town;

#[path = "generate.rs"]
#[expect(dead_code, reason = "the bench of columns uses the rest")]
mod generate;

const ANSWERS: usize = 1_000;
const TIMES: usize = 11;
const PUBLISHED: Reader = Reader::Public { inside: 5, public: 10 };

fn main() {
    let folder = tempfile::tempdir_in(".").unwrap();
    let path = folder.path().join("norishiro.sqlite3");
    let store = Store::open(&DatabaseConfig::at(format!("sqlite:{}", path.display()))).unwrap();
    store.migrate().unwrap();
    let town = lay_out(&store);
    let desk = Desk {
        store,
        definitions: Definitions::new(&shipped::library().unwrap()),
        templates: Templates::parse().unwrap(),
        town,
    };
    let mut connection = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
    let bare = middle(|| bare(&mut connection));
    let first = middle(|| desk.results(&RoundData::default(), Reader::Office));
    let kept = RoundData::default();
    desk.results(&kept, Reader::Office);
    let known = middle(|| desk.results(&kept, Reader::Office));
    let published = middle(|| desk.results(&kept, PUBLISHED));
    let crossed = middle(|| desk.every_question_by_kind(&kept, Reader::Office));
    let crossed_published = once(|| desk.every_question_by_kind(&kept, PUBLISHED));
    println!("results of {ANSWERS} answers to the agency survey on SQLite; the middle of {TIMES}");
    row("bare SQL reads the answers", bare, "");
    row("results, the first time after the start", first, "(aim: under 200)");
    row("results after that", known, "(aim: under 20)");
    row("results for publication, small counts hidden", published, "");
    row("every question by agency kind", crossed, "");
    row("the same for publication, once", crossed_published, "");
}

fn row(what: &str, time: Duration, aim: &str) {
    println!("  {what:<46}{:>9.2} ms  {aim}", time.as_secs_f64() * 1e3);
}

/// What a coordinator's page is made from.
struct Desk {
    store: Store,
    definitions: Definitions,
    templates: Templates,
    town: Town,
}

impl Desk {
    fn results(&self, kept: &RoundData, reader: Reader) {
        let name = &self.town.network.name;
        let page = self.counted(kept, |head, dataset| {
            assert_eq!(head.counts.valid, ANSWERS as u64);
            results::page(head, dataset, name, reader, Arrangement::default())
        });
        self.draw("staff/results.html", &page);
    }

    fn every_question_by_kind(&self, kept: &RoundData, reader: Reader) {
        let typed = Typed::default().put("row", "all").put("column", "agency_kind");
        let page = self.counted(kept, |head, dataset| crosstabs::page(head, dataset, reader, &typed).unwrap());
        self.draw("staff/crosstab.html", &page);
    }

    fn counted<T>(&self, kept: &RoundData, count: impl FnOnce(&RoundHead, &Dataset) -> T) -> T {
        let (network, round) = (self.town.network.id, self.town.round.id);
        let read = |connection: &mut norishiro::store::Connection| {
            let head = read_head(connection, &self.definitions, network, round)?;
            kept.count(connection, network, head, count)
        };
        self.store.read_blocking::<_, DeskError, _>(read).unwrap()
    }

    /// The page as it is sent.
    fn draw(&self, template: &str, page: &impl Serialize) {
        let mut view = serde_json::to_value(page).unwrap();
        view["desk"] = serde_json::json!({
            "network": self.town.network.name, "path": "/staff/networks/n", "user": "山田", "csrf": "secret",
            "role": "owner", "menu": [],
        });
        assert!(self.templates.render(template, &view).unwrap().len() > 50_000);
    }
}

/// Agencies of many kinds, each with an answer handed in.
fn lay_out(store: &Store) -> Town {
    let library = shipped::library().unwrap();
    let questionnaire = library.questionnaire("agency-survey").unwrap();
    let kinds = &library.code_list("agency-kinds").unwrap().codes;
    let bundle = bundle::write(&library, "agency-survey").unwrap();
    let town = Town::new(store).asking("agency-survey", "令和7年度アンケート", &bundle);
    let mut rng = Rng::with_seed(20_261_120);
    for number in 0..ANSWERS {
        let kind = &kinds[rng.usize(..kinds.len())].key;
        let guest = town.invite(&format!("第{number}相談支援センター"), &format!("{number:04}"), kind);
        // Agencies do not answer what they are not asked.
        let answers = complete(questionnaire, generate::document(&mut rng, questionnaire, kinds)).document;
        town.answer(&guest, &json::to_json(questionnaire, &answers).to_string());
    }
    town
}

/// The time that stands in the middle of all.
fn middle(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..TIMES).map(|_| once(&mut work)).collect();
    times.sort();
    times[TIMES / 2]
}

fn once(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    document: String,
}

/// The floor: the answers alone, over a connection that is open.
fn bare(connection: &mut SqliteConnection) {
    let rows: Vec<Row> = diesel::sql_query("SELECT document FROM revisions").load(connection).unwrap();
    assert!(rows.len() == ANSWERS && rows.iter().all(|row| row.document.len() > 500));
}
