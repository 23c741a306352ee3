//! Codes printed in letters: only the hash of each is kept, beside the issue of the link that it leads to.

use std::collections::HashSet;

use diesel::prelude::*;

use super::audit::Act;
use super::columns::At;
use super::connection::on_each_backend;
use super::rounds::RoundState;
use super::schema::{invitations, rounds, short_codes};
use super::{Connection, InvitationId, NetworkId, RoundId, StoreError, TokenHash};

/// The invitations of a round whose present link has a code already.
///
/// # Errors
/// Those of the database.
pub fn kept(
    connection: &mut Connection,
    network: NetworkId,
    round: RoundId,
) -> Result<HashSet<InvitationId>, StoreError> {
    let invitation_of = invitations::network_id
        .eq(short_codes::network_id)
        .and(invitations::id.eq(short_codes::invitation_id))
        .and(invitations::issue_number.eq(short_codes::issue_number));
    let kept: Vec<InvitationId> = short_codes::table
        .inner_join(invitations::table.on(invitation_of))
        .filter(invitations::network_id.eq(network).and(invitations::round_id.eq(round)))
        .select(short_codes::invitation_id)
        .load(connection)?;
    Ok(kept.into_iter().collect())
}

/// Keeps the code of an issue of a link; changes nothing where it is kept already. The caller writes one line in
/// the audit log for all codes of its letters.
///
/// # Errors
/// One that [`StoreError::is_missing_reference`] where the network has no such invitation.
pub fn keep(
    connection: &mut Connection,
    network: NetworkId,
    invitation: InvitationId,
    issue_number: i32,
    code: TokenHash,
    act: &Act,
) -> Result<(), StoreError> {
    let row = (
        short_codes::network_id.eq(network),
        short_codes::invitation_id.eq(invitation),
        short_codes::issue_number.eq(issue_number),
        short_codes::code_hash.eq(code),
        short_codes::created_at.eq(At::from(act.at)),
    );
    on_each_backend!(connection, inner => diesel::insert_into(short_codes::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    Ok(())
}

/// The invitation that a code opens, with the number of its link: none where the code is unknown, its link was
/// issued anew or its round takes no answers, and none where it would open two.
///
/// # Errors
/// Those of the database.
pub fn opened_by(connection: &mut Connection, code: TokenHash) -> Result<Option<(InvitationId, i32)>, StoreError> {
    let invitation_of = invitations::network_id
        .eq(short_codes::network_id)
        .and(invitations::id.eq(short_codes::invitation_id))
        .and(invitations::issue_number.eq(short_codes::issue_number));
    let round_of = rounds::network_id.eq(invitations::network_id).and(rounds::id.eq(invitations::round_id));
    let opened: Vec<(InvitationId, i32)> = short_codes::table
        .inner_join(invitations::table.on(invitation_of))
        .inner_join(rounds::table.on(round_of))
        .filter(short_codes::code_hash.eq(code).and(rounds::state.eq(RoundState::Open)))
        .select((short_codes::invitation_id, short_codes::issue_number))
        .load(connection)?;
    match opened.as_slice() {
        [one] => Ok(Some(*one)),
        _ => Ok(None),
    }
}
