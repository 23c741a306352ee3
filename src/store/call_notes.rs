//! Notes of telephone calls with agencies about a round. A note can be mended; what stood before is kept.

use diesel::prelude::*;
use jiff::Timestamp;
use serde_json::json;

use super::audit::{self, Act, Subject};
use super::columns::{At, Maybe};
use super::connection::on_each_backend;
use super::schema::{call_notes, earlier_notes, invitations, rounds, users};
use super::{AgencyId, CallNoteId, Connection, InvitationId, NetworkId, RoundId, StoreError, UserId};

/// A note as it stands.
#[derive(Clone, PartialEq, Eq, Queryable)]
pub struct CallNote {
    /// Its id.
    pub id: CallNoteId,
    /// The agency in its round.
    pub invitation_id: InvitationId,
    /// What was said.
    pub words: String,
    /// The name of who wrote it first.
    pub written_by: String,
    /// When.
    #[diesel(deserialize_as = At)]
    pub written_at: Timestamp,
    /// How often it was mended: a change names the edition that it was made from.
    pub edition: i32,
    /// Who mended it last.
    pub mended_by: Option<UserId>,
    /// When it was mended last.
    #[diesel(deserialize_as = Maybe<At>)]
    pub mended_at: Option<Timestamp>,
}

/// Words that stood in a note before it was mended.
#[derive(Clone, PartialEq, Eq, Queryable)]
pub struct Earlier {
    /// What stood there.
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

/// Leaves the words out.
impl std::fmt::Debug for Earlier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Earlier").field("written_at", &self.written_at).finish_non_exhaustive()
    }
}

/// The columns of a [`CallNote`].
const COLUMNS: (
    call_notes::id,
    call_notes::invitation_id,
    call_notes::words,
    users::display_name,
    call_notes::written_at,
    call_notes::edition,
    call_notes::mended_by,
    call_notes::mended_at,
) = (
    call_notes::id,
    call_notes::invitation_id,
    call_notes::words,
    users::display_name,
    call_notes::written_at,
    call_notes::edition,
    call_notes::mended_by,
    call_notes::mended_at,
);

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
        record(connection, network, invitation, "call.noted", act)?;
    }
    Ok(added > 0)
}

/// Puts other words into a note and keeps those before; false where somebody mended it since this edition.
///
/// # Errors
/// Those of the database.
pub fn mend(
    connection: &mut Connection,
    network: NetworkId,
    note: &CallNote,
    words: &str,
    by: UserId,
    act: &Act,
) -> Result<bool, StoreError> {
    let same = call_notes::table.find((network, note.id)).filter(call_notes::edition.eq(note.edition));
    let mended = diesel::update(same).set(call_notes::edition.eq(note.edition + 1)).execute(connection)?;
    if mended == 0 {
        return Ok(false);
    }
    let first_by: UserId =
        call_notes::table.find((network, note.id)).select(call_notes::written_by).get_result(connection)?;
    diesel::insert_into(earlier_notes::table)
        .values((
            earlier_notes::network_id.eq(network),
            earlier_notes::note_id.eq(note.id),
            earlier_notes::edition.eq(note.edition),
            earlier_notes::words.eq(&note.words),
            earlier_notes::written_by.eq(note.mended_by.unwrap_or(first_by)),
            earlier_notes::written_at.eq(At::from(note.mended_at.unwrap_or(note.written_at))),
        ))
        .execute(connection)?;
    diesel::update(call_notes::table.find((network, note.id)))
        .set((
            call_notes::words.eq(words),
            call_notes::mended_by.eq(Some(by)),
            call_notes::mended_at.eq(Some(At::from(act.at))),
        ))
        .execute(connection)?;
    record(connection, network, note.invitation_id, "call.mended", act)?;
    Ok(true)
}

/// A note of an agency in its round.
///
/// # Errors
/// Those of the database.
pub fn find(
    connection: &mut Connection,
    network: NetworkId,
    invitation: InvitationId,
    id: CallNoteId,
) -> Result<Option<CallNote>, StoreError> {
    Ok(call_notes::table
        .inner_join(users::table.on(users::id.eq(call_notes::written_by)))
        .filter(call_notes::network_id.eq(network).and(call_notes::id.eq(id)))
        .filter(call_notes::invitation_id.eq(invitation))
        .select(COLUMNS)
        .get_result(connection)
        .optional()?)
}

/// What stood in a note before, newest first.
///
/// # Errors
/// Those of the database.
pub fn earlier(connection: &mut Connection, network: NetworkId, id: CallNoteId) -> Result<Vec<Earlier>, StoreError> {
    Ok(earlier_notes::table
        .inner_join(users::table.on(users::id.eq(earlier_notes::written_by)))
        .filter(earlier_notes::network_id.eq(network).and(earlier_notes::note_id.eq(id)))
        .order(earlier_notes::edition.desc())
        .select((earlier_notes::words, users::display_name, earlier_notes::written_at))
        .load(connection)?)
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
        .select(COLUMNS)
        .load(connection)?)
}

/// The notes about an agency in one round, newest first.
///
/// # Errors
/// Those of the database.
pub fn of_invitation(
    connection: &mut Connection,
    network: NetworkId,
    invitation: InvitationId,
) -> Result<Vec<CallNote>, StoreError> {
    Ok(call_notes::table
        .inner_join(users::table.on(users::id.eq(call_notes::written_by)))
        .filter(call_notes::network_id.eq(network).and(call_notes::invitation_id.eq(invitation)))
        .order((call_notes::written_at.desc(), call_notes::id.desc()))
        .select(COLUMNS)
        .load(connection)?)
}

/// The notes about an agency in all rounds, newest first, each with its round and that round's title.
///
/// # Errors
/// Those of the database.
pub fn of_agency(
    connection: &mut Connection,
    network: NetworkId,
    agency: AgencyId,
) -> Result<Vec<(CallNote, RoundId, String)>, StoreError> {
    let invitation_of =
        invitations::network_id.eq(call_notes::network_id).and(invitations::id.eq(call_notes::invitation_id));
    let round_of = rounds::network_id.eq(invitations::network_id).and(rounds::id.eq(invitations::round_id));
    Ok(call_notes::table
        .inner_join(users::table.on(users::id.eq(call_notes::written_by)))
        .inner_join(invitations::table.on(invitation_of))
        .inner_join(rounds::table.on(round_of))
        .filter(call_notes::network_id.eq(network).and(invitations::agency_id.eq(agency)))
        .order((call_notes::written_at.desc(), call_notes::id.desc()))
        .select((COLUMNS, rounds::id, rounds::title))
        .load(connection)?)
}

fn record(
    connection: &mut Connection,
    network: NetworkId,
    invitation: InvitationId,
    action: &str,
    act: &Act,
) -> Result<(), StoreError> {
    audit::record(connection, network, act, action, &Subject::new("invitation", invitation), &json!({}))
}
