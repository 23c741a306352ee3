//! Texts with their words, kept in memory and read anew when something has changed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::texts::{Source, Texts};
use super::{WordDictionary, lists};
use crate::app::definitions::Definitions;
use crate::app::desk::{DeskError, questionnaire_of};
use crate::store::standings::{self, Sums};
use crate::store::{AgencyId, Connection, NetworkId, RoundId, VersionId, agencies, rounds, word_lists};

/// Networks and sources kept at most; the one used longest ago is forgotten first.
const MOST: usize = 8;
/// Bytes kept at most, of all together; the one asked for last is kept however large it is.
const MOST_BYTES: usize = 64 << 20;

/// The texts that are kept. Kept are words alone; who may see which of them is decided on each request.
#[derive(Debug, Default)]
pub struct WordTexts {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    by_key: HashMap<(NetworkId, Source), Entry>,
    /// Counts up with each use.
    uses: u64,
}

#[derive(Debug)]
struct Entry {
    made_of: MadeOf,
    texts: Arc<Texts>,
    last_use: u64,
}

/// What texts were made of: where two are alike, so are the texts.
#[derive(Debug, Clone, PartialEq, Eq)]
struct MadeOf {
    rounds: Vec<(RoundId, String, VersionId, Sums)>,
    agencies: Vec<(AgencyId, String, String)>,
    lists: i32,
}

impl WordTexts {
    /// The texts of a network as they are now.
    ///
    /// # Errors
    /// Where the database fails, an answer does not fit its definition, or there is no dictionary in the program.
    pub fn of(
        &self,
        connection: &mut Connection,
        definitions: &Definitions,
        dictionary: &WordDictionary,
        network: NetworkId,
        source: Source,
    ) -> Result<Arc<Texts>, DeskError> {
        let own = word_lists::of_network(connection, network)?;
        let made_of = made_of(connection, definitions, network, source, own.edition)?;
        if let Some(texts) = self.find((network, source), &made_of) {
            return Ok(texts);
        }
        let vocabulary = lists::vocabulary(&own)?;
        let words = (dictionary.tokenizer()?, &vocabulary);
        let texts = Arc::new(Texts::read(connection, definitions, network, source, words)?);
        self.keep((network, source), made_of, Arc::clone(&texts));
        Ok(texts)
    }

    fn find(&self, key: (NetworkId, Source), made_of: &MadeOf) -> Option<Arc<Texts>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.uses += 1;
        let uses = kept.uses;
        let entry = kept.by_key.get_mut(&key).filter(|entry| entry.made_of == *made_of)?;
        entry.last_use = uses;
        Some(Arc::clone(&entry.texts))
    }

    fn keep(&self, key: (NetworkId, Source), made_of: MadeOf, texts: Arc<Texts>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let last_use = kept.uses;
        kept.by_key.insert(key, Entry { made_of, texts, last_use });
        let bytes = |kept: &Kept| kept.by_key.values().map(|entry| entry.texts.corpus.bytes()).sum::<usize>();
        while kept.by_key.len() > MOST || bytes(&kept) > MOST_BYTES {
            let others = kept.by_key.iter().filter(|(other, _)| **other != key);
            let Some(oldest) = others.min_by_key(|(_, entry)| entry.last_use).map(|(key, _)| *key) else { return };
            kept.by_key.remove(&oldest);
        }
    }
}

/// Looked at before anything is read: what comes in meanwhile makes the texts old at once, never wrongly new.
fn made_of(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    source: Source,
    lists: i32,
) -> Result<MadeOf, DeskError> {
    let mut asking = Vec::new();
    for round in rounds::opened(connection, network)? {
        let asked = questionnaire_of(connection, definitions, network, &round)?;
        if asked.is_some_and(|asked| source.is_asked(&asked)) {
            let sums = standings::sums(connection, network, round.id)?;
            asking.push((round.id, round.title, round.version_id, sums));
        }
    }
    let agencies = agencies::of_network(connection, network)?;
    let agencies = agencies.into_iter().map(|agency| (agency.id, agency.name, agency.kind)).collect();
    Ok(MadeOf { rounds: asking, agencies, lists })
}
