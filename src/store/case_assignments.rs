//! Which reader is given which cases to code.

use diesel::prelude::*;
use serde_json::json;

use super::audit::{self, Act, Subject};
use super::columns::At;
use super::connection::on_each_backend;
use super::memberships::Role;
use super::schema::case_assignments;
use super::{Connection, NetworkId, ResponseId, StoreError, UserId};

/// Gives a case to a reader; false where it was given to them already, or they are no reader of this network.
///
/// # Errors
/// One that [`StoreError::is_missing_reference`] where the network has no such response.
pub fn assign(
    connection: &mut Connection,
    network: NetworkId,
    response: ResponseId,
    user: UserId,
    act: &Act,
) -> Result<bool, StoreError> {
    let role = super::memberships::role_of(connection, network, user)?;
    if role != Some(Role::Coder) {
        return Ok(false);
    }
    let row = (
        case_assignments::network_id.eq(network),
        case_assignments::response_id.eq(response),
        case_assignments::user_id.eq(user),
        case_assignments::created_at.eq(At::from(act.at)),
    );
    let added = on_each_backend!(connection, inner => diesel::insert_into(case_assignments::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    if added > 0 {
        record(connection, network, response, act, "case.assigned", user)?;
    }
    Ok(added > 0)
}

/// Takes a case from a reader; false where it was not theirs.
///
/// # Errors
/// Those of the database.
pub fn unassign(
    connection: &mut Connection,
    network: NetworkId,
    response: ResponseId,
    user: UserId,
    act: &Act,
) -> Result<bool, StoreError> {
    let removed = diesel::delete(case_assignments::table.find((network, response, user))).execute(connection)?;
    if removed > 0 {
        record(connection, network, response, act, "case.unassigned", user)?;
    }
    Ok(removed > 0)
}

/// The cases that were given to a reader, in the order in which they were handed in.
///
/// # Errors
/// Those of the database.
pub fn of_reader(connection: &mut Connection, network: NetworkId, user: UserId) -> Result<Vec<ResponseId>, StoreError> {
    Ok(case_assignments::table
        .filter(case_assignments::network_id.eq(network).and(case_assignments::user_id.eq(user)))
        .order(case_assignments::response_id)
        .select(case_assignments::response_id)
        .load(connection)?)
}

/// The readers whom a case was given to.
///
/// # Errors
/// Those of the database.
pub fn of_response(
    connection: &mut Connection,
    network: NetworkId,
    response: ResponseId,
) -> Result<Vec<UserId>, StoreError> {
    Ok(case_assignments::table
        .filter(case_assignments::network_id.eq(network).and(case_assignments::response_id.eq(response)))
        .order(case_assignments::created_at)
        .select(case_assignments::user_id)
        .load(connection)?)
}

/// Whom each case of a network was given to, in the order in which that was done.
///
/// # Errors
/// Those of the database.
pub fn of_network(connection: &mut Connection, network: NetworkId) -> Result<Vec<(ResponseId, UserId)>, StoreError> {
    Ok(case_assignments::table
        .filter(case_assignments::network_id.eq(network))
        .order((case_assignments::created_at, case_assignments::response_id, case_assignments::user_id))
        .select((case_assignments::response_id, case_assignments::user_id))
        .load(connection)?)
}

fn record(
    connection: &mut Connection,
    network: NetworkId,
    response: ResponseId,
    act: &Act,
    action: &str,
    user: UserId,
) -> Result<(), StoreError> {
    let details = json!({ "user": user.to_string() });
    audit::record(connection, network, act, action, &Subject::new("response", response), &details)
}
