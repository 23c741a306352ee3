//! What the demo's town is made of: the files under `survey-defs/demo/`, as types.
//!
//! The files hold what makes a town look like one (names, sentences, who works with whom, about how many);
//! the seed decides the rest.

mod agency;
mod case;
mod network;
mod sheets;

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

pub(super) use agency::{AgencyContent, SurveyContent};
pub(super) use case::{CaseTexts, PublishedCase, Side};
pub(super) use network::{NetworkContent, ReaderContent, RoundContent};
pub(super) use sheets::{HalfOrWhole, IntakeContent, PersonContent, ProgressContent};

use crate::assets;

/// A question key and what is answered, in the shapes of answer documents; lists of codes may stand for choices.
pub(super) type Answers = serde_json::Map<String, serde_json::Value>;

/// Everything in the folder.
#[derive(Debug)]
pub(super) struct Town {
    /// The network and its rounds.
    pub(super) network: NetworkContent,
    /// The register, in the order of the files.
    pub(super) agencies: Vec<AgencyContent>,
    /// The published cases.
    pub(super) cases: Vec<PublishedCase>,
    /// Sentences for cases, by category.
    pub(super) case_texts: BTreeMap<String, CaseTexts>,
    /// The health centres' answers.
    pub(super) health_centres: Vec<HalfOrWhole>,
    /// Intake sheets.
    pub(super) intakes: Vec<IntakeContent>,
    /// Progress scales.
    pub(super) progress: Vec<ProgressContent>,
}

/// A file of the demo's content that cannot be read: our own fault.
#[derive(Debug, thiserror::Error)]
#[error("survey-defs/demo/{file}: {reason}")]
pub struct ContentError {
    /// The file's name.
    pub file: String,
    /// What is wrong, with line and column where known.
    pub reason: String,
}

impl Town {
    /// The town that ships with the program.
    ///
    /// # Errors
    /// The first file that is missing or does not fit.
    pub(super) fn shipped() -> Result<Self, ContentError> {
        let files: BTreeMap<String, String> = assets::definition_files()
            .into_iter()
            .filter_map(|(path, text)| Some((path.strip_prefix("demo/")?.to_owned(), text)))
            .collect();
        let mut agencies = Vec::new();
        for name in files.keys().filter(|name| name.starts_with("agencies-")) {
            agencies.extend(yaml::<Vec<AgencyContent>>(&files, name)?);
        }
        let texts: Vec<CaseTexts> = yaml(&files, "cases.yaml")?;
        Ok(Self {
            network: yaml(&files, "network.yaml")?,
            agencies,
            cases: case::published(text(&files, "handbook-cases.csv")?)
                .map_err(|error| problem("handbook-cases.csv", &error))?,
            case_texts: texts.into_iter().map(|texts| (texts.category.clone(), texts)).collect(),
            health_centres: yaml(&files, "health-centres.yaml")?,
            intakes: yaml(&files, "intakes.yaml")?,
            progress: yaml(&files, "progress.yaml")?,
        })
    }

    /// The agency with this key.
    pub(super) fn agency(&self, key: &str) -> Option<&AgencyContent> {
        self.agencies.iter().find(|agency| agency.key == key)
    }
}

fn text<'f>(files: &'f BTreeMap<String, String>, name: &str) -> Result<&'f str, ContentError> {
    files.get(name).map(String::as_str).ok_or_else(|| problem(name, &"missing"))
}

fn yaml<T: DeserializeOwned>(files: &BTreeMap<String, String>, name: &str) -> Result<T, ContentError> {
    // 「yes」 is the code of an option here, as in the definitions.
    let options = serde_saphyr::options! { strict_booleans: true };
    serde_saphyr::from_str_with_options(text(files, name)?, options).map_err(|error| problem(name, &error))
}

fn problem(file: &str, reason: &impl ToString) -> ContentError {
    ContentError { file: file.to_owned(), reason: reason.to_string() }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_shipped_town_has_26_agencies_of_22_kinds_and_the_30_published_cases() {
        let town = Town::shipped().unwrap();
        assert_eq!(town.agencies.len(), 26);
        assert_eq!(town.agencies.iter().map(|agency| &agency.kind).collect::<BTreeSet<_>>().len(), 22);
        assert_eq!(town.cases.len(), 30);
        for case in &town.cases {
            assert!(town.case_texts.contains_key(&case.category), "{}", case.category);
        }
    }

    #[test]
    fn every_agency_that_is_named_is_in_the_register() {
        let town = Town::shipped().unwrap();
        let named = town.agencies.iter().flat_map(|agency| agency.survey.agencies_named());
        let in_cases = town.case_texts.values().flat_map(|texts| texts.agencies.iter());
        let in_sheets = town.intakes.iter().map(|one| &one.agency).chain(town.progress.iter().map(|one| &one.agency));
        for key in named.chain(in_cases).chain(in_sheets).chain(town.health_centres.iter().map(|one| &one.agency)) {
            assert!(town.agency(key).is_some(), "{key}");
        }
    }

    #[test]
    fn nothing_in_the_town_judges_anybody() {
        let avoided = ["未就労", "改善", "問題のある家族", "困難者", "社会復帰", "脱落", "供給", "需要"];
        for (path, text) in assets::definition_files().iter().filter(|(path, _)| path.starts_with("demo/")) {
            for word in avoided {
                assert!(!text.contains(word), "{path}: {word}");
            }
        }
    }

    #[test]
    fn nobody_can_be_reached_by_what_is_written_in_the_town() {
        for agency in Town::shipped().unwrap().agencies {
            assert!(agency.contact.mail.ends_with(".example.jp"), "{}", agency.key);
            assert!(agency.contact.telephone.starts_with("0XX-"), "{}", agency.key);
        }
    }
}
