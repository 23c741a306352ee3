//! Ties between agencies on two sheets: agencies (or none, for readers who see kinds alone), and kinds beside kinds.

use rust_xlsxwriter::{Format, Worksheet};

use super::WorkbookError;
use super::page::{self, Paper};
use super::style::{self, Styles};
use crate::view::ties::{AgencyLine, TiesPage};

/// The workbook of a page, as the bytes of an xlsx file.
///
/// # Errors
/// A fault of this program.
pub fn write(page: &TiesPage, network: &str) -> Result<Vec<u8>, WorkbookError> {
    let (mut workbook, styles) = style::begin("連携")?;
    if page.by_agency {
        agencies(workbook.add_worksheet(), &styles, page, network)?;
    }
    kinds(workbook.add_worksheet(), &styles, page, network)?;
    Ok(workbook.save_to_buffer()?)
}

/// Title, facts and notes over columns `0..=last`, which are `letters` wide together; the first row after them.
fn head(
    sheet: &mut Worksheet,
    styles: &Styles,
    (title, network): (&str, &str),
    page: &TiesPage,
    (last, letters): (u16, f64),
) -> Result<u32, WorkbookError> {
    page::wide_words(sheet, 0, last, letters / 1.35, title, &styles.title, 21.0)?;
    page::wide_words(sheet, 1, last, letters, network, &styles.words, 18.0)?;
    let mut row = 2;
    for fact in &page.facts {
        let words = format!("{}：{}", fact.label, fact.value);
        page::wide_words(sheet, row, last, letters, &words, &styles.words, 18.0)?;
        row += 1;
    }
    for note in &page.notes {
        page::wide_words(sheet, row, last, letters * 1.1, &format!("※{note}"), &styles.note, 16.0)?;
        row += 1;
    }
    Ok(row + 1)
}

fn agencies(sheet: &mut Worksheet, styles: &Styles, page: &TiesPage, network: &str) -> Result<(), WorkbookError> {
    const WIDTHS: [f64; 7] = [30.0, 24.0, 11.0, 11.0, 11.0, 11.0, 13.0];
    const HEADS: [&str; 7] = [
        "機関",
        "種別",
        "挙げている機関",
        "挙げられている機関",
        "互いに挙げている機関",
        "間にいる度合い",
        "連携の設問",
    ];
    sheet.set_name("機関ごと")?;
    page::set_up(sheet, Paper::Portrait);
    page::fit_width(sheet);
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let title = ("連携：機関ごと（名簿の順）", network);
    let mut row = head(sheet, styles, title, page, (6, WIDTHS.iter().sum()))?;
    for (column, words) in (0..).zip(HEADS) {
        sheet.write_string_with_format(row, column, words, &styles.head)?;
    }
    sheet.set_row_height(row, 40)?;
    sheet.set_repeat_rows(row, row)?;
    row += 1;
    for line in &page.agencies {
        agency(sheet, styles, row, line)?;
        row += 1;
    }
    if !page.others.is_empty() {
        row += 1;
        sheet.write_string_with_format(
            row,
            0,
            "種別だけで、又は名簿にない名称で挙げられた相手",
            &styles.table_title,
        )?;
        row += 1;
        sheet.write_string_with_format(row, 0, "相手", &styles.head)?;
        sheet.write_string_with_format(row, 1, "挙げた機関", &styles.head)?;
        for line in &page.others {
            row += 1;
            sheet.write_string_with_format(row, 0, &line.name, &styles.side)?;
            sheet.write_string_with_format(row, 1, &line.named_by.text, &styles.side)?;
        }
    }
    Ok(())
}

fn agency(sheet: &mut Worksheet, styles: &Styles, row: u32, line: &AgencyLine) -> Result<(), WorkbookError> {
    sheet.write_string_with_format(row, 0, &line.name, &styles.side)?;
    sheet.write_string_with_format(row, 1, &line.kind, &styles.side)?;
    let (whole, parts) = (styles.figure(0, line.is_unheard), styles.figure(3, line.is_unheard));
    let figures =
        [(&line.names.text, &whole), (&line.named_by.text, &whole), (&line.mutual, &whole), (&line.between, &parts)];
    for (column, (text, format)) in (2..).zip(figures) {
        figure(sheet, row, column, text, format)?;
    }
    sheet.write_string_with_format(row, 6, line.standing, &styles.side)?;
    let lines = page::lines(&line.name, 30.0 * page::HALVES).max(page::lines(&line.kind, 24.0 * page::HALVES));
    sheet.set_row_height(row, f64::from(lines) * 18.0 + 4.0)?;
    Ok(())
}

/// A number as a number, what is not known as its sign.
fn figure(sheet: &mut Worksheet, row: u32, column: u16, text: &str, format: &Format) -> Result<(), WorkbookError> {
    match text.parse::<f64>() {
        Ok(number) => sheet.write_number_with_format(row, column, number, format)?,
        Err(_) => sheet.write_string_with_format(row, column, text, format)?,
    };
    Ok(())
}

fn kinds(sheet: &mut Worksheet, styles: &Styles, page: &TiesPage, network: &str) -> Result<(), WorkbookError> {
    const SIDE: f64 = 26.0;
    const AGENCIES: f64 = 18.0;
    const COLUMN: f64 = 15.0;
    sheet.set_name("種別と種別")?;
    page::set_up(sheet, Paper::Landscape);
    page::fit_width(sheet);
    let columns = u16::try_from(page.kinds.columns.len()).unwrap_or(u16::MAX - 2);
    sheet.set_column_width(0, SIDE)?.set_column_width(1, AGENCIES)?;
    if columns > 0 {
        sheet.set_column_range_width(2, columns + 1, COLUMN)?;
    }
    let last = (columns + 1).min(6);
    let letters = SIDE + AGENCIES + COLUMN * f64::from(last.saturating_sub(1));
    let mut row = head(sheet, styles, ("連携：種別と種別", network), page, (last, letters))?;
    sheet.write_string_with_format(row, 0, "挙げた側", &styles.head)?;
    sheet.write_string_with_format(row, 1, "機関", &styles.head)?;
    for (column, label) in (2..).zip(&page.kinds.columns) {
        sheet.write_string_with_format(row, column, label, &styles.head)?;
    }
    sheet.set_row_height(row, 58)?;
    sheet.set_repeat_rows(row, row)?.set_repeat_columns(0, 0)?;
    for line in &page.kinds.rows {
        row += 1;
        sheet.write_string_with_format(row, 0, &line.label, &styles.side)?;
        sheet.write_string_with_format(row, 1, &line.agencies, &styles.side)?;
        for (column, cell) in (2..).zip(&line.cells) {
            let parts = [&cell.givers.text, &cell.density, &cell.as_kind];
            let words: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
            sheet.write_string_with_format(row, column, words.join("\n"), &styles.body)?;
        }
        sheet.set_row_height(row, 58)?;
    }
    Ok(())
}
