//! Connections that are kept open: SQLite's readers, and everything on PostgreSQL.

use std::time::Duration;

use diesel::r2d2::{ManageConnection, Pool, PooledConnection, R2D2Connection};

use super::target::Target;
use super::{Connection, StoreError};

/// How long a caller waits for a connection before it is told that there is none.
const WAIT: Duration = Duration::from_secs(5);

/// Open connections, shared by all threads.
#[derive(Clone)]
pub(super) struct Connections(Pool<Opener>);

impl Connections {
    /// Opens one connection to see that it can be done; the others are opened when needed.
    pub(super) fn open(target: Target, most: u32) -> Result<Self, StoreError> {
        let opener = Opener(target);
        drop(opener.connect()?);
        let pool = Pool::builder()
            .max_size(most.max(1))
            .min_idle(Some(0))
            .connection_timeout(WAIT)
            .error_handler(Box::new(diesel::r2d2::NopErrorHandler))
            .build_unchecked(opener);
        Ok(Self(pool))
    }

    /// A connection that is free, or a new one.
    pub(super) fn get(&self) -> Result<PooledConnection<Opener>, StoreError> {
        self.0.get().map_err(|error| StoreError::NoConnection(error.to_string()))
    }
}

/// Opens connections to one database and tells which are still good.
#[derive(Debug)]
pub(super) struct Opener(Target);

impl ManageConnection for Opener {
    type Connection = Connection;
    type Error = StoreError;

    fn connect(&self) -> Result<Connection, StoreError> {
        match &self.0 {
            Target::Sqlite(path) => Connection::sqlite_reader(path),
            Target::Postgres(url) => Connection::postgres(url),
        }
    }

    fn is_valid(&self, connection: &mut Connection) -> Result<(), StoreError> {
        match connection {
            // A file does not go away between two reads.
            Connection::Sqlite(_) => Ok(()),
            // A server may have been restarted since.
            Connection::Postgres(connection) => Ok(connection.ping()?),
        }
    }

    fn has_broken(&self, connection: &mut Connection) -> bool {
        std::thread::panicking() || R2D2Connection::is_broken(connection)
    }
}
