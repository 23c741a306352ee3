//! What comes first on a Monday: whom to call, what came in, who has not answered.

use serde::Serialize;

use super::line::Phone;

/// An answer with something to be asked about (要確認).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CallLine {
    /// The agency.
    pub agency: String,
    /// Whom to call.
    pub phones: Vec<Phone>,
    /// The answer: 回答, or the sheet's number where there are several.
    pub sheet: String,
    /// The address of the answer.
    pub path: String,
    /// What does not agree, the first few.
    pub checks: Vec<String>,
    /// How many more there are.
    pub more: usize,
}

/// What came in since last time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Arrivals {
    /// When the person looked last, in words; empty at the first time.
    pub since: String,
    /// How many came in.
    pub number: usize,
    /// The newest of them.
    pub lines: Vec<ArrivalLine>,
}

/// An answer that came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArrivalLine {
    /// The agency.
    pub agency: String,
    /// The answer: 回答, or the sheet's number where there are several.
    pub sheet: String,
    /// The address of the answer.
    pub path: String,
    /// When, in words.
    pub at: String,
    /// What came: 回答を提出, 訂正を提出 …
    pub what: &'static str,
}

/// Who has not answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// How many agencies.
    pub number: usize,
    /// Those to call first: mail does not reach them, or nothing was begun.
    pub lines: Vec<WaitingLine>,
    /// Those whom one button reminds: mail reaches them, and none asked them within two days.
    pub remindable: Vec<String>,
    /// How many more mail reaches, who were asked within two days.
    pub just_asked: usize,
}

/// An agency that has not answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WaitingLine {
    /// The agency.
    pub agency: String,
    /// The address of its answers.
    pub path: String,
    /// Whom to call.
    pub phones: Vec<Phone>,
    /// 未着手, or 入力中 with the percent.
    pub state: String,
    /// Whether no mail reaches it.
    pub is_undeliverable: bool,
}
