//! Words that stand rather in one group of answers than in the others.

use serde::Serialize;

use super::head::{agencies_and_answers, coefficient};
use super::{Head, Offer};
use crate::analysis::words::{Characteristic, Corpus, Tally};
use crate::view::figures;

/// A word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CharacteristicLine {
    /// The word.
    pub word: String,
    /// How many answers of the group hold it.
    pub inside: String,
    /// How many of the others do.
    pub outside: String,
    /// Jaccard's coefficient, two decimals.
    pub jaccard: String,
    /// G², two decimals.
    pub g2: String,
    /// The query of the page that shows where it stands.
    pub query: String,
}

/// A group with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// What it is called.
    pub label: String,
    /// 「12機関・15件」.
    pub base: String,
    /// What the others are called.
    pub rest: String,
    /// 「14機関・15件」.
    pub rest_base: String,
    /// Whether both have answers: else nothing can be compared.
    pub is_comparable: bool,
    /// Its words.
    pub lines: Vec<CharacteristicLine>,
}

impl Group {
    /// A group beside the others.
    pub fn new(
        head: &Head,
        corpus: &Corpus,
        (label, group): (&str, &Tally),
        (rest_label, rest): (&str, &Tally),
        found: &[Characteristic],
    ) -> Self {
        let count = |count: u32| figures::count(count.into());
        let lines = found.iter().filter_map(|one| {
            Some(CharacteristicLine {
                word: corpus.word(one.word)?.text.clone(),
                inside: count(one.inside),
                outside: count(one.outside),
                jaccard: coefficient(one.jaccard),
                g2: coefficient(one.g2),
                query: head.query_with("word", &corpus.word(one.word)?.text),
            })
        });
        Self {
            label: label.to_owned(),
            base: agencies_and_answers(group.givers, group.of),
            rest: rest_label.to_owned(),
            rest_base: agencies_and_answers(rest.givers, rest.of),
            is_comparable: group.of > 0 && rest.of > 0,
            lines: lines.collect(),
        }
    }
}

/// The page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CharacteristicPage {
    /// What stands above.
    pub head: Head,
    /// Kinds of agencies that may be chosen.
    pub kinds: Vec<Offer>,
    /// Whether good and difficult cases may be compared.
    pub has_cases: bool,
    /// Whether a kind is chosen.
    pub is_of_kind: bool,
    /// Words of fewer answers than this are not shown.
    pub least: u32,
    /// The groups.
    pub groups: Vec<Group>,
}

impl CharacteristicPage {
    /// Of these groups.
    pub fn new(head: Head, kinds: Vec<Offer>, (has_cases, least): (bool, u32), groups: Vec<Group>) -> Self {
        Self { is_of_kind: kinds.iter().any(|kind| kind.is_chosen), head, kinds, has_cases, least, groups }
    }
}
