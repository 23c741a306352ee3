//! From raw fields to typed answers, with a problem at each field that cannot be read.

mod agency;
mod day;
mod number;
mod numbers;
mod options;
mod text;

#[cfg(test)]
mod tests;

use crate::definition::{NumberFormat, Question, QuestionType, Questionnaire};

use super::document::{Answer, AnswerDocument};
use super::names;
use super::problem::Problem;
use super::raw::RawFields;
use super::repeat::drop_blank_instances;
pub use day::written_day;
use text::{Lines, read_text};

/// Typed answers and what could not be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Every answer that was read, those of hidden questions too. Of a question with several fields
    /// the readable ones are kept. Calculated values are not computed; blank instances are dropped.
    pub document: AnswerDocument,
    /// What could not be read, in the order of the questions.
    pub problems: Vec<Problem>,
}

/// Reads every question's fields.
pub fn read(questionnaire: &Questionnaire, raw: &RawFields) -> Reading {
    let Reading { mut document, problems } = read_as_shown(questionnaire, raw);
    drop_blank_instances(questionnaire, &mut document);
    Reading { document, problems }
}

/// The same with the instances of repeats at the places where the page shows them, blank ones too.
pub(super) fn read_as_shown(questionnaire: &Questionnaire, raw: &RawFields) -> Reading {
    let mut reader = Reader { raw, problems: Vec::new() };
    let answers = questionnaire.questions().map(|question| reader.question(question, &question.key)).collect();
    Reading { document: AnswerDocument { answers }, problems: reader.problems }
}

/// The number typed in one field; `None` where it is blank or cannot be read.
pub fn typed_number(typed: &str, format: &NumberFormat) -> Option<f64> {
    number::read_number(typed, format, true).ok().flatten()
}

struct Reader<'a> {
    raw: &'a RawFields,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    /// The answer to one question; `path` is its dotted path and the beginning of its field names.
    fn question(&mut self, question: &Question, path: &str) -> Option<Answer> {
        match &question.kind {
            QuestionType::Text { max_length } => self.words(path, path, *max_length, Lines::One).map(Answer::Text),
            QuestionType::Paragraph { max_length } => {
                self.words(path, path, *max_length, Lines::Many).map(Answer::Text)
            }
            QuestionType::Number(format) => self.number(path, format, question.required),
            QuestionType::Counts { items, format } => self.counts(path, items, format),
            QuestionType::Grid { rows, columns, format, .. } => self.grid(path, rows, columns, format),
            QuestionType::Choice { options } => self.choice(path, options),
            QuestionType::Choices { options } => self.choices(path, options),
            QuestionType::Ranking { options, top } => self.ranking(path, options, *top),
            QuestionType::Scale { steps } => self.scale(path, steps),
            QuestionType::Checklist { items } => self.checklist(path, items),
            QuestionType::Date => self.date(path, true),
            QuestionType::Month => self.date(path, false),
            QuestionType::Agency => self.agency(path, path).map(Answer::Agency),
            QuestionType::Agencies { top } => self.agencies(path, *top),
            QuestionType::Repeat { questions, min, max } => self.repeat(path, questions, *min, *max),
            QuestionType::Note | QuestionType::Calculated { .. } => None,
        }
    }

    fn malformed(&mut self, question: &str, field: &str, message: impl Into<String>) {
        self.problems.push(Problem::malformed(question, field, message));
    }

    fn words(&mut self, question: &str, field: &str, max_length: usize, lines: Lines) -> Option<String> {
        read_text(self.raw.first(field), max_length, lines).unwrap_or_else(|message| {
            self.malformed(question, field, message);
            None
        })
    }

    fn date(&mut self, path: &str, has_day: bool) -> Option<Answer> {
        let part = |name| self.raw.first(&names::date_part(path, name));
        let read = if has_day {
            day::read_date(part("year"), part("month"), part("day"))
        } else {
            day::read_month(part("year"), part("month"))
        };
        match read {
            Ok(date) => date.map(Answer::Text),
            Err(parts) => {
                for (name, message) in parts {
                    self.malformed(path, &names::date_part(path, name), message);
                }
                None
            }
        }
    }

    fn repeat(&mut self, path: &str, questions: &[Question], min: usize, max: usize) -> Option<Answer> {
        let shown = names::instances(path, min, max, self.raw);
        if self.raw.highest_after(path).is_some_and(|highest| highest >= max) {
            self.malformed(
                path,
                &names::count(path),
                format!("{max}件までです。{max}件を超える記入を消してください。"),
            );
        }
        let instances = (0..shown)
            .map(|instance| AnswerDocument {
                answers: questions
                    .iter()
                    .map(|question| self.question(question, &names::inside(path, instance, &question.key)))
                    .collect(),
            })
            .collect();
        Some(Answer::Repeat(instances))
    }
}
