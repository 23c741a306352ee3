//! The hearings that an interviewer was given, and the page of one of them.

use jiff::Timestamp;

use super::path;
use crate::app::definitions::Definitions;
use crate::app::respond::{RespondError, Visit, sheets};
use crate::store::responses::ResponseState;
use crate::store::sheets::{SheetState, SheetStatus};
use crate::store::{Connection, NetworkId, UserId, hearings};
use crate::view::dates;
use crate::view::hearings::{GivenHearing, HearingPage};

/// The hearings of one person, without those of rounds that are not open.
///
/// # Errors
/// Those of the database.
pub fn list(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    user: UserId,
    now: Timestamp,
) -> Result<Vec<GivenHearing>, RespondError> {
    let mut given = Vec::new();
    for invitation in hearings::of_interviewer(connection, network, user)? {
        match super::open(connection, definitions, network, invitation, user, now) {
            Ok(visit) => given.push(line(connection, &visit)?),
            // Its round was closed, or the agency is no longer asked.
            Err(RespondError::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(given)
}

/// The page of one hearing.
///
/// # Errors
/// Those of the database.
pub fn page(connection: &mut Connection, visit: &Visit) -> Result<HearingPage, RespondError> {
    let address = path(visit.network(), visit.opened.invitation.id);
    Ok(HearingPage { head: visit.head(&address, None), hearing: line(connection, visit)? })
}

fn line(connection: &mut Connection, visit: &Visit) -> Result<GivenHearing, RespondError> {
    let status = sheets::all(connection, visit)?.into_iter().find(|status| status.sheet.removed_at.is_none());
    let status = status.ok_or(RespondError::NotFound)?;
    Ok(GivenHearing {
        path: path(visit.network(), visit.opened.invitation.id),
        sheet: status.sheet.number,
        agency: visit.opened.agency.name.clone(),
        title: visit.opened.round.title.clone(),
        due: dates::day(visit.opened.round.due_on),
        state: state(&status),
        is_open: visit.is_open(&status),
        saved_at: status.draft.as_ref().map(|draft| dates::moment(draft.saved_at, &visit.zone)).unwrap_or_default(),
    })
}

/// Where a hearing stands, as its interviewer reads it.
fn state(status: &SheetStatus) -> &'static str {
    let is_confirmed = status.response.as_ref().is_some_and(crate::store::responses::Response::is_confirmed);
    match status.state() {
        SheetState::NotStarted => "未着手",
        SheetState::InProgress => "入力中",
        SheetState::Answered(ResponseState::SentBack) => "機関から確認のお願い",
        SheetState::Answered(ResponseState::SetAside) => "受付終了",
        SheetState::Answered(_) if is_confirmed => "内容確認済み",
        SheetState::Answered(_) => "機関の内容確認待ち",
    }
}
