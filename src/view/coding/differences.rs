//! Where readers differ, to be settled.

use serde::Serialize;

/// The page.
#[derive(Debug, Serialize)]
pub struct DifferencesPage {
    /// What was done just now; empty where nothing was.
    pub told: &'static str,
    /// Cases that two or more readers have finished.
    pub read_twice: usize,
    /// How many differences are open.
    pub open: usize,
    /// How many are settled.
    pub settled: usize,
    /// The cases with their differences.
    pub cases: Vec<DifferingCase>,
    /// What was settled about questions that corrections have dropped since.
    pub past: Vec<PastLine>,
}

/// What was settled about a question that a correction has dropped since.
#[derive(Debug, Serialize)]
pub struct PastLine {
    /// The page of the case.
    pub page: String,
    /// The case, and its agency.
    pub name: String,
    /// What people read for the code.
    pub label: String,
    /// How it was settled, by whom and when.
    pub settled: String,
}

/// A case over which readers differ.
#[derive(Debug, Serialize)]
pub struct DifferingCase {
    /// The address below which its differences are settled.
    pub path: String,
    /// Its page.
    pub page: String,
    /// 「好事例1」
    pub name: String,
    /// The agency.
    pub agency: String,
    /// The round.
    pub round: String,
    /// The codes.
    pub lines: Vec<DifferenceLine>,
}

/// A code that some gave and others did not.
#[derive(Debug, Serialize)]
pub struct DifferenceLine {
    /// The key of the question; blank for the answer as a whole.
    pub question: String,
    /// What was asked.
    pub question_label: String,
    /// The key of the codebook.
    pub codebook: String,
    /// What it is called.
    pub book: String,
    /// The code.
    pub code: String,
    /// What people read for it.
    pub label: String,
    /// Who gave it, with the passages.
    pub given_by: Vec<String>,
    /// What they gave it to.
    pub quotes: Vec<String>,
    /// Who finished and did not give it.
    pub not_given_by: Vec<String>,
    /// How it was settled, by whom and when; empty while it is open.
    pub settled: String,
    /// The coding by which it was settled; empty while it is open.
    pub settled_id: String,
}
