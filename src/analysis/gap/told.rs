//! Questions that say where support is needed, counted by agencies: how many name each option, and in a ranking how
//! many name it first. No weights, and nothing is added over questions.

use crate::analysis::Heading;
use crate::analysis::evidence::{Given, Mentions};
use crate::answer::Answer;
use crate::definition::{AnswersPerAgency, Feed, Question, QuestionType, Questionnaire};

/// One question.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The signal that it feeds.
    pub feed: Feed,
    /// Key of the questionnaire.
    pub definition: String,
    /// Key of the question.
    pub question: String,
    /// What was asked.
    pub label: String,
    /// Whether options are ranked.
    pub is_ranked: bool,
    /// Who was asked: answered the questionnaire, and was shown the question.
    pub asked: Mentions,
    /// Who of them left it blank.
    pub blank: Mentions,
    /// One an option.
    pub rows: Vec<ToldRow>,
    /// Of a number: what was written down.
    pub number: Option<Number>,
}

/// One option.
#[derive(Debug, Clone, PartialEq)]
pub struct ToldRow {
    /// The option.
    pub heading: Heading,
    /// Who names it.
    pub by: Mentions,
    /// Of a ranking: who names it first.
    pub first: Mentions,
}

/// Numbers of cases that agencies wrote down.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Number {
    /// Who wrote more than 0.
    pub by: Mentions,
    /// Who wrote 0: that there is none is no naming.
    pub none: Mentions,
    /// Their sum, persons counted several times.
    pub sum: f64,
    /// Who does not know it (不明).
    pub unknown: Mentions,
}

/// The signals that are questions; conditions are read from rankings alone, which is how hearings ask for them.
const SIGNALS: [Feed; 4] = [Feed::DemandUnmet, Feed::DemandDoubtfulEnd, Feed::DemandHardToReach, Feed::DemandCondition];

/// The questions of one questionnaire that is answered once an agency.
pub(super) fn of<'a>(questionnaire: &Questionnaire, given: impl IntoIterator<Item = Given<'a>> + Clone) -> Vec<Told> {
    if questionnaire.answers_per_agency == AnswersPerAgency::Many {
        return Vec::new();
    }
    let feed = |question: &Question| {
        let feed = SIGNALS.into_iter().find(|feed| question.feeds.contains(feed))?;
        let is_taken = match &question.kind {
            QuestionType::Ranking { .. } => true,
            QuestionType::Choice { .. } | QuestionType::Choices { .. } | QuestionType::Number(_) => {
                feed != Feed::DemandCondition
            }
            _ => false,
        };
        is_taken.then_some(feed)
    };
    let asked = questionnaire.questions().enumerate();
    asked
        .filter_map(|(index, question)| {
            let mut told = Told::about(question, feed(question)?, questionnaire);
            given.clone().into_iter().for_each(|one| told.add(index, one));
            Some(told)
        })
        .collect()
}

impl Told {
    fn about(question: &Question, feed: Feed, questionnaire: &Questionnaire) -> Self {
        let row = |(key, label): (&String, &String)| ToldRow {
            heading: Heading { key: key.clone(), label: label.clone() },
            by: Mentions::default(),
            first: Mentions::default(),
        };
        let codes = question.kind.options().into_iter().flat_map(|options| &options.codes);
        Self {
            feed,
            definition: questionnaire.key.clone(),
            question: question.key.clone(),
            label: question.label.clone(),
            is_ranked: matches!(question.kind, QuestionType::Ranking { .. }),
            asked: Mentions::default(),
            blank: Mentions::default(),
            rows: codes.map(|code| row((&code.key, &code.label))).collect(),
            number: matches!(question.kind, QuestionType::Number(_)).then(Number::default),
        }
    }

    fn add(&mut self, index: usize, Given { evidence, completed, .. }: Given<'_>) {
        if !completed.shown.is_shown(index) {
            return;
        }
        self.asked.add(evidence);
        match (completed.document.get(index), &mut self.number) {
            (None, _) => self.blank.add(evidence),
            (Some(Answer::Unknown), Some(number)) => number.unknown.add(evidence),
            (Some(Answer::Number(value)), Some(number)) => {
                if *value > 0.0 {
                    number.by.add(evidence)
                } else {
                    number.none.add(evidence)
                }
                number.sum += value;
            }
            (Some(answer), _) => {
                for (place, option) in answer.selected().iter().enumerate() {
                    let Some(row) = self.rows.get_mut(*option) else { continue };
                    row.by.add(evidence);
                    if self.is_ranked && place == 0 {
                        row.first.add(evidence);
                    }
                }
            }
        }
    }
}
