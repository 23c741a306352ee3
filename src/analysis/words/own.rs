//! The words that a network has added itself.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

/// Words that are taken out of a text as they stand, the longest first, before the rest of it is cut: what KH Coder
/// calls 「強制抽出する語」. Looking for them takes one pass over the text, however many they are.
#[derive(Debug, Clone, Default)]
pub struct OwnWords {
    finder: Option<AhoCorasick>,
}

impl OwnWords {
    /// Of these words; empty ones are passed over. Some thousand words at most: more than can be looked for in memory
    /// are none at all.
    pub fn new<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        words.sort_unstable();
        words.dedup();
        if words.is_empty() {
            return Self::default();
        }
        Self { finder: AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words).ok() }
    }

    /// Where they stand in a text, from its start on, none over another: byte ranges.
    pub(super) fn places(&self, text: &str) -> Vec<Range<usize>> {
        self.finder.as_ref().map_or_else(Vec::new, |finder| finder.find_iter(text).map(|found| found.range()).collect())
    }
}
