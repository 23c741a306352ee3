//! The first two sheets: what was asked of whom and how many answered; then every table with a link.

use rust_xlsxwriter::{FormatBorder, Url, Worksheet};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::WorkbookError;
use super::page::{self, Paper};
use super::report::Report;
use super::rules::Cell;
use super::section::Entry;
use super::style::{BLUE, Styles};
use crate::view::table::{Fact, LEGEND, Role};

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
    let title = styles.title.clone().set_font_size(18);
    page::wide_words(sheet, 2, 1, letters / 1.75, &report.title, &title, 28.0)?;
    // A strong line under the title, as wide as the page.
    let line = styles.words.clone().set_border_top(FormatBorder::Thick).set_border_top_color(BLUE);
    sheet.write_blank(3, 0, &line)?;
    sheet.write_blank(3, 1, &line)?;
    let mut row = 4;
    for (place, Fact { label, value }) in report.facts.iter().enumerate() {
        let at = Cell { role: Role::Body, is_last: place + 1 == report.facts.len() };
        sheet.write_string_with_format(row, 0, label, &styles.ruled_side(at).set_bold())?;
        sheet.write_string_with_format(row, 1, value, &styles.ruled_side(at))?;
        sheet.set_row_height(row, f64::from(page::lines(value, VALUE * page::HALVES)) * 18.0 + 8.0)?;
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
    let (outer, inner) = (styles.link.clone().set_bold(), styles.link.clone().set_indent(2));
    for (row, entry) in (2..).zip(entries) {
        let link = format!("internal:'{}'!A{}", entry.sheet.replace('\'', "''"), entry.row + 1);
        let format = if entry.is_inner { &inner } else { &outer };
        let title = on_one_line(&entry.title, if entry.is_inner { 86 } else { 80 });
        sheet.write_url_with_format(row, 0, Url::new(link).set_text(title), format)?;
        sheet.set_row_height(row, if entry.is_inner { 19.0 } else { 26.0 })?;
    }
    sheet.set_freeze_panes(2, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

/// As much of a title as stands on one line of so many half-width letters: not every program breaks the words of a link.
fn on_one_line(title: &str, most: usize) -> String {
    if title.width_cjk() <= most {
        return title.to_owned();
    }
    let mut width = 2;
    let fits = |letter: &char| {
        width += letter.width_cjk().unwrap_or(0);
        width <= most
    };
    title.chars().take_while(fits).chain(['…']).collect()
}
