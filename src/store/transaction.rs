//! One closure in one transaction (or savepoint), whatever the closure does.

use std::panic::{AssertUnwindSafe, catch_unwind};

use diesel::connection::{Connection as _, TransactionManager};

use super::{Connection, StoreError};

type Manager = <Connection as diesel::Connection>::TransactionManager;

/// How it went.
pub(super) enum Outcome<T, E> {
    /// The closure's writes stand (in the surrounding transaction, if there is one).
    Kept(T),
    /// The closure refused or panicked, and its writes are undone.
    Undone(E),
    /// The transaction itself failed: nothing on this connection can be relied on.
    Broken(StoreError),
}

/// Runs `closure` in a transaction, or in a savepoint where one is open already.
pub(super) fn attempt<T, E, F>(connection: &mut Connection, closure: F) -> Outcome<T, E>
where
    E: From<StoreError>,
    F: FnOnce(&mut Connection) -> Result<T, E>,
{
    if let Err(error) = Manager::begin_transaction(connection) {
        return Outcome::Broken(error.into());
    }
    let inside = depth(connection);
    // The connection is usable after a panic: everything since the begin is rolled back below.
    let result = catch_unwind(AssertUnwindSafe(|| closure(connection)));
    match result {
        Ok(Ok(value)) => match Manager::commit_transaction(connection) {
            Ok(()) => Outcome::Kept(value),
            Err(error) => Outcome::Broken(error.into()),
        },
        Ok(Err(refusal)) => undone(connection, inside, refusal),
        Err(_) => {
            tracing::error!("a panic between begin and commit; the change was undone");
            undone(connection, inside, E::from(StoreError::Panicked))
        }
    }
}

/// Runs `closure` in a transaction of its own, or in a savepoint where one is open already.
///
/// # Errors
/// The closure's own; [`StoreError::NotCommitted`] where the commit failed.
pub(super) fn whole<T, E, F>(connection: &mut Connection, closure: F) -> Result<T, E>
where
    E: From<StoreError>,
    F: FnOnce(&mut Connection) -> Result<T, E>,
{
    match attempt(connection, closure) {
        Outcome::Kept(value) => Ok(value),
        Outcome::Undone(refusal) => Err(refusal),
        Outcome::Broken(error) => Err(StoreError::NotCommitted(error.to_string()).into()),
    }
}

fn undone<T, E>(connection: &mut Connection, inside: u32, refusal: E) -> Outcome<T, E> {
    // A panic may have left savepoints of the closure's own open.
    while depth(connection) > inside {
        if let Err(error) = Manager::rollback_transaction(connection) {
            return Outcome::Broken(error.into());
        }
    }
    match Manager::rollback_transaction(connection) {
        Ok(()) => Outcome::Undone(refusal),
        Err(error) => Outcome::Broken(error.into()),
    }
}

fn depth(connection: &mut Connection) -> u32 {
    Manager::transaction_manager_status_mut(connection.transaction_state())
        .transaction_depth()
        .ok()
        .flatten()
        .map_or(0, std::num::NonZeroU32::get)
}
