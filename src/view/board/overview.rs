//! What needs attention in all rounds at work, above the list of rounds.

use serde::Serialize;

use super::line::Phone;

/// Whom to remind, whom to call, and what came in, each by round.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Overview {
    /// Rounds with agencies that have not answered.
    pub waiting: Vec<OverviewLine>,
    /// Rounds with answers about which somebody has to call (要確認).
    pub calls: Vec<OverviewLine>,
    /// Rounds with answers that came in since the person's last visit.
    pub arrivals: Vec<OverviewLine>,
    /// What keeps mails from leaving, in words.
    pub mail_trouble: Option<String>,
    /// Whether any round is at work.
    pub has_rounds: bool,
}

/// One round, and the first few who are meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OverviewLine {
    /// What the round is called.
    pub title: String,
    /// The address of its board, at the part that tells all.
    pub path: String,
    /// How many: 「12機関」, 「3件」.
    pub number: String,
    /// How far off the due date is, or since when answers are new; empty where nothing is to be said.
    pub when: String,
    /// The first few.
    pub who: Vec<OverviewWho>,
    /// How many more there are.
    pub more: usize,
}

/// An agency that is meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OverviewWho {
    /// Its name.
    pub agency: String,
    /// Where it is told of.
    pub path: String,
    /// What else is to be known, such as メール不達; empty where nothing is.
    pub note: String,
    /// Whom to call, where that is to be done.
    pub phones: Vec<Phone>,
}
