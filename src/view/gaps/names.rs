//! The names of agencies and answers behind figures.

use serde::Serialize;

use crate::analysis::evidence::{Evidence, Mentions};
use crate::analysis::gap::UnmetCases;
use crate::view::figures;

/// Agencies and answers by the places that evidence names.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Names {
    /// Agencies in the order of the register.
    pub agencies: Vec<String>,
    /// Answers.
    pub answers: Vec<AnswerName>,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AnswerName {
    /// What it answers, such as a round's title with the number of the sheet.
    pub title: String,
    /// Where it is read, below the network's desk; empty where there is no page.
    pub path: String,
}

/// An answer that says something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Voice {
    /// The agency.
    pub agency: String,
    /// What it answered.
    pub title: String,
    /// Where that is read, below the network's desk.
    pub path: String,
    /// What it says, a line each.
    pub says: Vec<String>,
}

impl Names {
    /// The agency of an answer.
    pub fn agency(&self, evidence: Evidence) -> &str {
        self.agencies.get(evidence.agency).map_or("", String::as_str)
    }

    /// An answer with what it says.
    pub fn voice(&self, evidence: Evidence, says: Vec<String>) -> Voice {
        let answer = self.answers.get(evidence.answer).cloned().unwrap_or_default();
        Voice { agency: self.agency(evidence).to_owned(), title: answer.title, path: answer.path, says }
    }

    /// The agencies, each once.
    pub fn list(&self, mentions: &Mentions) -> Vec<&str> {
        let mut agencies: Vec<usize> = mentions.iter().map(|evidence| evidence.agency).collect();
        agencies.dedup();
        agencies.into_iter().filter_map(|agency| self.agencies.get(agency)).map(String::as_str).collect()
    }
}

/// How much of the answers behind figures may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Agencies by name, cases counted, each figure with a way to its evidence.
    Answers,
    /// How many agencies, and nothing else: counts of cases would tell of a few persons, and who said what is for those
    /// alone who read the answers.
    Counts,
}

impl Depth {
    /// The address of evidence, as far as it may be read.
    pub(super) fn query(self, query: String) -> String {
        if self == Self::Answers { query } else { String::new() }
    }

    /// `3機関・5件` of case sheets; without the cases where they may not be shown.
    pub(super) fn cases(self, mentions: &Mentions) -> String {
        if self == Self::Answers { cases(mentions) } else { agencies(mentions) }
    }

    /// The same of cases that agencies wrote down.
    pub(super) fn agencies_and_cases(self, agencies: u64, cases: Option<f64>) -> String {
        agencies_and_cases(agencies, cases.filter(|_| self == Self::Answers))
    }

    /// The same of cases of which some may be of other bands too: these stand behind the mark that [`JOINT`] explains.
    pub(super) fn agencies_and_unmet(self, agencies: u64, cases: UnmetCases) -> String {
        let said = self.agencies_and_cases(agencies, cases.own);
        match cases.joint.filter(|_| self == Self::Answers) {
            Some(joint) => format!("{said}・＊{}", number_of_cases(joint)),
            None => said,
        }
    }
}

/// `3機関`
pub fn agencies(mentions: &Mentions) -> String {
    format!("{}機関", figures::count(mentions.agencies()))
}

/// `3機関・5件`; without cases where nobody wrote any down.
pub fn agencies_and_cases(agencies: u64, cases: Option<f64>) -> String {
    let agencies = figures::count(agencies);
    cases.map_or_else(|| format!("{agencies}機関"), |cases| format!("{agencies}機関・{}", number_of_cases(cases)))
}

/// What ＊ means before a number of cases.
pub const JOINT: &str = "＊は、複数の年代を合わせた件数です。その年代だけの件数ではありません。";

/// Cases that are told of several bands (or functions) together.
pub fn joint_cases(cases: f64) -> String {
    format!("複数の年代を合わせた件数で{}", number_of_cases(cases))
}

/// `5件`
pub fn number_of_cases(cases: f64) -> String {
    format!("{}件", figures::amount(cases, figures::decimals_of([cases])))
}

/// `3機関・5件` of case sheets.
pub fn cases(mentions: &Mentions) -> String {
    format!("{}・{}件", agencies(mentions), figures::count(mentions.answers()))
}
