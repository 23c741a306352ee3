//! An agency's page in a round: whom to call, and each of its sheets.

use super::{contact_lines, place, words};
use crate::app::definitions::Definitions;
use crate::app::register::kinds;
use crate::app::respond::{RespondError, Visit, sheets};
use crate::definition::AnsweredBy;
use crate::store::entries::{self, Hand};
use crate::store::invitations::InvitationState;
use crate::store::sheets::{SheetState, SheetStatus};
use crate::store::{Connection, sheets as stored};
use crate::view::answers::{AgencyPage, SheetLine};
use crate::view::board::NotesPart;
use crate::view::dates;

/// The page.
///
/// # Errors
/// Those of the database.
pub fn page(
    connection: &mut Connection,
    definitions: &Definitions,
    visit: &Visit,
    notes: NotesPart,
) -> Result<AgencyPage, RespondError> {
    let invitation = &visit.opened.invitation;
    let all = stored::of_invitation(connection, visit.network(), invitation.id)?;
    let gone = sheets::all(connection, visit)?;
    let last = gone.iter().map(|status| status.sheet.number).max().unwrap_or(0);
    let lines = all.iter().map(|status| line(connection, visit, status)).collect::<Result<_, _>>()?;
    let untouched = all.iter().find(|status| status.state() == SheetState::NotStarted);
    let kinds = kinds::of_network(connection, definitions, visit.network())?;
    Ok(AgencyPage {
        place: place(visit, 0),
        kind: kinds.label(&visit.opened.agency.kind),
        due: dates::day(visit.opened.round.due_on),
        contacts: contact_lines(connection, visit)?,
        takes_interviewers: visit.questionnaire.answered_by == AnsweredBy::Interviewer,
        many: visit.has_many(),
        sheet_word: visit.sheet_word(),
        next_sheet: untouched.map_or(last + 1, |status| status.sheet.number),
        sheets: lines,
        notes,
        register: format!("/staff/networks/{}/agencies/{}", visit.network(), visit.opened.agency.id),
        told: String::new(),
        declined: (invitation.state == InvitationState::Declined)
            .then(|| invitation.declined_reason.clone().unwrap_or_default()),
    })
}

fn line(connection: &mut Connection, visit: &Visit, status: &SheetStatus) -> Result<SheetLine, RespondError> {
    let (state, is_done) = words::sheet_state(status.state());
    let saved = status.draft.as_ref().map(|draft| draft.saved_at);
    let handed_in = status.response.as_ref().map(|response| response.updated_at);
    let entry = entries::open(connection, visit.network(), status.sheet.id, Hand::First)?;
    Ok(SheetLine {
        number: status.sheet.number,
        name: if visit.has_many() { visit.sheet_name(status.sheet.number) } else { "回答".to_owned() },
        state,
        is_done,
        last: handed_in.max(saved).map(|at| dates::moment(at, &visit.zone)).unwrap_or_default(),
        receipt_number: status.response.as_ref().map(|one| one.receipt_number.to_string()).unwrap_or_default(),
        is_entered: entry.is_some(),
        is_unconfirmed: visit.questionnaire.answered_by == AnsweredBy::Interviewer
            && status.response.as_ref().is_some_and(|response| !response.is_confirmed()),
    })
}
