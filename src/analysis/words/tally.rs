//! In how many documents a word stands, and of how many agencies.

use std::collections::HashSet;

use super::Corpus;

/// Words counted over some documents of a corpus.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many documents were counted.
    pub of: u32,
    /// How many agencies wrote them.
    pub givers: u32,
    documents: Vec<u32>,
    by_givers: Vec<u32>,
}

impl Tally {
    /// Over the documents at these places.
    pub fn of(corpus: &Corpus, documents: impl IntoIterator<Item = usize>) -> Self {
        let words = corpus.words().len();
        let mut tally = Self { documents: vec![0; words], by_givers: vec![0; words], ..Self::default() };
        let mut chosen: Vec<(u32, usize)> = documents
            .into_iter()
            .filter_map(|document| Some((corpus.documents().get(document)?.giver, document)))
            .collect();
        chosen.sort_unstable();
        tally.givers = u32::try_from(chosen.chunk_by(|one, next| one.0 == next.0).count()).unwrap_or(u32::MAX);
        tally.of = u32::try_from(chosen.len()).unwrap_or(u32::MAX);
        for of_giver in chosen.chunk_by(|one, next| one.0 == next.0) {
            let mut said = HashSet::new();
            for (_, document) in of_giver {
                for word in corpus.set(*document) {
                    add(&mut tally.documents, *word);
                    if said.insert(*word) {
                        add(&mut tally.by_givers, *word);
                    }
                }
            }
        }
        tally
    }

    /// How many of the documents hold the word.
    pub fn documents(&self, word: u32) -> u32 {
        at(&self.documents, word)
    }

    /// How many agencies wrote it.
    pub fn givers(&self, word: u32) -> u32 {
        at(&self.by_givers, word)
    }

    /// The words that at least so many documents hold, those of most documents first, then by their texts.
    pub fn words(&self, corpus: &Corpus, least: u32) -> Vec<u32> {
        let mut words: Vec<u32> = (0..)
            .zip(&self.documents)
            .filter(|(_, documents)| **documents >= least.max(1))
            .map(|(word, _)| word)
            .collect();
        let text = |word: u32| corpus.word(word).map_or("", |word| word.text.as_str());
        words.sort_by(|one, other| {
            self.documents(*other).cmp(&self.documents(*one)).then_with(|| text(*one).cmp(text(*other)))
        });
        words
    }
}

fn add(counts: &mut [u32], word: u32) {
    if let Some(count) = usize::try_from(word).ok().and_then(|word| counts.get_mut(word)) {
        *count += 1;
    }
}

fn at(counts: &[u32], word: u32) -> u32 {
    usize::try_from(word).ok().and_then(|word| counts.get(word)).copied().unwrap_or_default()
}
