//! Answer documents as JSON, and files of answers as JSON Lines.
//!
//! Reading goes straight from the text into typed answers. It goes on after a mistake, so that
//! everything wrong with a line is said at once.

mod answers;
mod choices;
mod line;
mod names;
mod numbers;
mod problem;
mod reader;
mod references;
mod take;
mod write;

pub use line::{AgencyLine, CodingLine, ResponseLine};
pub use reader::Reader;
pub use write::{line_to_json, to_json};

use super::AnswerDocument;
use crate::definition::{Questionnaire, Words};

/// Reads one answer document. To read many of one questionnaire, keep a [`Reader`].
///
/// # Errors
/// Everything that is wrong with it: not JSON, unknown questions, items and codes, values of a
/// wrong type.
pub fn from_json(questionnaire: &Questionnaire, text: &str) -> Result<AnswerDocument, Vec<Words>> {
    Reader::new(questionnaire).document(text)
}

#[cfg(test)]
mod tests;
