//! Hearings: which interviewer visits which agency, and the link of an interviewer who has no account.

use diesel::prelude::*;
use serde_json::json;

use super::audit::{self, Act, Subject};
use super::columns::At;
use super::connection::on_each_backend;
use super::memberships::Role;
use super::schema::{hearing_assignments, hearing_links, memberships, users};
use super::users::User;
use super::{Connection, InvitationId, NetworkId, StoreError, TokenHash, UserId};

/// Gives a hearing to an interviewer; false where it was given to them already, or they are no interviewer of this
/// network.
///
/// # Errors
/// Those of the database.
pub fn assign(
    connection: &mut Connection,
    network: NetworkId,
    invitation: InvitationId,
    user: UserId,
    act: &Act,
) -> Result<bool, StoreError> {
    let role = super::memberships::role_of(connection, network, user)?;
    if role != Some(Role::Interviewer) {
        return Ok(false);
    }
    let row = (
        hearing_assignments::network_id.eq(network),
        hearing_assignments::invitation_id.eq(invitation),
        hearing_assignments::user_id.eq(user),
        hearing_assignments::created_at.eq(At::from(act.at)),
    );
    let added = on_each_backend!(connection, inner => diesel::insert_into(hearing_assignments::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    if added > 0 {
        record(connection, network, invitation, act, "hearing.assigned", &json!({ "user": user.to_string() }))?;
    }
    Ok(added > 0)
}

/// Takes a hearing from an interviewer; false where it was not theirs.
///
/// # Errors
/// Those of the database.
pub fn unassign(
    connection: &mut Connection,
    network: NetworkId,
    invitation: InvitationId,
    user: UserId,
    act: &Act,
) -> Result<bool, StoreError> {
    let removed = diesel::delete(hearing_assignments::table.find((network, invitation, user))).execute(connection)?;
    if removed > 0 {
        record(connection, network, invitation, act, "hearing.unassigned", &json!({ "user": user.to_string() }))?;
    }
    Ok(removed > 0)
}

/// The interviewers of a hearing, by name. One whose role was taken away is not among them.
///
/// # Errors
/// Those of the database.
pub fn interviewers_of(
    connection: &mut Connection,
    network: NetworkId,
    invitation: InvitationId,
) -> Result<Vec<User>, StoreError> {
    let member = memberships::user_id
        .eq(hearing_assignments::user_id)
        .and(memberships::network_id.eq(hearing_assignments::network_id));
    Ok(hearing_assignments::table
        .inner_join(users::table.on(users::id.eq(hearing_assignments::user_id)))
        .inner_join(memberships::table.on(member))
        .filter(hearing_assignments::network_id.eq(network).and(hearing_assignments::invitation_id.eq(invitation)))
        .filter(memberships::role.eq(Role::Interviewer).and(memberships::deactivated_at.is_null()))
        .order((users::display_name, users::id))
        .select(User::as_select())
        .load(connection)?)
}

/// The hearings that were given to an interviewer, in the order in which they were.
///
/// # Errors
/// Those of the database.
pub fn of_interviewer(
    connection: &mut Connection,
    network: NetworkId,
    user: UserId,
) -> Result<Vec<InvitationId>, StoreError> {
    Ok(hearing_assignments::table
        .filter(hearing_assignments::network_id.eq(network).and(hearing_assignments::user_id.eq(user)))
        .order((hearing_assignments::created_at, hearing_assignments::invitation_id))
        .select(hearing_assignments::invitation_id)
        .load(connection)?)
}

/// Whether an interviewer holds a hearing: by an account, or by a link.
///
/// # Errors
/// Those of the database.
pub fn has_interviewer(
    connection: &mut Connection,
    network: NetworkId,
    invitation: InvitationId,
) -> Result<bool, StoreError> {
    Ok(present_issue(connection, network, invitation)?.is_some()
        || !interviewers_of(connection, network, invitation)?.is_empty())
}

/// The issue number of the link for interviewers that opens now, if there is one.
///
/// # Errors
/// Those of the database.
pub fn present_issue(
    connection: &mut Connection,
    network: NetworkId,
    invitation: InvitationId,
) -> Result<Option<i32>, StoreError> {
    Ok(hearing_links::table
        .find((network, invitation))
        .filter(hearing_links::revoked_at.is_null())
        .select(hearing_links::issue_number)
        .get_result(connection)
        .optional()?)
}

/// The issue number of the newest link for interviewers, be it revoked; 0 where there never was one.
///
/// # Errors
/// Those of the database.
pub fn last_issue(
    connection: &mut Connection,
    network: NetworkId,
    invitation: InvitationId,
) -> Result<i32, StoreError> {
    let last = hearing_links::table.find((network, invitation)).select(hearing_links::issue_number);
    Ok(last.get_result(connection).optional()?.unwrap_or(0))
}

/// Issues the link for interviewers with `issue_number`, which must be one more than the last one and kills that;
/// false where it is not, since someone else issued one meanwhile.
///
/// # Errors
/// One that [`StoreError::is_missing_reference`] where the network has no such invitation.
pub fn issue(
    connection: &mut Connection,
    network: NetworkId,
    invitation: InvitationId,
    issue_number: i32,
    token: TokenHash,
    act: &Act,
) -> Result<bool, StoreError> {
    let at = At::from(act.at);
    let changed = if issue_number == 1 {
        let row = (
            hearing_links::network_id.eq(network),
            hearing_links::invitation_id.eq(invitation),
            hearing_links::issue_number.eq(issue_number),
            hearing_links::token_sha256.eq(token),
            hearing_links::created_at.eq(at),
            hearing_links::updated_at.eq(at),
        );
        on_each_backend!(connection, inner => diesel::insert_into(hearing_links::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(inner))?
    } else {
        let last =
            hearing_links::table.find((network, invitation)).filter(hearing_links::issue_number.eq(issue_number - 1));
        diesel::update(last)
            .set((
                hearing_links::issue_number.eq(issue_number),
                hearing_links::token_sha256.eq(token),
                hearing_links::revoked_at.eq(None::<At>),
                hearing_links::updated_at.eq(at),
            ))
            .execute(connection)?
    };
    if changed > 0 {
        record(connection, network, invitation, act, "hearing.link_issued", &json!({ "issue": issue_number }))?;
    }
    Ok(changed > 0)
}

/// Kills the link for interviewers; false where none opens.
///
/// # Errors
/// Those of the database.
pub fn revoke_link(
    connection: &mut Connection,
    network: NetworkId,
    invitation: InvitationId,
    act: &Act,
) -> Result<bool, StoreError> {
    let present = hearing_links::table.find((network, invitation)).filter(hearing_links::revoked_at.is_null());
    let changed =
        diesel::update(present).set(hearing_links::revoked_at.eq(Some(At::from(act.at)))).execute(connection)?;
    if changed > 0 {
        record(connection, network, invitation, act, "hearing.link_revoked", &json!({}))?;
    }
    Ok(changed > 0)
}

/// The network and invitation that a link for interviewers opens.
///
/// # Errors
/// Those of the database.
pub fn by_token(
    connection: &mut Connection,
    token: TokenHash,
) -> Result<Option<(NetworkId, InvitationId)>, StoreError> {
    Ok(hearing_links::table
        .filter(hearing_links::token_sha256.eq(token).and(hearing_links::revoked_at.is_null()))
        .select((hearing_links::network_id, hearing_links::invitation_id))
        .get_result(connection)
        .optional()?)
}

fn record(
    connection: &mut Connection,
    network: NetworkId,
    invitation: InvitationId,
    act: &Act,
    action: &str,
    details: &serde_json::Value,
) -> Result<(), StoreError> {
    audit::record(connection, network, act, action, &Subject::new("invitation", invitation), details)
}
