//! The answers of rounds as columns, kept in memory and brought up to date with what is new.
//!
//! Kept are the columns alone; who may see what of them is decided anew on each request, by whoever counts. Each
//! node keeps its own and asks the database before each use whether anything changed (one statement that adds the
//! round's standings up), so that none shows what another has overtaken.

mod kept;

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockWriteGuard};

use super::desk::{DeskError, RoundHead};
use crate::analysis::Dataset;
use crate::store::{Connection, NetworkId, RoundId, standings};
use kept::Kept;

/// Bytes kept at most, of all rounds together; those used longest ago are forgotten first. The round that was asked
/// for last is kept however large it is.
const MOST_BYTES: usize = 256 << 20;

/// The rounds that are kept.
pub struct RoundData {
    rounds: Mutex<Rounds>,
    most_bytes: usize,
    answers_read: AtomicU64,
}

#[derive(Default)]
struct Rounds {
    by_key: HashMap<(NetworkId, RoundId), Entry>,
    /// Counts up with each use.
    uses: u64,
}

struct Entry {
    kept: Arc<RwLock<Kept>>,
    last_use: u64,
    bytes: usize,
}

impl Default for RoundData {
    fn default() -> Self {
        Self::keeping(MOST_BYTES)
    }
}

impl RoundData {
    /// Keeps at most so many bytes.
    pub fn keeping(most_bytes: usize) -> Self {
        Self { rounds: Mutex::default(), most_bytes, answers_read: AtomicU64::new(0) }
    }

    /// Counts over the valid answers of a round as they are now. The head must have been read from the same
    /// network; how many answers it says are valid becomes the number of those counted.
    ///
    /// # Errors
    /// Those of the database; [`DeskError::Answer`] where a stored answer does not fit its definition.
    pub fn count<T>(
        &self,
        connection: &mut Connection,
        network: NetworkId,
        head: RoundHead,
        count: impl FnOnce(&RoundHead, &Dataset) -> T,
    ) -> Result<T, DeskError> {
        let key = (network, head.round.id);
        let kept = self.entry(key);
        let sums = standings::sums(connection, network, head.round.id)?;
        if let Ok(kept) = kept.read()
            && kept.is_current(&head, &sums)
        {
            return Ok(kept.count(head, count));
        }
        let mut changing = kept.write().unwrap_or_else(|poisoned| {
            // Whoever panicked may have left half an answer behind.
            kept.clear_poison();
            let mut changing = poisoned.into_inner();
            *changing = Kept::default();
            changing
        });
        // Whoever held the lock until now may have taken in more than these sums tell of.
        let sums = standings::sums(connection, network, head.round.id)?;
        let read = changing.bring_up_to_date(connection, network, &head, &sums)?;
        self.answers_read.fetch_add(read, Ordering::Relaxed);
        let kept = RwLockWriteGuard::downgrade(changing);
        self.weigh(key, kept.bytes());
        Ok(kept.count(head, count))
    }

    /// How many answers were read from the database since the start.
    pub fn answers_read(&self) -> u64 {
        self.answers_read.load(Ordering::Relaxed)
    }

    /// How many bytes are kept.
    pub fn bytes(&self) -> usize {
        self.lock().by_key.values().map(|entry| entry.bytes).sum()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Rounds> {
        self.rounds.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn entry(&self, key: (NetworkId, RoundId)) -> Arc<RwLock<Kept>> {
        let mut rounds = self.lock();
        rounds.uses += 1;
        let last_use = rounds.uses;
        let new = || Entry { kept: Arc::default(), last_use, bytes: 0 };
        let entry = rounds.by_key.entry(key).or_insert_with(new);
        entry.last_use = last_use;
        Arc::clone(&entry.kept)
    }

    /// Notes how large a round is, and forgets others until all are within the bound.
    fn weigh(&self, key: (NetworkId, RoundId), bytes: usize) {
        let mut rounds = self.lock();
        if let Some(entry) = rounds.by_key.get_mut(&key) {
            entry.bytes = bytes;
        }
        while rounds.by_key.values().map(|entry| entry.bytes).sum::<usize>() > self.most_bytes {
            let oldest =
                rounds.by_key.iter().filter(|(other, _)| **other != key).min_by_key(|(_, entry)| entry.last_use);
            let Some(oldest) = oldest.map(|(key, _)| *key) else { return };
            rounds.by_key.remove(&oldest);
        }
    }
}
