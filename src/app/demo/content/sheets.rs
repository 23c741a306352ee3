//! The answers that stand in files of their own.

use serde::Deserialize;

use super::Answers;

/// One agency's answers to one questionnaire.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::app::demo) struct HalfOrWhole {
    /// The agency.
    pub(in crate::app::demo) agency: String,
    /// Whether it is left as a draft.
    #[serde(default)]
    pub(in crate::app::demo) half_written: bool,
    /// What is answered.
    pub(in crate::app::demo) answers: Answers,
}

/// The intake sheets of one agency.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::app::demo) struct IntakeContent {
    /// The agency.
    pub(in crate::app::demo) agency: String,
    /// A sheet each.
    pub(in crate::app::demo) sheets: Vec<Answers>,
}

/// The progress scales of one agency.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::app::demo) struct ProgressContent {
    /// The agency.
    pub(in crate::app::demo) agency: String,
    /// The persons.
    pub(in crate::app::demo) people: Vec<PersonContent>,
}

/// One person on the progress scale, at one occasion or several: the nth of each list belongs to the nth occasion.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::app::demo) struct PersonContent {
    /// The agency's own number.
    pub(in crate::app::demo) case_ref: String,
    /// Months, counted from the month of the demo.
    pub(in crate::app::demo) months: Vec<i32>,
    /// Codes of the occasions.
    pub(in crate::app::demo) occasions: Vec<String>,
    /// On whose word.
    pub(in crate::app::demo) view: Vec<String>,
    /// Steps.
    pub(in crate::app::demo) autonomy: Vec<u32>,
    /// Steps.
    pub(in crate::app::demo) communication: Vec<u32>,
    /// Why no step was chosen.
    #[serde(default)]
    pub(in crate::app::demo) not_rated: Option<String>,
    /// Places of the family's items that were ticked, from 1.
    pub(in crate::app::demo) family: Vec<Vec<usize>>,
}
