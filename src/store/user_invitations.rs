//! People who were asked to take part in a network and have not come yet. They become users when they come:
//! before, an address tells nothing of whether somebody signs in by it elsewhere.

use diesel::prelude::*;
use jiff::Timestamp;
use serde_json::json;

use super::audit::{self, Act, Subject};
use super::columns::At;
use super::connection::on_each_backend;
use super::memberships::Role;
use super::networks::Network;
use super::schema::{networks, user_invitations};
use super::users::normal_mail;
use super::{Connection, NetworkId, StoreError, TokenHash, UserInvitationId};

/// Someone who was asked.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = user_invitations)]
pub struct UserInvitation {
    /// The network.
    pub network_id: NetworkId,
    /// The invitation's id.
    pub id: UserInvitationId,
    /// The mail address, in lower case, by which the person will sign in.
    pub mail: String,
    /// The name, as the owner wrote it.
    pub display_name: String,
    /// The role they will have.
    pub role: Role,
    /// When it was made.
    #[diesel(deserialize_as = At)]
    pub created_at: Timestamp,
    /// When its code ends.
    #[diesel(deserialize_as = At)]
    pub expires_at: Timestamp,
}

/// Asks someone to take part; who was asked before by the same address is asked anew, and the earlier code ends.
/// Returns the id under which the invitation stands.
///
/// # Errors
/// Those of the database.
pub fn invite(
    connection: &mut Connection,
    invitation: &UserInvitation,
    code: TokenHash,
    act: &Act,
) -> Result<UserInvitationId, StoreError> {
    let mail = normal_mail(&invitation.mail);
    let row = (
        user_invitations::network_id.eq(invitation.network_id),
        user_invitations::id.eq(invitation.id),
        user_invitations::mail.eq(&mail),
        user_invitations::display_name.eq(&invitation.display_name),
        user_invitations::role.eq(invitation.role),
        user_invitations::code_sha256.eq(code),
        user_invitations::created_at.eq(At::from(act.at)),
        user_invitations::expires_at.eq(At::from(invitation.expires_at)),
    );
    let id: UserInvitationId = on_each_backend!(connection, inner => diesel::insert_into(user_invitations::table)
        .values(row)
        .on_conflict((user_invitations::network_id, user_invitations::mail))
        .do_update()
        .set((
            user_invitations::display_name.eq(&invitation.display_name),
            user_invitations::role.eq(invitation.role),
            user_invitations::code_sha256.eq(code),
            user_invitations::created_at.eq(At::from(act.at)),
            user_invitations::expires_at.eq(At::from(invitation.expires_at)),
        ))
        .returning(user_invitations::id)
        .get_result(inner))?;
    let details = json!({ "role": invitation.role.as_str() });
    let subject = Subject::new("user_invitation", id);
    audit::record(connection, invitation.network_id, act, "user_invitation.added", &subject, &details)?;
    Ok(id)
}

/// Those who were asked to a network, by mail address.
///
/// # Errors
/// Those of the database.
pub fn of_network(connection: &mut Connection, network: NetworkId) -> Result<Vec<UserInvitation>, StoreError> {
    Ok(user_invitations::table
        .filter(user_invitations::network_id.eq(network))
        .order(user_invitations::mail)
        .select(UserInvitation::as_select())
        .load(connection)?)
}

/// One of those who were asked to a network.
///
/// # Errors
/// Those of the database.
pub fn find(
    connection: &mut Connection,
    network: NetworkId,
    id: UserInvitationId,
) -> Result<Option<UserInvitation>, StoreError> {
    let one = user_invitations::table.find((network, id));
    Ok(one.select(UserInvitation::as_select()).get_result(connection).optional()?)
}

/// The invitation of a code and its network, where it has not ended.
///
/// # Errors
/// Those of the database.
pub fn by_code(
    connection: &mut Connection,
    code: TokenHash,
    now: Timestamp,
) -> Result<Option<(UserInvitation, Network)>, StoreError> {
    Ok(user_invitations::table
        .inner_join(networks::table.on(networks::id.eq(user_invitations::network_id)))
        .filter(user_invitations::code_sha256.eq(code))
        .filter(user_invitations::expires_at.gt(At::from(now)))
        .select((UserInvitation::as_select(), Network::as_select()))
        .get_result(connection)
        .optional()?)
}

/// Uses an invitation up; false where it was used, replaced or taken back meanwhile.
///
/// # Errors
/// Those of the database.
pub fn accept(
    connection: &mut Connection,
    invitation: &UserInvitation,
    code: TokenHash,
    act: &Act,
) -> Result<bool, StoreError> {
    let same = user_invitations::table
        .find((invitation.network_id, invitation.id))
        .filter(user_invitations::code_sha256.eq(code))
        .filter(user_invitations::expires_at.gt(At::from(act.at)));
    let accepted = diesel::delete(same).execute(connection)? > 0;
    if accepted {
        ended(connection, invitation.network_id, invitation.id, "user_invitation.accepted", act)?;
    }
    Ok(accepted)
}

/// Takes an invitation back; false where there is none.
///
/// # Errors
/// Those of the database.
pub fn take_back(
    connection: &mut Connection,
    network: NetworkId,
    id: UserInvitationId,
    act: &Act,
) -> Result<bool, StoreError> {
    let removed = diesel::delete(user_invitations::table.find((network, id))).execute(connection)? > 0;
    if removed {
        ended(connection, network, id, "user_invitation.taken_back", act)?;
    }
    Ok(removed)
}

fn ended(
    connection: &mut Connection,
    network: NetworkId,
    id: UserInvitationId,
    action: &str,
    act: &Act,
) -> Result<(), StoreError> {
    audit::record(connection, network, act, action, &Subject::new("user_invitation", id), &json!({}))
}
