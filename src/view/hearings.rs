//! Hearings: what interviewers, the agency and the office see of them.

use serde::Serialize;

use super::answers::{AskedSection, ContactLine, Person, Place};
use super::form::{AnsweredSection, Head};

/// Who holds a hearing: the office's page.
#[derive(Debug, Serialize)]
pub struct AssignmentPage {
    /// Where the page stands.
    pub place: Place,
    /// Whom to call.
    pub contacts: Vec<ContactLine>,
    /// Who holds it.
    pub interviewers: Vec<Person>,
    /// Who could, too.
    pub others: Vec<Person>,
    /// The issue number of the last link; 0 where there never was one.
    pub issue: i32,
    /// The link for interviewers; empty where none opens.
    pub link: String,
    /// Whether links open at present.
    pub is_round_open: bool,
}

/// A hearing that an interviewer was given.
#[derive(Debug, Serialize)]
pub struct GivenHearing {
    /// Its address.
    pub path: String,
    /// Number of its sheet.
    pub sheet: i32,
    /// The agency.
    pub agency: String,
    /// The round.
    pub title: String,
    /// Due date in words.
    pub due: String,
    /// Where it stands.
    pub state: &'static str,
    /// Whether it may be written on.
    pub is_open: bool,
    /// When it was saved last, in words; empty where nothing was.
    pub saved_at: String,
}

/// One hearing.
#[derive(Debug, Serialize)]
pub struct HearingPage {
    /// Who asks.
    pub head: Head,
    /// The hearing.
    pub hearing: GivenHearing,
}

/// What the agency has answered in its survey.
#[derive(Debug, Serialize)]
pub struct SurveyPage {
    /// Who asks.
    pub head: Head,
    /// The survey's round; empty where there is no answer yet.
    pub title: String,
    /// When it came in, in words.
    pub at: String,
    /// All answers.
    pub sections: Vec<AnsweredSection>,
}

/// What the agency reads to confirm it.
#[derive(Debug, Serialize)]
pub struct ConfirmationPage {
    /// Who asks.
    pub head: Head,
    /// The sheet's number.
    pub sheet: i32,
    /// The revision that is read.
    pub revision: i32,
    /// The state it has, as forms send it back.
    pub state_key: &'static str,
    /// Whether the agency has confirmed it.
    pub is_confirmed: bool,
    /// Whether the agency has said what is not right, and the interviewer has not answered yet.
    pub is_asked: bool,
    /// What was typed about the whole.
    pub whole: String,
    /// What is wrong with that; empty where nothing is.
    pub whole_error: String,
    /// Where each error is, and what it says.
    pub errors: Vec<(String, String)>,
    /// The questions with what was written down.
    pub sections: Vec<AskedSection>,
    /// Whether what was sent came too late.
    pub is_stale: bool,
}

/// What the agency's start page says of its hearing.
#[derive(Debug, Serialize)]
pub struct HearingNotice {
    /// Number of the sheet.
    pub sheet: i32,
    /// Whether the interviewer has handed it in.
    pub is_written: bool,
    /// Whether the agency has confirmed it.
    pub is_confirmed: bool,
    /// Whether the agency has said what is not right.
    pub is_asked: bool,
}
