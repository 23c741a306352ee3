//! The cases that a reader was given: their text, and nothing of who handed them in.

use jiff::Timestamp;

use super::definitions::Definitions;
use super::respond::{RespondError, Visit, Visitor, correcting, submitted, visit};
use crate::store::audit::{self, Act, Subject};
use crate::store::entries::Hand;
use crate::store::responses::{Response, ResponseState};
use crate::store::{Connection, NetworkId, ResponseId, UserId, case_assignments, invitations, responses, sheets};
use crate::view::given::{CasePage, GivenCase};

/// The cases of one reader, in the order in which they were handed in.
///
/// # Errors
/// Those of the database.
pub fn list(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    user: UserId,
    now: Timestamp,
) -> Result<Vec<GivenCase>, RespondError> {
    let mut given = Vec::new();
    for (number, id) in case_assignments::of_reader(connection, network, user)?.into_iter().enumerate() {
        let Some(response) = responses::find(connection, network, id)? else { continue };
        let visit = visit_of(connection, definitions, network, (&response, user), now)?;
        // One that is set aside is nobody's work any more; the others keep their numbers.
        if response.state != ResponseState::SetAside {
            given.push(line(&visit, &response, number));
        }
    }
    Ok(given)
}

/// One case. That it was read is noted by [`note_view`].
///
/// # Errors
/// [`RespondError::NotFound`] where it was not given to this person, or is set aside.
pub fn page(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    (id, user): (ResponseId, UserId),
    now: Timestamp,
) -> Result<CasePage, RespondError> {
    let mine = case_assignments::of_reader(connection, network, user)?;
    let number = mine.iter().position(|one| *one == id).ok_or(RespondError::NotFound)?;
    let response = responses::find(connection, network, id)?.ok_or(RespondError::NotFound)?;
    if response.state == ResponseState::SetAside {
        return Err(RespondError::NotFound);
    }
    let visit = visit_of(connection, definitions, network, (&response, user), now)?;
    let all = sheets::of_invitation(connection, network, visit.opened.invitation.id)?;
    let status = all.into_iter().find(|status| status.sheet.id == response.sheet_id).ok_or(RespondError::NotFound)?;
    let revision = correcting::counting(connection, &visit, &status)?.ok_or(RespondError::NotFound)?;
    let (sections, _) = submitted::answers(connection, definitions, &visit, &revision)?;
    Ok(CasePage { case: line(&visit, &response, number), sections })
}

/// Notes in the log that somebody read a case.
///
/// # Errors
/// Those of the database.
pub fn note_view(
    connection: &mut Connection,
    network: NetworkId,
    id: ResponseId,
    act: &Act,
) -> Result<(), RespondError> {
    let details = serde_json::json!({});
    Ok(audit::record(connection, network, act, "answer.viewed", &Subject::new("response", id), &details)?)
}

fn visit_of(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    (response, user): (&Response, UserId),
    now: Timestamp,
) -> Result<Visit, RespondError> {
    let sheet = sheets::find(connection, network, response.sheet_id)?.ok_or(RespondError::NotFound)?;
    let opened = invitations::by_id(connection, network, sheet.invitation_id)?.ok_or(RespondError::NotFound)?;
    visit::of_opened(connection, definitions, opened, Visitor::Office { user, hand: Hand::First }, now)
}

fn line(visit: &Visit, response: &Response, number: usize) -> GivenCase {
    GivenCase {
        path: format!("/staff/networks/{}/given/{}", visit.network(), response.id),
        name: format!("事例 {}", number + 1),
        title: visit.opened.round.title.clone(),
    }
}
