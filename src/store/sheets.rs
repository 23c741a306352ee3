//! Sheets: each holds one draft and at most one response. An invitation has one sheet, or
//! several where the questionnaire takes many answers of an agency.

use diesel::dsl::max;
use diesel::prelude::*;
use jiff::Timestamp;
use serde_json::json;

use super::audit::{self, Act, Subject};
use super::columns::{At, Maybe};
use super::connection::on_each_backend;
use super::drafts::Draft;
use super::responses::{Response, ResponseState};
use super::schema::{drafts, invitations, responses, sheets};
use super::{Connection, InvitationId, NetworkId, RoundId, SheetId, StoreError};

/// A sheet.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = sheets)]
pub struct Sheet {
    /// Its id.
    pub id: SheetId,
    /// The invitation it belongs to.
    pub invitation_id: InvitationId,
    /// Counts up from 1 within the invitation.
    pub number: i32,
    /// When it was removed, if it was.
    #[diesel(deserialize_as = Maybe<At>)]
    pub removed_at: Option<Timestamp>,
}

/// How far a draft is, without its fields.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = drafts)]
pub struct DraftHead {
    /// Counts the saves.
    pub version: i32,
    /// The version that was submitted last.
    pub submitted_version: Option<i32>,
    /// When it was saved last.
    #[diesel(deserialize_as = At)]
    pub saved_at: Timestamp,
}

impl DraftHead {
    /// The same of a draft that is there as a whole.
    pub(super) fn of(draft: &Draft) -> Self {
        Self { version: draft.version, submitted_version: draft.submitted_version, saved_at: draft.saved_at }
    }
}

/// A sheet with how far it is.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct SheetStatus {
    /// The sheet.
    pub sheet: Sheet,
    /// Its draft, if anything was ever saved.
    pub draft: Option<DraftHead>,
    /// Its response, if anything was ever submitted.
    pub response: Option<Response>,
}

/// The state of a sheet, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SheetState {
    /// Nothing was saved (未着手).
    NotStarted,
    /// Something was saved, nothing submitted (入力中).
    InProgress,
    /// It was submitted; the response's own state.
    Answered(ResponseState),
}

impl SheetStatus {
    /// The state in one word.
    pub fn state(&self) -> SheetState {
        match (&self.response, &self.draft) {
            (Some(response), _) => SheetState::Answered(response.state),
            (None, Some(_)) => SheetState::InProgress,
            (None, None) => SheetState::NotStarted,
        }
    }

    /// Whether something was saved since the last submit.
    pub fn has_unsent_changes(&self) -> bool {
        self.draft.as_ref().is_some_and(|draft| draft.submitted_version != Some(draft.version))
    }
}

/// Lays the next sheet of an invitation out.
///
/// # Errors
/// One that [`StoreError::is_duplicate`] where another was laid out at the same time.
pub fn add(
    connection: &mut Connection,
    network: NetworkId,
    invitation: InvitationId,
    act: &Act,
) -> Result<Sheet, StoreError> {
    let last: Option<i32> = sheets::table
        .filter(sheets::network_id.eq(network).and(sheets::invitation_id.eq(invitation)))
        .select(max(sheets::number))
        .get_result(connection)?;
    let sheet =
        Sheet { id: SheetId::new(act.at), invitation_id: invitation, number: last.unwrap_or(0) + 1, removed_at: None };
    diesel::insert_into(sheets::table)
        .values((
            sheets::network_id.eq(network),
            sheets::id.eq(sheet.id),
            sheets::invitation_id.eq(invitation),
            sheets::number.eq(sheet.number),
            sheets::created_at.eq(At::from(act.at)),
        ))
        .execute(connection)?;
    let details = json!({ "number": sheet.number });
    audit::record(connection, network, act, "sheet.added", &Subject::new("sheet", sheet.id), &details)?;
    Ok(sheet)
}

