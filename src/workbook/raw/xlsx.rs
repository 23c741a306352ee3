//! Raw answers as a workbook. Rows go to a file at once, so that any number of answers needs little memory.

use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Workbook, Worksheet};

use super::cells::Cell;
use super::columns::{Column, Values};
use super::dictionary::{Page, codes, dictionary};
use super::plan::{Plan, Sheet};
use crate::workbook::WorkbookError;
use crate::workbook::formula::is_formula;

/// Excel's cells hold no more letters (UTF-16 units).
const MOST_LETTERS: usize = 32_767;
/// What stands at the end of a text that was longer.
const CUT: &str = "…（以下、CSV又はJSON Linesを参照）";
/// What a sheet may be called at most, in letters.
const MOST_NAME: usize = 31;

/// A workbook that is being written.
pub(super) struct Book {
    workbook: Workbook,
    /// The next row of each sheet.
    next: Vec<u32>,
    day: Format,
    /// Keeps words that look like a formula words, also after somebody edited the cell.
    quoted: Format,
}

impl Book {
    pub(super) fn begin(plan: &Plan<'_>, spill: &Path) -> Result<Self, WorkbookError> {
        let mut workbook = Workbook::new();
        workbook.set_tempdir(spill)?;
        let head = head();
        for (at, sheet) in plan.sheets.iter().enumerate() {
            let page = workbook.add_worksheet_with_constant_memory()?;
            page.set_name(name(at, sheet))?;
            let frozen = sheet.columns.iter().take_while(|column| column.kind.is_empty()).count();
            for (place, heading) in (0..).zip(headings(&sheet.columns, plan.values)) {
                page.set_column_width(place, width(&heading))?;
                page.write_string_with_format(0, place, &heading, &head)?;
            }
            page.set_freeze_panes(1, u16::try_from(frozen.min(1)).unwrap_or_default())?;
        }
        let day = Format::new().set_num_format("yyyy-mm-dd");
        let quoted = Format::new().set_quote_prefix().set_num_format("@");
        Ok(Self { workbook, next: vec![1; plan.sheets.len()], day, quoted })
    }

    pub(super) fn add(&mut self, sheet: usize, row: &[Cell<'_>]) -> Result<(), WorkbookError> {
        let page = self.workbook.worksheet_from_index(sheet)?;
        let at = self.next[sheet];
        for (place, cell) in (0..).zip(row) {
            match cell {
                Cell::Blank => {}
                Cell::Number(number) => {
                    page.write_number(at, place, *number)?;
                }
                Cell::Text(text) => write_words(page, at, place, text, &self.quoted)?,
                Cell::Day(text) => match ExcelDateTime::parse_from_str(text) {
                    Ok(day) => {
                        page.write_datetime_with_format(at, place, &day, &self.day)?;
                    }
                    // Excel knows no day before 1900.
                    Err(_) => write_words(page, at, place, text, &self.quoted)?,
                },
            }
        }
        self.next[sheet] += 1;
        Ok(())
    }

    pub(super) fn finish(mut self, plan: &Plan<'_>) -> Result<Vec<u8>, WorkbookError> {
        for page in [dictionary(plan), codes(plan)] {
            write_page(self.workbook.add_worksheet_with_constant_memory()?, &page)?;
        }
        Ok(self.workbook.save_to_buffer()?)
    }
}

fn head() -> Format {
    Format::new().set_bold().set_background_color("E8F1FE").set_text_wrap().set_align(FormatAlign::Top)
}

/// Keys are at most as long as people type them; a name that is too long is cut and numbered.
fn name(at: usize, sheet: &Sheet) -> String {
    if at == 0 {
        return "回答".to_owned();
    }
    if sheet.name.chars().count() <= MOST_NAME {
        return sheet.name.clone();
    }
    let end = format!("~{at}");
    let kept: String = sheet.name.chars().take(MOST_NAME - end.len()).collect();
    kept + end.as_str()
}

/// What stands over the columns, each once.
pub(super) fn headings(columns: &[Column], values: Values) -> Vec<String> {
    let mut all: Vec<String> = Vec::with_capacity(columns.len());
    for column in columns {
        let heading = if values == Values::Codes { column.name.clone() } else { column.heading() };
        all.push(if all.contains(&heading) { format!("{heading}（{}）", column.name) } else { heading });
    }
    all
}

fn width(heading: &str) -> f64 {
    f64::from(u32::try_from(heading.chars().count()).unwrap_or(u32::MAX)).clamp(8.0, 24.0) + 2.0
}

fn write_words(page: &mut Worksheet, row: u32, column: u16, text: &str, quoted: &Format) -> Result<(), WorkbookError> {
    let text = &*short(text);
    if is_formula(text) {
        page.write_string_with_format(row, column, text, quoted)?;
    } else {
        page.write_string(row, column, text)?;
    }
    Ok(())
}

/// A text that fits a cell.
fn short(text: &str) -> std::borrow::Cow<'_, str> {
    if text.len() <= MOST_LETTERS || text.encode_utf16().count() <= MOST_LETTERS {
        return text.into();
    }
    let mut room = MOST_LETTERS - CUT.encode_utf16().count();
    let fits = |letter: &char| {
        let left = room.checked_sub(letter.len_utf16());
        room = left.unwrap_or(0);
        left.is_some()
    };
    let kept: String = text.chars().take_while(fits).collect();
    (kept + CUT).into()
}

fn write_page(sheet: &mut Worksheet, page: &Page) -> Result<(), WorkbookError> {
    let head = head();
    let (text, quoted) = (Format::new().set_text_wrap().set_align(FormatAlign::Top), Format::new().set_quote_prefix());
    sheet.set_name(page.names.0)?;
    for (place, (label, width)) in (0..).zip(page.head) {
        sheet.set_column_width(place, *width)?;
        sheet.write_string_with_format(0, place, *label, &head)?;
    }
    for (row, line) in (1..).zip(&page.rows) {
        for (place, words) in (0..).zip(line).filter(|(_, words)| !words.is_empty()) {
            let format = if is_formula(words) { &quoted } else { &text };
            sheet.write_string_with_format(row, place, &*short(words), format)?;
        }
    }
    sheet.set_freeze_panes(1, 2)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_too_long_for_a_cell_says_where_the_rest_is() {
        assert_eq!(short("短い"), "短い");
        let whole = "字".repeat(MOST_LETTERS);
        assert_eq!(short(&whole), whole);
        let cut = short(&"𠮷".repeat(MOST_LETTERS)).into_owned();
        assert!(cut.ends_with(CUT));
        assert!((MOST_LETTERS - 1..=MOST_LETTERS).contains(&cut.encode_utf16().count()));
    }
}
