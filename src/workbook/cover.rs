//! The first two sheets: what was asked of whom and how many answered; then every table with a link.

use rust_xlsxwriter::{Url, Worksheet};

use super::WorkbookError;
use super::page::{self, Paper};
use super::report::Report;
use super::section::Entry;
use super::style::Styles;
use crate::view::table::{Fact, LEGEND};

/// The name of the first sheet.
pub(super) const COVER: &str = "表紙";
/// The name of the sheet that lists all others.
pub(super) const CONTENTS: &str = "目次";

const LABEL: f64 = 22.0;
const VALUE: f64 = 62.0;

/// Writes the cover.
pub(super) fn write(sheet: &mut Worksheet, styles: &Styles, report: &Report) -> Result<(), WorkbookError> {
    sheet.set_name(COVER)?;
    page::set_up(sheet, Paper::Portrait);
    page::fit_width(sheet);
    sheet.set_column_width(0, LABEL)?.set_column_width(1, VALUE)?;
    let letters = LABEL + VALUE;
    page::wide_words(sheet, 1, 1, letters / 1.35, &report.title, &styles.title, 22.0)?;
    let mut row = 3;
    for Fact { label, value } in &report.facts {
        sheet.write_string_with_format(row, 0, label, &styles.side_quiet)?;
        sheet.write_string_with_format(row, 1, value, &styles.side)?;
        sheet.set_row_height(row, f64::from(page::lines(value, VALUE * page::HALVES)) * 18.0 + 4.0)?;
        row += 1;
    }
    row += 1;
    for note in report.notes.iter().map(String::as_str).chain([LEGEND]) {
        page::wide_words(sheet, row, 1, letters * 1.1, note, &styles.note, 16.0)?;
        row += 1;
    }
    Ok(())
}

/// Writes the contents on their sheet: each part with its tables, as links to where they stand.
pub(super) fn write_contents(sheet: &mut Worksheet, styles: &Styles, entries: &[Entry]) -> Result<(), WorkbookError> {
    const TITLE: f64 = 84.0;
    page::set_up(sheet, Paper::Portrait);
    page::fit_width(sheet);
    sheet.set_column_width(0, TITLE)?;
    sheet.write_string_with_format(0, 0, CONTENTS, &styles.title)?;
    let (outer, inner) =
        (styles.link.clone().set_bold().set_text_wrap(), styles.link.clone().set_indent(2).set_text_wrap());
    for (row, entry) in (2..).zip(entries) {
        let link = format!("internal:'{}'!A{}", entry.sheet.replace('\'', "''"), entry.row + 1);
        let format = if entry.is_inner { &inner } else { &outer };
        sheet.write_url_with_format(row, 0, Url::new(link).set_text(&entry.title), format)?;
        let lines = f64::from(page::lines(&entry.title, (TITLE - 4.0) * page::HALVES));
        sheet.set_row_height(row, lines * 17.0 + if entry.is_inner { 2.0 } else { 8.0 })?;
    }
    sheet.set_freeze_panes(2, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}