/// Removes a sheet that was never submitted, or puts it back; false where it was submitted, or
/// the network has none with this id.
///
/// # Errors
/// Those of the database.
pub fn set_removed(
    connection: &mut Connection,
    network: NetworkId,
    id: SheetId,
    removed: bool,
    act: &Act,
) -> Result<bool, StoreError> {
    // Touching the sheet makes this and a submit of it wait for each other. The sheet comes first everywhere, so that
    // no two wait crosswise.
    diesel::update(sheets::table.find((network, id))).set(sheets::number.eq(sheets::number)).execute(connection)?;
    let submitted: i64 = responses::table
        .filter(responses::network_id.eq(network).and(responses::sheet_id.eq(id)))
        .count()
        .get_result(connection)?;
    if submitted > 0 {
        return Ok(false);
    }
    let at = removed.then(|| At::from(act.at));
    let changed =
        diesel::update(sheets::table.find((network, id))).set(sheets::removed_at.eq(at)).execute(connection)?;
    if changed > 0 {
        let action = if removed { "sheet.removed" } else { "sheet.restored" };
        audit::record(connection, network, act, action, &Subject::new("sheet", id), &json!({}))?;
    }
    Ok(changed > 0)
}

/// The sheet of this id, removed or not.
///
/// # Errors
/// Those of the database.
pub fn find(connection: &mut Connection, network: NetworkId, id: SheetId) -> Result<Option<Sheet>, StoreError> {
    Ok(sheets::table.find((network, id)).select(Sheet::as_select()).get_result(connection).optional()?)
}

/// The sheets of an invitation and how far each is, in their order, without the removed ones.
///
/// # Errors
/// Those of the database.
pub fn of_invitation(
    connection: &mut Connection,
    network: NetworkId,
    invitation: InvitationId,
) -> Result<Vec<SheetStatus>, StoreError> {
    let mut all = all_of_invitation(connection, network, invitation)?;
    all.retain(|status| status.sheet.removed_at.is_none());
    Ok(all)
}

/// The sheets of an invitation and how far each is, in their order, removed ones too.
///
/// # Errors
/// Those of the database.
pub fn all_of_invitation(
    connection: &mut Connection,
    network: NetworkId,
    invitation: InvitationId,
) -> Result<Vec<SheetStatus>, StoreError> {
    let draft_of = drafts::network_id.eq(sheets::network_id).and(drafts::sheet_id.eq(sheets::id));
    let response_of = responses::network_id.eq(sheets::network_id).and(responses::sheet_id.eq(sheets::id));
    Ok(on_each_backend!(connection, inner => sheets::table
        .left_join(drafts::table.on(draft_of))
        .left_join(responses::table.on(response_of))
        .filter(sheets::network_id.eq(network).and(sheets::invitation_id.eq(invitation)))
        .order(sheets::number)
        .select((Sheet::as_select(), Option::<DraftHead>::as_select(), Option::<Response>::as_select()))
        .load(inner))?)
}

/// The sheets of all invitations of a round, in order, without the removed ones.
///
/// # Errors
/// Those of the database.
pub fn of_round(
    connection: &mut Connection,
    network: NetworkId,
    round: RoundId,
) -> Result<Vec<SheetStatus>, StoreError> {
    let draft_of = drafts::network_id.eq(sheets::network_id).and(drafts::sheet_id.eq(sheets::id));
    let response_of = responses::network_id.eq(sheets::network_id).and(responses::sheet_id.eq(sheets::id));
    // A list of the invitations, and no join: SQLite would read the sheets of all rounds for a join.
    let invited = invitations::table
        .filter(invitations::network_id.eq(network).and(invitations::round_id.eq(round)))
        .select(invitations::id);
    Ok(sheets::table
        .left_join(drafts::table.on(draft_of))
        .left_join(responses::table.on(response_of))
        .filter(sheets::network_id.eq(network).and(sheets::invitation_id.eq_any(invited)))
        .filter(sheets::removed_at.is_null())
        .order((sheets::invitation_id, sheets::number))
        .select((Sheet::as_select(), Option::<DraftHead>::as_select(), Option::<Response>::as_select()))
        .load(connection)?)
}
