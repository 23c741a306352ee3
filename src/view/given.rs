//! Cases that a reader was given.

use serde::Serialize;

use super::form::AnsweredSection;

/// A case in a reader's list.
#[derive(Debug, Serialize)]
pub struct GivenCase {
    /// Its address.
    pub path: String,
    /// 「事例 1」: the agency is not named.
    pub name: String,
    /// The round.
    pub title: String,
}

/// One case to read.
#[derive(Debug, Serialize)]
pub struct CasePage {
    /// The case.
    pub case: GivenCase,
    /// What was written.
    pub sections: Vec<AnsweredSection>,
}
