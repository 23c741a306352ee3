//! How far readers are with the cases and hearings of a network.

use serde::Serialize;

use crate::view::cases::ReadingLine;
use crate::view::field::{Choice, ErrorLine};

/// The page.
#[derive(Debug, Default, Serialize)]
pub struct ProgressPage {
    /// What was done just now; empty where nothing was.
    pub told: String,
    /// What is wrong with what was sent.
    pub errors: Vec<ErrorLine>,
    /// The cases.
    pub cases: Vec<ProgressLine>,
    /// The hearings, which the office alone codes.
    pub hearings: Vec<ProgressLine>,
    /// Readers that cases can be given to.
    pub readers: Vec<Choice>,
    /// Cases that two or more readers have finished.
    pub read_twice: usize,
    /// Cases that anybody has finished.
    pub read: usize,
    /// Differences that are open.
    pub open: usize,
}

/// One case, or one hearing.
#[derive(Debug, Serialize)]
pub struct ProgressLine {
    /// Its response.
    pub id: String,
    /// The address below which it is coded.
    pub path: String,
    /// Its page.
    pub page: String,
    /// Why its readers cannot read it yet: where it stands on its way to them; empty where they can, or there are none.
    pub waiting: &'static str,
    /// 「好事例1」
    pub name: String,
    /// The agency.
    pub agency: String,
    /// The round.
    pub round: String,
    /// Who reads it.
    pub readers: Vec<ReadingLine>,
    /// How many codes count for it.
    pub codes: usize,
    /// Suggestions that nobody has decided about.
    pub suggestions: i64,
    /// Open differences.
    pub open: usize,
    /// Whether its box is ticked.
    pub is_ticked: bool,
}
