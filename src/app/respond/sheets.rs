//! The sheets of an invitation: one, or one for each case.

use super::{RespondError, Visit};
use crate::answer::RawFields;
use crate::store::responses::ResponseState;
use crate::store::sheets::{SheetState, SheetStatus};
use crate::store::{Connection, drafts, invitations, sheets};
use crate::view::dates;
use crate::view::form::{Head, SheetLine, StartPage};

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
    let status = status(connection, visit, number)?;
    let draft = drafts::find(connection, visit.network(), status.sheet.id)?;
    let (fields, version) = match draft {
        Some(draft) => (serde_json::from_str(&draft.fields)?, draft.version),
        None => (RawFields::default(), 0),
    };
    Ok(FilledSheet { status, fields, version })
}

/// The sheet of this number.
///
/// # Errors
/// [`RespondError::NotFound`] where the invitation has no such sheet.
pub fn status(connection: &mut Connection, visit: &Visit, number: i32) -> Result<SheetStatus, RespondError> {
    let all = sheets::of_invitation(connection, visit.network(), visit.opened.invitation.id)?;
    all.into_iter().find(|status| status.sheet.number == number).ok_or(RespondError::NotFound)
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
    begin(connection, visit)?;
    let all = sheets::of_invitation(connection, visit.network(), visit.opened.invitation.id)?;
    let last = all.last().map_or(0, |status| status.sheet.number);
    if !visit.has_many() || all.iter().any(|status| status.sheet.number == wanted) {
        return Ok(wanted.min(last).max(1));
    }
    Ok(sheets::add(connection, visit.network(), visit.opened.invitation.id, &visit.act())?.number)
}

/// The link's start page.
///
/// # Errors
/// Those of the database.
pub fn start_page(connection: &mut Connection, visit: &Visit, base: &str) -> Result<StartPage, RespondError> {
    let all = sheets::of_invitation(connection, visit.network(), visit.opened.invitation.id)?;
    let many = visit.has_many();
    let places = visit.places();
    let is_done = !many && all.iter().all(|status| status.response.is_some());
    let head = visit.head(base, None);
    Ok(StartPage {
        head: Head { is_late: head.is_late && !is_done, ..head },
        about: visit.questionnaire.about.as_deref().map(|about| places.fill(about)),
        next_sheet: next_number(&all),
        // The first sheet is laid out with the invitation; it is listed once something is on it.
        sheets: all
            .iter()
            .filter(|status| !many || status.state() != SheetState::NotStarted)
            .map(|status| line(visit, status))
            .collect(),
        many,
        sheet_word: visit.sheet_word(),
        has_sensitive: visit.questionnaire.questions().any(|question| question.sensitive),
    })
}

/// The first untouched sheet, or the one after the last.
fn next_number(all: &[SheetStatus]) -> i32 {
    let untouched = all.iter().find(|status| status.state() == SheetState::NotStarted);
    untouched.map_or_else(|| all.last().map_or(1, |status| status.sheet.number + 1), |status| status.sheet.number)
}

fn line(visit: &Visit, status: &SheetStatus) -> SheetLine {
    SheetLine {
        number: status.sheet.number,
        name: visit.sheet_name(status.sheet.number),
        state: state_words(status.state()),
        is_submitted: status.response.is_some(),
        saved_at: status.draft.as_ref().map(|draft| dates::moment(draft.saved_at, &visit.zone)),
        receipt_number: status.response.as_ref().map(|response| response.receipt_number.to_string()),
        has_unsent_changes: status.has_unsent_changes(),
        is_open: visit.is_open(status),
    }
}

/// The state of a sheet as its agency reads it: what the coordinator makes of an answer is not its
/// business, except that it is asked to look again.
fn state_words(state: SheetState) -> &'static str {
    match state {
        SheetState::NotStarted => "未着手",
        SheetState::InProgress => "入力中",
        SheetState::Answered(ResponseState::SentBack) => "確認のお願い",
        SheetState::Answered(_) => "提出済み",
    }
}
