//! Sheets that are too wide or too long for a workbook, cut into several.
//!
//! A sheet with more columns than Excel knows goes on beside itself: the further sheets have the same rows, and each
//! repeats the columns that tell whose row it is. One with more rows goes on below itself, with the same columns.

use std::ops::Range;

use super::columns::Column;
use super::plan::{Plan, Sheet};

/// What one sheet of a workbook holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Room {
    /// Rows, headings included.
    pub(super) rows: u32,
    /// Columns.
    pub(super) columns: usize,
}

impl Room {
    /// What Excel and LibreOffice hold (Microsoft, "Excel specifications and limits").
    pub(super) const EXCEL: Self = Self { rows: 1_048_576, columns: 16_384 };
}

/// What a sheet may be called at most, in letters.
const MOST_NAME: usize = 31;

/// A sheet of the workbook: a part of the columns of a sheet of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// What it is called.
    pub(super) name: String,
    /// How many of the first columns are repeated on it; 0 on the first.
    pub(super) repeated: usize,
    /// Which columns stand on it beside these.
    pub(super) columns: Range<usize>,
}

impl Part {
    /// What stands on it of a row or of the headings.
    pub(super) fn of<'r, T>(&self, row: &'r [T]) -> impl Iterator<Item = &'r T> {
        row[..self.repeated].iter().chain(&row[self.columns.clone()])
    }
}

/// The sheets beside each other that hold the columns of the sheet at a place of the plan.
pub(super) fn parts(at: usize, sheet: &Sheet, room: Room) -> Vec<Part> {
    let (all, own) = (sheet.columns.len(), owner(&sheet.columns));
    let mut parts = vec![Part { name: name(at, sheet, 1), repeated: 0, columns: 0..all.min(room.columns) }];
    let mut from = room.columns;
    // Without room for a single column beside those repeated there would be no end.
    let each = room.columns.saturating_sub(own).max(1);
    while from < all {
        let columns = from..all.min(from + each);
        from = columns.end;
        parts.push(Part { name: name(at, sheet, parts.len() + 1), repeated: own, columns });
    }
    parts
}

/// How many columns at the beginning tell whose row it is.
fn owner(columns: &[Column]) -> usize {
    columns.iter().take_while(|column| column.kind.is_empty()).count()
}

/// What the sheet at a place of the plan is called in a workbook, or the `number`th of those that it is cut into.
/// Keys are at most as long as people type them; a name that is too long is cut and numbered.
pub(super) fn name(at: usize, sheet: &Sheet, number: usize) -> String {
    let whole = if at == 0 { "回答" } else { &sheet.name };
    let end = if number > 1 { format!("（{number}）") } else { String::new() };
    if whole.chars().count() + end.chars().count() <= MOST_NAME {
        return format!("{whole}{end}");
    }
    let end = format!("~{at}{end}");
    let kept: String = whole.chars().take(MOST_NAME - end.chars().count()).collect();
    kept + end.as_str()
}

/// What the dictionary says of a sheet that goes on beside the first.
pub(super) fn beside(first: &str, room: Room) -> String {
    format!(
        "「{first}」の右側の列の続き（1枚のシートには{}列まで入ります）。同じ行番号の行が同じ回答で、先頭の列は「{first}」と同じ",
        room.columns
    )
}

/// What the dictionary says of a sheet that goes on below another with the same columns.
pub(super) fn below(other: &str, room: Room) -> String {
    format!("「{other}」の下側の行の続き（1枚のシートには{}行まで入ります）。列は「{other}」と同じ", room.rows)
}

/// The columns of a plan's sheets, as they stand on the sheets of a workbook.
pub(super) fn all(plan: &Plan<'_>, room: Room) -> Vec<Vec<Part>> {
    plan.sheets.iter().enumerate().map(|(at, sheet)| parts(at, sheet, room)).collect()
}
