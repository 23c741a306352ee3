//! Every revision of an answer, and what changed between two of them.

use serde::Serialize;

use super::Place;
use crate::answer::{Difference, Value};
use crate::view::form::{Agencies, Places};

/// A revision.
#[derive(Debug, Serialize)]
pub struct HistoryLine {
    /// 第1版 is 1.
    pub number: i32,
    /// When, in words.
    pub at: String,
    /// Who handed it in.
    pub by: String,
    /// By which way.
    pub channel: &'static str,
    /// Why it was changed; empty where no reason was given.
    pub reason: String,
    /// Whether it is the one that counts.
    pub counts: bool,
}

/// A cell that changed.
#[derive(Debug, Serialize)]
pub struct DifferenceLine {
    /// The field that names it.
    pub field: String,
    /// The question.
    pub label: String,
    /// Which item, row and column; empty where the question is one cell.
    pub item: String,
    /// What stood there before.
    pub before: String,
    /// What stands there after.
    pub after: String,
    /// Whether one box holds it.
    pub is_box: bool,
}

/// A cell in which two entries of one paper differ, and what is to stand there.
#[derive(Debug, Serialize)]
pub struct ChoiceLine {
    /// The two.
    pub difference: DifferenceLine,
    /// `first`, `second`, `typed`, or nothing chosen yet.
    pub chosen: String,
    /// What was typed anew.
    pub typed: String,
    /// What is wrong with the choice; empty where nothing is.
    pub error: &'static str,
}

/// The history of an answer.
#[derive(Debug, Serialize)]
pub struct HistoryPage {
    /// Where the page stands.
    pub place: Place,
    /// 受付番号
    pub receipt_number: String,
    /// Every revision, newest first.
    pub revisions: Vec<HistoryLine>,
    /// The two that are compared; the same where there is one only.
    pub from: i32,
    /// The later one.
    pub to: i32,
    /// What changed between them.
    pub differences: Vec<DifferenceLine>,
}

/// What stands where nothing was given.
const BLANK: &str = "（空欄）";

impl DifferenceLine {
    /// The difference in words.
    pub fn new(difference: &Difference, agencies: &Agencies, places: &Places) -> Self {
        let words = |value: &Value| match value {
            Value::Blank => BLANK.to_owned(),
            Value::Words(words) => words.clone(),
            Value::Agency(agency) => agencies.words(agency),
        };
        let cell = &difference.before;
        Self {
            field: cell.fields.first().cloned().unwrap_or_default(),
            label: places.fill(&cell.label),
            item: cell.item.clone().unwrap_or_default(),
            before: words(&cell.value),
            after: words(&difference.after),
            is_box: cell.is_box,
        }
    }
}
