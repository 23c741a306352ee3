//! Where a question stands, and which of its numbers is meant.

use super::column::{Column, Values};
use super::states::State;
use crate::definition::{Question, QuestionType, Questionnaire};

/// A question of a questionnaire, or one inside a repeat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    /// Its index among the questions outside repeats, or that of the repeat it is in.
    pub question: usize,
    /// Its index among the questions of the repeat.
    pub inside: Option<usize>,
}

impl Place {
    /// A question outside repeats, by its index.
    pub fn outside(question: usize) -> Self {
        Self { question, inside: None }
    }

    /// The question that tables name so: its key, or `repeat.question`.
    pub fn find(questionnaire: &Questionnaire, path: &str) -> Option<Self> {
        let (outer, inner) = path.split_once('.').map_or((path, None), |(outer, inner)| (outer, Some(inner)));
        let (question, found) = questionnaire.find(outer)?;
        let inside = match (inner, &found.kind) {
            (None, _) => None,
            (Some(key), QuestionType::Repeat { questions, .. }) => {
                Some(questions.iter().position(|question| question.key == key)?)
            }
            (Some(_), _) => return None,
        };
        Some(Self { question, inside })
    }

    /// The question that stands there.
    pub fn question(self, questionnaire: &Questionnaire) -> Option<&Question> {
        let outer = questionnaire.question(self.question)?;
        match (self.inside, &outer.kind) {
            (None, _) => Some(outer),
            (Some(inside), QuestionType::Repeat { questions, .. }) => questions.get(inside),
            (Some(_), _) => None,
        }
    }
}

/// Which number of a question is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The number of number and calculated; of counts and grid their total.
    Only,
    /// One item of counts, or one cell of a grid counted row by row.
    Item(usize),
    /// The total of a grid's row.
    Row(usize),
    /// The total of a grid's column.
    Column(usize),
}

/// A number that each answer has once: what was typed, or the sum of what was typed. Blank where nothing was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NumberOf {
    /// The question: number, calculated, counts or grid.
    pub place: Place,
    /// Which of its numbers.
    pub part: Part,
}

impl Column {
    /// The number in one row; `None` where none was typed there.
    pub(super) fn number(&self, row: usize, part: Part) -> Option<f64> {
        let (block, columns) = match &self.values {
            Values::Numbers(block) => (block, 1),
            Values::Grid(block, columns) => (block, *columns),
            _ => return None,
        };
        let places = 0..block.width();
        match part {
            Part::Only if block.width() == 1 => block.get(row, 0),
            Part::Only => block.sum(row, places),
            Part::Item(place) => places.contains(&place).then(|| block.get(row, place)).flatten(),
            Part::Row(number) => block.sum(row, places.skip(number * columns).take(columns)),
            Part::Column(number) => block.sum(row, places.skip(number).step_by(columns.max(1))),
        }
    }

    /// What became of one number in a row: a question that was answered may have left it blank.
    pub(super) fn state_of(&self, row: usize, part: Part) -> State {
        match (self.states.get(row), &self.values) {
            (State::Given, Values::Numbers(_) | Values::Grid(..)) if self.number(row, part).is_none() => State::Blank,
            (state, _) => state,
        }
    }
}
