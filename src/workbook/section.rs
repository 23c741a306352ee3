//! The sheets of a section: its tables one below the other, each whole on a page with its chart. What is too wide or
//! too high for that has a sheet of its own, where its headings are printed on every page.

use rust_xlsxwriter::{Url, Workbook, Worksheet};

use super::WorkbookError;
use super::cover::CONTENTS;
use super::layout::{AFTER, Geometry, Heights, MOST_COLUMNS, Spot};
use super::page;
use super::style::Styles;
use super::{names::SheetNames, table};
use crate::view::results::ShownSection;
use crate::view::table::{LEGEND, ShownTable};

/// A line of the contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// What it is called.
    pub(super) title: String,
    /// The sheet that it stands on.
    pub(super) sheet: String,
    /// Its first row there, from 0.
    pub(super) row: u32,
    /// Whether it stands under another line.
    pub(super) is_inner: bool,
}

/// Where the next table stands.
struct Position {
    row: u32,
    used: f64,
    breaks: Vec<u32>,
}

/// Writes a section; `number` is that of its first table, and becomes that of the next section's.
pub(super) fn write(
    workbook: &mut Workbook,
    styles: &Styles,
    names: &mut SheetNames,
    number: &mut usize,
    section: &ShownSection,
) -> Result<Vec<Entry>, WorkbookError> {
    let geometry = Geometry::SECTION;
    let room = geometry.page_height();
    let mut entries = Vec::new();
    let mut together = Vec::new();
    let mut alone = Vec::new();
    let mut order = Vec::new();
    for table in &section.tables {
        let title = format!("表{number}　{}", table.title);
        *number += 1;
        order.push(title.clone());
        let heights = Heights::of(table, &title, geometry);
        if table.head.len() > MOST_COLUMNS || heights.total() > room * 0.9 {
            alone.push((title, table));
        } else {
            together.push((title, table, heights));
        }
    }
    if !together.is_empty() {
        let name = names.of_section(&section.title);
        let sheet = workbook.add_worksheet();
        let mut position = begin(sheet, styles, geometry, &name, &section.title)?;
        entries.push(Entry { title: section.title.clone(), sheet: name.clone(), row: 0, is_inner: false });
        for (title, table, heights) in together {
            let needed = heights.total();
            if position.used + needed > room {
                position.breaks.push(position.row);
                // The title of the sheet is printed on every page.
                position.used = TITLE;
            }
            entries.push(Entry { title: title.clone(), sheet: name.clone(), row: position.row, is_inner: true });
            position.row = table::write(sheet, styles, (geometry, &heights), position.row, &title, table)?.1;
            position.used += needed;
        }
        end(sheet, styles, geometry, &position)?;
    }
    for (title, table) in alone {
        let name = names.of_table(&title);
        if entries.is_empty() {
            entries.push(Entry { title: section.title.clone(), sheet: name.clone(), row: 0, is_inner: false });
        }
        write_alone(workbook.add_worksheet(), styles, &name, &section.title, &title, table)?;
        entries.push(Entry { title, sheet: name, row: 0, is_inner: true });
    }
    // In the order of the tables' numbers, wherever they stand.
    let place = |entry: &Entry| order.iter().position(|title| *title == entry.title);
    entries.sort_by_key(|entry| if entry.is_inner { place(entry) } else { None });
    Ok(entries)
}

/// How many pages are still read well when they are made one.
const MOST_SMALLER: f64 = 1.5;
/// The height of the row with the sheet's title.
const TITLE: f64 = 26.0;
/// The first row of tables, under title and link.
const FIRST: u32 = 2;

fn begin(
    sheet: &mut Worksheet,
    styles: &Styles,
    geometry: Geometry,
    name: &str,
    title: &str,
) -> Result<Position, WorkbookError> {
    sheet.set_name(name)?;
    page::set_up(sheet, geometry.paper);
    page::fit_width(sheet);
    sheet.set_column_width(0, geometry.side)?;
    sheet.set_column_range_width(1, geometry.columns.max(1), geometry.column)?;
    let lines = f64::from(page::lines(title, geometry.letters() / 1.35 * page::HALVES));
    page::words_over(sheet, 0, geometry.columns, title, &styles.title, TITLE.max(lines * 20.0 + 4.0))?;
    let link = Url::new(format!("internal:'{CONTENTS}'!A1")).set_text("目次へ");
    sheet.write_url_with_format(1, 0, link, &styles.link)?;
    Ok(Position { row: FIRST, used: TITLE + 24.0, breaks: Vec::new() })
}

fn end(sheet: &mut Worksheet, styles: &Styles, geometry: Geometry, position: &Position) -> Result<(), WorkbookError> {
    legend(sheet, styles, geometry, position.row)?;
    if !position.breaks.is_empty() {
        sheet.set_page_breaks(&position.breaks)?;
    }
    sheet.set_freeze_panes(FIRST, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

fn legend(sheet: &mut Worksheet, styles: &Styles, geometry: Geometry, row: u32) -> Result<(), WorkbookError> {
    page::wide_words(sheet, row, geometry.columns, geometry.letters() * 1.1, LEGEND, &styles.note, 16.0)
}

fn write_alone(
    sheet: &mut Worksheet,
    styles: &Styles,
    name: &str,
    section: &str,
    title: &str,
    shown: &ShownTable,
) -> Result<(), WorkbookError> {
    let geometry = Geometry::alone(shown);
    begin(sheet, styles, geometry, name, section)?;
    let heights = Heights::of(shown, title, geometry);
    let (area, next) = table::write(sheet, styles, (geometry, &heights), FIRST, title, shown)?;
    let (whole, room) = (TITLE + 24.0 + heights.total() + AFTER, geometry.page_height());
    if whole > room && whole <= room * MOST_SMALLER {
        // A little smaller, table and chart stay together.
        sheet.set_print_fit_to_pages(1, 1);
    } else if whole > room && heights.spot == Spot::Below {
        sheet.set_page_breaks(&[next - 2])?;
    }
    legend(sheet, styles, geometry, next)?;
    sheet.set_freeze_panes(area.first_row, 1)?;
    sheet.set_repeat_rows(area.head_row, area.first_row - 1)?;
    Ok(())
}
