//! The rounds of a network that say something of a kind, with their answers: what pages about cases, gaps, ties and
//! words are made from.

mod period;

use std::sync::Arc;

pub use period::{Candidate, Speaking, of_one_period};

use super::definitions::Definitions;
use super::desk::{DeskError, RoundRead, questionnaire_of, read_round, shown_counts};
use crate::definition::{Feed, Questionnaire};
use crate::store::{Connection, NetworkId, board, rounds};

/// The opened rounds of the network whose questionnaire is asked for, newest first, with their answers that count. A
/// round whose questionnaire cannot be read is left out, and logged.
///
/// # Errors
/// Where the database fails or an answer does not fit its definition.
pub fn read_all(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    is_asked_for: impl Fn(&Questionnaire) -> bool,
) -> Result<Vec<RoundRead>, DeskError> {
    let mut read = Vec::new();
    for round in rounds::opened(connection, network)? {
        if questionnaire_of(connection, definitions, network, &round)?.is_some_and(|asked| is_asked_for(&asked)) {
            read.push(read_round(connection, definitions, network, round.id)?);
        }
    }
    Ok(read)
}

/// The opened rounds of the network whose questionnaire is asked for, newest first, without their answers: what
/// [`of_one_period`] chooses from.
///
/// # Errors
/// Where the database fails.
pub fn candidates(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    is_asked_for: impl Fn(&Questionnaire) -> bool,
) -> Result<Vec<Candidate>, DeskError> {
    let mut counts = board::counts(connection, network)?;
    let mut found = Vec::new();
    for round in rounds::opened(connection, network)? {
        let Some(questionnaire) = questionnaire_of(connection, definitions, network, &round)? else { continue };
        if is_asked_for(&questionnaire) {
            let counts = shown_counts(&counts.remove(&round.id).unwrap_or_default(), Some(&questionnaire));
            found.push(Candidate { round, questionnaire: Arc::clone(&questionnaire), counts });
        }
    }
    Ok(found)
}

/// Whether a question feeds any of these, inside a repeat too.
pub fn feeds_any(questionnaire: &Questionnaire, feeds: &[Feed]) -> bool {
    questionnaire.all_questions().any(|question| feeds.iter().any(|feed| question.feeds.contains(feed)))
}
