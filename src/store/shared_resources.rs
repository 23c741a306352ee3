//! Whether a network's agencies may read the list of the area's resources behind their own links.

use diesel::prelude::*;
use serde_json::json;

use super::audit::{self, Act, Subject};
use super::columns::At;
use super::connection::on_each_backend;
use super::schema::shared_resource_lists;
use super::{Connection, NetworkId, StoreError, UserId};

/// Whether the list is shared.
///
/// # Errors
/// Those of the database.
pub fn is_shared(connection: &mut Connection, network: NetworkId) -> Result<bool, StoreError> {
    let shared = shared_resource_lists::table.find(network).select(shared_resource_lists::network_id);
    Ok(shared.get_result::<NetworkId>(connection).optional()?.is_some())
}

/// Lets the agencies read the list; again it changes nothing.
///
/// # Errors
/// Those of the database.
pub fn share(connection: &mut Connection, network: NetworkId, by: UserId, act: &Act) -> Result<(), StoreError> {
    let row = (
        shared_resource_lists::network_id.eq(network),
        shared_resource_lists::shared_by.eq(by),
        shared_resource_lists::shared_at.eq(At::from(act.at)),
    );
    let added = on_each_backend!(connection, inner => diesel::insert_into(shared_resource_lists::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    if added > 0 {
        record(connection, network, act, "resources.shared")?;
    }
    Ok(())
}

/// Keeps the list to the office and the meeting from now on; again it changes nothing.
///
/// # Errors
/// Those of the database.
pub fn keep_back(connection: &mut Connection, network: NetworkId, act: &Act) -> Result<(), StoreError> {
    let removed = diesel::delete(shared_resource_lists::table.find(network)).execute(connection)?;
    if removed > 0 {
        record(connection, network, act, "resources.kept_back")?;
    }
    Ok(())
}

fn record(connection: &mut Connection, network: NetworkId, act: &Act, action: &str) -> Result<(), StoreError> {
    audit::record(connection, network, act, action, &Subject::new("network", network), &json!({}))
}
