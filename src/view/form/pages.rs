//! The pages around the questions: start, review, receipt, the whole questionnaire.

use serde::Serialize;

use super::answered::{AnsweredSection, answered};
use super::comments::{AskedAgain, ReviewComment};
use super::control::{ConfirmView, QuestionView};
use super::correction::RevisionLine;
use super::head::Head;
use super::html;
use super::question::Form;
use super::section::{ErrorLink, Standing, Step};
use crate::answer::{self, ProblemKind};
use crate::view::hearings::HearingNotice;
use crate::view::masking::{Identifying, OwnCaseLine};

/// A sheet in the list of the start page.
#[derive(Debug, Serialize)]
pub struct SheetLine {
    /// Its number.
    pub number: i32,
    /// What it is called.
    pub name: String,
    /// 未着手, 入力中, 提出済み …
    pub state: &'static str,
    /// Whether it was submitted.
    pub is_submitted: bool,
    /// When it was saved last, in words.
    pub saved_at: Option<String>,
    /// Receipt number.
    pub receipt_number: Option<String>,
    /// Whether changes were saved that were not submitted.
    pub has_unsent_changes: bool,
    /// Whether it may be written on.
    pub is_open: bool,
    /// The revision that counts, where something was submitted.
    pub counting: Option<RevisionLine>,
    /// What the coordinator asks to look at again.
    pub asked_again: Option<AskedAgain>,
}

/// A sheet that was removed, and can be put back.
#[derive(Debug, Serialize)]
pub struct RemovedSheet {
    /// Its number.
    pub number: i32,
    /// What it is called.
    pub name: String,
    /// When, in words.
    pub removed_at: String,
}

/// The first page behind a link.
#[derive(Debug, Serialize)]
pub struct StartPage {
    /// Who asks.
    pub head: Head,
    /// Lead text of the questionnaire.
    pub about: Option<String>,
    /// The sheets.
    pub sheets: Vec<SheetLine>,
    /// Whether there may be several sheets.
    pub many: bool,
    /// What one of several sheets is called.
    pub sheet_word: &'static str,
    /// Number of the sheet that the button would add: a double click adds one.
    pub next_sheet: i32,
    /// Sheets that were removed.
    pub removed: Vec<RemovedSheet>,
    /// The sheet that was removed just now.
    pub just_removed: Option<RemovedSheet>,
    /// Sheets that were submitted.
    pub submitted: usize,
    /// The reason, where the agency declined.
    pub declined: Option<String>,
    /// Whether the agency said that all is in.
    pub is_finished: bool,
    /// What the agency is told of a hearing that an interviewer fills in.
    pub hearing: Option<HearingNotice>,
    /// Whether the person is asked to put in nothing that names somebody.
    pub has_sensitive: bool,
    /// Whether the list of the area's resources may be read.
    pub has_resources: bool,
    /// The agency's cases that wait for its word before they are shared.
    pub masked: Vec<OwnCaseLine>,
}

/// The whole questionnaire, blank.
#[derive(Debug, Serialize)]
pub struct WholePage {
    /// Who asks.
    pub head: Head,
    /// Lead text.
    pub about: Option<String>,
    /// Title, help and questions of each section.
    pub sections: Vec<WholeSection>,
}

/// A section of the whole questionnaire.
#[derive(Debug, Serialize)]
pub struct WholeSection {
    /// Heading.
    pub title: String,
    /// Text under the heading.
    pub help: Option<String>,
    /// All its questions, conditional ones too.
    #[serde(serialize_with = "html::of_all")]
    pub questions: Vec<QuestionView>,
}

/// A check to be confirmed, with where it stands.
#[derive(Debug, Serialize)]
pub struct ReviewConfirm {
    /// The check.
    pub confirm: ConfirmView,
    /// The question, shortened.
    pub label: String,
    /// Where it can be mended.
    pub href: String,
}

/// A check that was confirmed.
#[derive(Debug, Serialize)]
pub struct Confirmed {
    /// The question, shortened.
    pub label: String,
    /// What the check says.
    pub message: String,
    /// The reason given.
    pub reason: String,
}

/// Two answers saved in two places, still to be chosen from.
#[derive(Debug, Serialize)]
pub struct OpenChoice {
    /// The question, shortened.
    pub label: String,
    /// Where the choice is made.
    pub href: String,
}

