//! What is wrong with rules, in words that say what to do.

use super::Spot;

/// A mistake in the text of rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleProblem {
    /// Where it is.
    pub at: Spot,
    /// What it is and what to do, as sentences.
    pub message: String,
}

impl RuleProblem {
    pub(super) fn new(at: Spot, message: impl Into<String>) -> Self {
        Self { at, message: message.into() }
    }
}
