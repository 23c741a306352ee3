//! The network and its rounds.

use indexmap::IndexMap;
use serde::Deserialize;

/// The network, its office and its rounds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::app::demo) struct NetworkContent {
    /// The network's name.
    pub(in crate::app::demo) name: String,
    /// The municipality.
    pub(in crate::app::demo) municipality: String,
    /// The department in charge.
    pub(in crate::app::demo) department: String,
    /// The officer.
    pub(in crate::app::demo) officer: String,
    /// The officer's telephone number.
    pub(in crate::app::demo) telephone: String,
    /// The officer's address, and the coordinator's sign-in.
    pub(in crate::app::demo) mail: String,
    /// When the telephone is answered.
    pub(in crate::app::demo) hours: String,
    /// IANA name.
    pub(in crate::app::demo) time_zone: String,
    /// Whom to turn to when somebody is in danger, for the letters.
    pub(in crate::app::demo) emergency: String,
    /// At which meeting results are shared.
    pub(in crate::app::demo) meeting: String,
    /// What is made up and what is published.
    pub(in crate::app::demo) notice: String,
    /// Who reads cases.
    pub(in crate::app::demo) readers: Vec<ReaderContent>,
    /// The rounds.
    pub(in crate::app::demo) rounds: Vec<RoundContent>,
}

/// A reader of cases. They sign in with the coordinator's password.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::app::demo) struct ReaderContent {
    /// The reader's name.
    pub(in crate::app::demo) name: String,
    /// The mail address.
    pub(in crate::app::demo) mail: String,
}

/// One round. Days count from the day on which the demo is made.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::app::demo) struct RoundContent {
    /// The questionnaire's key.
    pub(in crate::app::demo) questionnaire: String,
    /// The round's title.
    pub(in crate::app::demo) title: String,
    /// The fiscal year asked about.
    pub(in crate::app::demo) fiscal_year: i32,
    /// The period asked about, in words.
    pub(in crate::app::demo) period: String,
    /// Day of opening.
    pub(in crate::app::demo) opened: i32,
    /// Due day.
    pub(in crate::app::demo) due: i32,
    /// Day of closing; open still where there is none.
    pub(in crate::app::demo) closed: Option<i32>,
    /// Item → what the office makes of all agencies' words to it.
    #[serde(default)]
    pub(in crate::app::demo) summaries: IndexMap<String, String>,
}
