//! One table with its title, notes and chart.

use rust_xlsxwriter::Worksheet;

use super::layout::{AFTER, Geometry, Heights, Spot};
use super::page::{self, POINTS_OF_A_PIXEL};
use super::rules::Cell;
use super::style::Styles;
use super::{WorkbookError, chart};
use crate::view::table::ShownTable;

/// Where a table's figures and headings stand, for its chart and for what is printed on every page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    /// The first row of headings.
    pub(super) head_row: u32,
    /// The first row of figures.
    pub(super) first_row: u32,
}

/// Writes a table from `row` on; returns where it stands and the row after it.
pub(super) fn write(
    sheet: &mut Worksheet,
    styles: &Styles,
    (geometry, heights): (Geometry, &Heights),
    mut row: u32,
    title: &str,
    table: &ShownTable,
) -> Result<(Area, u32), WorkbookError> {
    let last = geometry.columns;
    page::words_over(sheet, row, last, title, &styles.table_title, heights.title)?;
    let base = format!("{}　{}", table.how, table.base);
    page::words_over(sheet, row + 1, last, &base, &styles.note, heights.base)?;
    row += 2;
    let area = head(sheet, styles, heights, row, table)?;
    row = body(sheet, styles, heights, area.first_row, table)?;
    if heights.filler > 0.0 {
        sheet.set_row_height(row, heights.filler)?;
        row += 1;
    }
    for (note, height) in table.notes.iter().zip(&heights.notes) {
        page::words_over(sheet, row, last, &format!("注　{note}"), &styles.note, *height)?;
        row += 1;
    }
    if let Some(picture) = &table.chart {
        let body = heights.body() / POINTS_OF_A_PIXEL;
        match heights.spot {
            Spot::None => {}
            Spot::Beside(column) => {
                let width = page::pixels(geometry.column) * f64::from(geometry.columns - column + 1);
                let frame = chart::Frame { row: area.head_row, column, width: width - 8.0, height: body - 2.0 };
                chart::insert(sheet, picture, table, area, &frame)?;
            }
            Spot::Below => {
                sheet.set_row_height(row, heights.chart)?;
                let width = geometry.pixels().min(760.0);
                let height = heights.chart / POINTS_OF_A_PIXEL - 8.0;
                chart::insert(sheet, picture, table, area, &chart::Frame { row, column: 0, width, height })?;
                row += 1;
            }
        }
    }
    sheet.set_row_height(row, AFTER)?;
    Ok((area, row + 1))
}

/// The heading rows.
fn head(
    sheet: &mut Worksheet,
    styles: &Styles,
    heights: &Heights,
    head_row: u32,
    table: &ShownTable,
) -> Result<Area, WorkbookError> {
    let mut row = head_row;
    if let Some(height) = heights.spans {
        let mut column = 1;
        sheet.write_blank(row, 0, &styles.ruled_head(true, true))?;
        for span in &table.spans {
            let last = column + u16::try_from(span.columns).unwrap_or(1).max(1) - 1;
            let format = styles.ruled_head(false, true);
            if last > column {
                sheet.merge_range(row, column, row, last, "", &format)?;
            }
            sheet.write_string_with_format(row, column, &span.label, &format)?;
            column = last + 1;
        }
        sheet.set_row_height(row, height)?;
        row += 1;
    }
    let is_top = heights.spans.is_none();
    sheet.write_string_with_format(row, 0, table.side, &styles.ruled_head(true, is_top))?;
    for (column, label) in (1..).zip(&table.head) {
        sheet.write_string_with_format(row, column, label, &styles.ruled_head(false, is_top))?;
    }
    sheet.set_row_height(row, heights.head)?;
    Ok(Area { head_row, first_row: row + 1 })
}

/// The rows; returns the row after the last.
fn body(
    sheet: &mut Worksheet,
    styles: &Styles,
    heights: &Heights,
    first: u32,
    table: &ShownTable,
) -> Result<u32, WorkbookError> {
    let mut row = first;
    for (place, (shown, height)) in table.rows.iter().zip(&heights.rows).enumerate() {
        let at = Cell { role: shown.role, is_last: place + 1 == table.rows.len() };
        sheet.write_string_with_format(row, 0, &shown.label, &styles.ruled_side(at))?;
        for (column, cell) in (1..).zip(&shown.cells) {
            let format = styles.ruled_figure(cell.decimals, at);
            match cell.number {
                Some(number) => sheet.write_number_with_format(row, column, number, &format)?,
                None => sheet.write_string_with_format(row, column, &cell.text, &format)?,
            };
        }
        sheet.set_row_height(row, *height)?;
        row += 1;
    }
    Ok(row)
}
