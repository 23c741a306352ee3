//! What readers give codes to: the sheets of cases, and what agencies said in hearings.

use crate::app::Definitions;
use crate::app::desk::{DeskError, RoundRead, has_cases, is_hearing, read_round};
use crate::definition::Questionnaire;
use crate::store::responses::{self, Response};
use crate::store::{Connection, NetworkId, ResponseId};

/// Whether the answers to a questionnaire are coded.
pub fn is_coded(questionnaire: &Questionnaire) -> bool {
    has_cases(questionnaire) || is_heard(questionnaire)
}

/// Whether the answers to a questionnaire are hearings, which only the office reads: no agency has agreed to a masked
/// version of what it said.
pub fn is_heard(questionnaire: &Questionnaire) -> bool {
    is_hearing(questionnaire) && !has_cases(questionnaire)
}

/// What one answer is called on pages of coding.
pub fn noun(questionnaire: &Questionnaire) -> &'static str {
    if is_heard(questionnaire) { "聞き取り" } else { "事例" }
}

/// The round of an answer that is coded, with its answers, and the answer's response.
///
/// # Errors
/// [`DeskError::NotFound`] where the network has no such answer, or it does not count.
pub(super) fn find(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    id: ResponseId,
) -> Result<(RoundRead, Response), DeskError> {
    let response = responses::find(connection, network, id)?.ok_or(DeskError::NotFound)?;
    let read = read_round(connection, definitions, network, response.round_id)?;
    let is_there = is_coded(&read.questionnaire) && read.answers.iter().any(|answer| answer.response == id);
    if is_there { Ok((read, response)) } else { Err(DeskError::NotFound) }
}
