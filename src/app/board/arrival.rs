//! Answers that came in.

use jiff::Timestamp;

use crate::store::UserId;
use crate::store::audit::Actor;
use crate::store::board::Arrival;
use crate::store::responses::Response;

/// An answer with how it came in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Came<'a> {
    /// The number of its sheet.
    pub(super) sheet: i32,
    /// The answer.
    pub(super) response: &'a Response,
    /// How the revision that counts came in.
    pub(super) arrival: &'a Arrival,
}

impl Came<'_> {
    /// What came, in words.
    pub(super) fn words(&self) -> &'static str {
        match (self.arrival.submitted_by, self.arrival.revision) {
            (Actor::User(_), 1) => "事務局が回答を登録",
            (Actor::User(_), _) => "事務局が回答を訂正",
            (_, 1) => "回答を提出",
            _ => "訂正を提出",
        }
    }

    /// Whether it is news to a person who looked at this time: not if they typed it in themselves.
    pub(super) fn is_new(&self, since: Option<Timestamp>, reader: UserId) -> bool {
        self.arrival.submitted_by != Actor::User(reader) && since.is_none_or(|since| self.arrival.submitted_at > since)
    }
}
