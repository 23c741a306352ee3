//! What is hard, as pages show it: agencies' answers, and factors of difficult cases, by broad group and age band.

use serde::Serialize;

use super::field::Choice;
use super::figures;
use super::profiles::Figure;

/// A table by broad group.
#[derive(Debug, Clone, Serialize)]
pub struct GroupTable {
    /// Unique on the page.
    pub id: &'static str,
    /// What is counted.
    pub title: String,
    /// What a row is.
    pub side: &'static str,
    /// The groups, the whole first.
    pub head: Vec<String>,
    /// The row of bases.
    pub base: Vec<String>,
    /// Label and figures.
    pub rows: Vec<GroupRow>,
    /// What the reader should know, a sentence each.
    pub notes: Vec<String>,
}

/// A row.
#[derive(Debug, Clone, Serialize)]
pub struct GroupRow {
    /// What it is.
    pub label: String,
    /// One figure a group.
    pub figures: Vec<Figure>,
}

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct DifficultyPage {
    /// Which page of the gaps it is.
    pub here: &'static str,
    /// Age bands to choose.
    pub bands: Vec<Choice>,
    /// The band that is chosen, in words; empty where none is.
    pub band: String,
    /// What agencies say.
    pub agencies: Option<GroupTable>,
    /// What readers found in difficult cases.
    pub cases: Option<GroupTable>,
}

/// An agency that says so.
#[derive(Debug, Clone, Serialize)]
pub struct SayingLine {
    /// The agency.
    pub agency: String,
    /// Its broad group.
    pub group: String,
    /// Titles and addresses of its answers.
    pub answers: Vec<(String, String)>,
}

/// The agencies behind a figure.
#[derive(Debug, Clone, Serialize)]
pub struct SayingPage {
    /// What they say, in words.
    pub title: String,
    /// How many.
    pub count: String,
    /// The agencies in the register's order.
    pub agencies: Vec<SayingLine>,
}

/// A number of agencies with the query of the page that names them.
pub fn agencies(count: u64, query: String) -> Figure {
    Figure { text: format!("{}機関", figures::count(count)), query: if count == 0 { String::new() } else { query } }
}
