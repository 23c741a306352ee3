//! What agencies say they do, and for which ages.

use std::collections::BTreeSet;

use crate::analysis::table::Heading;
use crate::answer::{Answer, AnswerDocument, Completer};
use crate::definition::question::{OTHER, Options};
use crate::definition::{Feed, QuestionType, Questionnaire};

/// The option that an agency may be used at any age.
const ANY_AGE: &str = "any";
/// Options that say nothing of a band or of a function, and the words of その他, which need not mean the same twice.
const SAYS_NOTHING: [&str; 3] = ["unknown", "none", OTHER];

/// What one agency says it offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The agency, by its place in the register.
    pub agency: usize,
    /// Codes of the age bands that may use it.
    pub bands: BTreeSet<String>,
    /// Codes of its functions.
    pub functions: BTreeSet<String>,
}

/// The questions of a survey that tell what agencies do (`supply.function`) and for which ages
/// (`supply.age_eligible`).
pub struct OfferForm<'q> {
    functions: (usize, &'q Options),
    ages: (usize, &'q Options),
    completer: Completer<'q>,
}

impl<'q> OfferForm<'q> {
    /// The form of a questionnaire; `None` where it does not ask both.
    pub fn of(questionnaire: &'q Questionnaire) -> Option<Self> {
        let asked = |feed: Feed| {
            questionnaire.questions().enumerate().find_map(|(at, question)| match &question.kind {
                QuestionType::Choices { options } if question.feeds.contains(&feed) => Some((at, options)),
                _ => None,
            })
        };
        let (functions, ages) = (asked(Feed::SupplyFunction)?, asked(Feed::SupplyAgeEligible)?);
        Some(Self { functions, ages, completer: Completer::new(questionnaire) })
    }

    /// The age bands, in the order of the questionnaire.
    pub fn bands(&self) -> Vec<Heading> {
        headings(self.ages.1).filter(|band| band.key != ANY_AGE).collect()
    }

    /// The functions, in the order of the questionnaire.
    pub fn functions(&self) -> Vec<Heading> {
        headings(self.functions.1).collect()
    }

    /// What an agency offers; `None` where it left one of the two blank.
    pub fn read(&self, agency: usize, document: &AnswerDocument) -> Option<Offer> {
        let document = self.completer.complete(document.clone()).document;
        let chosen = |(at, options): (usize, &Options)| -> Option<BTreeSet<String>> {
            let Some(Answer::Choices { selected, .. }) = document.get(at) else { return None };
            let codes = selected.iter().filter_map(|option| options.codes.get(*option));
            Some(codes.map(|code| code.key.clone()).collect())
        };
        let (functions, mut bands) = (chosen(self.functions)?, chosen(self.ages)?);
        if bands.contains(ANY_AGE) {
            bands = self.bands().into_iter().map(|band| band.key).collect();
        }
        let told = |codes: BTreeSet<String>| codes.into_iter().filter(|code| tells(code)).collect();
        Some(Offer { agency, bands: told(bands), functions: told(functions) })
    }
}

fn tells(code: &str) -> bool {
    !SAYS_NOTHING.contains(&code)
}

fn headings(options: &Options) -> impl Iterator<Item = Heading> {
    let telling = options.codes.iter().filter(|code| tells(&code.key));
    telling.map(|code| Heading { key: code.key.clone(), label: code.label.clone() })
}
