//! How many saves of a draft are acknowledged a second, beside bare inserts of a row of the same
//! size with one commit each: `cargo bench --bench saves`. PostgreSQL is measured where
//! `NORISHIRO_BENCH_POSTGRES_URL` names an empty database.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement stops where it goes wrong, and prints")]

use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::sql_types::Text;
use diesel::{Connection as _, RunQueryDsl, SqliteConnection};
use jiff::Timestamp;
use norishiro::config::DatabaseConfig;
use norishiro::store::audit::Act;
use norishiro::store::drafts::{self, Save, Saved};
use norishiro::store::{NetworkId, SheetId, Store, StoreError};

#[path = "size.rs"]
mod size;

const CALLERS: usize = 8;
/// How long each kind of saves lasts.
fn time() -> Duration {
    Duration::from_secs(size::of(5, 1))
}

fn main() {
    let fields = format!(r#"{{"note":["{}"]}}"#, "あ".repeat(1500));
    let folder = tempfile::tempdir_in(".").unwrap();
    let bare = bare_inserts(&folder.path().join("bare.sqlite3"), &fields);
    println!("SQLite, bare inserts, one a commit:     {bare:>8.0} /s");
    let url = format!("sqlite:{}", folder.path().join("norishiro.sqlite3").display());
    let ours = saves(&url, &fields);
    println!("SQLite, saves by {CALLERS} callers, audited:    {ours:>8.0} /s   {:.2} of bare", ours / bare);
    if let Ok(url) = std::env::var("NORISHIRO_BENCH_POSTGRES_URL") {
        println!("PostgreSQL, saves by {CALLERS} callers, audited: {:>7.0} /s", saves(&url, &fields));
    }
}

fn bare_inserts(path: &std::path::Path, fields: &str) -> f64 {
    let mut connection = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
    connection
        .batch_execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t (id INTEGER PRIMARY KEY, fields TEXT)")
        .unwrap();
    let (start, time) = (Instant::now(), time());
    let mut number = 0;
    while start.elapsed() < time {
        diesel::sql_query("INSERT INTO t (fields) VALUES (?)")
            .bind::<Text, _>(fields)
            .execute(&mut connection)
            .unwrap();
        number += 1;
    }
    f64::from(number) / start.elapsed().as_secs_f64()
}

/// Each caller saves a sheet of its own over and over, as agencies do.
fn saves(url: &str, fields: &str) -> f64 {
    let store = Store::open(&DatabaseConfig::at(url)).unwrap();
    store.migrate().unwrap();
    let act = Act::by_program(Timestamp::now());
    let (network, sheets) = lay_out(&store, &act);
    let start = Instant::now();
    let number: i32 = std::thread::scope(|scope| {
        let callers: Vec<_> =
            sheets.iter().map(|sheet| scope.spawn(|| save_for(&store, network, *sheet, fields, act))).collect();
        callers.into_iter().map(|caller| caller.join().unwrap()).sum()
    });
    f64::from(number) / start.elapsed().as_secs_f64()
}

fn save_for(store: &Store, network: NetworkId, sheet: SheetId, fields: &str, act: Act) -> i32 {
    let (start, time) = (Instant::now(), time());
    let mut version = 0;
    while start.elapsed() < time {
        let fields = fields.to_owned();
        let saved = store.write_blocking(move |connection| {
            let key = version.to_string();
            let save = Save { fields: &fields, expected_version: version, base_version: version, save_key: &key };
            drafts::save(connection, network, sheet, &save, &act)
        });
        assert!(matches!(saved.unwrap(), Saved::Stored { .. }));
        version += 1;
    }
    version
}

/// A network with one round, and an invited agency for each caller.
fn lay_out(store: &Store, act: &Act) -> (NetworkId, Vec<SheetId>) {
    let network = NetworkId::new(act.at);
    let sheets: Vec<_> = (0..CALLERS).map(|_| SheetId::new(act.at)).collect();
    let mut sql = format!(
        "INSERT INTO networks (id, name, municipality, department, officer_name, telephone, mail, office_hours, time_zone,
             disclosure_k_inside, disclosure_k_public, created_at)
         VALUES ('{network}','n','n','n','n','n','n','n','Asia/Tokyo',5,10,0);
         INSERT INTO questionnaire_versions (network_id, id, questionnaire_key, number, title, definition, content_sha256,
             published_at)
         VALUES ('{network}','v','k',1,'t','{{}}','x',0);
         INSERT INTO rounds (network_id, id, version_id, title, period_text, due_on, state, created_at, updated_at)
         VALUES ('{network}','r','v','t','p','2026-12-18','open',0,0);"
    );
    for sheet in &sheets {
        sql += &format!(
            "INSERT INTO agencies (network_id, id, name, kana, kind, municipality, created_at, updated_at)
             VALUES ('{network}','{sheet}','n','n','k','m',0,0);
             INSERT INTO invitations (network_id, id, round_id, agency_id, issue_number, token_sha256, state, created_at,
                 updated_at)
             VALUES ('{network}','{sheet}','r','{sheet}',1,'{sheet}','invited',0,0);
             INSERT INTO sheets (network_id, id, invitation_id, number, created_at)
             VALUES ('{network}','{sheet}','{sheet}',1,0);"
        );
    }
    store.write_blocking(move |connection| Ok::<_, StoreError>(connection.batch_execute(&sql)?)).unwrap();
    (network, sheets)
}
