//! The rounds in which one questionnaire was asked, whatever its version.

use std::collections::HashMap;

use super::definitions::Definitions;
use super::desk::{DeskError, questionnaire_of};
use crate::store::rounds::{self, Round};
use crate::store::versions::{self, Version};
use crate::store::{Connection, NetworkId, RoundId, VersionId};

/// The rounds of a network that were opened, archived ones too, with the versions that they ask.
pub(super) struct OpenedRounds {
    network: NetworkId,
    /// Newest first.
    rounds: Vec<Round>,
    versions: HashMap<VersionId, Version>,
}

/// The rounds of one questionnaire.
pub(super) struct Asked {
    /// In the order of their periods.
    pub(super) rounds: Vec<Round>,
    /// The newest title of the questionnaire.
    pub(super) title: String,
    /// The round that was made last.
    pub(super) newest: RoundId,
}

impl OpenedRounds {
    /// Reads them.
    pub(super) fn of_network(connection: &mut Connection, network: NetworkId) -> Result<Self, DeskError> {
        let versions = versions::of_network(connection, network)?;
        Ok(Self {
            network,
            rounds: rounds::opened(connection, network)?,
            versions: versions.into_iter().map(|version| (version.id, version)).collect(),
        })
    }

    /// The number of a round's version among those of its questionnaire.
    pub(super) fn version(&self, round: &Round) -> i32 {
        self.versions.get(&round.version_id).map_or(0, |version| version.number)
    }

    /// The rounds of each questionnaire, the one asked last first.
    pub(super) fn by_questionnaire(
        &self,
        connection: &mut Connection,
        definitions: &Definitions,
    ) -> Result<Vec<Asked>, DeskError> {
        let mut keys: Vec<&str> = Vec::new();
        for key in self.rounds.iter().filter_map(|round| self.key(round)) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        let mut all = Vec::new();
        for key in keys {
            all.extend(self.asked(connection, definitions, key)?);
        }
        Ok(all)
    }

    /// The rounds of the questionnaire that a round asks.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where the round is not among the opened ones, or its version cannot be read.
    pub(super) fn like(
        &self,
        connection: &mut Connection,
        definitions: &Definitions,
        round: RoundId,
    ) -> Result<Asked, DeskError> {
        let this = self.rounds.iter().find(|one| one.id == round).ok_or(DeskError::NotFound)?;
        let key = self.key(this).ok_or(DeskError::NotFound)?;
        let asked = self.asked(connection, definitions, key)?;
        asked.filter(|asked| asked.rounds.iter().any(|one| one.id == round)).ok_or(DeskError::NotFound)
    }

    fn key(&self, round: &Round) -> Option<&str> {
        self.versions.get(&round.version_id).map(|version| version.questionnaire_key.as_str())
    }

    /// A round whose version cannot be read is left out, and logged.
    fn asked(
        &self,
        connection: &mut Connection,
        definitions: &Definitions,
        key: &str,
    ) -> Result<Option<Asked>, DeskError> {
        let mut rounds = Vec::new();
        for round in self.rounds.iter().filter(|round| self.key(round) == Some(key)) {
            if questionnaire_of(connection, definitions, self.network, round)?.is_some() {
                rounds.push(round.clone());
            }
        }
        let Some(newest) = rounds.first().map(|round| round.id) else { return Ok(None) };
        rounds.sort_by_key(|round| (round.period_start, round.period_end, round.id));
        let versions = rounds.iter().filter_map(|round| self.versions.get(&round.version_id));
        let title = versions.max_by_key(|version| version.number).map(|version| version.title.clone());
        Ok(Some(Asked { rounds, title: title.unwrap_or_default(), newest }))
    }
}
