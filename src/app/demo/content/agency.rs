//! An agency of the town: its line of the register and what it has to say.

use indexmap::IndexMap;
use serde::Deserialize;

use super::Answers;

/// One agency.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::app::demo) struct AgencyContent {
    /// By which other files name it.
    pub(in crate::app::demo) key: String,
    /// Its name.
    pub(in crate::app::demo) name: String,
    /// The reading of its name.
    pub(in crate::app::demo) kana: String,
    /// The code of its kind.
    pub(in crate::app::demo) kind: String,
    /// A postal code that is not assigned.
    pub(in crate::app::demo) postal_code: String,
    /// Where letters go.
    pub(in crate::app::demo) address: String,
    /// Who answers for it.
    pub(in crate::app::demo) contact: ContactContent,
    /// Why it declines the survey, if it does.
    #[serde(default)]
    pub(in crate::app::demo) declines: Option<String>,
    /// What its survey answer is made from.
    pub(in crate::app::demo) survey: SurveyContent,
    /// Its answers at the hearing, if there was one.
    #[serde(default)]
    pub(in crate::app::demo) hearing: Option<Answers>,
    /// Its group-work sheet, if it wrote one.
    #[serde(default)]
    pub(in crate::app::demo) group_work: Option<Answers>,
}

/// Who answers for an agency.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::app::demo) struct ContactContent {
    /// Post and family name.
    pub(in crate::app::demo) name: String,
    /// An address under example.jp.
    pub(in crate::app::demo) mail: String,
    /// A number that does not exist.
    pub(in crate::app::demo) telephone: String,
    /// A FAX number that does not exist, if there is one.
    #[serde(default)]
    pub(in crate::app::demo) fax: Option<String>,
}

/// What an agency's survey answer is made from. Lists hold codes of the survey's questions.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::app::demo) struct SurveyContent {
    /// Head count.
    pub(in crate::app::demo) staff: StaffContent,
    /// Job title → persons; one person can hold several.
    pub(in crate::app::demo) titles: IndexMap<String, u32>,
    /// What the other titles are called.
    #[serde(default)]
    pub(in crate::app::demo) titles_other: Option<String>,
    /// Ways of working.
    pub(in crate::app::demo) methods: Vec<String>,
    /// The words of その他.
    #[serde(default)]
    pub(in crate::app::demo) methods_other: Option<String>,
    /// Whom it supports.
    pub(in crate::app::demo) targets: Vec<String>,
    /// The words of その他.
    #[serde(default)]
    pub(in crate::app::demo) targets_other: Option<String>,
    /// Age band → about how many persons in the year; bands left out had none.
    pub(in crate::app::demo) served: IndexMap<String, u32>,
    /// About how many contacts a person.
    pub(in crate::app::demo) contacts_each: u32,
    /// By whom first contacts come, as weights.
    pub(in crate::app::demo) first: IndexMap<String, u32>,
    /// From what agencies first contacts come.
    #[serde(default)]
    pub(in crate::app::demo) routes: Vec<String>,
    /// The sections of the city office among them.
    #[serde(default)]
    pub(in crate::app::demo) city_sections: Option<String>,
    /// What it does.
    pub(in crate::app::demo) functions: Vec<String>,
    /// Whom it can serve.
    pub(in crate::app::demo) eligible: Vec<String>,
    /// Places and programmes that it tells of.
    #[serde(default)]
    pub(in crate::app::demo) resources: Vec<Answers>,
    /// Agency → purposes, most important first.
    #[serde(default)]
    pub(in crate::app::demo) partners: IndexMap<String, Vec<String>>,
    /// Agencies.
    #[serde(default)]
    pub(in crate::app::demo) referred_from: Vec<String>,
    /// Agencies.
    #[serde(default)]
    pub(in crate::app::demo) referred_to: Vec<String>,
    /// What was looked for and not found.
    #[serde(default)]
    pub(in crate::app::demo) unmet: Vec<Answers>,
    /// Endings that left a doubt.
    #[serde(default)]
    pub(in crate::app::demo) doubtful: Option<Doubtful>,
    /// Whom support hardly reaches.
    pub(in crate::app::demo) hard_to_reach: Vec<String>,
    /// What it finds difficult.
    pub(in crate::app::demo) difficulties: Vec<String>,
    /// What the region should have.
    #[serde(default)]
    pub(in crate::app::demo) wanted: Vec<String>,
    /// Meetings that it takes part in.
    #[serde(default)]
    pub(in crate::app::demo) meetings: Vec<String>,
    /// What it wants to talk about, in order.
    pub(in crate::app::demo) topics: Vec<String>,
    /// In its own words.
    #[serde(default)]
    pub(in crate::app::demo) strengths: Option<String>,
    /// In its own words.
    #[serde(default)]
    pub(in crate::app::demo) remarks: Option<String>,
}

impl SurveyContent {
    /// Keys of the agencies that it names.
    #[cfg(test)]
    pub(super) fn agencies_named(&self) -> impl Iterator<Item = &String> {
        self.partners.keys().chain(&self.referred_from).chain(&self.referred_to)
    }
}

/// Head count.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::app::demo) struct StaffContent {
    /// 常勤
    pub(in crate::app::demo) full_time: u32,
    /// 非常勤
    pub(in crate::app::demo) part_time: u32,
}

/// Endings that left a doubt.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::app::demo) struct Doubtful {
    /// About how many.
    pub(in crate::app::demo) cases: u32,
    /// Of what kind.
    pub(in crate::app::demo) reasons: Vec<String>,
}
