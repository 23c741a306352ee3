//! Coding rules in the notation of KH Coder (Higuchi, KH Coder reference manual, 「コーディングルール」): a heading
//! `＊code`, then a condition of words.
//!
//! - `相談`: the word, in any of its forms; `本人+ペース`: words one after the other; `'である。'`: these signs as they
//!   stand.
//! - `and or not`, or `& | !`; `not` binds strongest, then `and`, then `or`; brackets.
//! - `near(学校-連携)[5]`: the words in any order, each at most so many words from the one before (10 where nothing is
//!   said); `seq(受診-同行)[5]`: the same in this order.
//! - A line that begins with `#` is a comment. Full-width signs are the same as half-width ones.
//!
//! A rule proposes; a code is given by a person alone.

mod evaluate;
mod lexer;
mod parser;
mod problem;
mod propose;
#[cfg(test)]
mod tests;
mod write;

pub use evaluate::{Hit, Word};
pub use parser::{Rule, parse};
pub use problem::RuleProblem;
pub use propose::{Prepared, Proposal, Unit, prepare};
pub use write::default_rules;

use std::ops::Range;

/// Words this far apart are near where a rule says nothing else, as in KH Coder.
pub const NEAR: usize = 10;

/// Where something stands in the text of the rules: line and column, in characters from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Words one after the other: each as it was written.
    Phrase(Vec<String>),
    /// Signs as they stand.
    Exactly(String),
    /// Words not far from each other.
    Near {
        /// The words, each a phrase.
        words: Vec<Vec<String>>,
        /// At most so many words from one to the next.
        within: usize,
        /// Whether they have to stand in this order.
        in_order: bool,
    },
    /// Not so.
    Not(Box<Condition>),
    /// All of these.
    All(Vec<Condition>),
    /// At least one of these.
    Any(Vec<Condition>),
}

/// A range of characters of a text.
pub type Characters = Range<usize>;
