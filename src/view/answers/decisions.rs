//! Sending an answer back, and setting it aside.

use serde::Serialize;

use super::Place;
use crate::view::form::AnsweredRow;

/// A question with its answer, and what is asked about it.
#[derive(Debug, Serialize)]
pub struct AskedQuestion {
    /// The question and its answer.
    pub row: AnsweredRow,
    /// Field of the comment.
    pub field: String,
    /// What was typed so far.
    pub words: String,
    /// What is wrong with it; empty where nothing is.
    pub error: String,
    /// What does not agree in the answer (要確認): a start for the comment.
    pub checks: Vec<String>,
}

/// The questions of a section.
#[derive(Debug, Serialize)]
pub struct AskedSection {
    /// Heading.
    pub title: String,
    /// Its questions.
    pub questions: Vec<AskedQuestion>,
}

/// The form of a request to look again.
#[derive(Debug, Serialize)]
pub struct RequestPage {
    /// Where the page stands.
    pub place: Place,
    /// The revision that is looked at.
    pub revision: i32,
    /// The state it has, as forms send it back.
    pub state_key: &'static str,
    /// What is asked about the answer as a whole.
    pub whole: String,
    /// What is wrong with that; empty where nothing is.
    pub whole_error: String,
    /// Until when, as typed.
    pub until: String,
    /// What is wrong with that; empty where nothing is.
    pub until_error: String,
    /// The questions.
    pub sections: Vec<AskedSection>,
    /// Addresses that the letter goes to.
    pub addresses: usize,
    /// Whether the agency's link opens at present.
    pub is_round_open: bool,
    /// Where each error is, and what it says.
    pub errors: Vec<(String, String)>,
}

/// The form for setting an answer aside.
#[derive(Debug, Serialize)]
pub struct ExclusionPage {
    /// Where the page stands.
    pub place: Place,
    /// The revision that is looked at.
    pub revision: i32,
    /// The state it has, as forms send it back.
    pub state_key: &'static str,
    /// The reason as typed.
    pub reason: String,
    /// What is wrong with it; empty where nothing is.
    pub error: String,
}
