//! The audit log in words: who did what to what, and when.

mod actions;
mod details;

use serde::Serialize;

pub use actions::{ACTIONS, Group, action_words};
pub use details::details_words;

use super::field::ErrorLine;

/// A line of the log, made ready.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LogLine {
    /// When, in the network's time zone.
    pub at: String,
    /// Who.
    pub who: String,
    /// What was done.
    pub action: String,
    /// To what.
    pub subject: String,
    /// More about it.
    pub details: String,
}

/// Something to choose in a filter.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// What it sends.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// Actions of one kind of thing, to choose from.
#[derive(Debug, Clone, Serialize)]
pub struct ActionGroup {
    /// What they are done to.
    pub label: &'static str,
    /// The actions.
    pub actions: Vec<Choice>,
}

/// The page of the log.
#[derive(Debug, Serialize)]
pub struct LogPage {
    /// Newest first.
    pub lines: Vec<LogLine>,
    /// Where the next page begins; empty on the last one.
    pub next: String,
    /// What is asked for, as the end of addresses, without its leading sign.
    pub query: String,
    /// Whether these are not the newest lines.
    pub is_continued: bool,
    /// The people of the network.
    pub people: Vec<Choice>,
    /// All actions by what they are done to.
    pub actions: Vec<ActionGroup>,
    /// The first day, as typed.
    pub from: String,
    /// The last day, as typed.
    pub until: String,
    /// What is wrong with the days.
    pub errors: Vec<ErrorLine>,
}

/// All actions, one of them chosen.
pub fn action_groups(chosen: &str) -> Vec<ActionGroup> {
    let choice = |(code, words): &(&'static str, &'static str)| Choice {
        value: (*code).to_owned(),
        label: (*words).to_owned(),
        is_chosen: *code == chosen,
    };
    ACTIONS
        .iter()
        .map(|Group { label, actions }| ActionGroup { label, actions: actions.iter().map(choice).collect() })
        .collect()
}
