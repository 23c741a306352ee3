//! An agency's personal link, and a new one in its place.

use serde::Serialize;

/// The page of an agency's link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkPage {
    /// The address of the board.
    pub board: String,
    /// The round.
    pub title: String,
    /// The agency.
    pub agency: String,
    /// The address of the agency in the round.
    pub agency_path: String,
    /// The address of this page.
    pub here: String,
    /// The agency's link.
    pub link: String,
    /// Whether answers are taken.
    pub is_open: bool,
    /// The number of the link: the form sends it back.
    pub issue: i32,
    /// Whether a new link was just made.
    pub is_new: bool,
    /// Whether somebody else made a new link since the page was shown.
    pub is_stale: bool,
    /// What was done just now; empty where nothing was.
    pub told: &'static str,
}
