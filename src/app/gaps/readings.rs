//! What the answers of a network come to, kept until one of them changes. Reading two thousand case sheets takes longer
//! than a page may; each node asks before each use where the rounds stand, so that none shows what another has
//! overtaken. Kept are counts and who stands behind them; who may see what is decided on each request.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::read::{self, GapSources};
use crate::analysis::gap::FEEDS;
use crate::app::definitions::Definitions;
use crate::app::desk::{DeskError, questionnaire_of};
use crate::app::network_rounds::feeds_any;
use crate::store::agencies::{self, Agency};
use crate::store::board::{self, RoundCounts};
use crate::store::codebooks::{self, NetworkCode};
use crate::store::rounds::{self, Round};
use crate::store::standings::{self, Sums};
use crate::store::{Connection, NetworkId, RoundId};
use crate::store::{case_readings, codings};

/// How many pictures are kept at most; the one used longest ago is forgotten first.
const MOST: usize = 50;

/// What is kept.
#[derive(Default)]
pub struct Readings(Mutex<Kept>);

/// Whose picture it is, and the round around which it is made, if one was chosen.
type Of = (NetworkId, Option<RoundId>);

#[derive(Default)]
struct Kept {
    pictures: HashMap<Of, Entry>,
    /// Counts up with each use.
    uses: u64,
}

struct Entry {
    stand: Stand,
    sources: Arc<GapSources>,
    last_use: u64,
}

/// Where everything stands that the pages are made from. Whatever changes them changes this.
#[derive(PartialEq, Eq)]
struct Stand {
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
    let sources = Arc::new(read::of_period(connection, definitions, network, chosen)?);
    readings.keep((network, chosen), stand, Arc::clone(&sources));
    Ok(sources)
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

impl Readings {
    fn known(&self, of: Of, stand: &Stand) -> Option<Arc<GapSources>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.uses += 1;
        let uses = kept.uses;
        let entry = kept.pictures.get_mut(&of).filter(|entry| entry.stand == *stand)?;
        entry.last_use = uses;
        Some(Arc::clone(&entry.sources))
    }

    fn keep(&self, of: Of, stand: Stand, sources: Arc<GapSources>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let last_use = kept.uses;
        kept.pictures.insert(of, Entry { stand, sources, last_use });
        while kept.pictures.len() > MOST {
            let others = kept.pictures.iter().filter(|(other, _)| **other != of);
            let Some((oldest, _)) = others.min_by_key(|(_, entry)| entry.last_use) else { return };
            let oldest = *oldest;
            kept.pictures.remove(&oldest);
        }
    }
}
