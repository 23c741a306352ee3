//! Lists of cases on their way to others than the office.

use serde::Serialize;

use crate::view::form::Head;

/// A case in the office's list.
#[derive(Debug, Clone, Serialize)]
pub struct CaseLine {
    /// The response's id, for forms.
    pub id: String,
    /// The agency.
    pub agency: String,
    /// The sheet.
    pub sheet: String,
    /// Address of the page where it is prepared.
    pub href: String,
    /// Where it stands, in words.
    pub standing: &'static str,
    /// Whether its masked text may be shown.
    pub is_done: bool,
    /// Whether the agency can be asked.
    pub may_ask: bool,
    /// Whether the office has looked through it.
    pub is_prepared: bool,
    /// When it changed last, in words; empty where nothing is kept of it.
    pub changed_at: String,
}

/// The cases of a round.
#[derive(Debug, Clone, Serialize)]
pub struct RoundLines {
    /// The round's title.
    pub title: String,
    /// Address of the round's board.
    pub href: String,
    /// The cases, by agency.
    pub cases: Vec<CaseLine>,
    /// How many of them may be shown.
    pub approved: usize,
    /// How many wait for their agency.
    pub waiting: usize,
    /// How many can be asked about.
    pub askable: usize,
}

/// The office's list.
#[derive(Debug, Serialize)]
pub struct MaskingListPage {
    /// The rounds of cases, newest first.
    pub rounds: Vec<RoundLines>,
    /// Whether mail is sent.
    pub sends_mail: bool,
    /// What was done just now, as a sentence; empty where nothing was.
    pub told: String,
}

/// A case in its agency's list.
#[derive(Debug, Clone, Serialize)]
pub struct OwnCaseLine {
    /// The sheet's number.
    pub sheet: i32,
    /// What it is called.
    pub name: String,
    /// Where it stands, in words.
    pub standing: &'static str,
    /// Whether the agency is asked to say something.
    pub is_asked: bool,
}

/// The agency's list of the cases that it was asked about.
#[derive(Debug, Serialize)]
pub struct OwnListPage {
    /// Who asks.
    pub head: Head,
    /// The cases.
    pub cases: Vec<OwnCaseLine>,
    /// How many wait for the agency.
    pub waiting: usize,
    /// Whether the round takes answers, so that there are other pages to go to.
    pub is_open: bool,
}
