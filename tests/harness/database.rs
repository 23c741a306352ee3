//! A fresh database for each test, of either kind.

use diesel::connection::SimpleConnection;
use diesel::{Connection as _, PgConnection};
use norishiro::config::DatabaseConfig;
use norishiro::store::Store;
use tempfile::TempDir;
use uuid::Uuid;

/// The two kinds of database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Backend {
    Sqlite,
    Postgresql,
}

/// A database that no other test uses; it goes away with this value.
pub(crate) struct Database {
    store: Option<Store>,
    config: DatabaseConfig,
    place: Place,
}

enum Place {
    Folder(TempDir),
    Server { url: String, name: String },
}

impl Database {
    /// A database with all tables, still empty.
    pub(crate) fn fresh(backend: Backend) -> Self {
        let database = Self::without_tables(backend);
        database.store().migrate().unwrap();
        database
    }

    /// A database without tables.
    pub(crate) fn without_tables(backend: Backend) -> Self {
        let (config, place) = match backend {
            Backend::Sqlite => {
                let folder = tempfile::tempdir().unwrap();
                let file = folder.path().join("norishiro.sqlite3");
                (DatabaseConfig::at(format!("sqlite:{}", file.display())), Place::Folder(folder))
            }
            Backend::Postgresql => {
                let url = server();
                let name = format!("norishiro_test_{}", Uuid::now_v7().simple());
                administer(&url, &format!("CREATE DATABASE {name}"));
                let (base, _) = url.rsplit_once('/').expect("the URL ends in /DATABASE");
                (DatabaseConfig::at(format!("{base}/{name}")), Place::Server { url, name })
            }
        };
        let store = Some(Store::open(&config).unwrap());
        Self { store, config, place }
    }

    /// Whether this run was asked to leave tests on this kind of database out.
    pub(crate) fn left_out(backend: Backend) -> bool {
        let left_out = backend == Backend::Postgresql
            && std::env::var("NORISHIRO_TEST_SKIP").is_ok_and(|what| what.split(',').any(|what| what == "postgresql"));
        if left_out {
            eprintln!("left out, as NORISHIRO_TEST_SKIP asks: PostgreSQL");
        }
        left_out
    }

    /// The open database.
    pub(crate) fn store(&self) -> &Store {
        self.store.as_ref().expect("the database is open")
    }

    /// The settings that open it.
    pub(crate) fn config(&self) -> &DatabaseConfig {
        &self.config
    }

    /// Cuts every connection to it, as a server that is restarted does.
    pub(crate) fn cut_connections(&self) {
        if let Place::Server { url, name } = &self.place {
            let cut = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname";
            administer(url, &format!("{cut} = '{name}'"));
        }
    }

    /// Closes it and opens it anew, as when the program is started again.
    pub(crate) fn reopen(&mut self) {
        self.store = None;
        self.store = Some(Store::open(&self.config).unwrap());
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.store = None;
        match &self.place {
            Place::Folder(folder) => debug_assert!(folder.path().exists()),
            Place::Server { url, name } => administer(url, &format!("DROP DATABASE {name} WITH (FORCE)")),
        }
    }
}

fn server() -> String {
    std::env::var("NORISHIRO_TEST_POSTGRES_URL").expect(
        "NORISHIRO_TEST_POSTGRES_URL names no PostgreSQL server: run tests/run, which starts one, \
         or set NORISHIRO_TEST_SKIP=postgresql to leave these tests out",
    )
}

fn administer(url: &str, sql: &str) {
    PgConnection::establish(url).unwrap().batch_execute(sql).unwrap();
}

/// Makes two tests of one story: one on each kind of database.
macro_rules! on_both_databases {
    ($($(#[$meta:meta])* fn $name:ident($database:ident) $body:block)+) => {$(
        $(#[$meta])*
        mod $name {
            use super::*;

            fn story($database: $crate::harness::Database) $body

            #[test]
            fn sqlite() {
                story($crate::harness::Database::fresh($crate::harness::Backend::Sqlite));
            }

            #[test]
            fn postgresql() {
                if !$crate::harness::Database::left_out($crate::harness::Backend::Postgresql) {
                    story($crate::harness::Database::fresh($crate::harness::Backend::Postgresql));
                }
            }
        }
    )+};
}
