//! Hearings by theme: for each item all agencies' words side by side, and what a reader makes of them.

mod coded;
pub mod overview;
pub mod theme;

use std::collections::HashSet;

use super::definitions::Definitions;
use super::desk::{DeskError, RoundRead, is_hearing, read_round};
use super::network_rounds;
use crate::answer::{Completed, Completer};
use crate::definition::Questionnaire;
use crate::store::{AgencyId, Connection, NetworkId, RoundId};

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

/// How many agencies gave the answers: one may have been heard several times.
fn heard(read: &RoundRead) -> u64 {
    let agencies: HashSet<AgencyId> = read.answers.iter().map(|answer| answer.agency).collect();
    agencies.len() as u64
}

/// In what voices are counted: where an agency was heard several times, in hearings.
fn unit(read: &RoundRead) -> &'static str {
    if heard(read) == read.answers.len() as u64 { "機関" } else { "件" }
}

/// The address of a round's themes.
fn path(network: NetworkId, round: RoundId) -> String {
    format!("/staff/networks/{network}/rounds/{round}/themes")
}
