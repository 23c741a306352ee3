//! Everything that is kept, over SQLite or PostgreSQL: one file for each group of tables.
//!
//! The tables' functions take an open [`Connection`], the network whose rows they may see and,
//! where they change something, who does it and when. [`Store`] gives them the connection:
//!
//! ```text
//! let agencies = store.read(move |connection| agencies::list(connection, network)).await?;
//! store.write(move |connection| agencies::add(connection, &agency, &act)).await?;
//! ```
//!
//! A look-up by a key ends in `get_result`, not in `first`: that adds `LIMIT ?`, and SQLite prepares a
//! statement anew each time its limit is bound, which costs ten times the look-up.

pub mod access_codes;
pub mod agencies;
pub mod agency_kinds;
pub mod asked;
pub mod audit;
pub mod audit_names;
pub mod board;
pub mod board_looks;
pub mod call_notes;
pub mod case_assignments;
pub mod case_readings;
pub mod codebooks;
pub mod coding_rules;
pub mod coding_suggestions;
pub mod codings;
mod columns;
pub mod comments;
mod connection;
pub mod contacts;
pub mod drafts;
pub mod earlier;
pub mod entering;
pub mod entries;
mod error;
pub mod hearings;
mod ids;
pub mod invitations;
pub mod mail_hours;
pub mod masked_cases;
pub mod memberships;
mod migrations;
pub mod networks;
pub mod opened_sheets;
pub mod outbox;
pub mod output_settings;
pub mod page_saves;
mod pool;
pub mod recovery_codes;
pub mod register_imports;
pub mod reminders;
pub mod responses;
pub mod revisions;
pub mod rounds;
mod schema;
pub mod second_factor;
pub mod sessions;
pub mod shared_resources;
pub mod sheets;
pub mod short_codes;
pub mod standings;
pub mod submissions;
mod target;
pub mod theme_summaries;
mod token_hash;
mod transaction;
pub mod user_invitations;
pub mod users;
pub mod versions;
pub mod word_lists;
mod writer;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

pub use connection::AnyConnection as Connection;
pub use error::{Outage, StoreError};
pub use ids::*;
pub use migrations::SchemaState;
pub use token_hash::TokenHash;

use crate::config::DatabaseConfig;
use pool::Connections;
use target::Target;
use transaction::whole;
use writer::Writer;

/// The database: cheap to clone, shared by all threads.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

enum Inner {
    Sqlite { writer: Writer, readers: Connections },
    Postgres { connections: Connections },
}

impl Store {
    /// Opens the database that the settings name; a SQLite file is made where there is none.
    /// The tables are left as they are: see [`Store::migrate`].
    ///
    /// # Errors
    /// [`StoreError::Url`] and [`StoreError::Open`], with the driver's words and no password.
    pub fn open(config: &DatabaseConfig) -> Result<Self, StoreError> {
        let target = Target::parse(&config.url)?;
        let inner = match &target {
            Target::Sqlite(path) => {
                let writer = Writer::start(path)?;
                Inner::Sqlite { writer, readers: Connections::open(target, config.connections)? }
            }
            Target::Postgres(_) => Inner::Postgres { connections: Connections::open(target, config.connections)? },
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Runs the missing migrations, all or none, and returns their names.
    ///
    /// # Errors
    /// [`StoreError::SchemaNewer`] where a newer version of this program made the tables.
    pub fn migrate(&self) -> Result<Vec<String>, StoreError> {
        self.write_blocking(migrations::run)
    }

    /// Undoes all migrations, and everything kept with them: for tests.
    ///
    /// # Errors
    /// [`StoreError::Migration`] where one cannot be undone.
    pub fn revert_migrations(&self) -> Result<(), StoreError> {
        self.write_blocking(migrations::revert_all)
    }

    /// Whether the tables are what this program expects.
    ///
    /// # Errors
    /// Only those of the database itself.
    pub fn schema_state(&self) -> Result<SchemaState, StoreError> {
        self.write_blocking(migrations::state)
    }

    /// Passes only where the tables are what this program expects; a program that serves calls
    /// it at start.
    ///
    /// # Errors
    /// [`StoreError::SchemaOlder`] and [`StoreError::SchemaNewer`].
    pub fn require_current_schema(&self) -> Result<(), StoreError> {
        match self.schema_state()? {
            SchemaState::Current => Ok(()),
            SchemaState::Older(missing) => Err(StoreError::SchemaOlder { pending: missing.len() }),
            SchemaState::Newer(unknown) => {
                Err(StoreError::SchemaNewer { unknown: unknown.into_iter().next().unwrap_or_default() })
            }
        }
    }

    /// Runs `closure` on a connection for reading, away from the threads that serve requests.
    /// Needs a tokio runtime, as handlers have; elsewhere use [`Store::read_blocking`].
    ///
    /// # Errors
    /// The closure's own, and those of the connection.
    pub async fn read<T, E, F>(&self, closure: F) -> Result<T, E>
    where
        F: FnOnce(&mut Connection) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let store = self.clone();
        let answer = tokio::task::spawn_blocking(move || store.read_blocking(closure)).await;
        answer.unwrap_or_else(|_| Err(StoreError::Panicked.into()))
    }

    /// The same for what takes less than a millisecond, such as a page of questions: where SQLite has a connection
    /// free it is read at once, since to hand it to another thread and back takes about as long as reading it.
    ///
    /// # Errors
    /// As for [`Store::read`].
    pub async fn read_briefly<T, E, F>(&self, closure: F) -> Result<T, E>
    where
        F: FnOnce(&mut Connection) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let free = match &*self.inner {
            Inner::Sqlite { readers, .. } => readers.free(),
            Inner::Postgres { .. } => None,
        };
        let Some(mut connection) = free else { return self.read(closure).await };
        let outcome = catch_unwind(AssertUnwindSafe(|| closure(&mut connection)));
        connection.noting(outcome.unwrap_or_else(|_| Err(StoreError::Panicked.into())))
    }