/// What stands between the answers and their submission.
#[derive(Debug, Serialize)]
pub struct ReviewPage {
    /// Who asks.
    pub head: Head,
    /// The sheet.
    pub standing: Standing,
    /// All steps.
    pub steps: Vec<Step>,
    /// What is missing or wrong.
    pub errors: Vec<ErrorLink>,
    /// What is to be confirmed.
    pub confirms: Vec<ReviewConfirm>,
    /// What was confirmed.
    pub confirmed: Vec<Confirmed>,
    /// What is to be chosen.
    pub choices: Vec<OpenChoice>,
    /// What the office asks to look at again.
    pub comments: Vec<ReviewComment>,
    /// Passages by which a person could be told, put in by whoever looks for them.
    pub identifying: Vec<Identifying>,
    /// Whether it can be submitted now.
    pub may_submit: bool,
    /// Whether there is nothing new to submit.
    pub is_sent: bool,
    /// All answers.
    pub sections: Vec<AnsweredSection>,
}

/// What is kept by the agency.
#[derive(Debug, Serialize)]
pub struct ReceiptPage {
    /// Who asks.
    pub head: Head,
    /// The sheet's number.
    pub sheet: i32,
    /// 受付番号
    pub receipt_number: String,
    /// When, in words.
    pub submitted_at: String,
    /// Which revision: 1 for the first.
    pub revision: i32,
    /// All revisions, newest first.
    pub revisions: Vec<RevisionLine>,
    /// Whether a correction was begun and not submitted.
    pub has_unsent_changes: bool,
    /// Whether a correction was dropped just now.
    pub just_put_back: bool,
    /// What the coordinator asks to look at again.
    pub asked_again: Option<AskedAgain>,
    /// Whether it may be corrected still.
    pub is_open: bool,
    /// Whether there are several sheets.
    pub many: bool,
    /// All answers.
    pub sections: Vec<AnsweredSection>,
    /// Checks that were confirmed, with reasons.
    pub confirmed: Vec<Confirmed>,
}

impl Form<'_> {
    /// The review page.
    pub fn review_page(&self, head: Head, standing: Standing, is_sent: bool) -> ReviewPage {
        let page = |key: &str| format!("{}/sheets/{}/sections/{key}", head.base, standing.sheet);
        let mut errors = Vec::new();
        let mut confirms = Vec::new();
        let mut choices = Vec::new();
        for section in &self.questionnaire.sections {
            errors.extend(self.error_links(section, &format!("{}?missing=1", page(&section.key))));
            for question in &section.questions {
                for problem in self.judgement.problems.iter().filter(|problem| problem.is_within(&question.key)) {
                    if let Some(confirm) = self.confirm(problem) {
                        let href = format!("{}#f-{}", page(&section.key), problem.field);
                        let label = self.name_of(question, &problem.question);
                        confirms.push(ReviewConfirm { confirm, label, href });
                    }
                }
                if !self.raw.first(&answer::conflict_field(&question.key)).is_empty() {
                    let href = format!("{}#q-{}", page(&section.key), question.key);
                    choices.push(OpenChoice { label: self.name_of(question, &question.key), href });
                }
            }
        }
        let judgement = self.judgement;
        let completed = answer::complete(self.questionnaire, judgement.document.clone());
        ReviewPage {
            identifying: Vec::new(),
            steps: self.steps(None),
            may_submit: judgement.may_submit() && choices.is_empty(),
            errors,
            confirms,
            confirmed: self.confirmed(),
            choices,
            comments: Vec::new(),
            is_sent,
            sections: answered(self.questionnaire, &completed.document, &completed.shown, self.agencies, self.places),
            head,
            standing,
        }
    }

    /// The checks that were confirmed, with the reasons given.
    pub fn confirmed(&self) -> Vec<Confirmed> {
        let questions = || self.questionnaire.questions();
        self.judgement
            .confirmed
            .iter()
            .filter_map(|problem| {
                let ProblemKind::Confirm { .. } = problem.kind else { return None };
                let question = questions().find(|question| problem.is_within(&question.key))?;
                let confirm = self.confirm(problem)?;
                Some(Confirmed {
                    label: self.name_of(question, &problem.question),
                    message: confirm.message,
                    reason: confirm.reason,
                })
            })
            .collect()
    }

    /// The whole questionnaire; `self` is a blank form that `shows_all`.
    pub fn whole_page(&self, head: Head) -> WholePage {
        let sections = self
            .questionnaire
            .sections
            .iter()
            .enumerate()
            .map(|(number, section)| WholeSection {
                title: self.places.fill(&section.title),
                help: section.help.as_deref().map(|help| self.places.fill(help)),
                questions: self.section_questions(number, section),
            })
            .collect();
        WholePage { about: self.questionnaire.about.as_deref().map(|about| self.places.fill(about)), head, sections }
    }
}
