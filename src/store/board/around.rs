//! What the board shows around an agency's sheets: whom to call, what came in, what was typed. Each function
//! is one statement for a whole round.

use diesel::prelude::*;
use jiff::Timestamp;

use crate::store::audit::Actor;
use crate::store::columns::At;
use crate::store::contacts::Contact;
use crate::store::revisions::Channel;
use crate::store::schema::{contacts, drafts, invitations, responses, revisions};
use crate::store::{Connection, NetworkId, ResponseId, RoundId, SheetId, StoreError, VersionId};

/// How many ids are asked for at once.
const PIECE: usize = 500;

/// When and how the revision that counts of a response came in.
#[derive(Debug, Clone, Queryable)]
pub struct Arrival {
    /// The response.
    pub response_id: ResponseId,
    /// The revision's number.
    pub revision: i32,
    /// By which way it came.
    pub channel: Channel,
    /// Who handed it in.
    pub submitted_by: Actor,
    /// When.
    #[diesel(deserialize_as = At)]
    pub submitted_at: Timestamp,
}

/// The contacts of all agencies of a round, each agency's in their order.
///
/// # Errors
/// Those of the database.
pub fn contacts_of_round(
    connection: &mut Connection,
    network: NetworkId,
    round: RoundId,
) -> Result<Vec<Contact>, StoreError> {
    let invited = invitations::table
        .filter(invitations::network_id.eq(network).and(invitations::round_id.eq(round)))
        .select(invitations::agency_id);
    Ok(contacts::table
        .filter(contacts::network_id.eq(network).and(contacts::agency_id.eq_any(invited)))
        .filter(contacts::removed_at.is_null())
        .order((contacts::agency_id, contacts::position, contacts::id))
        .select(Contact::as_select())
        .load(connection)?)
}

/// How the answers of a round that count came in.
///
/// # Errors
/// Those of the database.
pub fn arrivals(connection: &mut Connection, network: NetworkId, round: RoundId) -> Result<Vec<Arrival>, StoreError> {
    let counts = revisions::network_id
        .eq(responses::network_id)
        .and(revisions::response_id.eq(responses::id))
        .and(revisions::number.eq(responses::latest_revision));
    Ok(responses::table
        .inner_join(revisions::table.on(counts))
        .filter(responses::network_id.eq(network).and(responses::round_id.eq(round)))
        .select((
            responses::id,
            revisions::number,
            revisions::channel,
            revisions::submitted_by,
            revisions::submitted_at,
        ))
        .load(connection)?)
}

/// What is typed on these sheets: the draft's version and its raw fields, as JSON.
///
/// # Errors
/// Those of the database.
pub fn draft_fields(
    connection: &mut Connection,
    network: NetworkId,
    sheets: &[SheetId],
) -> Result<Vec<(SheetId, i32, String)>, StoreError> {
    let mut found = Vec::with_capacity(sheets.len());
    for piece in sheets.chunks(PIECE) {
        let rows: Vec<(SheetId, i32, String)> = drafts::table
            .filter(drafts::network_id.eq(network).and(drafts::sheet_id.eq_any(piece)))
            .select((drafts::sheet_id, drafts::version, drafts::fields))
            .load(connection)?;
        found.extend(rows);
    }
    Ok(found)
}

/// What was handed in last on these responses: the revision's number, the version that was answered and the
/// raw fields, as JSON.
///
/// # Errors
/// Those of the database.
pub fn revision_fields(
    connection: &mut Connection,
    network: NetworkId,
    ids: &[ResponseId],
) -> Result<Vec<(ResponseId, i32, VersionId, String)>, StoreError> {
    let mut found = Vec::with_capacity(ids.len());
    for piece in ids.chunks(PIECE) {
        let counts = revisions::network_id
            .eq(responses::network_id)
            .and(revisions::response_id.eq(responses::id))
            .and(revisions::number.eq(responses::latest_revision));
        let rows: Vec<(ResponseId, i32, VersionId, String)> = responses::table
            .inner_join(revisions::table.on(counts))
            .filter(responses::network_id.eq(network).and(responses::id.eq_any(piece)))
            .select((responses::id, revisions::number, revisions::version_id, revisions::fields))
            .load(connection)?;
        found.extend(rows);
    }
    Ok(found)
}
