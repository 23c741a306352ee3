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

    /// Why nothing can be read or saved for the moment, where that is the reason: trying the same
    /// again later may succeed.
    pub fn outage(&self) -> Option<Outage> {
        let words = match self {
            Self::NoConnection(words) | Self::NotCommitted(words) | Self::Open { words, .. } => words.as_str(),
            Self::Closed | Self::Query(QueryError::BrokenTransactionManager) => "",
            Self::Query(QueryError::DatabaseError(kind, information)) => match kind {
                DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand => "",
                // The drivers give these no kind of their own.
                DatabaseErrorKind::Unknown if PASSING.iter().any(|words| information.message().contains(words)) => {
                    information.message()
                }
                _ => return None,
            },
            _ => return None,
        };
        Some(if FULL.iter().any(|full| words.contains(full)) { Outage::DiskFull } else { Outage::Unreachable })
    }
}

/// What SQLite and PostgreSQL say on a full disk.
const FULL: [&str; 2] = ["disk is full", "No space left on device"];

/// What they say where a statement failed for a reason that passes.
const PASSING: [&str; 8] = [
    "disk is full",
    "No space left on device",
    "disk I/O error",
    "database is locked",
    "unable to open database file",
    "connection",
    "shutting down",
    "starting up",
];

/// A reason that passes, for which nothing can be read or saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outage {
    /// There is no room on the disk.
    DiskFull,
    /// The database does not answer, or did not finish.
    Unreachable,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(kind: DatabaseErrorKind, words: &str) -> StoreError {
        QueryError::DatabaseError(kind, Box::new(words.to_owned())).into()
    }

    #[test]
    fn what_passes_is_told_from_what_does_not() {
        let unknown = |words| query(DatabaseErrorKind::Unknown, words).outage();
        assert_eq!(unknown("database or disk is full"), Some(Outage::DiskFull));
        assert_eq!(unknown("could not extend file: No space left on device"), Some(Outage::DiskFull));
        assert_eq!(unknown("terminating connection due to administrator command"), Some(Outage::Unreachable));
        assert_eq!(unknown("no such table: drafts"), None);
        assert_eq!(query(DatabaseErrorKind::ClosedConnection, "").outage(), Some(Outage::Unreachable));
        assert_eq!(query(DatabaseErrorKind::UniqueViolation, "the disk is full").outage(), None);
        assert_eq!(StoreError::NotCommitted("database or disk is full".to_owned()).outage(), Some(Outage::DiskFull));
        assert_eq!(StoreError::NoConnection("timed out".to_owned()).outage(), Some(Outage::Unreachable));
        assert_eq!(StoreError::Panicked.outage(), None);
    }
}
