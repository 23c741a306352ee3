//! What stands on every page behind a link: who asks, whom to call, until when.

use serde::Serialize;

/// Facts of the round and the office that asks.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Head {
    /// Address of the link's start page, such as `/a/TOKEN`.
    pub base: String,
    /// Title of the round.
    pub title: String,
    /// The network.
    pub network: String,
    /// The department that asks.
    pub department: String,
    /// Whom to ask.
    pub officer: String,
    /// The telephone number.
    pub telephone: String,
    /// When the telephone is answered.
    pub office_hours: String,
    /// The mail address.
    pub mail: String,
    /// The agency that answers.
    pub agency: String,
    /// Due date in words.
    pub due: String,
    /// Whether the due date is over and the answer is taken all the same.
    pub is_late: bool,
    /// How long an answer takes.
    pub minutes: u32,
    /// Period asked about, in words.
    pub period: String,
    /// Whether an interviewer fills it in, who may read the agency's survey beside it.
    pub is_interviewer: bool,
    /// The sheet's own name, where an agency fills in several: 「事例シート 2」.
    pub sheet_name: Option<String>,
}
