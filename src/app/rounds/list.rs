//! The list of rounds.

use jiff::Timestamp;
use jiff::civil::Date;

use super::setup::{state_words, today};
use crate::app::definitions::Definitions;
use crate::app::desk::{DeskError, has_cases, questionnaire_of, shown_counts};
use crate::store::Connection;
use crate::store::board;
use crate::store::networks::Network;
use crate::store::rounds::{self, Round, RoundState};
use crate::view::dates;
use crate::view::rounds::{RoundCounts, RoundLine};

/// Which rounds a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Those at work.
    Present,
    /// Those put into the archive.
    Archived,
}

/// The rounds of a network, newest first, and how many are in the archive.
///
/// # Errors
/// Those of the database and of definitions.
pub fn list(
    connection: &mut Connection,
    definitions: &Definitions,
    network: &Network,
    shown: Shown,
    now: Timestamp,
) -> Result<(Vec<RoundLine>, usize), DeskError> {
    let counts = board::counts(connection, network.id)?;
    let today = today(network, now);
    let (archived, present): (Vec<_>, Vec<_>) =
        rounds::of_network(connection, network.id)?.into_iter().partition(|round| round.archived_at.is_some());
    let in_archive = archived.len();
    let lines = if shown == Shown::Archived { archived } else { present }.into_iter().map(|round| {
        let questionnaire = questionnaire_of(connection, definitions, network.id, &round)?;
        let counts = counts.get(&round.id).map(|counts| shown_counts(counts, questionnaire.as_deref()));
        Ok(line(&round, counts.unwrap_or_default(), questionnaire.as_deref().is_some_and(has_cases), today))
    });
    Ok((lines.collect::<Result<_, DeskError>>()?, in_archive))
}

/// The rounds whose results a meeting may look at, newest first: those that were opened.
///
/// # Errors
/// Those of the database and of definitions.
pub fn with_results(
    connection: &mut Connection,
    definitions: &Definitions,
    network: &Network,
    now: Timestamp,
) -> Result<Vec<RoundLine>, DeskError> {
    let (mut rounds, _) = list(connection, definitions, network, Shown::Present, now)?;
    rounds.retain(|round| !round.is_draft);
    rounds.iter_mut().for_each(|round| round.progress = round.counts.progress_of_agencies());
    Ok(rounds)
}

pub(super) fn line(round: &Round, counts: RoundCounts, has_cases: bool, today: Date) -> RoundLine {
    RoundLine {
        id: round.id.to_string(),
        title: round.title.clone(),
        state: state_words(round, today),
        is_draft: round.state == RoundState::Draft,
        due: dates::day(round.due_on),
        progress: counts.progress(),
        counts,
        has_cases,
    }
}
