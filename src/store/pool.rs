//! Connections that are kept open: SQLite's readers, and everything on PostgreSQL.

use std::ops::{Deref, DerefMut};
use std::time::{Duration, Instant};

use diesel::r2d2::{ManageConnection, Pool, PooledConnection, R2D2Connection};
use diesel::{PgConnection, QueryResult};

use super::target::Target;
use super::{Connection, StoreError};

/// How long a caller waits for a connection before it is told that there is none.
const WAIT: Duration = Duration::from_secs(5);

/// A server that answered a connection so lately is not asked again whether it is there: under load the
/// question would cost as much as a look-up, for every request.
const TRUSTED: Duration = Duration::from_millis(500);

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

    /// A connection that is open and free; `None` where there is none at the moment.
    pub(super) fn free(&self) -> Option<PooledConnection<Opener>> {
        self.0.try_get()
    }
}

/// A connection of the pool.
pub(super) struct Kept {
    connection: Connection,
    /// When the server was last heard; `None` where what was asked last failed, so that it may be gone.
    heard: Option<Instant>,
}

impl Kept {
    /// Passes the outcome of a piece of work on, and remembers whether the connection is to be tried before it
    /// is used again.
    pub(super) fn noting<T, E>(&mut self, outcome: Result<T, E>) -> Result<T, E> {
        self.heard = outcome.is_ok().then(Instant::now);
        outcome
    }
}

impl Deref for Kept {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.connection
    }
}

impl DerefMut for Kept {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.connection
    }
}

/// Opens connections to one database and tells which are still good.
#[derive(Debug)]
pub(super) struct Opener(Target);

impl ManageConnection for Opener {
    type Connection = Kept;
    type Error = StoreError;

    fn connect(&self) -> Result<Kept, StoreError> {
        let connection = match &self.0 {
            Target::Sqlite(path) => Connection::sqlite_reader(path),
            Target::Postgres(url) => Connection::postgres(url),
        }?;
        Ok(Kept { connection, heard: Some(Instant::now()) })
    }

    fn is_valid(&self, kept: &mut Kept) -> Result<(), StoreError> {
        let is_trusted = kept.heard.is_some_and(|heard| heard.elapsed() < TRUSTED);
        match &mut kept.connection {
            // A file does not go away between two reads.
            Connection::Sqlite(_) => Ok(()),
            Connection::Postgres(connection) if is_trusted => Ok(heard(connection)?),
            // A server that lost its power says nothing, and is to be asked.
            Connection::Postgres(connection) => Ok(connection.ping()?),
        }
    }

    fn has_broken(&self, kept: &mut Kept) -> bool {
        std::thread::panicking() || R2D2Connection::is_broken(&mut kept.connection)
    }
}

/// Whether a server has said that it ends the connection, by what has arrived: it is not asked anything.
fn heard(connection: &mut PgConnection) -> QueryResult<()> {
    // Its words come first, the end of the connection after them.
    for _ in 0..2 {
        connection.notifications_iter().try_for_each(|notice| notice.map(drop))?;
    }
    Ok(())
}
