//! The board of a round: where every agency stands, with its link.

use jiff::Timestamp;

use super::list::line;
use super::setup::today;
use crate::app::definitions::Definitions;
use crate::app::desk::{DeskError, has_cases, shown_counts, takes_many, zone_of};
use crate::app::links;
use crate::app::register::kinds;
use crate::app::server_key::ServerKey;
use crate::definition::AnsweredBy;
use crate::store::Connection;
use crate::store::RoundId;
use crate::store::board::{self, BoardRow};
use crate::store::invitations::InvitationState;
use crate::store::networks::Network;
use crate::store::responses::ResponseState;
use crate::store::rounds::{self, RoundState};
use crate::store::sheets::{SheetState, SheetStatus};
use crate::view::dates;
use crate::view::rounds::{BoardLine, BoardPage, StateCount};

/// The board of a round: where every agency stands, with its link.
///
/// # Errors
/// [`DeskError::NotFound`] where the network has no such round.
pub fn show(
    connection: &mut Connection,
    definitions: &Definitions,
    key: &ServerKey,
    public_url: &str,
    network: &Network,
    id: RoundId,
    now: Timestamp,
) -> Result<BoardPage, DeskError> {
    let round = rounds::find(connection, network.id, id)?.ok_or(DeskError::NotFound)?;
    let questionnaire = definitions.of_version(connection, network.id, round.version_id)?;
    let counts = board::counts(connection, network.id)?.remove(&id).unwrap_or_default();
    let counts = shown_counts(&counts, takes_many(&questionnaire));
    let zone = zone_of(network);
    let kinds = kinds::of_network(connection, definitions, network.id)?;
    let agencies = board::of_round(connection, network.id, id)?
        .into_iter()
        .map(|row| {
            let saved = row.sheets.iter().filter_map(|sheet| Some(sheet.draft.as_ref()?.saved_at)).max();
            let token = links::token(key, row.invitation.id, row.invitation.issue_number);
            BoardLine {
                path: format!("/staff/networks/{}/rounds/{id}/agencies/{}", network.id, row.agency.id),
                kind: kinds.label(&row.agency.kind),
                states: states(&row, counts.many, questionnaire.answered_by == AnsweredBy::Interviewer),
                last: saved.map(|at| dates::moment(at, &zone)).unwrap_or_default(),
                reason: row.invitation.declined_reason.clone().unwrap_or_default(),
                link: if round.state == RoundState::Open { links::address(public_url, &token) } else { String::new() },
                agency: row.agency.name,
            }
        })
        .collect();
    Ok(BoardPage {
        period: round.period_text.clone(),
        round: line(&round, counts, has_cases(&questionnaire), today(network, now)),
        facts: counts.facts(),
        agencies,
    })
}

/// The states of an agency's sheets, each once, in the order in which a sheet passes through them.
fn states(row: &BoardRow, many: bool, is_hearing: bool) -> Vec<StateCount> {
    let said = |label| StateCount { label, is_done: true, sheets: 0 };
    let is_answered = row.sheets.iter().any(|sheet| sheet.response.is_some());
    match row.invitation.state {
        InvitationState::Declined => return vec![StateCount { label: "辞退", is_done: false, sheets: 0 }],
        InvitationState::Finished if !is_answered => return vec![said("該当事例なし")],
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
    let waits = |sheet: &SheetStatus| sheet.response.as_ref().is_some_and(|response| !response.is_confirmed());
    let is_unconfirmed = is_hearing && row.sheets.iter().any(waits);
    found
        .into_iter()
        .map(|(state, sheets)| {
            let (label, is_done) = words(state);
            StateCount { label, is_done, sheets: if many && state != SheetState::NotStarted { sheets } else { 0 } }
        })
        .chain(is_unconfirmed.then_some(StateCount { label: "内容確認待ち", is_done: false, sheets: 0 }))
        .chain((row.invitation.state == InvitationState::Finished).then(|| said("すべて提出")))
        .collect()
}

fn words(state: SheetState) -> (&'static str, bool) {
    match state {
        SheetState::NotStarted => ("未着手", false),
        SheetState::InProgress => ("入力中", false),
        SheetState::Answered(ResponseState::Submitted) => ("提出済み", true),
        SheetState::Answered(ResponseState::SentBack) => ("確認のお願い", false),
        SheetState::Answered(ResponseState::Accepted) => ("受理", true),
        SheetState::Answered(ResponseState::SetAside) => ("集計対象外", false),
    }
}
