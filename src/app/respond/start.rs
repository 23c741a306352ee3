//! The link's start page.

use super::{RespondError, Visit, asked, correcting, sheets};
use crate::app::masking::own_list;
use crate::app::resources::for_agencies;
use crate::store::Connection;
use crate::store::invitations::InvitationState;
use crate::store::responses::{Response, ResponseState};
use crate::store::sheets::{SheetState, SheetStatus};
use crate::view::dates;
use crate::view::form::{Head, RemovedSheet, SheetLine, StartPage};
use crate::view::hearings::HearingNotice;

/// The link's start page; `removed` is the number of the sheet that was removed just now.
///
/// # Errors
/// Those of the database.
pub fn page(
    connection: &mut Connection,
    visit: &Visit,
    base: &str,
    removed: Option<i32>,
) -> Result<StartPage, RespondError> {
    let (gone, all): (Vec<_>, Vec<_>) =
        sheets::all(connection, visit)?.into_iter().partition(|status| status.sheet.removed_at.is_some());
    let many = visit.has_many();
    let places = visit.places();
    let invitation = &visit.opened.invitation;
    // The first sheet is laid out with the invitation; it is listed once something is on it.
    let listed = all.iter().filter(|status| !many || status.state() != SheetState::NotStarted);
    let lines = listed.map(|status| line(connection, visit, base, status)).collect::<Result<_, _>>()?;
    let just_removed = gone.iter().find(|status| Some(status.sheet.number) == removed);
    let is_done = !many && all.iter().all(|status| status.response.is_some());
    let head = visit.head(base, None);
    Ok(StartPage {
        head: Head { is_late: head.is_late && !is_done, ..head },
        about: visit.questionnaire.about.as_deref().map(|about| places.fill(about)),
        next_sheet: next_number(&all, &gone),
        sheets: lines,
        submitted: all.iter().filter(|status| status.response.is_some()).count(),
        just_removed: just_removed.and_then(|status| removed_line(visit, status)),
        removed: gone.iter().filter_map(|status| removed_line(visit, status)).collect(),
        declined: (invitation.state == InvitationState::Declined)
            .then(|| invitation.declined_reason.clone().unwrap_or_default()),
        is_finished: invitation.state == InvitationState::Finished,
        many,
        sheet_word: visit.sheet_word(),
        hearing: if visit.only_confirms() { all.first().map(hearing) } else { None },
        has_resources: for_agencies::is_offered(connection, visit)?,
        masked: own_list::lines(connection, visit)?.into_iter().filter(|case| case.is_asked).collect(),
        has_sensitive: visit.questionnaire.questions().any(|question| question.sensitive),
    })
}

/// What the agency is told of a hearing that an interviewer fills in.
fn hearing(status: &SheetStatus) -> HearingNotice {
    let response = status.response.as_ref();
    HearingNotice {
        sheet: status.sheet.number,
        is_written: response.is_some(),
        is_confirmed: response.is_some_and(Response::is_confirmed),
        is_asked: response.is_some_and(|response| response.state == ResponseState::SentBack),
    }
}

/// The first untouched sheet, or the one after the last that ever was.
fn next_number(all: &[SheetStatus], gone: &[SheetStatus]) -> i32 {
    let untouched = all.iter().find(|status| status.state() == SheetState::NotStarted);
    let last = all.iter().chain(gone).map(|status| status.sheet.number).max();
    untouched.map_or_else(|| last.map_or(1, |last| last + 1), |status| status.sheet.number)
}

fn removed_line(visit: &Visit, status: &SheetStatus) -> Option<RemovedSheet> {
    Some(RemovedSheet {
        number: status.sheet.number,
        name: visit.sheet_name(status.sheet.number),
        removed_at: dates::moment(status.sheet.removed_at?, &visit.zone),
    })
}

fn line(
    connection: &mut Connection,
    visit: &Visit,
    base: &str,
    status: &SheetStatus,
) -> Result<SheetLine, RespondError> {
    let counting = correcting::counting(connection, visit, status)?;
    Ok(SheetLine {
        number: status.sheet.number,
        name: visit.sheet_name(status.sheet.number),
        state: state_words(status.state()),
        is_submitted: status.response.is_some(),
        saved_at: status.draft.as_ref().map(|draft| dates::moment(draft.saved_at, &visit.zone)),
        receipt_number: status.response.as_ref().map(|response| response.receipt_number.to_string()),
        has_unsent_changes: status.has_unsent_changes(),
        is_open: visit.is_open(status),
        counting: counting.map(|revision| correcting::line(visit, &revision, true)),
        asked_again: asked::again(connection, visit, base, status)?,
    })
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
