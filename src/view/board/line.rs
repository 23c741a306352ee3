//! One agency on the board.

use serde::Serialize;

use super::note::NoteLine;

/// One agency on the board of a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BoardLine {
    /// The agency's id.
    pub id: String,
    /// The agency.
    pub agency: String,
    /// Its kind.
    pub kind: String,
    /// The address of the agency's answers.
    pub path: String,
    /// Whom to call.
    pub phones: Vec<Phone>,
    /// The mail that asks: 未送付, 送信待ち, 送付済み, 不達.
    pub delivery: &'static str,
    /// When it was sent, in words; empty where it was not.
    pub sent: String,
    /// Whether mail does not arrive.
    pub is_undeliverable: bool,
    /// Where its answers stand, a word for each state.
    pub states: Vec<StateMark>,
    /// Why it declined; empty where it did not.
    pub reason: String,
    /// How many things are to be asked about (要確認).
    pub checks: usize,
    /// What happened last; empty where nothing did.
    pub event: &'static str,
    /// When, in words; empty where nothing did.
    pub last: String,
    /// The notes of calls, newest first.
    pub notes: Vec<NoteLine>,
    /// The id that the next note gets: a button pressed twice adds one.
    pub next_note: String,
    /// A note that could not be kept, as it was typed.
    pub typed: String,
    /// What is wrong with it; empty where nothing is.
    pub error: String,
    /// Whether a button reminds it.
    pub is_remindable: bool,
    /// The address of the agency's own page; empty unless the round is open.
    pub link: String,
}

/// Somebody who can be called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Phone {
    /// Post and name.
    pub name: String,
    /// The number; empty where none is known.
    pub telephone: String,
    /// Whether mail to them does not arrive.
    pub is_undeliverable: bool,
}

/// How answers stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StateMark {
    /// 未着手, 入力中, 提出済み …
    pub label: &'static str,
    /// The value of the filter.
    pub key: &'static str,
    /// Whether an answer is in, and counts.
    pub is_done: bool,
    /// Sheets; 0 where a number would say nothing (one answer an agency).
    pub sheets: u64,
    /// How much of the questions is answered, where that is known.
    pub percent: Option<u8>,
}

impl StateMark {
    /// 「入力中 40％」, 「提出済み 3件」.
    pub fn words(&self) -> String {
        match (self.percent, self.sheets) {
            (Some(percent), _) => format!("{} {percent}％", self.label),
            (None, 0) => self.label.to_owned(),
            (None, sheets) => format!("{} {sheets}件", self.label),
        }
    }
}
