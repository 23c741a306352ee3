//! One sheet of ratings: whose, when, and what was chosen on each scale.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::reference::joining;
use crate::answer::{Answer, AnswerDocument, Completer};
use crate::definition::{Feed, Question, QuestionType, Questionnaire};

/// The places of a questionnaire that rates persons.
#[derive(Debug)]
pub struct RatingForm<'q> {
    questionnaire: &'q Questionnaire,
    completer: Completer<'q>,
    person: usize,
    time: Option<usize>,
    day: Option<usize>,
    /// Each scale with the question after it that asks why it was not filled in.
    scales: Vec<(usize, Option<usize>)>,
}

/// A scale or a checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// Key of the question.
    pub key: String,
    /// What is rated.
    pub label: String,
    /// Values from the least, with what they mean; the numbers of はい of a checklist mean nothing more.
    pub steps: Vec<(i64, String)>,
    /// Whether the value is how many items were answered with はい.
    pub is_checklist: bool,
}

/// One sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occasion {
    /// Id of the agency.
    pub agency: String,
    /// Place of the round among those read, in the order of time.
    pub round: usize,
    /// The agency's number of the person, as typed.
    pub reference: Option<String>,
    /// Which time it is: the place among the options, and the label.
    pub time: Option<(usize, String)>,
    /// The day of the rating.
    pub day: Option<Date>,
    /// Scale → what was chosen.
    pub ratings: BTreeMap<String, Rating>,
}

/// What was chosen on a scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rating {
    /// The value.
    Step(i64),
    /// None, with the reason where one was given.
    Missing(Option<String>),
}

impl Occasion {
    /// By what sheets are joined: the agency, and its number levelled; `None` where there is no number.
    pub fn person(&self) -> (String, Option<String>) {
        (self.agency.clone(), self.reference.as_deref().and_then(joining))
    }
}

impl<'q> RatingForm<'q> {
    /// The places, where the questionnaire has a question that feeds `rating.person` and a scale.
    pub fn of(questionnaire: &'q Questionnaire) -> Option<Self> {
        let questions: Vec<&Question> = questionnaire.questions().collect();
        let fed = |feed: Feed| questions.iter().position(|question| question.feeds.contains(&feed));
        let is_scale =
            |question: &Question| matches!(question.kind, QuestionType::Scale { .. } | QuestionType::Checklist { .. });
        let reason = |scale: usize| {
            let next = scale + 1;
            questions.get(next).filter(|question| question.feeds.contains(&Feed::RatingMissing)).map(|_| next)
        };
        let scales: Vec<_> = (0..questions.len())
            .filter(|place| questions.get(*place).is_some_and(|question| is_scale(question)))
            .map(|scale| (scale, reason(scale)))
            .collect();
        let person = fed(Feed::RatingPerson).filter(|_| !scales.is_empty())?;
        Some(Self {
            questionnaire,
            completer: Completer::new(questionnaire),
            person,
            time: fed(Feed::RatingOccasion),
            day: fed(Feed::RatingDay),
            scales,
        })
    }

    /// The scales in order.
    pub fn scales(&self) -> Vec<Scale> {
        self.scales.iter().filter_map(|(place, _)| scale(self.questionnaire.question(*place)?)).collect()
    }

    /// What a sheet of an agency in the round of this place says.
    pub fn read(&self, document: &AnswerDocument, agency: &str, round: usize) -> Occasion {
        let document = self.completer.complete(document.clone()).document;
        let text = |place: usize| match document.get(place) {
            Some(Answer::Text(text)) => Some(text.clone()),
            _ => None,
        };
        let ratings = self.scales.iter().filter_map(|(place, reason)| {
            let key = self.questionnaire.question(*place)?.key.clone();
            let missing = || reason.and_then(|reason| self.option(&document, reason)).map(|(_, label)| label);
            Some((key, value(document.get(*place)).map_or_else(|| Rating::Missing(missing()), Rating::Step)))
        });
        Occasion {
            agency: agency.to_owned(),
            round,
            reference: text(self.person),
            time: self.time.and_then(|place| self.option(&document, place)),
            day: self.day.and_then(text).and_then(|day| day.parse().ok()),
            ratings: ratings.collect(),
        }
    }

    /// The option chosen at a question, with its label.
    fn option(&self, document: &AnswerDocument, place: usize) -> Option<(usize, String)> {
        let Some(Answer::Choice { option, .. }) = document.get(place) else { return None };
        let QuestionType::Choice { options } = &self.questionnaire.question(place)?.kind else { return None };
        Some((*option, options.codes.get(*option)?.label.clone()))
    }
}

fn scale(question: &Question) -> Option<Scale> {
    let (steps, is_checklist) = match &question.kind {
        QuestionType::Scale { steps } => (steps.iter().map(|step| (step.value, step.label.clone())).collect(), false),
        QuestionType::Checklist { items } => {
            ((0..=items.len()).filter_map(|count| Some((i64::try_from(count).ok()?, String::new()))).collect(), true)
        }
        _ => return None,
    };
    Some(Scale { key: question.key.clone(), label: question.label.clone(), steps, is_checklist })
}

/// The step of a scale; of a checklist one point for each はい.
#[expect(clippy::cast_possible_truncation, reason = "steps are small whole numbers, checked when they are read")]
fn value(answer: Option<&Answer>) -> Option<i64> {
    match answer? {
        Answer::Number(step) => Some(*step as i64),
        Answer::Checklist(items) => i64::try_from(items.iter().filter(|item| **item == Some(true)).count()).ok(),
        _ => None,
    }
}
