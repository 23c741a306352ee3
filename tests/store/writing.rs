//! Writes stand by themselves: what one does, refuses or breaks is no matter to its neighbours.

use std::sync::mpsc;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use norishiro::config::DatabaseConfig;
use norishiro::store::audit::{self, Act, Entry, Subject};
use norishiro::store::{Connection, NetworkId, Store, StoreError};

use crate::harness::{Backend, Database, at};

const PLACE: NetworkId = NetworkId::INSTALLATION;

/// A write that can be found again: a line in the audit log.
fn note(connection: &mut Connection, what: &str) -> Result<(), StoreError> {
    let act = Act::by_program(at("2026-11-20T09:00:00+09:00"));
    audit::record(connection, PLACE, &act, "test.noted", &Subject::new("note", what), &serde_json::json!({}))
}

fn notes(store: &Store) -> Vec<String> {
    let lines: Vec<Entry> = store.read_blocking(|connection| audit::newest(connection, PLACE, None, 100_000)).unwrap();
    let mut notes: Vec<_> = lines.into_iter().map(|line| line.subject_id).collect();
    notes.sort();
    notes
}

type AWrite<T> = Box<dyn FnOnce(&mut Connection) -> Result<T, StoreError> + Send>;

/// Runs the closures at once, such that SQLite's writer finds all of them waiting.
fn together<T: Send + 'static>(store: &Store, writes: Vec<AWrite<T>>) -> Vec<Result<T, StoreError>> {
    let (hold, held) = mpsc::channel::<()>();
    std::thread::scope(|scope| {
        let first = scope.spawn(move || {
            store.write_blocking(move |_| {
                held.recv().unwrap();
                Ok::<_, StoreError>(())
            })
        });
        std::thread::sleep(Duration::from_millis(50));
        let waiting: Vec<_> =
            writes.into_iter().map(|write| scope.spawn(move || store.write_blocking(write))).collect();
        std::thread::sleep(Duration::from_millis(50));
        hold.send(()).unwrap();
        first.join().unwrap().unwrap();
        waiting.into_iter().map(|caller| caller.join().unwrap()).collect()
    })
}

fn noting(what: &'static str) -> AWrite<()> {
    Box::new(move |connection| note(connection, what))
}

on_both_databases! {
    fn a_write_that_is_refused_is_undone_and_harms_no_neighbour(database) {
        let refusing = Box::new(|connection: &mut Connection| {
            note(connection, "refused")?;
            Err(StoreError::Unreadable { what: "test" })
        });
        let answers = together(database.store(), vec![noting("a"), refusing, noting("b")]);
        assert!(matches!(answers.as_slice(), [Ok(()), Err(StoreError::Unreadable { what: "test" }), Ok(())]), "{answers:?}");
        assert_eq!(notes(database.store()), ["a", "b"]);
    }

    fn a_statement_that_fails_harms_no_neighbour(database) {
        let failing = Box::new(|connection: &mut Connection| {
            note(connection, "failed")?;
            Ok(connection.batch_execute("INSERT INTO no_such_table VALUES (1)")?)
        });
        let answers = together(database.store(), vec![noting("a"), failing, noting("b")]);
        assert!(matches!(answers.as_slice(), [Ok(()), Err(StoreError::Query(_)), Ok(())]), "{answers:?}");
        assert_eq!(notes(database.store()), ["a", "b"]);
    }

    fn a_panic_is_caught_and_undone(database) {
        let panicking = Box::new(|connection: &mut Connection| -> Result<(), StoreError> {
            diesel::Connection::transaction(connection, |connection| -> Result<(), StoreError> {
                note(connection, "panicked")?;
                panic!("on purpose, inside a transaction of its own");
            })
        });
        let answers = together(database.store(), vec![noting("a"), panicking, noting("b")]);
        assert!(matches!(answers.as_slice(), [Ok(()), Err(StoreError::Panicked), Ok(())]), "{answers:?}");
        assert_eq!(notes(database.store()), ["a", "b"]);
        database.store().write_blocking(|connection| note(connection, "c")).unwrap();
        assert_eq!(notes(database.store()), ["a", "b", "c"]);
    }

    fn many_writers_at_once_lose_nothing(database) {
        const WRITERS: usize = 16;
        const EACH: usize = 25;
        std::thread::scope(|scope| {
            for writer in 0..WRITERS {
                let store = database.store();
                scope.spawn(move || {
                    for number in 0..EACH {
                        let name = format!("{writer:02}-{number:02}");
                        store.write_blocking(move |connection| note(connection, &name)).unwrap();
                    }
                });
            }
        });
        let notes = notes(database.store());
        assert_eq!(notes.len(), WRITERS * EACH);
        assert_eq!(notes.first().map(String::as_str), Some("00-00"));
    }

    fn what_was_answered_is_there_after_a_restart(database) {
        let mut database = database;
        database.store().write_blocking(|connection| note(connection, "kept")).unwrap();
        database.reopen();
        assert_eq!(notes(database.store()), ["kept"]);
    }

    fn handlers_read_and_write_without_blocking(database) {
        let store = database.store().clone();
        let found = actix_web::rt::System::new().block_on(async move {
            store.write(|connection| note(connection, "async")).await?;
            store.read(|connection| audit::newest(connection, PLACE, None, 1)).await
        });
        assert_eq!(found.unwrap().first().map(|line| line.subject_id.clone()).as_deref(), Some("async"));
    }

    fn a_server_that_was_restarted_is_found_again(database) {
        database.store().write_blocking(|connection| note(connection, "before")).unwrap();
        database.cut_connections();
        assert_eq!(notes(database.store()), ["before"]);
        database.cut_connections();
        database.store().write_blocking(|connection| note(connection, "after")).unwrap();
        assert_eq!(notes(database.store()), ["after", "before"]);
    }

    fn a_panic_while_reading_is_caught(database) {
        let store = database.store().clone();
        let answer: Result<(), StoreError> = actix_web::rt::System::new()
            .block_on(async move { store.read(|_| panic!("on purpose, while reading")).await });
        assert!(matches!(answer, Err(StoreError::Panicked)), "{answer:?}");
        assert_eq!(notes(database.store()), Vec::<String>::new());
    }
}

