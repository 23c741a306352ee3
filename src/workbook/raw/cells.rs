//! What stands in the columns of a question, in their order.

use super::answer::Names;
use super::columns::Values;
use crate::answer::{AgencyReference, Answer};
use crate::definition::question::Options;
use crate::definition::{Question, QuestionType};

/// One cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Cell<'a> {
    /// Nothing was answered, or nothing asked.
    Blank,
    /// A number.
    Number(f64),
    /// Words or a code.
    Text(&'a str),
    /// A day as `2026-11-20`.
    Day(&'a str),
}

/// A row in the making.
pub(super) struct Cells<'a> {
    pub(super) cells: Vec<Cell<'a>>,
    pub(super) values: Values,
    pub(super) names: &'a Names,
}

impl<'a> Cells<'a> {
    /// Puts the cells of one question; `asked` says whether it was shown.
    pub(super) fn put(&mut self, question: &'a Question, answer: Option<&'a Answer>, asked: bool) {
        if question.show_if.is_some() {
            self.flag(Some(asked));
        }
        match &question.kind {
            QuestionType::Note => {}
            QuestionType::Text { .. } | QuestionType::Paragraph { .. } | QuestionType::Month => self.text(answer),
            QuestionType::Date => self.day(answer),
            QuestionType::Calculated { .. } => self.number(answer),
            QuestionType::Number(format) => {
                self.number(answer);
                self.unknown(format.unknown, answer);
            }
            QuestionType::Counts { items, format } => {
                self.numbers(items.len(), answer);
                self.unknown(format.unknown, answer);
            }
            QuestionType::Grid { rows, columns, .. } => self.numbers(rows.len() * columns.len(), answer),
            QuestionType::Choice { options } => self.choice(options, answer),
            QuestionType::Scale { .. } => self.scale(question, answer),
            QuestionType::Choices { options } => self.choices(options, answer),
            QuestionType::Ranking { options, .. } => self.ranking(options.len(), answer),
            QuestionType::Checklist { items } => self.checklist(items.len(), answer),
            QuestionType::Agency => match answer {
                Some(Answer::Agency(reference)) => self.agency(reference),
                _ => self.blanks(3),
            },
            QuestionType::Agencies { .. } | QuestionType::Repeat { .. } => self.count(answer),
        }
    }

    /// Puts id, kind and name of an agency.
    pub(super) fn agency(&mut self, reference: &'a AgencyReference) {
        let [id, kind, name] = self.names.parts(reference);
        self.words(id);
        self.kind(kind);
        self.words(name);
    }

    /// Puts a kind of agency.
    pub(super) fn kind(&mut self, code: &'a str) {
        let names = self.names;
        self.words(if self.values == Values::Codes { code } else { names.kind(code) });
    }

    /// Puts words; blank where there are none.
    pub(super) fn words(&mut self, words: &'a str) {
        self.cells.push(if words.is_empty() { Cell::Blank } else { Cell::Text(words) });
    }

    /// Puts a whole number.
    pub(super) fn whole(&mut self, number: usize) {
        self.cells.push(Cell::Number(f64::from(u32::try_from(number).unwrap_or(u32::MAX))));
    }

    fn blanks(&mut self, count: usize) {
        self.cells.extend(std::iter::repeat_n(Cell::Blank, count));
    }

    fn flag(&mut self, flag: Option<bool>) {
        self.cells.push(flag.map_or(Cell::Blank, |flag| Cell::Number(f64::from(u8::from(flag)))));
    }

    fn text(&mut self, answer: Option<&'a Answer>) {
        match answer {
            Some(Answer::Text(text)) => self.words(text),
            _ => self.blanks(1),
        }
    }

    fn day(&mut self, answer: Option<&'a Answer>) {
        match answer {
            Some(Answer::Text(day)) => self.cells.push(Cell::Day(day)),
            _ => self.blanks(1),
        }
    }

    fn number(&mut self, answer: Option<&Answer>) {
        self.cells.push(match answer {
            Some(Answer::Number(number)) => Cell::Number(*number),
            _ => Cell::Blank,
        });
    }

    fn numbers(&mut self, count: usize, answer: Option<&Answer>) {
        match answer {
            Some(Answer::Counts(numbers) | Answer::Grid(numbers)) => {
                self.cells.extend(numbers.iter().map(|number| number.map_or(Cell::Blank, Cell::Number)));
            }
            _ => self.blanks(count),
        }
    }

    fn unknown(&mut self, may_be: bool, answer: Option<&Answer>) {
        if may_be {
            self.flag(answer.map(|answer| matches!(answer, Answer::Unknown)));
        }
    }

    fn choice(&mut self, options: &'a Options, answer: Option<&'a Answer>) {
        let (chosen, words) = match answer {
            Some(Answer::Choice { option, other }) => (options.codes.get(*option), other.as_deref()),
            _ => (None, None),
        };
        let codes = self.values == Values::Codes;
        self.words(chosen.map_or("", |code| if codes { &code.key } else { &code.label }));
        self.other(options, words);
    }

    fn scale(&mut self, question: &'a Question, answer: Option<&'a Answer>) {
        let (QuestionType::Scale { steps }, Some(Answer::Number(value)), Values::Labels) =
            (&question.kind, answer, self.values)
        else {
            return self.number(answer);
        };
        let step = steps.iter().find(|step| crate::view::figures::same_number(step.value, *value));
        self.cells.push(step.map_or(Cell::Number(*value), |step| Cell::Text(&step.label)));
    }

    fn choices(&mut self, options: &'a Options, answer: Option<&'a Answer>) {
        let Some(Answer::Choices { selected, other }) = answer else {
            self.blanks(options.len());
            return self.other(options, None);
        };
        (0..options.len()).for_each(|option| self.flag(Some(selected.contains(&option))));
        self.other(options, other.as_deref());
    }

    fn other(&mut self, options: &Options, words: Option<&'a str>) {
        if options.other().is_some() {
            self.words(words.unwrap_or_default());
        }
    }

    fn ranking(&mut self, count: usize, answer: Option<&Answer>) {
        let Some(Answer::Ranking(ranked)) = answer else { return self.blanks(count) };
        for option in 0..count {
            self.whole(ranked.iter().position(|ranked| *ranked == option).map_or(0, |place| place + 1));
        }
    }

    fn checklist(&mut self, count: usize, answer: Option<&Answer>) {
        match answer {
            Some(Answer::Checklist(items)) => items.iter().for_each(|item| self.flag(*item)),
            _ => self.blanks(count),
        }
    }

    fn count(&mut self, answer: Option<&Answer>) {
        match answer {
            Some(Answer::Agencies(references)) => self.whole(references.len()),
            Some(Answer::Repeat(instances)) => self.whole(instances.len()),
            _ => self.blanks(1),
        }
    }
}
