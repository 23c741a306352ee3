//! Who has which role in which network.

use diesel::prelude::*;
use jiff::Timestamp;
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

/// Gives a person a role in a network, in place of an earlier one; they may use the network again where they
/// might not.
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
        .set((memberships::role.eq(role), memberships::deactivated_at.eq(None::<At>)))
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

/// What is changed of a membership.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Another role.
    Role(Role),
    /// The person may use the network no more.
    Deactivated,
    /// The person may use it again.
    Activated,
}

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// It is made.
    Done,
    /// The network has no such person.
    NoMember,
    /// The network would be left without an owner who may use it: nothing is changed.
    LastOwner,
}

/// Changes a person's membership, unless nobody would be left to run the network.
///
/// # Errors
/// Those of the database.
pub fn change(
    connection: &mut Connection,
    network: NetworkId,
    user: UserId,
    change: Change,
    act: &Act,
) -> Result<Changed, StoreError> {
    // Two owners who take each other's role away at once would each still see the other: they wait for each
    // other at the network's row.
    diesel::update(networks::table.find(network))
        .set(networks::created_at.eq(networks::created_at))
        .execute(connection)?;
    let owners: Vec<UserId> = memberships::table
        .inner_join(users::table.on(users::id.eq(memberships::user_id)))
        .filter(memberships::network_id.eq(network).and(memberships::role.eq(Role::Owner)))
        .filter(memberships::deactivated_at.is_null().and(users::deactivated_at.is_null()))
        .select(memberships::user_id)
        .load(connection)?;
    if owners == [user] && !matches!(change, Change::Role(Role::Owner) | Change::Activated) {
        return Ok(Changed::LastOwner);
    }
    let one = diesel::update(memberships::table.find((network, user)));
    let (changed, action, details) = match change {
        Change::Role(role) => {
            let changed = one.set(memberships::role.eq(role)).execute(connection)?;
            (changed, "membership.granted", json!({ "role": role.as_str() }))
        }
        Change::Deactivated => {
            let changed = one.set(memberships::deactivated_at.eq(Some(At::from(act.at)))).execute(connection)?;
            (changed, "membership.deactivated", json!({}))
        }
        Change::Activated => {
            let changed = one.set(memberships::deactivated_at.eq(None::<At>)).execute(connection)?;
            (changed, "membership.activated", json!({}))
        }
    };
    if changed == 0 {
        return Ok(Changed::NoMember);
    }
    audit::record(connection, network, act, action, &Subject::new("user", user), &details)?;
    Ok(Changed::Done)
}

/// A person of a network, as its owners know them.
#[derive(Clone)]
pub struct Member {
    /// Who.
    pub user: User,
    /// Their role.
    pub role: Role,
    /// Since when they may not use this network.
    pub deactivated_at: Option<Timestamp>,
}

/// The people of a network, also those who may not use it any more, by mail address.
///
/// # Errors
/// Those of the database.
pub fn members(connection: &mut Connection, network: NetworkId) -> Result<Vec<Member>, StoreError> {
    let rows: Vec<(User, Role, Option<At>)> = memberships::table
        .inner_join(users::table.on(users::id.eq(memberships::user_id)))
        .filter(memberships::network_id.eq(network))
        .order(users::mail)
        .select((User::as_select(), memberships::role, memberships::deactivated_at))
        .load(connection)?;
    rows.into_iter().map(read_member).collect()
}

/// One person of a network.
///
/// # Errors
/// Those of the database.
pub fn member(connection: &mut Connection, network: NetworkId, user: UserId) -> Result<Option<Member>, StoreError> {
    let row: Option<(User, Role, Option<At>)> = memberships::table
        .inner_join(users::table.on(users::id.eq(memberships::user_id)))
        .filter(memberships::network_id.eq(network).and(memberships::user_id.eq(user)))
        .select((User::as_select(), memberships::role, memberships::deactivated_at))
        .get_result(connection)
        .optional()?;
    row.map(read_member).transpose()
}

fn read_member((user, role, deactivated_at): (User, Role, Option<At>)) -> Result<Member, StoreError> {
    let deactivated_at = deactivated_at.map(Timestamp::try_from).transpose();
    let deactivated_at = deactivated_at.map_err(|_| StoreError::Unreadable { what: "time" })?;
    Ok(Member { user, role, deactivated_at })
}

/// How many networks a person belongs to, whether or not they may use them just now.
///
/// # Errors
/// Those of the database.
pub fn count_of(connection: &mut Connection, user: UserId) -> Result<i64, StoreError> {
    Ok(memberships::table.filter(memberships::user_id.eq(user)).count().get_result(connection)?)
}

/// The role of a person in a network that they may use.
///
/// # Errors
/// Those of the database.
pub fn role_of(connection: &mut Connection, network: NetworkId, user: UserId) -> Result<Option<Role>, StoreError> {
    let active = memberships::table.find((network, user)).filter(memberships::deactivated_at.is_null());
    Ok(active.select(memberships::role).get_result(connection).optional()?)
}

/// The networks that a person may use, with the role in each, by name.
///
/// # Errors
/// Those of the database.
pub fn of_user(connection: &mut Connection, user: UserId) -> Result<Vec<(Network, Role)>, StoreError> {
    Ok(memberships::table
        .inner_join(networks::table.on(networks::id.eq(memberships::network_id)))
        .filter(memberships::user_id.eq(user).and(memberships::deactivated_at.is_null()))
        .order((networks::name, networks::id))
        .select((Network::as_select(), memberships::role))
        .load(connection)?)
}
