//! Notes of telephone calls with agencies about a round.

use diesel::prelude::*;
use jiff::Timestamp;
use serde_json::json;

use super::audit::{self, Act, Subject};
use super::columns::At;
use super::connection::on_each_backend;
use super::schema::{call_notes, invitations, users};
use super::{CallNoteId, Connection, InvitationId, NetworkId, RoundId, StoreError, UserId};

/// A note.
#[derive(Clone, PartialEq, Eq, Queryable)]
pub struct CallNote {
    /// Its id.
    pub id: CallNoteId,
    /// The agency in its round.
    pub invitation_id: InvitationId,
    /// What was said.
    pub words: String,
    /// The name of who wrote it.
    pub written_by: String,
    /// When.
    #[diesel(deserialize_as = At)]
    pub written_at: Timestamp,
}

/// Leaves the words out: they may speak of a person.
impl std::fmt::Debug for CallNote {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CallNote").field("id", &self.id).finish_non_exhaustive()
    }
}

/// Writes a note; false where one of this id is there already, as when a button is pressed twice.
///
/// # Errors
/// One that [`StoreError::is_missing_reference`] where the network has no such invitation.
pub fn add(
    connection: &mut Connection,
    network: NetworkId,
    id: CallNoteId,
    (invitation, words): (InvitationId, &str),
    by: UserId,
    act: &Act,
) -> Result<bool, StoreError> {
    let row = (
        call_notes::network_id.eq(network),
        call_notes::id.eq(id),
        call_notes::invitation_id.eq(invitation),
        call_notes::words.eq(words),
        call_notes::written_by.eq(by),
        call_notes::written_at.eq(At::from(act.at)),
    );
    let added = on_each_backend!(connection, inner => diesel::insert_into(call_notes::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    if added > 0 {
        let subject = Subject::new("invitation", invitation);
        audit::record(connection, network, act, "call.noted", &subject, &json!({}))?;
    }
    Ok(added > 0)
}

/// The notes about all agencies of a round, newest first.
///
/// # Errors
/// Those of the database.
pub fn of_round(connection: &mut Connection, network: NetworkId, round: RoundId) -> Result<Vec<CallNote>, StoreError> {
    let invited = invitations::table
        .filter(invitations::network_id.eq(network).and(invitations::round_id.eq(round)))
        .select(invitations::id);
    Ok(call_notes::table
        .inner_join(users::table.on(users::id.eq(call_notes::written_by)))
        .filter(call_notes::network_id.eq(network).and(call_notes::invitation_id.eq_any(invited)))
        .order((call_notes::written_at.desc(), call_notes::id.desc()))
        .select((
            call_notes::id,
            call_notes::invitation_id,
            call_notes::words,
            users::display_name,
            call_notes::written_at,
        ))
        .load(connection)?)
}
