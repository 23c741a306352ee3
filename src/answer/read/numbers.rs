//! Questions whose answers are numbers: one, named ones, or a grid of them.

use crate::definition::{NumberFormat, Options};

use super::Reader;
use super::number::read_number;
use crate::answer::document::Answer;
use crate::answer::names;

const BOTH: &str = "数と「不明」の両方が入力されています。数を消すか、「不明」の印を外してください。";

impl Reader<'_> {
    pub(super) fn number(&mut self, path: &str, format: &NumberFormat, required: bool) -> Option<Answer> {
        let typed = self.cell(path, path, format, !required);
        match (typed, self.is_unknown(path, format)) {
            (Cell::Blank, true) => Some(Answer::Unknown),
            (_, true) => self.both(path),
            (Cell::Number(number), false) => Some(Answer::Number(number)),
            (Cell::Blank | Cell::Unreadable, false) => None,
        }
    }

    pub(super) fn counts(&mut self, path: &str, items: &Options, format: &NumberFormat) -> Option<Answer> {
        let cells: Vec<Cell> =
            items.codes.iter().map(|item| self.cell(path, &names::item(path, &item.key), format, true)).collect();
        match (cells.iter().all(|cell| *cell == Cell::Blank), self.is_unknown(path, format)) {
            (true, true) => Some(Answer::Unknown),
            (false, true) => self.both(path),
            (_, false) => numbers(cells).map(Answer::Counts),
        }
    }

    pub(super) fn grid(
        &mut self,
        path: &str,
        rows: &Options,
        columns: &Options,
        format: &NumberFormat,
    ) -> Option<Answer> {
        let cells = rows
            .codes
            .iter()
            .flat_map(|row| columns.codes.iter().map(move |column| names::cell(path, &row.key, &column.key)))
            .map(|field| self.cell(path, &field, format, true))
            .collect();
        numbers(cells).map(Answer::Grid)
    }

    fn cell(&mut self, path: &str, field: &str, format: &NumberFormat, may_be_blank: bool) -> Cell {
        match read_number(self.raw.first(field), format, may_be_blank) {
            Ok(number) => number.map_or(Cell::Blank, Cell::Number),
            Err(message) => {
                self.malformed(path, field, message);
                Cell::Unreadable
            }
        }
    }

    fn is_unknown(&self, path: &str, format: &NumberFormat) -> bool {
        format.unknown && !self.raw.first(&names::unknown(path)).is_empty()
    }

    fn both(&mut self, path: &str) -> Option<Answer> {
        self.malformed(path, &names::unknown(path), BOTH);
        None
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Cell {
    Blank,
    Number(f64),
    Unreadable,
}

/// One place a cell, or `None` where no number was read.
fn numbers(cells: Vec<Cell>) -> Option<Vec<Option<f64>>> {
    let numbers: Vec<Option<f64>> =
        cells.into_iter().map(|cell| if let Cell::Number(number) = cell { Some(number) } else { None }).collect();
    numbers.iter().any(Option::is_some).then_some(numbers)
}
