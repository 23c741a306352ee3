//! Documents with the words that they hold.

use std::collections::HashMap;

use super::unit::{Unit, units};
use super::{Kind, Tokenizer, Vocabulary};

/// A compound that fewer documents hold is counted as the words that it is made of: what stands once joins nothing.
const LEAST_COMPOUNDS: u32 = 2;

/// What is counted as one: an answer, with the texts in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Who wrote it, as any number: the same for the same agency.
    pub giver: u32,
    /// Its texts.
    pub texts: Vec<String>,
}

/// A counted word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Its base form, or what it is counted as.
    pub text: String,
    /// What kind of word it mostly is.
    pub kind: Kind,
}

/// A word at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) word: u32,
    /// Which text of the document.
    pub(super) text: u32,
    /// In bytes of that text.
    pub(super) start: u32,
    pub(super) end: u32,
}

/// Documents with their words. Words are known by their place in [`Corpus::words`].
#[derive(Debug, Default)]
pub struct Corpus {
    documents: Vec<Document>,
    words: Vec<Word>,
    by_text: HashMap<String, u32>,
    /// By document, in the order of the texts.
    mentions: Vec<Vec<Mention>>,
    /// By document: each word once, rising.
    sets: Vec<Vec<u32>>,
}

impl Corpus {
    /// Cuts the texts into words.
    pub fn new(tokenizer: &Tokenizer, vocabulary: &Vocabulary, documents: Vec<Document>) -> Self {
        let mut found: Vec<Vec<(u32, Unit)>> = Vec::with_capacity(documents.len());
        let mut holding: HashMap<String, (u32, usize)> = HashMap::new();
        for (at, document) in documents.iter().enumerate() {
            let mut of_document = Vec::new();
            for (number, text) in (0..).zip(&document.texts) {
                for unit in units(&tokenizer.tokenize_with(vocabulary.own(), text)) {
                    if !unit.parts.is_empty() {
                        count_once(&mut holding, &unit.word, at);
                    }
                    of_document.push((number, unit));
                }
            }
            found.push(of_document);
        }
        let is_kept = |word: &str| holding.get(word).is_some_and(|(number, _)| *number >= LEAST_COMPOUNDS);
        let mut naming = Naming::default();
        let mut corpus = Self { documents, ..Self::default() };
        for units in found {
            let mut mentions = Vec::with_capacity(units.len());
            for (text, unit) in units {
                if unit.parts.is_empty() || is_kept(&unit.word) {
                    mentions.extend(naming.mention(vocabulary, text, &unit));
                } else {
                    mentions.extend(unit.parts.iter().filter_map(|part| naming.mention(vocabulary, text, part)));
                }
            }
            let mut set: Vec<u32> = mentions.iter().map(|mention| mention.word).collect();
            set.sort_unstable();
            set.dedup();
            mentions.shrink_to_fit();
            set.shrink_to_fit();
            corpus.mentions.push(mentions);
            corpus.sets.push(set);
        }
        corpus.words = naming.words();
        corpus.by_text = naming.by_text;
        corpus
    }

    /// The documents, in the order given.
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// Every counted word.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// The place of a word; `None` where no document holds it.
    pub fn find(&self, word: &str) -> Option<u32> {
        self.by_text.get(word).copied()
    }

    /// The words of a document, each once, rising; none where there is no such document.
    pub fn set(&self, document: usize) -> &[u32] {
        self.sets.get(document).map_or(&[], Vec::as_slice)
    }

    /// Where words stand in a document.
    pub(super) fn mentions(&self, document: usize) -> &[Mention] {
        self.mentions.get(document).map_or(&[], Vec::as_slice)
    }

    /// What a word is; `None` where there is no such place.
    pub fn word(&self, place: u32) -> Option<&Word> {
        self.words.get(usize::try_from(place).ok()?)
    }

    /// About how many bytes it holds.
    pub fn bytes(&self) -> usize {
        let texts: usize = self.documents.iter().flat_map(|document| &document.texts).map(String::len).sum();
        let mentions: usize = self.mentions.iter().map(|mentions| mentions.len() * size_of::<Mention>()).sum();
        let sets: usize = self.sets.iter().map(|set| set.len() * size_of::<u32>()).sum();
        texts + mentions + sets + self.words.len() * 120
    }
}

/// Adds 1 for a word the first time that a document has it. Documents come one after the other.
fn count_once(holding: &mut HashMap<String, (u32, usize)>, word: &str, document: usize) {
    match holding.get_mut(word) {
        Some((_, last)) if *last == document => {}
        Some((number, last)) => (*number, *last) = (*number + 1, document),
        None => drop(holding.insert(word.to_owned(), (1, document))),
    }
}

/// Gives words their places.
#[derive(Default)]
struct Naming {
    by_text: HashMap<String, u32>,
    /// By word: how often it was of each kind.
    kinds: Vec<HashMap<Kind, u32>>,
}

impl Naming {
    fn mention(&mut self, vocabulary: &Vocabulary, text: u32, unit: &Unit) -> Option<Mention> {
        let word = vocabulary.counted(&unit.word)?;
        let place = match self.by_text.get(word) {
            Some(place) => *place,
            None => {
                let place = u32::try_from(self.kinds.len()).ok()?;
                self.by_text.insert(word.to_owned(), place);
                self.kinds.push(HashMap::new());
                place
            }
        };
        if let Some(kinds) = self.kinds.get_mut(usize::try_from(place).ok()?) {
            *kinds.entry(unit.kind).or_default() += 1;
        }
        let (start, end) = (u32::try_from(unit.range.start).ok()?, u32::try_from(unit.range.end).ok()?);
        Some(Mention { word: place, text, start, end })
    }

    fn words(&self) -> Vec<Word> {
        // Among equals the name of a person comes first: it is hidden from more readers.
        let mostly = |kinds: &HashMap<Kind, u32>| {
            let most = kinds.iter().max_by_key(|(kind, number)| (**number, **kind == Kind::Person, **kind));
            most.map_or(Kind::Noun, |(kind, _)| *kind)
        };
        let mut words: Vec<Word> =
            self.kinds.iter().map(|kinds| Word { text: String::new(), kind: mostly(kinds) }).collect();
        for (text, place) in &self.by_text {
            if let Some(word) = usize::try_from(*place).ok().and_then(|place| words.get_mut(place)) {
                word.text.clone_from(text);
            }
        }
        words
    }
}