#[test]
fn a_full_disk_fails_everyone_in_the_batch_and_the_next_batch_works() {
    let database = Database::fresh(Backend::Sqlite);
    let filling = Box::new(|connection: &mut Connection| {
        connection.batch_execute("PRAGMA max_page_count = 1")?;
        let large = "あ".repeat(1_000_000);
        note(connection, &large)
    });
    let answers = together(database.store(), vec![noting("a"), filling, noting("b")]);
    assert!(answers.iter().any(|answer| matches!(answer, Err(StoreError::NotCommitted(_)))), "{answers:?}");
    // Who was told that it is saved finds it saved, and the others find nothing.
    let told: Vec<_> = ["a", "large", "b"]
        .into_iter()
        .zip(&answers)
        .filter_map(|(name, answer)| answer.is_ok().then_some(name.to_owned()))
        .collect();
    assert_eq!(notes(database.store()), told);
    database.store().write_blocking(|connection| note(connection, "c")).unwrap();
    assert!(notes(database.store()).contains(&"c".to_owned()));
}

#[test]
fn readers_of_sqlite_cannot_write() {
    let database = Database::fresh(Backend::Sqlite);
    let answer = database.store().read_blocking(|connection| note(connection, "sneaked in"));
    assert!(matches!(answer, Err(StoreError::Query(_))), "{answer:?}");
}

#[test]
fn several_programs_can_write_to_one_sqlite_file() {
    let database = Database::fresh(Backend::Sqlite);
    std::thread::scope(|scope| {
        for program in 0..4 {
            let store = Store::open(database.config()).unwrap();
            scope.spawn(move || {
                for number in 0..25 {
                    let name = format!("{program}-{number:02}");
                    store.write_blocking(move |connection| note(connection, &name)).unwrap();
                }
            });
        }
    });
    assert_eq!(notes(database.store()).len(), 100);
}

#[cfg(unix)]
#[test]
fn the_sqlite_file_is_readable_to_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("n.sqlite3");
    let store = Store::open(&DatabaseConfig::at(file.display().to_string())).unwrap();
    store.migrate().unwrap();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o077, 0, "{:?}", entry.file_name());
    }
}

#[test]
fn what_cannot_be_opened_is_named_without_a_password() {
    let missing = Store::open(&DatabaseConfig::at("sqlite:/no/such/folder/n.sqlite3")).err().unwrap().to_string();
    assert!(missing.contains("/no/such/folder/n.sqlite3"), "{missing}");
    let url = "postgres://norishiro:s3cret@127.0.0.1:1/norishiro";
    let refused = Store::open(&DatabaseConfig::at(url)).err().unwrap().to_string();
    assert!(refused.contains("127.0.0.1:1/norishiro") && refused.contains("refused"), "{refused}");
    assert!(!refused.contains("s3cret"), "{refused}");
}
