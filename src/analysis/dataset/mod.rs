//! Answers as columns: read once, packed, counted in any way.
//!
//! A [`Dataset`] holds one column a question, in which *not asked*, *blank*, 不明 and 0 are kept apart, and the
//! instances of a repeat as rows of their own. It is only ever added to: an answer that does not count any more is
//! passed over. What is counted over it ([`CrossCounts`], [`GridSums`], [`NumbersBy`]) is a value that adds up:
//! over two sets of answers it is the sum of both.

mod bits;
mod block;
mod column;
mod cross;
mod dimension;
mod grid_sums;
mod members;
mod numbers_by;
mod packed;
mod parts;
mod place;
mod rows;
mod states;
mod tallies;
#[cfg(test)]
mod tests;
mod texts;

pub use cross::CrossCounts;
pub use dimension::{Axis, AxisCode, CrossProblem, Dimension, Slot};
pub use grid_sums::GridSums;
pub use numbers_by::{GroupNumbers, NumbersBy};
pub use place::{NumberOf, Part, Place};
pub use states::State;

use std::collections::{BTreeMap, BTreeSet};

use super::agencies::Agencies;
use crate::answer::{AnswerDocument, Completer};
use crate::definition::Questionnaire;
use rows::Rows;
use texts::{NO_TEXT, Texts};

/// Who gave an answer, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Giver<'a> {
    /// The agency's id.
    pub agency: Option<&'a str>,
    /// The code of its kind.
    pub kind: Option<&'a str>,
}

/// Answers to one questionnaire, packed by column.
#[derive(Debug, Clone)]
pub struct Dataset {
    rows: Rows,
    /// Number of the text that is the agency's id.
    agencies: Vec<u32>,
    /// Number of the text that is the code of its kind.
    kinds: Vec<u32>,
    texts: Texts,
    /// Rows that do not count any more.
    withdrawn: BTreeSet<u32>,
}

/// Counts over a dataset, with the questionnaire that was asked and what is known of agencies.
#[derive(Debug, Clone, Copy)]
pub struct Counter<'d> {
    /// The answers.
    pub dataset: &'d Dataset,
    /// What was asked: the questionnaire that the dataset was made for.
    pub questionnaire: &'d Questionnaire,
    /// The kinds of agencies, and the kind of each agency.
    pub agencies: &'d Agencies,
}

impl Dataset {
    /// No answers yet.
    pub fn new(questionnaire: &Questionnaire) -> Self {
        Self {
            rows: Rows::new(questionnaire.questions()),
            agencies: Vec::new(),
            kinds: Vec::new(),
            texts: Texts::default(),
            withdrawn: BTreeSet::new(),
        }
    }

    /// Adds one answer as given and returns its row: calculated values are computed anew, and what was not asked is
    /// kept as not asked. The completer must be of the same questionnaire.
    pub fn push(&mut self, completer: &Completer<'_>, document: AnswerDocument, giver: Giver<'_>) -> u32 {
        let answer = completer.complete(document);
        let row = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        let mut number = |text: Option<&str>| text.map_or(NO_TEXT, |text| self.texts.number(text));
        self.agencies.push(number(giver.agency));
        self.kinds.push(number(giver.kind));
        self.rows.push(
            |index| answer.shown.is_shown(index).then(|| answer.document.get(index)),
            &mut self.texts,
            &|repeat, instance, inner| answer.shown.is_shown_in(repeat, instance, inner),
        );
        row
    }

    /// Adds the answers of another dataset of the same questionnaire; their rows follow those that are here.
    pub fn append(&mut self, other: &Self) {
        let rows = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        let texts = self.texts.take_in(&other.texts);
        let here = |number: &u32| texts.get(*number as usize).copied().unwrap_or(NO_TEXT);
        self.agencies.extend(other.agencies.iter().map(here));
        self.kinds.extend(other.kinds.iter().map(here));
        self.withdrawn.extend(other.withdrawn.iter().map(|row| rows + row));
        self.rows.append(&other.rows, &texts);
    }

    /// Passes over a row from now on: the answer was corrected, set aside or is not confirmed.
    pub fn withdraw(&mut self, row: u32) {
        if (row as usize) < self.rows.len() {
            self.withdrawn.insert(row);
        }
    }

    /// Gives the answers of an agency another kind.
    pub fn set_kind(&mut self, agency: &str, kind: &str) {
        let (agency, kind) = (self.texts.number(agency), self.texts.number(kind));
        for (of, place) in self.agencies.iter().zip(&mut self.kinds) {
            if *of == agency {
                *place = kind;
            }
        }
    }

    /// The agencies that gave answers that count, by id, each with the code of its kind. Answers of which either is not
    /// known are passed over.
    pub fn kinds_of_agencies(&self) -> BTreeMap<String, String> {
        let text = |number: &u32| (*number != NO_TEXT).then(|| self.texts.get(*number).to_owned());
        let rows = (0_u32..).zip(self.agencies.iter().zip(&self.kinds));
        rows.filter(|(row, _)| !self.withdrawn.contains(row))
            .filter_map(|(_, (agency, kind))| Some((text(agency)?, text(kind)?)))
            .collect()
    }

    /// How many answers count.
    pub fn len(&self) -> usize {
        self.rows.len() - self.withdrawn.len()
    }

    /// Whether none counts.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many rows are kept of answers that do not count any more.
    pub fn withdrawn(&self) -> usize {
        self.withdrawn.len()
    }

    /// How many bytes of memory the answers take.
    pub fn bytes(&self) -> usize {
        let withdrawn = self.withdrawn.len() * 8;
        self.rows.bytes() + (self.agencies.len() + self.kinds.len()) * 4 + self.texts.bytes() + withdrawn
    }

    /// What became of a question outside repeats in one row, and the words that were written, where it takes words.
    /// `None` where there is no such row or question.
    pub fn words(&self, row: u32, question: usize) -> Option<(State, &str)> {
        let column = self.rows.columns.get(question)?;
        let row = row as usize;
        let words = match &column.values {
            column::Values::Words(words) => self.texts.get(*words.get(row)?),
            _ if row < self.rows.len() => "",
            _ => return None,
        };
        Some((column.states.get(row), words))
    }
}
