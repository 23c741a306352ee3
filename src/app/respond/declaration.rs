//! What an agency says to the invitation as a whole: 辞退, すべて提出しました, and taking either back.

use super::{RespondError, Visit, sheets};
use crate::store::invitations::{self, InvitationState};
use crate::store::sheets::SheetState;
use crate::store::{Connection, sheets as stored};
use crate::view::form::{CompletionPage, DeclinePage, Declining};

/// The page for declining; `None` where the agency has answered already, so that nothing is left to decline.
///
/// # Errors
/// Those of the database.
pub fn decline_page(
    connection: &mut Connection,
    visit: &Visit,
    base: &str,
    declining: Option<Declining>,
) -> Result<Option<DeclinePage>, RespondError> {
    if visit.is_interviewer()
        || has_answered(connection, visit)?
        || visit.opened.invitation.state == InvitationState::Declined
    {
        return Ok(None);
    }
    Ok(Some(DeclinePage::new(visit.head(base, None), declining)))
}

/// Declines; false where the agency has answered already.
///
/// # Errors
/// Those of the database.
pub fn decline(connection: &mut Connection, visit: &Visit, reason: &str) -> Result<bool, RespondError> {
    if has_answered(connection, visit)? {
        return Ok(false);
    }
    set(connection, visit, InvitationState::Declined, Some(reason))?;
    Ok(true)
}

/// The page that asks whether all is in; `None` where one answer an agency is asked for, or that was said already.
///
/// # Errors
/// Those of the database.
pub fn completion_page(
    connection: &mut Connection,
    visit: &Visit,
    base: &str,
) -> Result<Option<CompletionPage>, RespondError> {
    if !visit.has_many() || visit.opened.invitation.state != InvitationState::Invited {
        return Ok(None);
    }
    let all = stored::of_invitation(connection, visit.network(), visit.opened.invitation.id)?;
    let unfinished = all.iter().filter(|status| status.state() == SheetState::InProgress);
    Ok(Some(CompletionPage {
        head: visit.head(base, None),
        sheet_word: visit.sheet_word(),
        submitted: all.iter().filter(|status| status.response.is_some()).count(),
        unfinished: unfinished.map(|status| visit.sheet_name(status.sheet.number)).collect(),
    }))
}

/// Notes that all sheets are in, be it none.
///
/// # Errors
/// [`RespondError::NotFound`] where one answer an agency is asked for.
pub fn complete(connection: &mut Connection, visit: &Visit) -> Result<(), RespondError> {
    if !visit.has_many() {
        return Err(RespondError::NotFound);
    }
    set(connection, visit, InvitationState::Finished, None)
}

/// Takes back whatever was said to the invitation: the agency answers on.
///
/// # Errors
/// Those of the database.
pub fn take_back(connection: &mut Connection, visit: &Visit) -> Result<(), RespondError> {
    set(connection, visit, InvitationState::Invited, None)
}

/// Saying the same twice (a button pressed twice) changes nothing.
fn set(
    connection: &mut Connection,
    visit: &Visit,
    state: InvitationState,
    reason: Option<&str>,
) -> Result<(), RespondError> {
    if visit.is_interviewer() {
        return Err(RespondError::NotFound);
    }
    let invitation = &visit.opened.invitation;
    if invitation.state != state || invitation.declined_reason.as_deref() != reason {
        invitations::set_state(connection, visit.network(), invitation.id, state, reason, &visit.act())?;
    }
    Ok(())
}

fn has_answered(connection: &mut Connection, visit: &Visit) -> Result<bool, RespondError> {
    Ok(sheets::all(connection, visit)?.iter().any(|status| status.response.is_some()))
}
