//! `show_if`, checks and calculated values: CEL, compiled once, with a meaning for blanks.
//!
//! The `cel` crate parses; compiling to a small tree of our own gives what its interpreter cannot:
//! types are checked against the definition, and one blank answer makes the whole expression blank
//! whatever stands around it (no short cut through `||`).

mod compile;
mod evaluate;
mod names;
mod sentence;
mod sums;
#[cfg(test)]
mod tests;
mod tree;
mod types;

pub use compile::{ExpressionProblem, Purpose, compile};
pub use evaluate::{Answers, Value};
pub use names::{Outline, Scope, Shape};
pub use sentence::{Sentence, compile_sentence};
pub use tree::{Expression, Part, Reference};
