//! Which word stands in how many answers.

use serde::Serialize;

use super::Head;
use crate::analysis::published::HIDDEN;
use crate::analysis::words::{Corpus, Tally};
use crate::view::figures;

/// Words counted over good and over difficult cases.
#[derive(Debug, Default)]
pub struct Split {
    /// Over good ones.
    pub good: Tally,
    /// Over difficult ones.
    pub difficult: Tally,
}

/// A word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WordLine {
    /// The word.
    pub word: String,
    /// What kind of word it is.
    pub kind: &'static str,
    /// How many answers hold it.
    pub answers: String,
    /// How many agencies wrote it.
    pub agencies: String,
    /// How many good and difficult cases hold it; `None` where no case says which it is.
    pub cases: Option<(String, String)>,
    /// The query of the page that shows where it stands.
    pub query: String,
}

/// The page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FrequencyPage {
    /// What stands above.
    pub head: Head,
    /// The words, those of most answers first.
    pub lines: Vec<WordLine>,
    /// How many more there are; `None` where all are shown.
    pub more: Option<String>,
    /// The query of the page with more of them.
    pub more_query: String,
    /// Whether there are columns of good and difficult cases.
    pub has_cases: bool,
    /// Of how many good and difficult cases.
    pub cases: (String, String),
}

impl FrequencyPage {
    /// The first `shown` of these words.
    pub fn new(head: Head, corpus: &Corpus, tally: &Tally, split: &Split, (words, shown): (&[u32], usize)) -> Self {
        let has_cases = split.good.of + split.difficult.of > 0;
        let lines = words
            .iter()
            .take(shown)
            .filter_map(|&place| {
                let word = corpus.word(place)?;
                let counts = (split.good.documents(place), split.difficult.documents(place));
                Some(WordLine {
                    word: word.text.clone(),
                    kind: word.kind.label(),
                    answers: count(tally.documents(place)),
                    agencies: count(tally.givers(place)),
                    cases: has_cases.then(|| of_cases(counts, head.sees_answers, head.least)),
                    query: head.query_with("word", &word.text),
                })
            })
            .collect();
        Self {
            lines,
            more: (words.len() > shown).then(|| figures::count((words.len() - shown) as u64)),
            more_query: head.query_with("all", "1"),
            has_cases,
            cases: (count(split.good.of), count(split.difficult.of)),
            head,
        }
    }
}

/// Where one of the two counts is small, both are hidden: the other one would tell it.
fn of_cases((good, difficult): (u32, u32), sees_answers: bool, least: u32) -> (String, String) {
    let is_small = |count: u32| count > 0 && count < least;
    if !sees_answers && (is_small(good) || is_small(difficult)) {
        return (HIDDEN.to_owned(), HIDDEN.to_owned());
    }
    (count(good), count(difficult))
}

fn count(count: u32) -> String {
    figures::count(count.into())
}
