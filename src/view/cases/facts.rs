//! What is known of a case beside its words: known by what its questions feed, whatever they are called.

use crate::answer::{Answer, AnswerDocument};
use crate::definition::{Feed, Questionnaire};

/// A code with what people read for it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Labelled {
    /// The code.
    pub key: String,
    /// What people read.
    pub label: String,
}

/// The attributes of a case; empty where its sheet does not say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseFacts {
    /// 好事例 or 困難事例.
    pub valence: Option<Labelled>,
    /// The age band.
    pub age: Option<Labelled>,
    /// The sex.
    pub sex: Option<Labelled>,
    /// Conditions of body and mind.
    pub conditions: Vec<Labelled>,
    /// 支援中 or 支援終了.
    pub outcome: Option<Labelled>,
}

impl CaseFacts {
    /// The attributes that a sheet gives.
    pub fn of(questionnaire: &Questionnaire, document: &AnswerDocument) -> Self {
        let all = |feed| chosen(questionnaire, document, feed);
        let one = |feed| all(feed).into_iter().next();
        Self {
            valence: one(Feed::CaseValence),
            age: one(Feed::DemandAge),
            sex: one(Feed::DemandSex),
            conditions: all(Feed::DemandCondition),
            outcome: one(Feed::CaseOutcome),
        }
    }

    /// Which kind of case it is, and nothing else.
    pub fn kind_alone(self) -> Self {
        Self { valence: self.valence, ..Self::default() }
    }
}

/// The options that stand to be chosen for what feeds `feed`, in the order of the questionnaire.
pub fn options(questionnaire: &Questionnaire, feed: Feed) -> Vec<Labelled> {
    let codes = questionnaire.fed(feed).flat_map(|(_, _, options)| &options.codes);
    codes.map(|code| Labelled { key: code.key.clone(), label: code.label.clone() }).collect()
}

fn chosen(questionnaire: &Questionnaire, document: &AnswerDocument, feed: Feed) -> Vec<Labelled> {
    let mut found = Vec::new();
    for (index, _, options) in questionnaire.fed(feed) {
        let places = document.get(index).map_or(&[][..], Answer::selected);
        let codes = places.iter().filter_map(|place| options.codes.get(*place));
        found.extend(codes.map(|code| Labelled { key: code.key.clone(), label: code.label.clone() }));
    }
    found
}
