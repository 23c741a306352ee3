//! One agency's answers as the office sees them: plain data for the templates.

mod decisions;
mod entering;
mod history;

pub use decisions::{AskedQuestion, AskedSection, ExclusionPage, RequestPage};
pub use entering::{ChannelChoice, EntryReviewPage, EntryStartPage, StartChoice};
pub use history::{ChoiceLine, DifferenceLine, HistoryLine, HistoryPage};

use std::fmt::Display;

use serde::Serialize;

use super::board::NotesPart;
use super::form::{AnsweredSection, Confirmed};

/// The address of a sheet's page below the network's desk; `sheet` counts from 1.
pub fn sheet_path(round: impl Display, agency: impl Display, sheet: i32) -> String {
    format!("/rounds/{round}/agencies/{agency}/sheets/{sheet}")
}

/// Where a page stands: its round and agency, and what leads back.
#[derive(Debug, Clone, Serialize)]
pub struct Place {
    /// Address of the round's board.
    pub round: String,
    /// Address of the agency's page in the round.
    pub here: String,
    /// Title of the round.
    pub title: String,
    /// The agency.
    pub agency: String,
    /// The sheet's number; 0 on the agency's own page.
    pub sheet: i32,
    /// The sheet's name, where an agency fills in several: 「事例シート 2」.
    pub sheet_name: Option<String>,
}

/// How to reach an agency.
#[derive(Debug, Clone, Serialize)]
pub struct ContactLine {
    /// The person's name, or the post's.
    pub name: String,
    /// Telephone number; empty where there is none.
    pub telephone: String,
    /// FAX number; empty where there is none.
    pub fax: String,
    /// Mail address; empty where there is none.
    pub mail: String,
}

/// A sheet in the list of an agency.
#[derive(Debug, Clone, Serialize)]
pub struct SheetLine {
    /// Its number.
    pub number: i32,
    /// What it is called.
    pub name: String,
    /// 未着手, 提出済み …
    pub state: &'static str,
    /// Whether an answer is in, and counts.
    pub is_done: bool,
    /// When something was saved or handed in last; empty where nothing was.
    pub last: String,
    /// 受付番号; empty where nothing was handed in.
    pub receipt_number: String,
    /// Whether the office has begun to enter it.
    pub is_entered: bool,
    /// Whether it is a hearing that the agency has not confirmed yet.
    pub is_unconfirmed: bool,
}

/// All that an agency has given in a round.
#[derive(Debug, Serialize)]
pub struct AgencyPage {
    /// Where the page stands.
    pub place: Place,
    /// The agency's kind.
    pub kind: String,
    /// Due date in words.
    pub due: String,
    /// Whom to call.
    pub contacts: Vec<ContactLine>,
    /// Whether interviewers may be named, since the round asks hearings.
    pub takes_interviewers: bool,
    /// Whether an agency fills in several sheets.
    pub many: bool,
    /// What one of several sheets is called.
    pub sheet_word: &'static str,
    /// Number of the sheet that the button would add: a double click adds one.
    pub next_sheet: i32,
    /// The sheets.
    pub sheets: Vec<SheetLine>,
    /// The reason, where the agency declined.
    pub declined: Option<String>,
    /// The notes of calls.
    pub notes: NotesPart,
    /// Where the agency stands in the register.
    pub register: String,
    /// What was done just now; empty where nothing was.
    pub told: String,
}

/// What is to be looked at in an answer (要確認): a sum that differs, a number that cannot be read.
#[derive(Debug, Clone, Serialize)]
pub struct CheckLine {
    /// The question.
    pub label: String,
    /// What does not agree.
    pub message: String,
}

/// A comment on an answer.
#[derive(Debug, Clone, Serialize)]
pub struct CommentLine {
    /// The question; 「回答全体」 where it is about the whole.
    pub label: String,
    /// What it says.
    pub words: String,
    /// Who wrote it.
    pub by: String,
    /// When, in words.
    pub at: String,
    /// When it was settled, in words; empty while it is open.
    pub settled_at: String,
}

/// What can be done with an answer as it stands.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Possible {
    /// 受理
    pub accept: bool,
    /// 確認のお願い
    pub ask: bool,
    /// 集計対象外
    pub set_aside: bool,
    /// Back to 提出済み.
    pub undo: bool,
}

/// A person of the network.
#[derive(Debug, Serialize)]
pub struct Person {
    /// The person's id, for forms.
    pub id: String,
    /// The name.
    pub name: String,
    /// The mail address.
    pub mail: String,
}

/// Who reads a case to code it.
#[derive(Debug, Serialize)]
pub struct Readers {
    /// Who reads it.
    pub readers: Vec<Person>,
    /// Who could, too.
    pub others: Vec<Person>,
}

/// One answer as it was handed in.
#[derive(Debug, Serialize)]
pub struct AnswerPage {
    /// Where the page stands.
    pub place: Place,
    /// Whom to call.
    pub contacts: Vec<ContactLine>,
    /// 提出済み, 受理 …
    pub state: &'static str,
    /// The state's name, as forms send it back.
    pub state_key: &'static str,
    /// Whether the answer counts.
    pub is_done: bool,
    /// Why it was sent back or set aside; empty where no reason was given.
    pub reason: String,
    /// Until when the agency is asked to look again; empty where nothing was said.
    pub recheck: String,
    /// What can be done.
    pub possible: Possible,
    /// 受付番号
    pub receipt_number: String,
    /// The revision that counts.
    pub revision: i32,
    /// When it came in, in words.
    pub submitted_at: String,
    /// By which way.
    pub channel: &'static str,
    /// Who handed it in.
    pub submitted_by: String,
    /// Whether the agency has begun a correction that it has not handed in.
    pub is_changing: bool,
    /// What is to be looked at (要確認).
    pub checks: Vec<CheckLine>,
    /// What was asked and said.
    pub comments: Vec<CommentLine>,
    /// All answers.
    pub sections: Vec<AnsweredSection>,
    /// Checks that were confirmed, with reasons.
    pub confirmed: Vec<Confirmed>,
    /// Who reads it as a hearing; `None` where it is no hearing.
    pub confirmation: Option<&'static str>,
    /// Who reads it to code it; `None` where it is no case.
    pub readers: Option<Readers>,
    /// What has just been done, as a sentence; empty where nothing was.
    pub told: &'static str,
    /// Whether what was decided came too late: somebody handed in or decided meanwhile.
    pub is_stale: bool,
}
