//! Cases: the board of all of them, one by itself, and a round's sheets side by side for workbooks.

pub mod board;
mod case;
mod filter;
pub mod one;
pub mod text_for;

pub use case::{CaseHead, Viewer, all, all_coded};

use super::definitions::Definitions;
use super::desk::{DeskError, RoundRead, has_cases, questionnaire_of, read_round};
use super::results::places;
use crate::store::{Connection, NetworkId, RoundId, rounds};
use crate::view::cases::{self, CaseSheet, ShownCases};
use crate::view::form::{Agencies, RegisteredAgency};

/// The round whose cases are shown: the one named, else the network's newest with case sheets.
///
/// # Errors
/// [`DeskError::NotFound`] where the network has no such round, or the round has no cases.
pub fn read(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    named: Option<RoundId>,
) -> Result<Option<RoundRead>, DeskError> {
    if let Some(id) = named {
        let read = read_round(connection, definitions, network, id)?;
        return if has_cases(&read.questionnaire) { Ok(Some(read)) } else { Err(DeskError::NotFound) };
    }
    let mut newest = None;
    for round in rounds::opened(connection, network)? {
        if questionnaire_of(connection, definitions, network, &round)?.is_some_and(|asked| has_cases(&asked)) {
            let read = read_round(connection, definitions, network, round.id)?;
            // A round that was opened just now has nothing to show yet.
            if !read.answers.is_empty() {
                return Ok(Some(read));
            }
            newest = newest.or(Some(read));
        }
    }
    Ok(newest)
}

/// Passes where the round is one of cases.
///
/// # Errors
/// [`DeskError::NotFound`] where the network has no such round, or the round has no cases.
pub fn of_round(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    id: RoundId,
) -> Result<(), DeskError> {
    let round = rounds::find(connection, network, id)?.ok_or(DeskError::NotFound)?;
    let asked = questionnaire_of(connection, definitions, network, &round)?;
    if asked.is_some_and(|asked| has_cases(&asked)) { Ok(()) } else { Err(DeskError::NotFound) }
}

/// The cases of a round, good and difficult ones apart.
pub fn shown(read: &RoundRead) -> Vec<ShownCases> {
    let sheets: Vec<CaseSheet<'_>> = read
        .answers
        .iter()
        .map(|answer| CaseSheet { agency: &answer.agency_name, document: &answer.document })
        .collect();
    let registered = read
        .agencies
        .iter()
        .map(|agency| RegisteredAgency { id: agency.id.to_string(), name: agency.name.clone() })
        .collect();
    let agencies = Agencies::new(registered, read.kinds.clone(), Vec::new());
    cases::shown(&read.questionnaire, &sheets, &agencies, &places(read))
}
