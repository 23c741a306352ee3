//! One table on one sheet, with its notes and its chart.

use rust_xlsxwriter::Worksheet;

use super::page::{self, Paper};
use super::style::Styles;
use super::{WorkbookError, chart};
use crate::view::table::{LEGEND, Role, ShownTable};

/// Where a table stands in its workbook.
pub(super) struct Place<'a> {
    /// The sheet's name, such as 表12.
    pub(super) sheet: &'a str,
    /// The sheet that links to it.
    pub(super) contents: &'a str,
}

/// The 表側; wide where there are few columns beside it.
fn side_width(columns: u16) -> f64 {
    if columns <= 4 { 56.0 } else { 38.0 }
}

const COLUMN: f64 = 11.0;

/// The first row of figures and what is around them, for the chart.
pub(super) struct Area {
    pub(super) first_row: u32,
    pub(super) head_row: u32,
}

/// Writes a table on an empty sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    styles: &Styles,
    place: &Place<'_>,
    table: &ShownTable,
) -> Result<(), WorkbookError> {
    sheet.set_name(place.sheet)?;
    let columns = u16::try_from(table.head.len()).unwrap_or(u16::MAX);
    page::set_up(sheet, if columns > 8 { Paper::Landscape } else { Paper::Portrait });
    page::fit_width(sheet);
    let side = side_width(columns);
    sheet.set_column_width(0, side)?;
    for column in 1..=columns {
        sheet.set_column_width(column, COLUMN)?;
    }
    let letters = side + COLUMN * f64::from(columns);

    let title = format!("{}　{}", place.sheet, table.title);
    page::wide_words(sheet, 0, columns, letters / 1.35, &title, &styles.title, 21.0)?;
    let base = format!("{}　{}", table.how, table.base);
    page::wide_words(sheet, 1, columns, letters, &base, &styles.words, 18.0)?;
    let link = rust_xlsxwriter::Url::new(format!("internal:'{}'!A1", place.contents)).set_text("目次へ");
    sheet.write_url_with_format(2, 0, link, &styles.link)?;
    let area = head(sheet, styles, table)?;
    let mut row = body(sheet, styles, table, area.first_row, side * page::HALVES)?;
    sheet.set_freeze_panes(area.first_row, 1)?;
    sheet.set_repeat_rows(area.head_row, area.first_row - 1)?;
    row += 1;
    for note in table.notes.iter().map(|note| format!("注　{note}")).chain([LEGEND.to_owned()]) {
        page::wide_words(sheet, row, columns, letters * 1.1, &note, &styles.note, 16.0)?;
        row += 1;
    }
    if let Some(picture) = &table.chart {
        chart::insert(sheet, picture, table, &area, row + 1)?;
    }
    Ok(())
}

/// The heading rows; returns where the figures begin.
fn head(sheet: &mut Worksheet, styles: &Styles, table: &ShownTable) -> Result<Area, WorkbookError> {
    let head_row = 3;
    let mut row = head_row;
    let mut column = 1;
    for span in &table.spans {
        let last = column + u16::try_from(span.columns).unwrap_or(1).max(1) - 1;
        if last > column {
            sheet.merge_range(row, column, row, last, "", &styles.head)?;
        }
        sheet.write_string_with_format(row, column, &span.label, &styles.head)?;
        column = last + 1;
    }
    if !table.spans.is_empty() {
        sheet.write_string_with_format(row, 0, "", &styles.head)?;
        sheet.set_row_height(row, height(table.spans.iter().map(|span| span.label.as_str()), COLUMN * 2.0))?;
        row += 1;
    }
    sheet.write_string_with_format(row, 0, table.side, &styles.head)?;
    for (column, label) in (1..).zip(&table.head) {
        sheet.write_string_with_format(row, column, label, &styles.head)?;
    }
    sheet.set_row_height(row, height(table.head.iter().map(String::as_str), COLUMN))?;
    Ok(Area { first_row: row + 1, head_row })
}

fn height<'a>(labels: impl Iterator<Item = &'a str>, letters: f64) -> f64 {
    f64::from(labels.map(|label| page::lines(label, letters * page::HALVES)).max().unwrap_or(1)) * 18.0 + 4.0
}

/// The rows; returns the row after the last.
fn body(
    sheet: &mut Worksheet,
    styles: &Styles,
    table: &ShownTable,
    first: u32,
    side_letters: f64,
) -> Result<u32, WorkbookError> {
    let mut row = first;
    for shown in &table.rows {
        let quiet = shown.role != Role::Body;
        let side = if quiet { &styles.side_quiet } else { &styles.side };
        sheet.write_string_with_format(row, 0, &shown.label, side)?;
        for (column, cell) in (1..).zip(&shown.cells) {
            let format = styles.figure(cell.decimals, quiet);
            match cell.number {
                Some(number) => sheet.write_number_with_format(row, column, number, &format)?,
                None => sheet.write_string_with_format(row, column, &cell.text, &format)?,
            };
        }
        sheet.set_row_height(row, f64::from(page::lines(&shown.label, side_letters)) * 18.0 + 4.0)?;
        row += 1;
    }
    Ok(row)
}
