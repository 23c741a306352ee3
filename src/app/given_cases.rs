//! The cases that a reader was given: nothing is said of who handed them in.

use jiff::Timestamp;

use super::cases::text_for::WAITING;
use super::definitions::Definitions;
use super::masking::released::Released;
use super::respond::{RespondError, Visit, Visitor, visit};
use crate::store::audit::{self, Act, Subject};
use crate::store::case_readings::{self, Reading};
use crate::store::entries::Hand;
use crate::store::responses::{Response, ResponseState};
use crate::store::{Connection, NetworkId, ResponseId, UserId, case_assignments, invitations, responses, sheets};
use crate::view::given::GivenCase;

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
    let readings = case_readings::of_network(connection, network)?;
    let released = Released::of_network(connection, network)?;
    let mut given = Vec::new();
    for (number, id) in case_assignments::of_reader(connection, network, user)?.into_iter().enumerate() {
        let Some(response) = responses::find(connection, network, id)? else { continue };
        let visit = visit_of(connection, definitions, network, (&response, user), now)?;
        // One that is set aside is nobody's work any more; the others keep their numbers.
        if response.state != ResponseState::SetAside {
            let mine = readings.iter().find(|one| one.response_id == id && one.user_id == user);
            let is_released = released.decisions(id, response.latest_revision).is_some();
            given.push(line(&visit, &response, number, (mine, is_released)));
        }
    }
    Ok(given)
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

fn line(
    visit: &Visit,
    response: &Response,
    number: usize,
    (reading, is_released): (Option<&Reading>, bool),
) -> GivenCase {
    let is_done = reading.is_some_and(|one| one.finished_at.is_some());
    GivenCase {
        path: format!("/staff/networks/{}/given/{}", visit.network(), response.id),
        name: format!("事例 {}", number + 1),
        title: visit.opened.round.title.clone(),
        state: match reading {
            None => "未着手",
            Some(_) if is_done => "終了",
            Some(_) => "分類中",
        },
        waiting: if is_released { "" } else { WAITING },
        is_done,
    }
}
