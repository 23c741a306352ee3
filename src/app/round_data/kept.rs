//! One round's answers, and what is known of each response.

use std::collections::HashMap;

use jiff::SignedDuration;

use crate::analysis::{Dataset, Giver};
use crate::answer::{Completer, json};
use crate::app::desk::{DeskError, RoundHead, is_hearing, is_valid};
use crate::store::revisions::{self, Counted};
use crate::store::standings::{self, Standing, Sums};
use crate::store::{AgencyId, Connection, NetworkId, ResponseId, VersionId};

/// How many answers are read at once.
const PIECE: usize = 500;

/// How far clocks of nodes may differ, and a transaction last, for a change to be found by its time. What is changed
/// with an earlier time is found too, by reading the standings of the whole round.
const OVERLAP: SignedDuration = SignedDuration::from_mins(10);

/// How many rows of answers that do not count any more are kept before all is read anew, beside as many as count.
const SPARE: usize = 1_000;

/// A round's answers.
#[derive(Default)]
pub(super) struct Kept {
    version: Option<VersionId>,
    dataset: Option<Dataset>,
    known: HashMap<ResponseId, Known>,
    /// The kind by which each agency's answers are counted.
    kinds: HashMap<AgencyId, String>,
    sums: Sums,
}

struct Known {
    standing: Standing,
    /// Where its answer is, if it counts.
    row: Option<u32>,
}

impl Kept {
    /// Whether nothing has changed.
    pub(super) fn is_current(&self, head: &RoundHead, sums: &Sums) -> bool {
        self.version == Some(head.round.version_id)
            && self.sums == *sums
            && head.agencies.iter().all(|agency| self.kinds.get(&agency.id).is_none_or(|kind| *kind == agency.kind))
    }

    /// Counts over the answers.
    pub(super) fn count<T>(&self, mut head: RoundHead, count: impl FnOnce(&RoundHead, &Dataset) -> T) -> T {
        let nothing;
        let dataset = match &self.dataset {
            Some(dataset) => dataset,
            None => {
                nothing = Dataset::new(&head.questionnaire);
                &nothing
            }
        };
        head.counts.valid = dataset.len() as u64;
        count(&head, dataset)
    }

    /// The answers.
    fn dataset(&mut self, head: &RoundHead) -> &mut Dataset {
        self.dataset.get_or_insert_with(|| Dataset::new(&head.questionnaire))
    }

    pub(super) fn bytes(&self) -> usize {
        self.dataset.as_ref().map_or(0, Dataset::bytes) + self.known.capacity() * size_of::<(ResponseId, Known)>()
    }

    /// Reads what is new, and returns how many answers that were.
    pub(super) fn bring_up_to_date(
        &mut self,
        connection: &mut Connection,
        network: NetworkId,
        head: &RoundHead,
        sums: &Sums,
    ) -> Result<u64, DeskError> {
        let outgrown = self.dataset.as_ref().is_some_and(|dataset| dataset.withdrawn() > dataset.len() + SPARE);
        if self.version != Some(head.round.version_id) || outgrown {
            *self = Self { version: Some(head.round.version_id), ..Self::default() };
        }
        let mut read = 0;
        if self.sums != *sums {
            read = if self.known.is_empty() {
                self.read_all(connection, network, head)?
            } else {
                self.read_changed(connection, network, head, sums)?
            };
            self.sums = self.own_sums();
        }
        for agency in &head.agencies {
            if let Some(kind) = self.kinds.get_mut(&agency.id)
                && *kind != agency.kind
            {
                kind.clone_from(&agency.kind);
                self.dataset(head).set_kind(&agency.id.to_string(), &agency.kind);
            }
        }
        Ok(read)
    }

    fn own_sums(&self) -> Sums {
        Sums::of(self.known.values().map(|known| &known.standing))
    }

    fn read_all(
        &mut self,
        connection: &mut Connection,
        network: NetworkId,
        head: &RoundHead,
    ) -> Result<u64, DeskError> {
        let (mut read, mut last) = (0, None);
        loop {
            let limit = i64::try_from(PIECE).unwrap_or(i64::MAX);
            let piece = revisions::counted_of_round(connection, network, head.round.id, last, limit)?;
            let Some(end) = piece.last() else { return Ok(read) };
            last = Some(end.standing().response_id);
            read += piece.len() as u64;
            self.take(head, piece)?;
        }
    }

    fn read_changed(
        &mut self,
        connection: &mut Connection,
        network: NetworkId,
        head: &RoundHead,
        sums: &Sums,
    ) -> Result<u64, DeskError> {
        let latest = self.known.values().map(|known| known.standing.updated_at).max();
        let since = latest.and_then(|latest| latest.checked_sub(OVERLAP).ok());
        let mut read = self.read_since(connection, network, head, since)?;
        if self.own_sums() != *sums {
            read += self.read_since(connection, network, head, None)?;
        }
        Ok(read)
    }

    fn read_since(
        &mut self,
        connection: &mut Connection,
        network: NetworkId,
        head: &RoundHead,
        since: Option<jiff::Timestamp>,
    ) -> Result<u64, DeskError> {
        let mut changed = standings::of_round(connection, network, head.round.id, since)?;
        changed
            .retain(|standing| self.known.get(&standing.response_id).is_none_or(|known| known.standing != *standing));
        let ids: Vec<ResponseId> = changed.iter().map(|standing| standing.response_id).collect();
        let mut read = 0;
        for piece in ids.chunks(PIECE) {
            let piece = revisions::counted_of(connection, network, head.round.id, piece)?;
            read += piece.len() as u64;
            self.take(head, piece)?;
        }
        Ok(read)
    }

    /// Puts answers in the place of what was known of their responses.
    fn take(&mut self, head: &RoundHead, piece: Vec<Counted>) -> Result<(), DeskError> {
        let questionnaire = &*head.questionnaire;
        let (reader, completer) = (json::Reader::new(questionnaire), Completer::new(questionnaire));
        for counted in piece {
            let standing = counted.standing();
            if let Some(Known { row: Some(row), .. }) = self.known.remove(&standing.response_id) {
                self.dataset(head).withdraw(row);
            }
            let is_confirmed = standing.confirmed_revision == Some(standing.latest_revision);
            let is_valid = is_valid(is_hearing(questionnaire), standing.state, is_confirmed);
            let row = if is_valid {
                let document =
                    reader.document(&counted.document).map_err(|_| DeskError::Answer(counted.response_id))?;
                let agency = counted.agency_id.to_string();
                let giver = Giver { agency: Some(&agency), kind: Some(&counted.agency_kind) };
                let row = self.dataset(head).push(&completer, document, giver);
                if self
                    .kinds
                    .insert(counted.agency_id, counted.agency_kind.clone())
                    .is_some_and(|kind| kind != counted.agency_kind)
                {
                    self.dataset(head).set_kind(&agency, &counted.agency_kind);
                }
                Some(row)
            } else {
                None
            };
            self.known.insert(standing.response_id, Known { standing, row });
        }
        Ok(())
    }
}
