//! What the answers of a network come to, kept until one of them changes. Reading two thousand case sheets takes longer
//! than a page may; each node asks before each use where the rounds stand, so that none shows what another has
//! overtaken. Kept are counts and who stands behind them; who may see what is decided on each request.

use std::collections::HashMap;
use std::sync::Arc;

use super::read::{self, GapSources};
use crate::analysis::gap::FEEDS;
use crate::app::definitions::Definitions;
use crate::app::desk::{DeskError, questionnaire_of};
use crate::app::kept::Kept;
use crate::app::network_rounds::feeds_any;
use crate::store::agencies::{self, Agency};
use crate::store::board::{self, RoundCounts};
use crate::store::codebooks::{self, NetworkCode};
use crate::store::rounds::{self, Round};
use crate::store::standings::{self, Sums};
use crate::store::{Connection, NetworkId, RoundId, case_readings, codings};

/// What is kept: whose picture it is, and the round around which it is made, if one was chosen.
pub type Readings = Kept<(NetworkId, Option<RoundId>), Stand, GapSources>;

/// Where everything stands that the pages are made from. Whatever changes them changes this.
#[derive(PartialEq, Eq)]
pub struct Stand {
    rounds: Vec<(Round, Sums)>,
    counts: HashMap<RoundId, RoundCounts>,
    agencies: Vec<Agency>,
    /// How many codings there are, and how many were taken back.
    codings: (i64, i64),
    /// How many readings of cases there are, how many are finished, and when one changed last: codes count once nobody
    /// else is reading.
    readings: (i64, i64, Option<i64>),
    /// What the network changed in codebooks.
    codes: Vec<NetworkCode>,
}

/// The sources of a network's pages as they are now, around the round that was `chosen`.
///
/// # Errors
/// Where the database fails or an answer does not fit its definition.
pub fn read(
    connection: &mut Connection,
    definitions: &Definitions,
    readings: &Readings,
    network: NetworkId,
    chosen: Option<RoundId>,
) -> Result<Arc<GapSources>, DeskError> {
    // The stand is read first: what comes in meanwhile is then read again, never missed.
    let stand = Stand::read(connection, definitions, network)?;
    let chosen = chosen.filter(|id| stand.rounds.iter().any(|(round, _)| round.id == *id));
    if let Some(sources) = readings.known((network, chosen), &stand) {
        return Ok(sources);
    }
    let sources = read::of_period(connection, definitions, network, chosen)?;
    Ok(readings.keep((network, chosen), stand, sources))
}

impl Stand {
    fn read(connection: &mut Connection, definitions: &Definitions, network: NetworkId) -> Result<Self, DeskError> {
        let mut stand = Self {
            rounds: Vec::new(),
            counts: board::counts(connection, network)?,
            agencies: agencies::of_network(connection, network)?,
            codings: codings::counts(connection, network)?,
            readings: case_readings::counts(connection, network)?,
            codes: codebooks::of_network(connection, network)?,
        };
        for round in rounds::opened(connection, network)? {
            let asked = questionnaire_of(connection, definitions, network, &round)?;
            if asked.is_some_and(|asked| feeds_any(&asked, FEEDS)) {
                let sums = standings::sums(connection, network, round.id)?;
                stand.rounds.push((round, sums));
            }
        }
        Ok(stand)
    }
}
