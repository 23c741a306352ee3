//! What can go wrong with the database, in words that name the cause.

use diesel::result::{DatabaseErrorKind, Error as QueryError};

/// Why the database did not do what was asked.
///
/// The words never hold a password, and never a row's values.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The URL of the settings names no database that this program can use.
    #[error("{0}")]
    Url(String),
    /// The database could not be opened; the driver's own words follow.
    #[error("cannot open the database {target}: {words}")]
    Open {
        /// The database without user and password.
        target: String,
        /// What the driver said.
        words: String,
    },
    /// All connections were in use for too long, or the database is gone.
    #[error("no connection to the database: {0}")]
    NoConnection(String),
    /// A statement failed.
    #[error("the database refused: {0}")]
    Query(#[from] QueryError),
    /// What was written together with this, or its commit, failed: nothing of it was kept.
    #[error("nothing was saved: {0}")]
    NotCommitted(String),
    /// The code between begin and commit panicked; its writes were undone.
    #[error("a fault in this program undid the change")]
    Panicked,
    /// The store is being closed.
    #[error("the database is being closed")]
    Closed,
    /// Something stored cannot be read as what it should be.
    #[error("unreadable {what} in the database")]
    Unreadable {
        /// What it should have been, such as `role`.
        what: &'static str,
    },
    /// A migration failed; the words name it.
    #[error("the tables could not be brought up to date: {0}")]
    Migration(String),
    /// The tables are older than this program: `norishiro migrate` mends that.
    #[error("the database has {pending} migration(s) to go: run `norishiro migrate`")]
    SchemaOlder {
        /// How many migrations are missing.
        pending: usize,
    },
    /// The tables were made by a newer version of this program.
    #[error("the database was made by a newer version of this program (it knows {unknown}): update norishiro")]
    SchemaNewer {
        /// The newest migration that this program does not know.
        unknown: String,
    },
}

impl StoreError {
    /// Whether a row with the same key exists already.
    pub fn is_duplicate(&self) -> bool {
        matches!(self, Self::Query(QueryError::DatabaseError(DatabaseErrorKind::UniqueViolation, _)))
    }

    /// Whether the row named by an id does not exist.
    pub fn is_missing_reference(&self) -> bool {
        matches!(self, Self::Query(QueryError::DatabaseError(DatabaseErrorKind::ForeignKeyViolation, _)))
    }
}
