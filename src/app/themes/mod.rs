//! Hearings by theme: for each item all agencies' words side by side, and what a reader makes of them.

pub mod overview;
pub mod theme;

use super::definitions::Definitions;
use super::desk::{DeskError, RoundRead, is_hearing, read_round};
use super::network_rounds;
use crate::answer::{Completed, Completer};
use crate::definition::Questionnaire;
use crate::store::{Connection, NetworkId, RoundId};

/// Whether a questionnaire is asked in hearings.
pub fn has_themes(questionnaire: &Questionnaire) -> bool {
    is_hearing(questionnaire)
}

/// The rounds of hearings that were opened, newest first.
fn hearings(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
) -> Result<Vec<RoundRead>, DeskError> {
    network_rounds::read_all(connection, definitions, network, has_themes)
}

/// A round of hearings.
fn hearing(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    round: RoundId,
) -> Result<RoundRead, DeskError> {
    let read = read_round(connection, definitions, network, round)?;
    if has_themes(&read.questionnaire) { Ok(read) } else { Err(DeskError::NotFound) }
}

/// The hearings of a round, hidden questions left out.
fn completed(read: &RoundRead) -> Vec<Completed> {
    let completer = Completer::new(&read.questionnaire);
    read.answers.iter().map(|answer| completer.complete(answer.document.clone())).collect()
}

/// The address of a round's themes.
fn path(network: NetworkId, round: RoundId) -> String {
    format!("/staff/networks/{network}/rounds/{round}/themes")
}
