//! What was read of uploaded registers, between the preview and the word that it is right. It is
//! kept here and not in a process, since the next request may meet another one.

use diesel::prelude::*;
use jiff::Timestamp;

use super::audit::{Act, Actor};
use super::columns::At;
use super::schema::{networks, register_imports as imports};
use super::{Connection, NetworkId, RegisterImportId, StoreError};

/// A register that waits for somebody's word.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = imports)]
pub struct WaitingImport {
    /// The id.
    pub id: RegisterImportId,
    /// What the file was called.
    pub file_name: String,
    /// The rows, as JSON.
    pub content: String,
    /// Who uploaded it.
    pub created_by: Actor,
}

/// Keeps rows until `expires_at`, and drops those whose time is over, of all networks.
///
/// # Errors
/// Those of the database.
pub fn keep(
    connection: &mut Connection,
    network: NetworkId,
    (file_name, content): (&str, &str),
    expires_at: Timestamp,
    act: &Act,
) -> Result<RegisterImportId, StoreError> {
    drop_expired(connection, act.at)?;
    let id = RegisterImportId::new(act.at);
    diesel::insert_into(imports::table)
        .values((
            imports::network_id.eq(network),
            imports::id.eq(id),
            imports::file_name.eq(file_name),
            imports::content.eq(content),
            imports::created_by.eq(act.actor),
            imports::created_at.eq(At::from(act.at)),
            imports::expires_at.eq(At::from(expires_at)),
        ))
        .execute(connection)?;
    Ok(id)
}

/// The rows of a waiting import; `None` where there is none, or its time is over.
///
/// # Errors
/// Those of the database.
pub fn find(
    connection: &mut Connection,
    network: NetworkId,
    id: RegisterImportId,
    now: Timestamp,
) -> Result<Option<WaitingImport>, StoreError> {
    Ok(imports::table
        .find((network, id))
        .filter(imports::expires_at.gt(At::from(now)))
        .select(WaitingImport::as_select())
        .get_result(connection)
        .optional()?)
}

/// Drops an import; false where there is none, as when somebody else just applied it.
///
/// # Errors
/// Those of the database.
pub fn forget(connection: &mut Connection, network: NetworkId, id: RegisterImportId) -> Result<bool, StoreError> {
    Ok(diesel::delete(imports::table.find((network, id))).execute(connection)? > 0)
}

/// Drops the imports of all networks whose time is over.
///
/// # Errors
/// Those of the database.
pub fn drop_expired(connection: &mut Connection, now: Timestamp) -> Result<(), StoreError> {
    diesel::delete(imports::table.filter(imports::expires_at.le(At::from(now)))).execute(connection)?;
    Ok(())
}

/// Lets nobody else add agencies to the network until the transaction ends, so that two people cannot
/// add the same one at once: a row's version guards changes, and a new agency has none.
///
/// # Errors
/// Those of the database.
pub fn hold_register(connection: &mut Connection, network: NetworkId) -> Result<(), StoreError> {
    diesel::update(networks::table.find(network)).set(networks::name.eq(networks::name)).execute(connection)?;
    Ok(())
}
