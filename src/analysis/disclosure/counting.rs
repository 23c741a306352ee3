//! What a figure counts, and so whether small numbers of it are protected.

use crate::definition::{AnswersPerAgency, Feed, Question, Questionnaire};

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counting {
    /// Agencies, or what they answered: never hidden.
    Agencies,
    /// Cases, a sheet each.
    Cases,
    /// Persons whom agencies support, or their contacts.
    Persons,
    /// Anything else: staff, years, yen.
    Other,
}

/// Units that count persons or their contacts. A number without a unit counts them too, since nothing says
/// that it does not.
const OF_PERSONS: [&str; 8] = ["件", "人", "名", "例", "回", "世帯", "家族", "組"];

impl Counting {
    /// Whether counts below the limit are hidden.
    pub fn is_protected(self) -> bool {
        matches!(self, Self::Cases | Self::Persons)
    }

    /// What counts of the answers to a questionnaire count: sheets are cases where an agency gives as many as
    /// it has, and agencies otherwise.
    pub fn of_answers(questionnaire: &Questionnaire) -> Self {
        match questionnaire.answers_per_agency {
            AnswersPerAgency::One => Self::Agencies,
            AnswersPerAgency::Many => Self::Cases,
        }
    }

    /// What the numbers given to a question count: persons where its unit is one of theirs and it does not
    /// feed the numbers of staff.
    pub fn of_numbers(question: &Question) -> Self {
        let Some(format) = question.kind.format() else { return Self::Other };
        let of_persons = format.unit.as_deref().is_none_or(|unit| OF_PERSONS.contains(&unit));
        if of_persons && format.decimals == 0 && !question.feeds.contains(&Feed::SupplyStaff) {
            Self::Persons
        } else {
            Self::Other
        }
    }
}
