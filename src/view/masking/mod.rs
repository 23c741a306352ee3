//! What pages show of masked cases: plain data for the templates.

mod list;
mod text;
mod warning;

pub use list::{CaseLine, MaskingListPage, OwnCaseLine, OwnListPage, RoundLines};
pub use text::{PassageView, PieceView, TextView, shown_words, text_view};
pub use warning::{Identifying, identifying};

use serde::Serialize;

use super::answers::Place;
use super::form::Head;

/// A version of a masked case, in a list of what was done.
#[derive(Debug, Clone, Serialize)]
pub struct StepLine {
    /// When, in words.
    pub at: String,
    /// Who.
    pub by: String,
    /// What was done, in words.
    pub done: &'static str,
    /// The number of the answer's revision.
    pub revision: i32,
    /// How many passages were masked.
    pub masked: usize,
    /// How many of these people brought in.
    pub added: usize,
    /// How many passages were shown for a reason.
    pub shown: usize,
    /// What was said with it; empty where nothing was.
    pub note: String,
}

/// What is the same for the agency and the office.
#[derive(Debug, Serialize)]
pub struct Proposal {
    /// The sheet's number.
    pub sheet: i32,
    /// The number of the version that is shown; 0 where none was kept yet.
    pub version: i32,
    /// The number of the answer's revision.
    pub revision: i32,
    /// Where the case stands, in words.
    pub standing: &'static str,
    /// Whether the masked text may be shown.
    pub is_approved: bool,
    /// Whether the agency has said that it is not to be shown.
    pub is_withheld: bool,
    /// Whether the agency has corrected its answer since it was asked.
    pub is_anew: bool,
    /// The words that were typed, question by question.
    pub texts: Vec<TextView>,
    /// How many passages are masked.
    pub masked: usize,
    /// How many passages are shown for a reason.
    pub shown: usize,
    /// What was typed as a note.
    pub note: String,
    /// What is wrong with that; empty where nothing is.
    pub note_error: String,
    /// Where each error is, what its field is called, and what it says.
    pub errors: Vec<(String, String, String)>,
    /// What was done just now, as a sentence; empty where nothing was.
    pub told: &'static str,
    /// Whether what was sent came too late.
    pub is_stale: bool,
    /// Every version, newest first.
    pub steps: Vec<StepLine>,
}

/// The page of the agency that wrote the case.
#[derive(Debug, Serialize)]
pub struct AgencyMaskingPage {
    /// Who asks.
    pub head: Head,
    /// The case.
    pub proposal: Proposal,
}

/// The page of the office.
#[derive(Debug, Serialize)]
pub struct OfficeMaskingPage {
    /// Where the page stands.
    pub place: Place,
    /// The case.
    pub proposal: Proposal,
    /// Whether the agency has not been asked yet.
    pub may_ask: bool,
    /// How many addresses a letter goes to; 0 where no mail is sent.
    pub addresses: usize,
}
