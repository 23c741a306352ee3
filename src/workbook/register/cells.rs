//! Sheets as rows of cells, whatever file they came from.

use calamine::{Data, DataRef};
use serde::{Deserialize, Serialize};

/// The most rows that one import takes, without the heading.
pub const MOST_ROWS: usize = 5_000;

/// Columns behind this one are not looked at.
pub(super) const MOST_COLUMNS: u32 = 200;

/// The longest text of a cell that is kept, in letters: what is longer is too long for every field.
const LONGEST: usize = 300;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// Text, or a number as text; blank where the cell is.
    Text(String),
    /// A formula whose result is not in the file.
    NoResult,
    /// An error such as `#REF!`.
    Error,
    /// A date, which Excel made of something else.
    Date,
}

/// The rows of a sheet that are not blank.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// The name on the tab; `CSV` for a file of text.
    pub(super) name: String,
    /// The rows, by their numbers as Excel shows them.
    pub(super) rows: Vec<Row>,
    /// How many there are; more than were kept where there are too many.
    pub(super) count: usize,
}

/// A row: its number from 1, and its cells by column from 0, without blank ones.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) number: u32,
    pub(super) cells: Vec<(u32, Cell)>,
}

impl Sheet {
    pub(super) fn named(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// Puts a cell into the sheet: cells come row by row. Beyond the most rows, rows are only counted.
    pub(super) fn put(&mut self, row: u32, column: u32, cell: Cell) {
        if column >= MOST_COLUMNS || cell.is_blank() {
            return;
        }
        let number = row.saturating_add(1);
        if self.rows.last().is_none_or(|last| last.number != number) {
            self.count += 1;
            // The rows above the heading count too: a few more are kept than are taken.
            if self.count <= MOST_ROWS + 100 {
                self.rows.push(Row { number, cells: Vec::new() });
            } else if let Some(last) = self.rows.last_mut() {
                last.number = number;
                return;
            }
        }
        if self.count <= MOST_ROWS + 100
            && let Some(last) = self.rows.last_mut()
        {
            last.cells.push((column, cell));
        }
    }
}

impl Cell {
    /// A text, cut where it is far too long.
    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.chars().take(LONGEST).collect())
    }

    /// A cell of an xlsx file.
    pub(super) fn of_xlsx(value: &DataRef<'_>, is_formula: bool) -> Self {
        match value {
            DataRef::String(text) => Self::text(text),
            DataRef::SharedString(text) => Self::text(text),
            DataRef::Int(number) => Self::Text(number.to_string()),
            DataRef::Float(number) => Self::Text(number.to_string()),
            DataRef::Bool(value) => Self::Text(value.to_string()),
            DataRef::DateTime(_) | DataRef::DateTimeIso(_) | DataRef::DurationIso(_) => Self::Date,
            DataRef::Error(_) => Self::Error,
            DataRef::Empty if is_formula => Self::NoResult,
            _ => Self::Text(String::new()),
        }
    }

    /// A cell of an xls or ods file.
    pub(super) fn of_others(value: &Data, is_formula: bool) -> Self {
        match value {
            Data::String(text) => Self::text(text),
            Data::Int(number) => Self::Text(number.to_string()),
            Data::Float(number) => Self::Text(number.to_string()),
            Data::Bool(value) => Self::Text(value.to_string()),
            Data::DateTime(_) | Data::DateTimeIso(_) | Data::DurationIso(_) => Self::Date,
            Data::Error(_) => Self::Error,
            Data::Empty if is_formula => Self::NoResult,
            Data::Empty => Self::Text(String::new()),
        }
    }

    fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }

    /// The text, or what to do about what is none.
    ///
    /// # Errors
    /// Words for the person who made the file.
    pub fn words(&self) -> Result<&str, &'static str> {
        match self {
            Self::Text(text) => Ok(text),
            Self::NoResult => Err(
                "数式の計算結果がファイルに入っていません。エクセルで開いて保存し直すか、数式の代わりに値を入力してください。",
            ),
            Self::Error => Err("エラー値（#REF! など）になっています。値を入力し直してください。"),
            Self::Date => Err(
                "日付になっています。エクセルが自動で日付に変えたときは、セルの書式を「文字列」にしてから入力し直してください。",
            ),
        }
    }
}

/// The letters above a column, such as `A` for 0 and `AB` for 27.
pub(super) fn letters(column: u32) -> String {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.insert(0, char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_in_excel() {
        for (column, expect) in [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), expect);
        }
    }

    #[test]
    fn rows_beyond_the_most_are_counted_and_not_kept() {
        let mut sheet = Sheet::named("名簿");
        for row in 0..100_000 {
            sheet.put(row, 0, Cell::text("x"));
            sheet.put(row, 1, Cell::text(" "));
        }
        assert_eq!((sheet.count, sheet.rows.len()), (100_000, MOST_ROWS + 100));
        assert!(sheet.rows.iter().all(|row| row.cells.len() == 1));
    }
}
