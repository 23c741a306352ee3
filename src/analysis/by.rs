//! What answers are grouped by.

use thiserror::Error;

use super::dataset::{Dimension, Place};
use crate::definition::{Question, QuestionType, Questionnaire, Words};

/// A grouping of answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// By the kind of the agency that answered.
    AgencyKind,
    /// By the answer to a choice, choices or scale question, named by its index.
    Question(usize),
}

/// Why answers cannot be grouped so.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ByProblem {
    /// There is no such question outside repeats.
    #[error("no such question: {0}")]
    Unknown(String),
    /// The question is of another type.
    #[error("cannot group by a question of type {1}: {0}")]
    Unfit(String, &'static str),
}

impl ByProblem {
    /// The problem in words for people.
    pub fn words(&self) -> Words {
        match self {
            Self::Unknown(key) => Words::new(
                format!("「{key}」という設問はありません。agency_kind又は設問のキーを指定してください。"),
                format!("there is no question \"{key}\"; name agency_kind or the key of a question"),
            ),
            Self::Unfit(key, kind) => Words::new(
                format!("「{key}」（{kind}）では分けられません。choice、choices又はscaleの設問を指定してください。"),
                format!("cannot group by \"{key}\" ({kind}); name a choice, choices or scale question"),
            ),
        }
    }
}

impl By {
    /// The grouping with this name: `agency_kind` or the key of a question.
    ///
    /// # Errors
    /// Where there is no such question or it has no groups.
    pub fn from_name(questionnaire: &Questionnaire, name: &str) -> Result<Self, ByProblem> {
        if name == "agency_kind" {
            return Ok(Self::AgencyKind);
        }
        let (index, question) = questionnaire.find(name).ok_or_else(|| ByProblem::Unknown(name.to_owned()))?;
        match question.kind {
            QuestionType::Choice { .. } | QuestionType::Choices { .. } | QuestionType::Scale { .. } => {
                Ok(Self::Question(index))
            }
            _ => Err(ByProblem::Unfit(name.to_owned(), question.kind.name())),
        }
    }

    /// Whether one answer can be in several groups.
    pub(super) fn overlaps(self, questionnaire: &Questionnaire) -> bool {
        self.question(questionnaire).is_some_and(|question| matches!(question.kind, QuestionType::Choices { .. }))
    }

    pub(super) fn question(self, questionnaire: &Questionnaire) -> Option<&Question> {
        match self {
            Self::AgencyKind => None,
            Self::Question(index) => questionnaire.questions().nth(index),
        }
    }

    /// The same as a dimension of a dataset.
    pub fn dimension(self) -> Dimension {
        match self {
            Self::AgencyKind => Dimension::AgencyKind,
            Self::Question(index) => Dimension::Options(Place::outside(index)),
        }
    }
}
