//! Kinds of agencies that a network adds to the shipped ones.

use diesel::prelude::*;
use jiff::Timestamp;
use serde_json::json;

use super::audit::{self, Act, Subject};
use super::columns::{At, Maybe};
use super::connection::on_each_backend;
use super::schema::network_agency_kinds as kinds;
use super::{Connection, NetworkId, StoreError};

/// A kind of a network's own. Its code is for ever: answers and agencies name it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = kinds)]
pub struct NetworkKind {
    /// The code, `[a-z][a-z0-9_]*`, unlike all shipped ones.
    pub code: String,
    /// What people read.
    pub label: String,
    /// The broad group, in which tables put it together with others.
    pub broad_group: String,
    /// Since when it is no longer offered.
    #[diesel(deserialize_as = Maybe<At>)]
    pub retired_at: Option<Timestamp>,
}

/// Adds a kind. Whether it is retired is not looked at: a new kind is offered.
///
/// # Errors
/// One that [`StoreError::is_duplicate`] where the network has a kind of this code.
pub fn add(connection: &mut Connection, network: NetworkId, kind: &NetworkKind, act: &Act) -> Result<(), StoreError> {
    diesel::insert_into(kinds::table)
        .values((
            kinds::network_id.eq(network),
            kinds::code.eq(&kind.code),
            kinds::label.eq(&kind.label),
            kinds::broad_group.eq(&kind.broad_group),
            kinds::created_at.eq(At::from(act.at)),
            kinds::updated_at.eq(At::from(act.at)),
        ))
        .execute(connection)?;
    record(connection, network, &kind.code, act, "agency_kind.added")
}

/// Gives a kind another label and group; false where the network has none of this code.
///
/// # Errors
/// Those of the database.
pub fn rename(
    connection: &mut Connection,
    network: NetworkId,
    kind: &NetworkKind,
    act: &Act,
) -> Result<bool, StoreError> {
    let changed = diesel::update(kinds::table.find((network, &kind.code)))
        .set((
            kinds::label.eq(&kind.label),
            kinds::broad_group.eq(&kind.broad_group),
            kinds::updated_at.eq(At::from(act.at)),
        ))
        .execute(connection)?;
    if changed > 0 {
        record(connection, network, &kind.code, act, "agency_kind.renamed")?;
    }
    Ok(changed > 0)
}

/// Offers a kind no longer, or again; false where the network has none of this code.
///
/// # Errors
/// Those of the database.
pub fn set_retired(
    connection: &mut Connection,
    network: NetworkId,
    code: &str,
    retired: bool,
    act: &Act,
) -> Result<bool, StoreError> {
    let since = retired.then(|| At::from(act.at));
    let changed = diesel::update(kinds::table.find((network, code)))
        .set((kinds::retired_at.eq(since), kinds::updated_at.eq(At::from(act.at))))
        .execute(connection)?;
    if changed > 0 {
        let action = if retired { "agency_kind.retired" } else { "agency_kind.offered_again" };
        record(connection, network, code, act, action)?;
    }
    Ok(changed > 0)
}

/// The kinds of a network's own, retired ones too, in the order in which they were added.
///
/// # Errors
/// Those of the database.
pub fn of_network(connection: &mut Connection, network: NetworkId) -> Result<Vec<NetworkKind>, StoreError> {
    Ok(on_each_backend!(connection, inner => kinds::table
        .filter(kinds::network_id.eq(network))
        .order((kinds::created_at, kinds::code))
        .select(NetworkKind::as_select())
        .load(inner))?)
}

fn record(
    connection: &mut Connection,
    network: NetworkId,
    code: &str,
    act: &Act,
    action: &str,
) -> Result<(), StoreError> {
    audit::record(connection, network, act, action, &Subject::new("agency_kind", code), &json!({}))
}
