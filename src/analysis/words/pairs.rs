//! Words that stand in the same documents.

use super::{Corpus, Tally};

/// Two words, and how many documents hold both.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The word of more documents (or, of as many, the first by its text).
    pub first: u32,
    /// The other one.
    pub second: u32,
    /// How many documents hold both.
    pub both: u32,
    /// How many hold at least one of the two.
    pub either: u32,
}

impl Pair {
    /// Jaccard's coefficient of the two words: a / (n1 + n2 - a), where a documents hold both and n1 and n2 hold each
    /// of them. From 0 to 1. The same that KH Coder draws its co-occurrence networks (共起ネットワーク) by.
    pub fn jaccard(&self) -> f64 {
        f64::from(self.both) / f64::from(self.either.max(1))
    }
}

/// The pairs of these words with the greatest coefficient, at most so many; no pair that fewer than `least` documents
/// hold. Of equal coefficients the pair of more documents comes first, then the order of the words given: the same on
/// every run. `documents` are those that the tally was counted over.
pub fn pairs(
    corpus: &Corpus,
    documents: &[usize],
    tally: &Tally,
    words: &[u32],
    (least, most): (u32, usize),
) -> Vec<Pair> {
    let mut place = vec![usize::MAX; corpus.words().len()];
    for (at, word) in words.iter().enumerate() {
        if let Some(place) = usize::try_from(*word).ok().and_then(|word| place.get_mut(word)) {
            *place = at;
        }
    }
    let mut both = vec![0_u32; words.len() * words.len()];
    let mut held = Vec::new();
    for document in documents {
        held.clear();
        held.extend(
            corpus
                .set(*document)
                .iter()
                .filter_map(|word| place.get(usize::try_from(*word).ok()?).copied())
                .filter(|place| *place != usize::MAX),
        );
        held.sort_unstable();
        for (at, first) in held.iter().enumerate() {
            for second in &held[at + 1..] {
                both[first * words.len() + second] += 1;
            }
        }
    }
    let mut pairs: Vec<Pair> = Vec::new();
    for (first, &word) in words.iter().enumerate() {
        for (second, &other) in words.iter().enumerate().skip(first + 1) {
            let both = both[first * words.len() + second];
            if both >= least.max(1) {
                let either = tally.documents(word) + tally.documents(other) - both;
                pairs.push(Pair { first: word, second: other, both, either });
            }
        }
    }
    // Fractions are compared exactly, so that machines agree; a stable sort keeps the order of the words.
    pairs.sort_by(|one, other| {
        let (left, right) =
            (u64::from(other.both) * u64::from(one.either), u64::from(one.both) * u64::from(other.either));
        left.cmp(&right).then(other.both.cmp(&one.both))
    });
    pairs.truncate(most);
    pairs
}
