//! Who has which role in which network.

use diesel::prelude::*;
use serde_json::json;

use super::audit::{self, Act, Subject};
use super::columns::{At, enum_column};
use super::connection::on_each_backend;
use super::networks::Network;
use super::schema::{memberships, networks, users};
use super::users::User;
use super::{Connection, NetworkId, StoreError, UserId};

enum_column! {
    /// What a person may do in a network.
    Role {
        /// Runs the network and its people.
        Owner = "owner",
        /// Runs the surveys (事務局).
        Coordinator = "coordinator",
        /// Chairs the meetings, and sees masked results only (進行役).
        Facilitator = "facilitator",
        /// Fills in hearings of one agency (聞き手).
        Interviewer = "interviewer",
        /// Codes the cases given to them (読み手).
        Coder = "coder",
        /// Reads the audit log, and nothing else (監査).
        Auditor = "auditor",
    }
}

/// Gives a person a role in a network, in place of an earlier one.
///
/// # Errors
/// One that [`StoreError::is_missing_reference`] where there is no such person or network.
pub fn grant(
    connection: &mut Connection,
    network: NetworkId,
    user: UserId,
    role: Role,
    act: &Act,
) -> Result<(), StoreError> {
    let row = (
        memberships::network_id.eq(network),
        memberships::user_id.eq(user),
        memberships::role.eq(role),
        memberships::created_at.eq(At::from(act.at)),
    );
    on_each_backend!(connection, inner => diesel::insert_into(memberships::table)
        .values(row)
        .on_conflict((memberships::network_id, memberships::user_id))
        .do_update()
        .set(memberships::role.eq(role))
        .execute(inner))?;
    let details = json!({ "role": role.as_str() });
    audit::record(connection, network, act, "membership.granted", &Subject::new("user", user), &details)
}

/// Takes a person's role in a network away; false where there was none.
///
/// # Errors
/// Those of the database.
pub fn revoke(connection: &mut Connection, network: NetworkId, user: UserId, act: &Act) -> Result<bool, StoreError> {
    let removed = diesel::delete(memberships::table.find((network, user))).execute(connection)?;
    if removed > 0 {
        audit::record(connection, network, act, "membership.revoked", &Subject::new("user", user), &json!({}))?;
    }
    Ok(removed > 0)
}

/// The role of a person in a network.
///
/// # Errors
/// Those of the database.
pub fn role_of(connection: &mut Connection, network: NetworkId, user: UserId) -> Result<Option<Role>, StoreError> {
    Ok(memberships::table.find((network, user)).select(memberships::role).get_result(connection).optional()?)
}

/// The networks that a person belongs to, with the role in each, by name.
///
/// # Errors
/// Those of the database.
pub fn of_user(connection: &mut Connection, user: UserId) -> Result<Vec<(Network, Role)>, StoreError> {
    Ok(memberships::table
        .inner_join(networks::table.on(networks::id.eq(memberships::network_id)))
        .filter(memberships::user_id.eq(user))
        .order((networks::name, networks::id))
        .select((Network::as_select(), memberships::role))
        .load(connection)?)
}

/// The people of a network, with their roles, by mail address.
///
/// # Errors
/// Those of the database.
pub fn of_network(connection: &mut Connection, network: NetworkId) -> Result<Vec<(User, Role)>, StoreError> {
    Ok(memberships::table
        .inner_join(users::table.on(users::id.eq(memberships::user_id)))
        .filter(memberships::network_id.eq(network))
        .order(users::mail)
        .select((User::as_select(), memberships::role))
        .load(connection)?)
}
