//! Brings the tables up to date, and tells whether they are.

use diesel::connection::SimpleConnection;
use diesel::migration::{Migration, MigrationSource};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::{Connection, StoreError};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRESQL: EmbeddedMigrations = embed_migrations!("migrations/postgresql");

/// How the tables of a database stand to this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemaState {
    /// They are what this program expects.
    Current,
    /// Migrations are missing, oldest first; a new database misses all.
    Older(Vec<String>),
    /// A newer version of this program made them; its migrations, newest first.
    Newer(Vec<String>),
}

/// Compares the migrations that were run with those this program knows.
pub(super) fn state(connection: &mut Connection) -> Result<SchemaState, StoreError> {
    match connection {
        Connection::Sqlite(connection) => state_of(connection, SQLITE),
        Connection::Postgres(connection) => state_of(connection, POSTGRESQL),
    }
}

/// Runs the missing migrations, all or none, and returns their names. Refuses a newer schema.
pub(super) fn run(connection: &mut Connection) -> Result<Vec<String>, StoreError> {
    if let Connection::Postgres(connection) = connection {
        // Two nodes that start together must not both make the tables.
        connection.batch_execute("SELECT pg_advisory_xact_lock(7021726417)")?;
    }
    let pending = match state(connection)? {
        SchemaState::Current => return Ok(Vec::new()),
        SchemaState::Newer(unknown) => {
            return Err(StoreError::SchemaNewer { unknown: unknown.into_iter().next().unwrap_or_default() });
        }
        SchemaState::Older(pending) => pending,
    };
    match connection {
        Connection::Sqlite(connection) => connection.run_pending_migrations(SQLITE).map(drop),
        Connection::Postgres(connection) => connection.run_pending_migrations(POSTGRESQL).map(drop),
    }
    .map_err(failed)?;
    Ok(pending)
}

/// Undoes every migration: for tests of the `down.sql` files.
pub(super) fn revert_all(connection: &mut Connection) -> Result<(), StoreError> {
    match connection {
        Connection::Sqlite(connection) => connection.revert_all_migrations(SQLITE).map(drop),
        Connection::Postgres(connection) => connection.revert_all_migrations(POSTGRESQL).map(drop),
    }
    .map_err(failed)
}

fn state_of<C, DB>(connection: &mut C, known: EmbeddedMigrations) -> Result<SchemaState, StoreError>
where
    DB: diesel::backend::Backend,
    C: MigrationHarness<DB>,
{
    let known: Vec<Box<dyn Migration<DB>>> = known.migrations().map_err(failed)?;
    let mut names: Vec<_> =
        known.iter().map(|migration| (migration.name().version().to_string(), migration.name().to_string())).collect();
    names.sort();
    let applied: Vec<String> =
        connection.applied_migrations().map_err(failed)?.iter().map(ToString::to_string).collect();
    let unknown: Vec<String> =
        applied.iter().filter(|version| !names.iter().any(|(known, _)| known == *version)).cloned().collect();
    if !unknown.is_empty() {
        return Ok(SchemaState::Newer(unknown));
    }
    names.retain(|(version, _)| !applied.contains(version));
    if names.is_empty() {
        return Ok(SchemaState::Current);
    }
    Ok(SchemaState::Older(names.into_iter().map(|(_, name)| name).collect()))
}

fn failed(error: Box<dyn std::error::Error + Send + Sync>) -> StoreError {
    StoreError::Migration(error.to_string())
}
