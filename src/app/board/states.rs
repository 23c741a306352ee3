//! Where an agency's answers stand, in words and as keys of the filter.

use super::readings::OfRound;
use crate::app::office::words;
use crate::store::board::BoardRow;
use crate::store::invitations::InvitationState;
use crate::store::responses::ResponseState;
use crate::store::sheets::{SheetState, SheetStatus};
use crate::view::board::StateMark;

/// What decides how states are told.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    /// Whether an agency gives several answers.
    pub(super) many: bool,
    /// Whether interviewers write the answers down, and the agency confirms them.
    pub(super) is_hearing: bool,
}

/// Whether an agency still owes an answer.
pub(super) fn is_unanswered(row: &BoardRow) -> bool {
    row.invitation.state == InvitationState::Invited && row.sheets.iter().all(|sheet| sheet.response.is_none())
}

/// The states of an agency's sheets, each once, in the order in which a sheet passes through them.
pub(super) fn of(row: &BoardRow, manner: Manner, read: &OfRound) -> Vec<StateMark> {
    let is_answered = row.sheets.iter().any(|sheet| sheet.response.is_some());
    match row.invitation.state {
        InvitationState::Declined => return vec![mark("辞退", "declined", false)],
        InvitationState::Finished if !is_answered => return vec![mark("該当事例なし", "no_cases", true)],
        InvitationState::Finished | InvitationState::Invited => {}
    }
    let mut found: Vec<(SheetState, u64)> = Vec::new();
    for sheet in &row.sheets {
        let state = sheet.state();
        match found.iter_mut().find(|(known, _)| *known == state) {
            Some((_, sheets)) => *sheets += 1,
            None => found.push((state, 1)),
        }
    }
    // Beside sheets that are begun or sent, the next empty one tells nothing.
    if found.len() > 1 {
        found.retain(|(state, _)| *state != SheetState::NotStarted);
    }
    found.sort_by_key(|(state, _)| *state);
    let mut marks: Vec<StateMark> = found.into_iter().map(|found| of_sheets(found, manner.many)).collect();
    if let ([only], false) = (row.sheets.as_slice(), manner.many) {
        let percent = only.draft.as_ref().and_then(|draft| read.percent(only.sheet.id, draft.version));
        marks.iter_mut().filter(|mark| mark.key == "in_progress").for_each(|mark| mark.percent = percent);
    }
    let waits = |sheet: &SheetStatus| sheet.response.as_ref().is_some_and(|response| !response.is_confirmed());
    if manner.is_hearing && row.sheets.iter().any(waits) {
        marks.push(mark("内容確認待ち", "unconfirmed", false));
    }
    if row.invitation.state == InvitationState::Finished {
        marks.push(mark("すべて提出", "finished", true));
    }
    marks
}

fn of_sheets((state, sheets): (SheetState, u64), many: bool) -> StateMark {
    let (label, is_done) = words::sheet_state(state);
    let key = match state {
        SheetState::NotStarted => "not_started",
        SheetState::InProgress => "in_progress",
        SheetState::Answered(ResponseState::Submitted) => "submitted",
        SheetState::Answered(ResponseState::SentBack) => "sent_back",
        SheetState::Answered(ResponseState::Accepted) => "accepted",
        SheetState::Answered(ResponseState::SetAside) => "set_aside",
    };
    let sheets = if many && state != SheetState::NotStarted { sheets } else { 0 };
    StateMark { sheets, ..mark(label, key, is_done) }
}

fn mark(label: &'static str, key: &'static str, is_done: bool) -> StateMark {
    StateMark { label, key, is_done, sheets: 0, percent: None }
}
