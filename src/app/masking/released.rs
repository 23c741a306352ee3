//! What others than the office may read of cases: the masked text that the agency has agreed to, and nothing else.

use std::collections::HashMap;

use super::Standing;
use crate::analysis::masking::decision::{Decision, masked_document};
use crate::answer::AnswerDocument;
use crate::definition::Questionnaire;
use crate::store::masked_cases::{self, MaskedCase};
use crate::store::{Connection, NetworkId, ResponseId, RoundId, StoreError};

/// The masked cases of a network or a round.
#[derive(Debug, Default)]
pub struct Released(HashMap<ResponseId, MaskedCase>);

impl Released {
    /// Those of a network.
    ///
    /// # Errors
    /// Those of the database.
    pub fn of_network(connection: &mut Connection, network: NetworkId) -> Result<Self, StoreError> {
        Ok(Self::new(masked_cases::of_network(connection, network)?))
    }

    /// Those of a round.
    ///
    /// # Errors
    /// Those of the database.
    pub fn of_round(connection: &mut Connection, network: NetworkId, round: RoundId) -> Result<Self, StoreError> {
        Ok(Self::new(masked_cases::of_round(connection, network, round)?))
    }

    /// That of one case.
    ///
    /// # Errors
    /// Those of the database.
    pub fn of_case(connection: &mut Connection, network: NetworkId, case: ResponseId) -> Result<Self, StoreError> {
        Ok(Self::new(masked_cases::find(connection, network, case)?.into_iter().collect()))
    }

    fn new(cases: Vec<MaskedCase>) -> Self {
        Self(cases.into_iter().map(|case| (case.response, case)).collect())
    }

    /// Where a case stands whose answer has this latest revision.
    pub fn standing(&self, case: ResponseId, latest_revision: i32) -> Standing {
        Standing::of(self.0.get(&case), latest_revision)
    }

    /// What is masked in a case for others than the office, and the number of that version; `None` where its agency has
    /// not agreed to this revision of it.
    pub fn decisions(&self, case: ResponseId, latest_revision: i32) -> Option<(i32, &[Decision])> {
        let masked = self.0.get(&case).filter(|_| self.standing(case, latest_revision) == Standing::Approved)?;
        Some((masked.version, &masked.decisions))
    }

    /// The case as others than the office read it; `None` where its agency has not agreed to this revision of it.
    pub fn document(
        &self,
        questionnaire: &Questionnaire,
        (case, latest_revision): (ResponseId, i32),
        document: &AnswerDocument,
    ) -> Option<AnswerDocument> {
        let (_, decisions) = self.decisions(case, latest_revision)?;
        Some(masked_document(questionnaire, document, decisions))
    }
}
