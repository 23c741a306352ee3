//! What the agencies told, kept until an answer or the register changes: many agencies read the list behind their links,
//! and none of them changes it.

use std::sync::Arc;

use super::{ReadResources, read};
use crate::analysis::resources;
use crate::app::definitions::Definitions;
use crate::app::desk::{DeskError, questionnaire_of};
use crate::app::kept::Kept;
use crate::app::masking::Screen;
use crate::app::register::kinds;
use crate::definition::Code;
use crate::store::agencies::{self, Agency};
use crate::store::rounds::{self, Round};
use crate::store::standings::{self, Sums};
use crate::store::{Connection, NetworkId};

/// What is kept of networks.
pub type Readings = Kept<NetworkId, Stand, ReadResources>;

/// Where everything stands that the list is made from. Whatever changes it changes this.
#[derive(PartialEq)]
pub struct Stand {
    rounds: Vec<(Round, Sums)>,
    agencies: Vec<Agency>,
    kinds: Vec<Code>,
}

/// What the agencies of a network told, as they read it themselves.
///
/// # Errors
/// Where the database fails or an answer does not fit its definition.
pub(super) fn for_agencies(
    connection: &mut Connection,
    definitions: &Definitions,
    readings: &Readings,
    network: NetworkId,
) -> Result<Arc<ReadResources>, DeskError> {
    let mut rounds = Vec::new();
    for round in rounds::opened(connection, network)? {
        let asked = questionnaire_of(connection, definitions, network, &round)?;
        if asked.is_some_and(|asked| resources::asks_resources(&asked)) {
            let sums = standings::sums(connection, network, round.id)?;
            rounds.push((round, sums));
        }
    }
    let agencies = agencies::of_network(connection, network)?;
    let kinds = kinds::of_network(connection, definitions, network)?.all();
    let stand = Stand { rounds, agencies, kinds };
    if let Some(known) = readings.known(network, &stand) {
        return Ok(known);
    }
    let made = read(connection, definitions, network, &Screen::open())?;
    Ok(readings.keep(network, stand, made))
}
