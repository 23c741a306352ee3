//! What is known of a case beside its words: known by what its questions feed, whatever they are called.

use crate::answer::{Answer, AnswerDocument};
use crate::definition::{Feed, Options, QuestionType, Questionnaire};

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
    let of_question = |kind: &QuestionType| options_of(kind).map(|options| options.codes.clone()).unwrap_or_default();
    let fed = questionnaire.questions().filter(|question| question.feeds.contains(&feed));
    fed.flat_map(|question| of_question(&question.kind))
        .map(|code| Labelled { key: code.key, label: code.label })
        .collect()
}

fn chosen(questionnaire: &Questionnaire, document: &AnswerDocument, feed: Feed) -> Vec<Labelled> {
    let mut found = Vec::new();
    for (index, question) in questionnaire.questions().enumerate() {
        let Some(options) = options_of(&question.kind).filter(|_| question.feeds.contains(&feed)) else { continue };
        let places = match document.get(index) {
            Some(Answer::Choice { option, .. }) => vec![*option],
            Some(Answer::Choices { selected, .. }) => selected.clone(),
            Some(Answer::Ranking(ranked)) => ranked.clone(),
            _ => Vec::new(),
        };
        let codes = places.into_iter().filter_map(|place| options.codes.get(place));
        found.extend(codes.map(|code| Labelled { key: code.key.clone(), label: code.label.clone() }));
    }
    found
}

fn options_of(kind: &QuestionType) -> Option<&Options> {
    match kind {
        QuestionType::Choice { options } | QuestionType::Choices { options, .. } => Some(options),
        QuestionType::Ranking { options, .. } => Some(options),
        _ => None,
    }
}
