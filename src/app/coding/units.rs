//! The units in which a code could have been given: the questions of a case or a hearing that were answered in words, and the answer
//! as a whole.

use std::collections::HashMap;

use super::codable::is_coded;
use super::decisions::{ByCode, by_code};
use crate::app::Definitions;
use crate::app::desk::DeskError;
use crate::app::network_rounds::read_all;
use crate::store::{Connection, NetworkId, ResponseId};
use crate::view::cases::written;

/// The questions of each case that were answered in words.
///
/// # Errors
/// Those of the database, and an answer that does not fit its definition.
pub fn of_network(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
) -> Result<HashMap<ResponseId, Vec<String>>, DeskError> {
    let mut units = HashMap::new();
    for read in read_all(connection, definitions, network, is_coded)? {
        for answer in &read.answers {
            let texts = written(&read.questionnaire, &answer.document);
            units.insert(answer.response, texts.into_iter().map(|text| text.question).collect());
        }
    }
    Ok(units)
}

/// What readers decided about each code in each unit of the network's cases: what agreement is counted from.
///
/// # Errors
/// As for [`of_network`].
pub fn decided(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
) -> Result<ByCode, DeskError> {
    let units = of_network(connection, definitions, network)?;
    Ok(by_code(connection, network, |response| units.get(&response).cloned().unwrap_or_default())?)
}
