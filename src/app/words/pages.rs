//! The pages of words: which word stands in how many answers, which stand together, which are characteristic, and
//! where they stand.

use std::sync::Arc;

use super::texts::{Source, Texts, Valence};
use super::{WordDictionary, WordTexts};
use crate::analysis::words::{Kind, Tally, characteristic, contexts, pairs};
use crate::app::definitions::Definitions;
use crate::app::desk::DeskError;
use crate::app::reader::Reader;
use crate::app::register::kinds;
use crate::definition::Code;
use crate::store::{Connection, NetworkId, RoundId};
use crate::view::answers::sheet_path;
use crate::view::words::{
    CharacteristicPage, ContextLine, ContextsPage, FrequencyPage, Group, Head, Offer, Offers, PairsPage, Split,
};

/// Words of a picture: those of most documents. More would hide each other.
const WORDS_OF_PICTURE: usize = 150;
/// Pairs of a picture.
const MOST_PAIRS: usize = 60;
/// No pair of fewer documents.
const LEAST_DOCUMENTS: u32 = 2;
/// Characteristic words of a group.
const MOST_CHARACTERISTIC: usize = 20;
/// Words of the list, before somebody asks for more.
const FIRST_WORDS: usize = 100;
/// Words of the list at most.
const MOST_WORDS: usize = 1_000;
/// Mentions of a word on a page, at most.
const MOST_CONTEXTS: usize = 300;
/// Characters on each side of a word.
const WIDTH: usize = 30;
/// Kinds of fewer agencies say what single agencies wrote: they are for the office alone.
const LEAST_AGENCIES: u32 = 3;

/// What a page is about, as its address says.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Which texts.
    pub source: Option<String>,
    /// Which round alone.
    pub round: Option<RoundId>,
    /// Whether all words are shown.
    pub all: bool,
    /// The kind of agencies whose words are asked for.
    pub kind: Option<String>,
    /// The word.
    pub word: Option<String>,
}

/// What the pages are made from.
pub struct Shelf<'a> {
    /// Parsed questionnaires.
    pub definitions: &'a Definitions,
    /// The dictionary.
    pub dictionary: &'a WordDictionary,
    /// Texts that were read before.
    pub kept: &'a WordTexts,
}

/// The texts that a reader asked for, and what they may see of them.
struct Read {
    texts: Arc<Texts>,
    source: Source,
    documents: Vec<usize>,
    tally: Tally,
    reader: Reader,
    round: Option<RoundId>,
    kinds: Vec<Code>,
}

impl Read {
    fn new(
        connection: &mut Connection,
        shelf: &Shelf<'_>,
        network: NetworkId,
        asked: &Asked,
        reader: Reader,
    ) -> Result<Self, DeskError> {
        let source = Source::from_name(asked.source.as_deref());
        let texts = shelf.kept.of(connection, shelf.definitions, shelf.dictionary, network, source)?;
        // Whoever may not see small counts could work them out from all rounds beside all but one.
        let round = asked.round.filter(|_| reader.sees_answers());
        if round.is_some_and(|round| !texts.rounds.iter().any(|(known, _)| *known == round)) {
            return Err(DeskError::NotFound);
        }
        let documents: Vec<usize> = (0..texts.origins.len())
            .filter(|document| round.is_none_or(|round| texts.origins[*document].round == round))
            .collect();
        let tally = Tally::of(&texts.corpus, documents.iter().copied());
        let kinds = kinds::of_network(connection, shelf.definitions, network)?.all();
        Ok(Self { source, documents, tally, reader, round, kinds, texts })
    }

    /// Below how many documents a word is not shown.
    fn least(&self) -> u32 {
        let limits = self.reader.limits().unwrap_or_default();
        limits.last().map_or(1, |limit| u32::try_from(*limit).unwrap_or(u32::MAX))
    }

    /// The words that may be shown, those of most documents first.
    fn words(&self) -> Vec<u32> {
        let mut words = self.tally.words(&self.texts.corpus, self.least());
        if !self.reader.sees_answers() {
            let is_person = |word: &u32| self.texts.corpus.word(*word).is_none_or(|word| word.kind == Kind::Person);
            words.retain(|word| !is_person(word));
        }
        words
    }

    fn tally_of(&self, is_of: impl Fn(usize) -> bool) -> Tally {
        Tally::of(&self.texts.corpus, self.documents.iter().copied().filter(|document| is_of(*document)))
    }

    fn is(&self, document: usize, valence: Valence) -> bool {
        self.texts.origins[document].valence == Some(valence)
    }

    fn head(&self) -> Head {
        let offer = |value: String, label: String, is_chosen| Offer { value, label, is_chosen };
        let sources = [(Source::Cases, "事例の記述"), (Source::Remarks, "アンケートなどの自由記述")]
            .map(|(source, label)| offer(source.name().to_owned(), label.to_owned(), source == self.source));
        let rounds = self
            .texts
            .rounds
            .iter()
            .map(|(id, title)| offer(id.to_string(), title.clone(), self.round == Some(*id)))
            .collect();
        let offers = Offers { sources: sources.to_vec(), rounds };
        Head::new(offers, (self.tally.givers, self.tally.of), self.least(), self.reader.sees_answers())
    }
}

