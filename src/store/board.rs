//! The board: where every invited agency stands, and how many have answered.

use std::collections::HashMap;

use diesel::dsl::{count, count_star};
use diesel::prelude::*;
use jiff::Timestamp;

mod around;

pub use around::{Arrival, arrivals, contacts_of_round, draft_fields, revision_fields};

use super::agencies::Agency;
use super::columns::At;
use super::invitations::{Invitation, InvitationState};
use super::responses::ResponseState;
use super::schema::{agencies, invitations, responses, sheets as sheets_table};
use super::sheets::{self, SheetStatus};
use super::{Connection, NetworkId, RoundId, StoreError};

/// One agency on the board.
#[derive(Debug, Clone)]
pub struct BoardRow {
    /// The invitation.
    pub invitation: Invitation,
    /// When the invitation itself was changed last: by a word of the agency to it as a whole, or a new link.
    pub changed_at: Timestamp,
    /// The agency.
    pub agency: Agency,
    /// Its sheets, in order, without removed ones.
    pub sheets: Vec<SheetStatus>,
}

/// How many of a round were asked, and how many answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoundCounts {
    /// Agencies invited (配布数).
    pub invited: i64,
    /// Agencies that declined.
    pub declined: i64,
    /// Agencies that submitted at least one answer, or said that there is none to give (回収数, by agency).
    pub agencies_answered: i64,
    /// The answers submitted, by where they stand; without those of which there is none.
    pub answers: Vec<AnswerCount>,
}

impl RoundCounts {
    /// Answers submitted (回収数, by answer).
    pub fn responses(&self) -> i64 {
        self.answers.iter().map(|count| count.number).sum()
    }
}

/// How many answers stand so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswerCount {
    /// Where they stand.
    pub state: ResponseState,
    /// Whether their agencies stand by their newest revisions.
    pub is_confirmed: bool,
    /// How many.
    pub number: i64,
}

/// The board of a round: every invitation with its agency and sheets, in the order of the
/// agencies' readings.
///
/// # Errors
/// Those of the database.
pub fn of_round(connection: &mut Connection, network: NetworkId, round: RoundId) -> Result<Vec<BoardRow>, StoreError> {
    let agency_of = agencies::network_id.eq(invitations::network_id).and(agencies::id.eq(invitations::agency_id));
    let invited: Vec<(Invitation, At, Agency)> = invitations::table
        .inner_join(agencies::table.on(agency_of))
        .filter(invitations::network_id.eq(network).and(invitations::round_id.eq(round)))
        .order((agencies::kana, agencies::id))
        .select((Invitation::as_select(), invitations::updated_at, Agency::as_select()))
        .load(connection)?;
    let mut of_invitation: HashMap<_, Vec<SheetStatus>> = HashMap::new();
    for status in sheets::of_round(connection, network, round)? {
        of_invitation.entry(status.sheet.invitation_id).or_default().push(status);
    }
    let row = |(invitation, changed_at, agency): (Invitation, At, Agency)| {
        let sheets = of_invitation.remove(&invitation.id).unwrap_or_default();
        let changed_at = changed_at.try_into().map_err(|_| StoreError::Unreadable { what: "time" })?;
        Ok(BoardRow { invitation, changed_at, agency, sheets })
    };
    invited.into_iter().map(row).collect()
}

/// The counts of every round of a network that has invitations.
///
/// # Errors
/// Those of the database.
pub fn counts(connection: &mut Connection, network: NetworkId) -> Result<HashMap<RoundId, RoundCounts>, StoreError> {
    let mut counts: HashMap<RoundId, RoundCounts> = HashMap::new();
    let invited: Vec<(RoundId, InvitationState, i64)> = invitations::table
        .filter(invitations::network_id.eq(network))
        .group_by((invitations::round_id, invitations::state))
        .select((invitations::round_id, invitations::state, count_star()))
        .load(connection)?;
    for (round, state, number) in invited {
        let counts = counts.entry(round).or_default();
        counts.invited += number;
        if state == InvitationState::Declined {
            counts.declined += number;
        }
    }
    let mut others = answers(connection, network, false)?;
    for (key @ (round, state), number) in answers(connection, network, true)? {
        counts.entry(round).or_default().answers.push(AnswerCount { state, is_confirmed: true, number });
        if let Some(all) = others.get_mut(&key) {
            *all -= number;
        }
    }
    for ((round, state), number) in others.into_iter().filter(|(_, number)| *number > 0) {
        counts.entry(round).or_default().answers.push(AnswerCount { state, is_confirmed: false, number });
    }
    let sheet_of = sheets_table::network_id.eq(responses::network_id).and(sheets_table::id.eq(responses::sheet_id));
    let agencies: Vec<(RoundId, i64)> = responses::table
        .inner_join(sheets_table::table.on(sheet_of))
        .filter(responses::network_id.eq(network))
        .group_by(responses::round_id)
        .select((responses::round_id, count(sheets_table::invitation_id).aggregate_distinct()))
        .load(connection)?;
    for (round, number) in agencies.into_iter().chain(finished_without_answer(connection, network)?) {
        counts.entry(round).or_default().agencies_answered += number;
    }
    Ok(counts)
}

/// The answers by round and state: all, or those only by which their agencies stand as they are now.
fn answers(
    connection: &mut Connection,
    network: NetworkId,
    confirmed: bool,
) -> Result<HashMap<(RoundId, ResponseState), i64>, StoreError> {
    let is_confirmed = responses::confirmed_revision.eq(responses::latest_revision.nullable());
    let mut query = responses::table
        .filter(responses::network_id.eq(network))
        .group_by((responses::round_id, responses::state))
        .select((responses::round_id, responses::state, count_star()))
        .into_boxed();
    if confirmed {
        query = query.filter(is_confirmed);
    }
    let found: Vec<(RoundId, ResponseState, i64)> = query.load(connection)?;
    Ok(found.into_iter().map(|(round, state, number)| ((round, state), number)).collect())
}

/// By round, the agencies that said 「すべて提出しました」 without any answer: they have no case to tell of.
fn finished_without_answer(connection: &mut Connection, network: NetworkId) -> Result<Vec<(RoundId, i64)>, StoreError> {
    let response_of = responses::network_id.eq(sheets_table::network_id).and(responses::sheet_id.eq(sheets_table::id));
    let answering = sheets_table::table
        .inner_join(responses::table.on(response_of))
        .filter(sheets_table::network_id.eq(network))
        .select(sheets_table::invitation_id);
    Ok(invitations::table
        .filter(invitations::network_id.eq(network).and(invitations::state.eq(InvitationState::Finished)))
        .filter(invitations::id.ne_all(answering))
        .group_by(invitations::round_id)
        .select((invitations::round_id, count_star()))
        .load(connection)?)
}
