//! One connection type over both databases, and how each is opened.

use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::{Connection as _, PgConnection, SqliteConnection};

use super::StoreError;
use super::target::Target;

/// An open connection to either database; the tables' functions take one.
#[derive(diesel::MultiConnection)]
pub enum AnyConnection {
    /// The embedded database.
    Sqlite(SqliteConnection),
    /// A PostgreSQL server.
    Postgres(PgConnection),
}

/// What is set on every SQLite connection. `busy_timeout` comes first, since changing the
/// journal mode may have to wait for another process. What was committed is moved from the journal into the file
/// every 16 MB, for which everyone who saves waits.
const SQLITE_SETTINGS: &str = "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; \
    PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;";

impl AnyConnection {
    /// Opens the SQLite connection that writes; the file is made, readable to its owner only,
    /// where there is none.
    pub(super) fn sqlite_writer(path: &Path) -> Result<Self, StoreError> {
        make_private(path).map_err(|error| open_error(path, &error))?;
        Self::sqlite_again(path)
    }

    /// Opens a SQLite file that is there already, to write.
    pub(super) fn sqlite_again(path: &Path) -> Result<Self, StoreError> {
        Self::sqlite(path, SQLITE_SETTINGS)
    }

    /// Opens a SQLite connection that can only read.
    pub(super) fn sqlite_reader(path: &Path) -> Result<Self, StoreError> {
        Self::sqlite(path, &format!("{SQLITE_SETTINGS} PRAGMA query_only = ON;"))
    }

    fn sqlite(path: &Path, settings: &str) -> Result<Self, StoreError> {
        let name = path.to_str().ok_or_else(|| open_error(path, &"its name is not UTF-8"))?;
        let mut connection = SqliteConnection::establish(name).map_err(|error| open_error(path, &error))?;
        connection.batch_execute(settings).map_err(|error| open_error(path, &error))?;
        Ok(Self::Sqlite(connection))
    }

    /// Opens a PostgreSQL connection.
    pub(super) fn postgres(url: &str) -> Result<Self, StoreError> {
        let open = || -> Result<PgConnection, Box<dyn std::error::Error>> {
            let mut connection = PgConnection::establish(&Target::with_patience(url))?;
            connection.batch_execute("SET client_min_messages = warning; SET TIME ZONE 'UTC';")?;
            Ok(connection)
        };
        open().map(Self::Postgres).map_err(|error| StoreError::Open {
            target: Target::describe(url),
            words: one_line(&Target::without_password(url, &error.to_string())),
        })
    }
}

/// The server's words, which come in several lines, on one.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn open_error(path: &Path, error: &dyn std::fmt::Display) -> StoreError {
    StoreError::Open { target: path.display().to_string(), words: error.to_string() }
}

/// Creates an empty file that only its owner can read: answers are sensitive, and SQLite gives
/// its journal the same permissions.
fn make_private(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

/// Runs the same statement on the connection of either database: for the few kinds of statement
/// that diesel cannot express over both at once (batch inserts, `ON CONFLICT`, `RETURNING`), and for
/// those of every page and save: through the enum their SQL is written anew each time, which costs as
/// much as running them.
macro_rules! on_each_backend {
    ($connection:expr, $inner:ident => $statement:expr) => {
        match $connection {
            $crate::store::Connection::Sqlite($inner) => $statement,
            $crate::store::Connection::Postgres($inner) => $statement,
        }
    };
}
pub(super) use on_each_backend;
