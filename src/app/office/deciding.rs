//! Accepting an answer, setting it aside, and taking either back.

use super::answer::counting;
use super::place;
use crate::app::respond::{RespondError, Visit};
use crate::store::responses::{self, Decision, ResponseState};
use crate::store::{Connection, comments};
use crate::view::answers::ExclusionPage;

/// Most characters of a reason.
pub const REASON_LENGTH: usize = 500;

/// An answer as a page showed it.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// The revision.
    pub revision: i32,
    /// Its state.
    pub state: ResponseState,
}

/// How a decision ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decided {
    /// It stands.
    Done,
    /// Somebody handed in anew or decided since the page was shown.
    Stale,
    /// A reason is missing or too long: what to do.
    Reason(String),
}

/// Accepts an answer (受理).
///
/// # Errors
/// [`RespondError::NotFound`] where nothing was handed in on the sheet.
pub fn accept(connection: &mut Connection, visit: &Visit, sheet: i32, seen: Seen) -> Result<Decided, RespondError> {
    decide(connection, visit, sheet, seen, ResponseState::Accepted, None)
}

/// Takes an earlier decision back: the answer is handed in, and no more.
///
/// # Errors
/// [`RespondError::NotFound`] where nothing was handed in on the sheet.
pub fn undo(connection: &mut Connection, visit: &Visit, sheet: i32, seen: Seen) -> Result<Decided, RespondError> {
    decide(connection, visit, sheet, seen, ResponseState::Submitted, None)
}

/// Sets an answer aside (集計対象外): it counts as returned, and not as valid.
///
/// # Errors
/// [`RespondError::NotFound`] where nothing was handed in on the sheet.
pub fn set_aside(
    connection: &mut Connection,
    visit: &Visit,
    sheet: i32,
    seen: Seen,
    reason: &str,
) -> Result<Decided, RespondError> {
    if let Some(problem) = problem_of_reason(reason, "集計の対象から外す理由を入力してください。")
    {
        return Ok(Decided::Reason(problem));
    }
    decide(connection, visit, sheet, seen, ResponseState::SetAside, Some(reason.trim()))
}

/// The form for setting an answer aside.
///
/// # Errors
/// [`RespondError::NotFound`] where nothing was handed in on the sheet.
pub fn exclusion_page(
    connection: &mut Connection,
    visit: &Visit,
    sheet: i32,
    typed: (&str, String),
) -> Result<ExclusionPage, RespondError> {
    let (response, _) = counting(connection, visit, sheet)?.ok_or(RespondError::NotFound)?;
    let (reason, error) = typed;
    Ok(ExclusionPage {
        place: place(visit, sheet),
        revision: response.latest_revision,
        state_key: response.state.as_str(),
        reason: reason.to_owned(),
        error,
    })
}

/// What is wrong with a required reason.
pub(super) fn problem_of_reason(reason: &str, missing: &str) -> Option<String> {
    if reason.trim().is_empty() {
        return Some(missing.to_owned());
    }
    (reason.trim().chars().count() > REASON_LENGTH).then(|| format!("{REASON_LENGTH}文字以内で入力してください。"))
}

fn decide(
    connection: &mut Connection,
    visit: &Visit,
    sheet: i32,
    seen: Seen,
    state: ResponseState,
    reason: Option<&str>,
) -> Result<Decided, RespondError> {
    let (response, _) = counting(connection, visit, sheet)?.ok_or(RespondError::NotFound)?;
    let (network, act) = (visit.network(), visit.act());
    // The same button pressed twice.
    if response.state == state && response.latest_revision == seen.revision {
        return Ok(Decided::Done);
    }
    let decision = Decision { state, reason, recheck_on: None };
    if !responses::decide(connection, network, response.id, (seen.revision, seen.state), &decision, &act)? {
        return Ok(Decided::Stale);
    }
    // Nobody waits for an answer to what was asked before.
    comments::settle(connection, network, response.id, &act)?;
    Ok(Decided::Done)
}