/// Which word stands in how many answers.
///
/// # Errors
/// [`DeskError::NotFound`] where the network has no such round; those of reading.
pub fn frequency(
    connection: &mut Connection,
    shelf: &Shelf<'_>,
    network: NetworkId,
    asked: &Asked,
    reader: Reader,
) -> Result<FrequencyPage, DeskError> {
    let read = Read::new(connection, shelf, network, asked, reader)?;
    let words = read.words();
    let split = Split {
        good: read.tally_of(|document| read.is(document, Valence::Good)),
        difficult: read.tally_of(|document| read.is(document, Valence::Difficult)),
    };
    let shown = if asked.all { MOST_WORDS } else { FIRST_WORDS };
    Ok(FrequencyPage::new(read.head(), &read.texts.corpus, &read.tally, &split, (&words, shown)))
}

/// Which words stand in the same answers.
///
/// # Errors
/// As for [`frequency`].
pub fn together(
    connection: &mut Connection,
    shelf: &Shelf<'_>,
    network: NetworkId,
    asked: &Asked,
    reader: Reader,
) -> Result<PairsPage, DeskError> {
    let read = Read::new(connection, shelf, network, asked, reader)?;
    let mut words = read.words();
    words.retain(|word| read.tally.documents(*word) >= LEAST_DOCUMENTS);
    words.truncate(WORDS_OF_PICTURE);
    let least = read.least().max(LEAST_DOCUMENTS);
    let found = pairs(&read.texts.corpus, &read.documents, &read.tally, &words, (least, MOST_PAIRS));
    let page = PairsPage::new(read.head(), &read.texts.corpus, &read.tally, &found, least);
    Ok(page.resting_on(read.documents.len() as u64))
}

/// Which words are characteristic of good and of difficult cases, or of a kind of agencies.
///
/// # Errors
/// As for [`frequency`].
pub fn characteristics(
    connection: &mut Connection,
    shelf: &Shelf<'_>,
    network: NetworkId,
    asked: &Asked,
    reader: Reader,
) -> Result<CharacteristicPage, DeskError> {
    let read = Read::new(connection, shelf, network, asked, reader)?;
    let words = read.words();
    let of_kind = |kind: &str| read.tally_of(|document| read.texts.origins[document].kind == kind);
    let least_agencies = if reader.sees_answers() { 1 } else { LEAST_AGENCIES };
    let offered: Vec<&Code> = read.kinds.iter().filter(|kind| of_kind(&kind.key).givers >= least_agencies).collect();
    let chosen = asked.kind.as_deref().and_then(|key| offered.iter().find(|kind| kind.key == key));
    let head = read.head();
    let mut groups = Vec::new();
    let least = read.least().max(LEAST_DOCUMENTS);
    let mut add = |label: &str, group: Tally, (rest_label, rest): (&str, Tally)| {
        let mut found = characteristic(&read.texts.corpus, &group, &rest, &words, (least, usize::MAX));
        // A count that is too small to be shown must not be told by what is left of the word's own.
        found.retain(|one| [one.inside, one.outside].iter().all(|count| *count == 0 || *count >= read.least()));
        found.truncate(MOST_CHARACTERISTIC);
        groups.push(Group::new(&head, &read.texts.corpus, (label, &group), (rest_label, &rest), &found));
    };
    if let Some(kind) = chosen {
        let rest = read.tally_of(|document| read.texts.origins[document].kind != kind.key);
        add(&kind.label, of_kind(&kind.key), ("ほかの機関種別", rest));
    } else {
        let of = |valence| read.tally_of(|document| read.is(document, valence));
        add("好事例", of(Valence::Good), ("困難事例", of(Valence::Difficult)));
        add("困難事例", of(Valence::Difficult), ("好事例", of(Valence::Good)));
    }
    let has_valence = read.source == Source::Cases;
    if chosen.is_none() && !has_valence {
        groups.clear();
    }
    let offer = |kind: &&Code| Offer {
        value: kind.key.clone(),
        label: kind.label.clone(),
        is_chosen: chosen.is_some_and(|chosen| chosen.key == kind.key),
    };
    Ok(CharacteristicPage::new(head, offered.iter().map(offer).collect(), (has_valence, least), groups))
}

/// Where a word stands. For the office alone: these are the words that agencies wrote.
///
/// # Errors
/// [`DeskError::NotFound`] where no answer holds the word; as for [`frequency`].
pub fn in_context(
    connection: &mut Connection,
    shelf: &Shelf<'_>,
    network: NetworkId,
    asked: &Asked,
    reader: Reader,
) -> Result<ContextsPage, DeskError> {
    let read = Read::new(connection, shelf, network, asked, reader)?;
    let typed = asked.word.as_deref().unwrap_or_default().trim();
    let corpus = &read.texts.corpus;
    let mut lines = Vec::new();
    let mut counts = (0, 0, 0);
    if let Some(word) = corpus.find(typed).filter(|_| reader.sees_answers()) {
        let found = contexts(corpus, &read.documents, word, WIDTH);
        counts = (read.tally.givers(word), read.tally.documents(word), found.len());
        for one in found.into_iter().take(MOST_CONTEXTS) {
            let origin = &read.texts.origins[one.document];
            lines.push(ContextLine {
                agency: origin.agency_name.clone(),
                valence: origin.valence.map(|valence| match valence {
                    Valence::Good => "好事例",
                    Valence::Difficult => "困難事例",
                }),
                label: origin.labels.get(one.text).cloned().unwrap_or_default(),
                path: format!("/staff/networks/{network}{}", sheet_path(origin.round, origin.agency, origin.sheet)),
                context: one,
            });
        }
    }
    Ok(ContextsPage::new(read.head(), typed, counts, lines))
}
