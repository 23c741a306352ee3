//! What the page for taking a round away as files shows.

use serde::Serialize;

use super::field::{Choice, ErrorLine, Field};

/// The page.
#[derive(Debug, Serialize)]
pub struct FilesPage {
    /// The round's id, for addresses.
    pub round: String,
    /// What it is called.
    pub title: String,
    /// What is wrong with what was typed.
    pub errors: Vec<ErrorLine>,
    /// Formats of raw answers.
    pub formats: Vec<Choice>,
    /// Codes or words.
    pub values: Vec<Choice>,
    /// Encodings of data.
    pub encodings: Vec<Choice>,
    /// For whom data are.
    pub purposes: Vec<Choice>,
    /// How data are grouped.
    pub groupings: Vec<Choice>,
    /// The municipality's code.
    pub region: Field,
}
