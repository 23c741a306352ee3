//! The two sets of migrations make the same tables, and can be undone.

use std::collections::BTreeMap;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use norishiro::store::{Connection, SchemaState, Store, StoreError};

use crate::harness::{Backend, Database, Town};

#[derive(QueryableByName, Debug, PartialEq, Eq)]
struct Column {
    #[diesel(sql_type = Text)]
    tab: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Bool)]
    required: bool,
}

/// Every column of every table: `table.column` → type and whether it must be filled.
fn columns(store: &Store) -> BTreeMap<String, (String, bool)> {
    let columns: Vec<Column> = store
        .read_blocking(|connection| -> Result<_, StoreError> {
            Ok(match connection {
                Connection::Sqlite(connection) => diesel::sql_query(
                    "SELECT t.name AS tab, c.name, lower(c.type) AS kind, c.\"notnull\" AS required \
                     FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'",
                )
                .load(connection)?,
                Connection::Postgres(connection) => diesel::sql_query(
                    "SELECT table_name::text AS tab, column_name::text AS name, data_type::text AS kind, \
                     is_nullable = 'NO' AS required \
                     FROM information_schema.columns WHERE table_schema = 'public'",
                )
                .load(connection)?,
            })
        })
        .unwrap();
    columns
        .into_iter()
        .filter(|column| column.tab != "__diesel_schema_migrations")
        .map(|column| (format!("{}.{}", column.tab, column.name), (column.kind, column.required)))
        .collect()
}

fn folders(backend: &str) -> Vec<String> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(backend);
    let mut names: Vec<_> =
        std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Every text column of PostgreSQL that is not compared by its bytes.
fn not_by_bytes(store: &Store) -> Vec<String> {
    let found: Vec<Column> = store
        .read_blocking(|connection| -> Result<_, StoreError> {
            let Connection::Postgres(connection) = connection else { return Ok(Vec::new()) };
            let statement = "SELECT table_name::text AS tab, column_name::text AS name, data_type::text AS kind, \
                             true AS required FROM information_schema.columns \
                             WHERE table_schema = 'public' AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'";
            Ok(diesel::sql_query(statement).load(connection)?)
        })
        .unwrap();
    found.into_iter().map(|column| format!("{}.{}", column.tab, column.name)).collect()
}

#[test]
fn both_databases_compare_text_by_its_bytes() {
    if !Database::left_out(Backend::Postgresql) {
        assert_eq!(not_by_bytes(Database::fresh(Backend::Postgresql).store()), Vec::<String>::new());
    }
}

#[test]
fn both_databases_have_the_same_migrations() {
    assert!(!folders("sqlite").is_empty());
    assert_eq!(folders("sqlite"), folders("postgresql"));
}

#[test]
fn both_databases_have_the_same_columns() {
    let sqlite = columns(Database::fresh(Backend::Sqlite).store());
    assert!(sqlite.contains_key("revisions.document"));
    if Database::left_out(Backend::Postgresql) {
        return;
    }
    assert_eq!(sqlite, columns(Database::fresh(Backend::Postgresql).store()));
}

on_both_databases! {
    fn migrations_can_be_undone_and_run_again(database) {
        let before = columns(database.store());
        database.store().revert_migrations().unwrap();
        assert_eq!(columns(database.store()), BTreeMap::new());
        assert_eq!(database.store().migrate().unwrap(), folders("sqlite"));
        assert_eq!(columns(database.store()), before);
        Town::new(database.store()).invite("B市保健センター", "びーしほけんせんたー", "health_centre");
    }

    fn a_database_that_is_up_to_date_is_left_alone(database) {
        assert_eq!(database.store().schema_state().unwrap(), SchemaState::Current);
        assert_eq!(database.store().migrate().unwrap(), Vec::<String>::new());
        database.store().require_current_schema().unwrap();
    }

    fn an_older_database_is_not_served_before_it_is_migrated(database) {
        database.store().revert_migrations().unwrap();
        assert_eq!(database.store().schema_state().unwrap(), SchemaState::Older(folders("sqlite")));
        let words = database.store().require_current_schema().unwrap_err().to_string();
        assert!(words.contains("norishiro migrate"), "{words}");
    }

    fn a_newer_database_is_refused_and_left_alone(database) {
        database
            .store()
            .write_blocking(|connection| -> Result<(), StoreError> {
                Ok(connection.batch_execute(
                    "INSERT INTO __diesel_schema_migrations (version) VALUES ('99991231000001')",
                )?)
            })
            .unwrap();
        let before = columns(database.store());
        for refused in [
            database.store().migrate().map(drop).unwrap_err(),
            database.store().require_current_schema().unwrap_err(),
        ] {
            assert!(matches!(&refused, StoreError::SchemaNewer { unknown } if unknown == "99991231000001"), "{refused}");
        }
        assert_eq!(columns(database.store()), before);
    }
}

#[test]
fn two_nodes_that_start_together_make_the_tables_once() {
    if Database::left_out(Backend::Postgresql) {
        return;
    }
    let database = Database::without_tables(Backend::Postgresql);
    let ran: Vec<usize> = std::thread::scope(|scope| {
        let nodes: Vec<_> = (0..4)
            .map(|_| {
                let store = Store::open(database.config()).unwrap();
                scope.spawn(move || store.migrate().unwrap().len())
            })
            .collect();
        nodes.into_iter().map(|node| node.join().unwrap()).collect()
    });
    assert_eq!(ran.iter().sum::<usize>(), folders("postgresql").len());
}
