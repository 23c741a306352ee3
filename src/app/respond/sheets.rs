//! The sheets of an invitation: one, or one for each case.

use super::{OnSheet, RespondError, Visit, ledger};
use crate::answer::{RawFields, prefilled};
use crate::store::drafts::Draft;
use crate::store::invitations::{self, InvitationState};
use crate::store::sheets::{DraftHead, SheetStatus};
use crate::store::{Connection, sheets};

/// A sheet with what was typed on it.
pub struct FilledSheet {
    /// How far it is.
    pub status: SheetStatus,
    /// The fields as typed.
    pub fields: RawFields,
    /// Version of the draft: 0 where nothing was saved.
    pub version: i32,
}

/// The sheet of this number with its draft.
///
/// # Errors
/// [`RespondError::NotFound`] where the invitation has no such sheet.
pub fn filled(connection: &mut Connection, visit: &Visit, number: i32) -> Result<FilledSheet, RespondError> {
    let mut status = status(connection, visit, number)?;
    let draft = ledger::find(connection, visit, status.sheet.id)?;
    if visit.is_office() {
        // The agency's own draft is not what the office writes on.
        let Draft { version, submitted_version, saved_at, .. } = draft.clone().ok_or(RespondError::NotFound)?;
        status.draft = Some(DraftHead { version, submitted_version, saved_at });
    }
    filled_from(status, draft)
}

/// The sheet that an agency's link was opened for, with its draft.
///
/// # Errors
/// [`RespondError::NotFound`] where the invitation has no such sheet, [`RespondError::SheetRemoved`] where
/// it was removed.
pub fn filled_on(sheet: OnSheet) -> Result<FilledSheet, RespondError> {
    let (status, draft) = sheet.found()?;
    if status.sheet.removed_at.is_some() {
        return Err(RespondError::SheetRemoved);
    }
    filled_from(status, draft)
}

fn filled_from(status: SheetStatus, draft: Option<Draft>) -> Result<FilledSheet, RespondError> {
    let (fields, version) = match draft {
        Some(draft) => (serde_json::from_str(&draft.fields)?, draft.version),
        None => (RawFields::default(), 0),
    };
    // What was handed in was looked at.
    let fields = if status.response.is_some() { prefilled::without_marks(fields) } else { fields };
    Ok(FilledSheet { status, fields, version })
}

/// All sheets of the invitation, removed ones too.
///
/// # Errors
/// Those of the database.
pub fn all(connection: &mut Connection, visit: &Visit) -> Result<Vec<SheetStatus>, RespondError> {
    let mut all = sheets::all_of_invitation(connection, visit.network(), visit.opened.invitation.id)?;
    if visit.only_confirms() {
        all.iter_mut().for_each(|status| status.draft = None);
    }
    Ok(all)
}

/// The sheet of this number.
///
/// # Errors
/// [`RespondError::NotFound`] where the invitation has no such sheet, [`RespondError::SheetRemoved`] where
/// it was removed.
pub fn status(connection: &mut Connection, visit: &Visit, number: i32) -> Result<SheetStatus, RespondError> {
    let status = status_or_removed(connection, visit, number)?;
    if status.sheet.removed_at.is_some() { Err(RespondError::SheetRemoved) } else { Ok(status) }
}

/// The sheet of this number, be it removed: what is typed on one in another window is kept, too.
///
/// # Errors
/// [`RespondError::NotFound`] where the invitation never had such a sheet.
pub fn status_or_removed(connection: &mut Connection, visit: &Visit, number: i32) -> Result<SheetStatus, RespondError> {
    all(connection, visit)?.into_iter().find(|status| status.sheet.number == number).ok_or(RespondError::NotFound)
}

/// Notes that a person begins to answer.
///
/// # Errors
/// Those of the database.
pub fn begin(connection: &mut Connection, visit: &Visit) -> Result<(), RespondError> {
    Ok(invitations::note_first_action(connection, visit.network(), visit.opened.invitation.id, &visit.act())?)
}

/// Lays the next sheet out, unless the sheet with the wanted number is there already (the button was
/// pressed twice) or the questionnaire takes one answer only. Returns the number to go on with.
///
/// # Errors
/// Those of the database.
pub fn add(connection: &mut Connection, visit: &Visit, wanted: i32) -> Result<i32, RespondError> {
    if visit.only_confirms() {
        return Err(RespondError::NotFound);
    }
    begin(connection, visit)?;
    let all = all(connection, visit)?;
    let last = all.last().map_or(0, |status| status.sheet.number);
    let is_there = |status: &SheetStatus| status.sheet.number == wanted && status.sheet.removed_at.is_none();
    if !visit.has_many() || all.iter().any(is_there) {
        return Ok(wanted.min(last).max(1));
    }
    // Whoever goes on writing has not handed in everything, whatever was said before.
    if visit.opened.invitation.state == InvitationState::Finished {
        super::declaration::take_back(connection, visit)?;
    }
    Ok(sheets::add(connection, visit.network(), visit.opened.invitation.id, &visit.act())?.number)
}