    /// Runs `closure` on a connection for reading. Blocks.
    ///
    /// # Errors
    /// The closure's own, and those of the connection.
    pub fn read_blocking<T, E, F>(&self, closure: F) -> Result<T, E>
    where
        F: FnOnce(&mut Connection) -> Result<T, E>,
        E: From<StoreError>,
    {
        let connections = match &*self.inner {
            Inner::Sqlite { readers, .. } => readers,
            Inner::Postgres { connections } => connections,
        };
        let mut connection = connections.get()?;
        let outcome = closure(&mut connection);
        connection.noting(outcome)
    }

    /// Runs `closure` in a transaction and answers after its commit. An `Err` undoes what the
    /// closure did; so does a panic, which comes back as [`StoreError::Panicked`].
    ///
    /// The closure runs once. It must pass a failed statement's error on (PostgreSQL would drop
    /// the rest of the transaction), hash no passwords and render no pages: on SQLite all
    /// writers wait for it. PostgreSQL runs READ COMMITTED, so a closure that reads and then
    /// writes checks a version in its `UPDATE … WHERE version = …`.
    ///
    /// Needs a tokio runtime; elsewhere use [`Store::write_blocking`].
    ///
    /// # Errors
    /// The closure's own; [`StoreError::NotCommitted`] where the commit failed.
    pub async fn write<T, E, F>(&self, closure: F) -> Result<T, E>
    where
        F: FnOnce(&mut Connection) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        match &*self.inner {
            Inner::Sqlite { writer, .. } => writer.write(closure).await,
            Inner::Postgres { connections } => {
                let connections = connections.clone();
                let answer = tokio::task::spawn_blocking(move || write_on(&connections, closure)).await;
                answer.unwrap_or_else(|_| Err(StoreError::Panicked.into()))
            }
        }
    }

    /// Runs `prepare` as [`Store::read_briefly`] does, and `write` with what it came to; on SQLite as [`Store::write`]
    /// does. On PostgreSQL both have the same connection, and `write` no transaction around it: it is for what is one
    /// statement there, or opens a transaction itself, as the functions of [`page_saves`] do. Work that needs no
    /// writer belongs into `prepare`, since on SQLite all writers wait for each other.
    ///
    /// # Errors
    /// The closures' own, and as for [`Store::write`].
    pub async fn prepare_and_write<P, T, E, R, W>(&self, prepare: R, write: W) -> Result<T, E>
    where
        R: FnOnce(&mut Connection) -> Result<P, E> + Send + 'static,
        W: FnOnce(&mut Connection, P) -> Result<T, E> + Send + 'static,
        P: Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        match &*self.inner {
            Inner::Sqlite { writer, .. } => {
                let prepared = self.read_briefly(prepare).await?;
                writer.write(move |connection| write(connection, prepared)).await
            }
            Inner::Postgres { .. } => {
                self.read(|connection| prepare(connection).and_then(|prepared| write(connection, prepared))).await
            }
        }
    }

    /// [`Store::write`] for the command line and for threads that may block.
    ///
    /// # Errors
    /// As for [`Store::write`].
    pub fn write_blocking<T, E, F>(&self, closure: F) -> Result<T, E>
    where
        F: FnOnce(&mut Connection) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        match &*self.inner {
            Inner::Sqlite { writer, .. } => writer.write_blocking(closure),
            Inner::Postgres { connections } => write_on(connections, closure),
        }
    }
}

fn write_on<T, E, F>(connections: &Connections, closure: F) -> Result<T, E>
where
    E: From<StoreError>,
    F: FnOnce(&mut Connection) -> Result<T, E>,
{
    let mut connection = connections.get()?;
    let outcome = whole(&mut connection, closure);
    connection.noting(outcome)
}
