//! Entering what came on paper, by FAX or by telephone.

use serde::Serialize;

use super::{CheckLine, ChoiceLine, Place};
use crate::view::form::{AnsweredSection, Standing, Step};

/// A way by which an answer came.
#[derive(Debug, Clone, Serialize)]
pub struct ChannelChoice {
    /// Its name, as forms send it.
    pub key: &'static str,
    /// 紙, FAX …
    pub label: &'static str,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// What an entry begins with.
#[derive(Debug, Clone, Serialize)]
pub struct StartChoice {
    /// Its name, as forms send it.
    pub key: &'static str,
    /// What it is.
    pub label: String,
    /// What becomes of what is there.
    pub help: &'static str,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// The page that begins an entry.
#[derive(Debug, Serialize)]
pub struct EntryStartPage {
    /// Where the page stands.
    pub place: Place,
    /// Address of the entry.
    pub entry: String,
    /// `first` or `second`.
    pub hand: &'static str,
    /// The entry that is open already: who began it and when it was saved, in words.
    pub open: Option<String>,
    /// Its version, to give it up as it was seen.
    pub open_version: i32,
    /// Whether the person who would enter it a second time entered it the first time too.
    pub is_same_person: bool,
    /// Whether it corrects an answer that is in.
    pub is_correction: bool,
    /// Until when the agency saved something that it has not handed in, in words; empty where it has not.
    pub agency_saved_at: String,
    /// By which way.
    pub channels: Vec<ChannelChoice>,
    /// What to begin with; empty where there is no choice.
    pub starts: Vec<StartChoice>,
    /// What is wrong with the channel; empty where nothing is.
    pub channel_error: &'static str,
    /// What is wrong with the beginning; empty where nothing is.
    pub start_error: &'static str,
    /// Whether what was asked came too late.
    pub is_stale: bool,
}

/// What was entered, before it is handed in.
#[derive(Debug, Serialize)]
pub struct EntryReviewPage {
    /// Where the page stands.
    pub place: Place,
    /// Address of the entry.
    pub entry: String,
    /// `first` or `second`.
    pub hand: &'static str,
    /// By which way it came.
    pub channel: &'static str,
    /// The sheet.
    pub standing: Standing,
    /// All steps.
    pub steps: Vec<Step>,
    /// What does not agree, or cannot be read: kept as written, and marked 要確認.
    pub checks: Vec<CheckLine>,
    /// What is to be chosen before it can be handed in.
    pub choices: usize,
    /// Whether it corrects an answer that is in, so that a reason is asked for.
    pub is_correction: bool,
    /// The reason as typed.
    pub reason: String,
    /// What is wrong with it; empty where nothing is.
    pub reason_error: String,
    /// All answers.
    pub sections: Vec<AnsweredSection>,
    /// Whether somebody saved since the page was shown.
    pub is_stale: bool,
    /// Whether somebody handed in another answer since the entry was begun.
    pub is_overtaken: bool,
    /// What the second entry has otherwise; `None` where there is none.
    pub compared: Option<Vec<ChoiceLine>>,
    /// Who entered it the second time.
    pub second_by: String,
    /// Whether one person entered both.
    pub is_same_person: bool,
    /// Cells of which nothing was chosen yet, where handing in was tried.
    pub unchosen: usize,
}
