//! Revisions on the receipt, and what a correction that is not submitted yet has changed.

use serde::Serialize;

use super::answered::{AnsweredSection, Typed};
use super::head::Head;
use super::pages::Confirmed;
use super::question::Form;
use crate::answer::{self, RawFields};
use crate::definition::Question;

/// One revision of a submitted answer.
#[derive(Debug, Clone, Serialize)]
pub struct RevisionLine {
    /// 第1版 is 1.
    pub number: i32,
    /// When it was submitted, in words.
    pub submitted_at: String,
    /// Whether it is the one that counts.
    pub counts: bool,
    /// Whether the office changed or entered it.
    pub by_office: bool,
    /// Why the office changed it; empty where no reason was given.
    pub reason: String,
}

/// A question with its answer before and after.
#[derive(Debug, Serialize)]
pub struct Change {
    /// What was asked.
    pub label: String,
    /// The answer before.
    pub before: String,
    /// The answer now.
    pub after: String,
}

/// A revision that a later one replaced.
#[derive(Debug, Serialize)]
pub struct RevisionPage {
    /// Who asks.
    pub head: Head,
    /// The sheet's number.
    pub sheet: i32,
    /// 受付番号
    pub receipt_number: String,
    /// The revision that is shown.
    pub revision: RevisionLine,
    /// The revision that counts.
    pub counting: RevisionLine,
    /// All answers of the one that is shown.
    pub sections: Vec<AnsweredSection>,
    /// Checks that were confirmed in it, with reasons.
    pub confirmed: Vec<Confirmed>,
}

/// The question whether to drop a correction.
#[derive(Debug, Serialize)]
pub struct CorrectionPage {
    /// Who asks.
    pub head: Head,
    /// The sheet's number.
    pub sheet: i32,
    /// Version of the draft that the page shows.
    pub version: i32,
    /// The revision that counts.
    pub revision: RevisionLine,
    /// What the correction changed.
    pub changes: Vec<Change>,
    /// Whether something was saved since the page was shown before.
    pub joined: bool,
}

/// The question whether to answer the counts of cases with 0.
#[derive(Debug, Serialize)]
pub struct NoCasesPage {
    /// Who asks.
    pub head: Head,
    /// The sheet's number.
    pub sheet: i32,
    /// Version of the draft that the page shows.
    pub version: i32,
    /// Key of the save that this page may make.
    pub save_key: String,
    /// Key of the section to go back to.
    pub section: String,
    /// What becomes 0, with what is there now.
    pub changes: Vec<Change>,
    /// Whether something was saved since the page was shown before.
    pub joined: bool,
}

impl Form<'_> {
    /// What differs between other fields (`before`) and the form's own.
    pub fn changes(&self, before: &RawFields) -> Vec<Change> {
        let questions = self.questionnaire.questions().enumerate();
        let is_changed = |(_, question): &(usize, &Question)| {
            let belongs = answer::fields_belonging_to(question);
            let of_answer = |name: &str| belongs(name) && !name.starts_with("confirm:");
            before.only(of_answer) != self.raw.only(of_answer)
        };
        let (submitted, now) = (Typed::read(self, before), Typed::read(self, self.raw));
        questions
            .filter(is_changed)
            .map(|(index, question)| Change {
                label: self.places.fill(&question.label),
                before: submitted.view(question, index).plain(),
                after: now.view(question, index).plain(),
            })
            .filter(|change| change.before != change.after)
            .collect()
    }
}
