//! The first two sheets: what was asked of whom and how many answered; then every table with a link.

use rust_xlsxwriter::{Url, Worksheet};

use super::WorkbookError;
use super::page::{self, Paper};
use super::report::Report;
use super::style::Styles;
use crate::view::table::{Fact, LEGEND};

/// The name of the sheet that lists all others.
pub(super) const CONTENTS: &str = "目次";

const LABEL: f64 = 22.0;
const VALUE: f64 = 62.0;

/// Writes the cover.
pub(super) fn write(sheet: &mut Worksheet, styles: &Styles, report: &Report) -> Result<(), WorkbookError> {
    sheet.set_name("表紙")?;
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

/// Writes the contents: the name of each sheet with its title, as a link.
pub(super) fn write_contents(
    sheet: &mut Worksheet,
    styles: &Styles,
    entries: &[(String, String)],
) -> Result<(), WorkbookError> {
    const NAME: f64 = 16.0;
    const TITLE: f64 = 70.0;
    sheet.set_name(CONTENTS)?;
    page::set_up(sheet, Paper::Portrait);
    page::fit_width(sheet);
    sheet.set_column_width(0, NAME)?.set_column_width(1, TITLE)?;
    sheet.write_string_with_format(0, 0, CONTENTS, &styles.title)?;
    sheet.write_string_with_format(2, 0, "シート", &styles.head)?;
    sheet.write_string_with_format(2, 1, "内容", &styles.head)?;
    for (row, (name, title)) in (3..).zip(entries) {
        let link = Url::new(format!("internal:'{name}'!A1")).set_text(name);
        sheet.write_url_with_format(row, 0, link, &styles.link)?;
        sheet.write_string_with_format(row, 1, title, &styles.side)?;
        sheet.set_row_height(row, f64::from(page::lines(title, TITLE * page::HALVES)) * 18.0 + 4.0)?;
    }
    sheet.set_freeze_panes(3, 0)?;
    sheet.set_repeat_rows(2, 2)?;
    Ok(())
}
