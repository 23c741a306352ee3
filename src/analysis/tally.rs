//! What was counted of the answers to one question. Tallies add up: tally(A ∪ B) = tally(A) + tally(B).

use std::collections::BTreeMap;

use super::agencies::Mention;
use super::number::{DecimalSum, NumberTally};

/// What was counted for one question.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tally {
    pub(super) asked: u64,
    pub(super) blank: u64,
    pub(super) counts: Counts,
}

/// The counts a question's type needs.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Counts {
    /// note: nothing is counted.
    Nothing,
    /// text, paragraph, date, month: `asked` and `blank` say it all.
    Answered,
    /// One count an option.
    Options(Vec<u64>),
    /// Answers that name a kind or words.
    Mentions(BTreeMap<Mention, u64>),
    /// One tally an item.
    Numbers(Vec<NumberTally>),
    /// Cells row by row.
    Grid(Vec<Cell>),
    /// One tally an inner question, over all instances.
    Repeat(Vec<Tally>),
}

/// The sum of one cell of a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Cell {
    pub(super) typed: u64,
    pub(super) sum: DecimalSum,
}

impl Cell {
    pub(super) fn merge(&mut self, other: Self) {
        self.typed += other.typed;
        self.sum.merge(other.sum);
    }
}

impl Tally {
    /// Adds what another tally of the same question counted.
    pub(super) fn merge(&mut self, other: &Self) {
        self.asked += other.asked;
        self.blank += other.blank;
        match (&mut self.counts, &other.counts) {
            (Counts::Options(mine), Counts::Options(theirs)) => {
                mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine += theirs);
            }
            (Counts::Mentions(mine), Counts::Mentions(theirs)) => {
                for (mention, count) in theirs {
                    *mine.entry(mention.clone()).or_default() += count;
                }
            }
            (Counts::Numbers(mine), Counts::Numbers(theirs)) => {
                mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| mine.merge(theirs));
            }
            (Counts::Grid(mine), Counts::Grid(theirs)) => {
                mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| mine.merge(*theirs));
            }
            (Counts::Repeat(mine), Counts::Repeat(theirs)) => {
                mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| mine.merge(theirs));
            }
            _ => {}
        }
    }
}
