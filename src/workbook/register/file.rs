//! A register as it was read: its columns by their headings, and its rows.

use serde::{Deserialize, Serialize};

use super::cells::{Cell, MOST_ROWS, Row, Sheet, letters};
use super::columns::Column;
use super::open;
use super::refusal::Refusal;

/// Among how many rows the headings are looked for.
const HEADINGS_WITHIN: usize = 20;

/// A register as it was read. Nothing is judged yet but the file as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterFile {
    /// The sheet; `CSV` for a file of text.
    pub sheet: String,
    /// The columns that were understood, each with the letters above it.
    pub columns: Vec<(Column, String)>,
    /// Headings that were not understood: their columns are left out.
    pub unknown: Vec<String>,
    /// The rows below the headings that are not blank in all these columns.
    pub rows: Vec<FileRow>,
}

/// A row of a register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRow {
    /// Its number, as Excel shows it.
    pub number: u32,
    /// Its cells, one for each of the columns.
    pub cells: Vec<Cell>,
}

impl RegisterFile {
    /// Reads a file of an unknown type.
    ///
    /// # Errors
    /// Why it cannot be taken at all.
    pub fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        let sheets = open::sheets(bytes)?;
        let found = sheets.iter().find_map(|sheet| Some((sheet, heading(sheet)?)));
        let Some((sheet, place)) = found else {
            return Err(Refusal::NoHeading { sheets: sheets.into_iter().map(|sheet| sheet.name).collect() });
        };
        let count = sheet.count - place - 1;
        if count > MOST_ROWS {
            return Err(Refusal::TooManyRows { sheet: sheet.name.clone(), rows: count });
        }
        Self::of(sheet, place)
    }

    fn of(sheet: &Sheet, place: usize) -> Result<Self, Refusal> {
        let Some((heading, below)) = sheet.rows.get(place..).and_then(<[Row]>::split_first) else {
            return Err(Refusal::NoHeading { sheets: vec![sheet.name.clone()] });
        };
        let mut columns: Vec<(Column, u32)> = Vec::new();
        let mut unknown = Vec::new();
        for (place, words) in headings(heading) {
            match Column::named(words) {
                None => unknown.push(words.trim().to_owned()),
                Some(column) => match columns.iter().find(|(known, _)| *known == column) {
                    None => columns.push((column, place)),
                    Some((_, first)) => {
                        let columns = (letters(*first), letters(place));
                        let sheet = sheet.name.clone();
                        return Err(Refusal::SameHeading {
                            sheet,
                            row: heading.number,
                            columns,
                            label: column.label(),
                        });
                    }
                },
            }
        }
        let cell = |row: &Row, place: u32| {
            let found = row.cells.iter().find(|(column, _)| *column == place);
            found.map_or_else(|| Cell::text(""), |(_, cell)| cell.clone())
        };
        let rows: Vec<FileRow> = below
            .iter()
            .map(|row| FileRow {
                number: row.number,
                cells: columns.iter().map(|(_, place)| cell(row, *place)).collect(),
            })
            .filter(|row| row.cells.iter().any(|cell| *cell != Cell::text("")))
            .collect();
        if rows.is_empty() {
            return Err(Refusal::NoRows { sheet: sheet.name.clone(), row: heading.number });
        }
        let columns = columns.into_iter().map(|(column, place)| (column, letters(place))).collect();
        Ok(Self { sheet: sheet.name.clone(), columns, unknown, rows })
    }

    /// Where a column stands among the columns of the file.
    pub fn place(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|(known, _)| *known == column)
    }

    /// The letters above a column; blank where the file has none.
    pub fn letters(&self, column: Column) -> &str {
        self.place(column).and_then(|place| self.columns.get(place)).map_or("", |(_, letters)| letters)
    }
}

/// The place of the row with the headings: the first that names agencies and something else.
fn heading(sheet: &Sheet) -> Option<usize> {
    sheet.rows.iter().take(HEADINGS_WITHIN).position(|row| {
        let known: Vec<Column> = headings(row).filter_map(|(_, words)| Column::named(words)).collect();
        known.len() > 1 && known.iter().any(|column| matches!(column, Column::Name | Column::AgencyId))
    })
}

fn headings(row: &Row) -> impl Iterator<Item = (u32, &str)> {
    row.cells.iter().filter_map(|(place, cell)| Some((*place, cell.words().ok()?)))
}
