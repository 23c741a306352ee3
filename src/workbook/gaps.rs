//! What is offered to which ages, and the list of gaps, on one sheet.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatPattern, Url, Worksheet};

use super::WorkbookError;
use super::cover::CONTENTS;
use super::page::{self, Paper};
use super::style::Styles;
use crate::view::gaps::ShownGaps;
use crate::view::gaps::list::{ShownGap, ShownList};
use crate::view::gaps::offered::{OfferTable, ShownCell};

/// The sheet's name.
pub(super) const NAME: &str = "支援のはざま";
/// Its title.
pub(super) const TITLE: &str = "支援のはざま：年代と支援ごとの機関数と、支援のはざまの一覧";

const SIDE: f64 = 34.0;
const COLUMN: f64 = 10.0;
const LEGEND: &str =
    "凡例：斜線は該当機関なし、薄い色は手薄（1機関、又は記入された件数の8割以上が1機関）、色なしはありです。";

/// Writes the tables and the list on an empty sheet.
pub(super) fn write(sheet: &mut Worksheet, styles: &Styles, gaps: &ShownGaps) -> Result<(), WorkbookError> {
    sheet.set_name(NAME)?;
    page::set_up(sheet, Paper::Landscape);
    page::fit_width(sheet);
    let bands = gaps.offered.tables.iter().map(|table| table.bands.len()).max().unwrap_or(0);
    let last = u16::try_from(bands).unwrap_or(u16::MAX).saturating_add(1).max(6);
    sheet.set_column_width(0, SIDE)?;
    sheet.set_column_range_width(1, last, COLUMN)?;
    let letters = SIDE + COLUMN * f64::from(last);
    page::wide_words(sheet, 0, last, letters / 1.35, TITLE, &styles.title, 21.0)?;
    let link = Url::new(format!("internal:'{CONTENTS}'!A1")).set_text("目次へ");
    sheet.write_url_with_format(1, 0, link, &styles.link)?;
    let mut row = 3;
    for table in &gaps.offered.tables {
        row = offers(sheet, styles, table, row, last)? + 1;
    }
    let notes = gaps.offered.sources.iter().map(String::as_str);
    for note in notes.chain(gaps.offered.claims.iter().copied()).chain([LEGEND]) {
        page::wide_words(sheet, row, last, letters * 1.1, note, &styles.note, 16.0)?;
        row += 1;
    }
    list(sheet, styles, &gaps.list, row + 1, last)
}

/// One table; gives the row after it.
fn offers(
    sheet: &mut Worksheet,
    styles: &Styles,
    table: &OfferTable,
    first: u32,
    last: u16,
) -> Result<u32, WorkbookError> {
    page::wide_words(sheet, first, last, SIDE + COLUMN * f64::from(last), table.title, &styles.table_title, 18.0)?;
    sheet.write_string_with_format(first + 1, 0, table.side, &styles.head)?;
    let heads = table.bands.iter().map(String::as_str).chain(["年代が分からない"]);
    for (column, head) in (1..).zip(heads) {
        sheet.write_string_with_format(first + 1, column, head, &styles.head)?;
    }
    sheet.set_row_height(first + 1, 32)?;
    let mut row = first + 2;
    for line in &table.rows {
        sheet.write_string_with_format(row, 0, &line.label, &styles.side)?;
        let mut column = 1;
        for cell in &line.cells {
            number(sheet, row, column, &cell.agencies.to_string(), &shade(styles, cell))?;
            column += 1;
        }
        number(sheet, row, column, &line.not_said, &styles.figure(0, true))?;
        row += 1;
    }
    Ok(row)
}

/// Hatched for none, light for thin.
fn shade(styles: &Styles, cell: &ShownCell) -> Format {
    let format = styles.figure(0, false);
    match cell.level {
        "none" => format
            .set_pattern(FormatPattern::LightUp)
            .set_foreground_color(Color::RGB(0x00B3_B3B3))
            .set_background_color(Color::White),
        "thin" => format.set_background_color(Color::RGB(0x00E8_F1FE)).set_bold(),
        _ => format,
    }
}

fn list(sheet: &mut Worksheet, styles: &Styles, list: &ShownList, first: u32, last: u16) -> Result<(), WorkbookError> {
    let wide = SIDE + COLUMN * f64::from(last);
    page::wide_words(sheet, first, last, wide, "支援のはざまの一覧", &styles.table_title, 18.0)?;
    page::wide_words(sheet, first + 1, last, wide * 1.1, list.formula, &styles.note, 16.0)?;
    for (column, head) in (0..).zip(["年代・支援", "体制", "目安（点）"]) {
        sheet.write_string_with_format(first + 2, column, head, &styles.head)?;
    }
    sheet.merge_range(first + 2, 3, first + 2, last, "分かったこと", &styles.head)?;
    let words = styles.side.clone().set_align(FormatAlign::Top);
    let mut row = first + 3;
    for gap in &list.gaps {
        one(sheet, styles, &words, gap, (row, last))?;
        row += 1;
    }
    for claim in &list.claims {
        page::wide_words(sheet, row, last, wide * 1.1, claim, &styles.note, 16.0)?;
        row += 1;
    }
    Ok(())
}

fn one(
    sheet: &mut Worksheet,
    styles: &Styles,
    words: &Format,
    gap: &ShownGap,
    (row, last): (u32, u16),
) -> Result<(), WorkbookError> {
    sheet.write_string_with_format(row, 0, format!("{}　{}", gap.band, gap.function), words)?;
    sheet.write_string_with_format(row, 1, gap.level, words)?;
    sheet.write_number_with_format(row, 2, f64::from(gap.points), &styles.figure(0, false))?;
    sheet.merge_range(row, 3, row, last, &gap.sentence, words)?;
    let lines = page::lines(&gap.sentence, COLUMN * f64::from(last.saturating_sub(2)) * page::HALVES);
    sheet.set_row_height(row, f64::from(lines.max(2)) * 18.0)?;
    Ok(())
}

/// A figure as a number.
fn number(sheet: &mut Worksheet, row: u32, column: u16, text: &str, format: &Format) -> Result<(), WorkbookError> {
    match text.replace(',', "").parse::<f64>() {
        Ok(number) => sheet.write_number_with_format(row, column, number, format)?,
        Err(_) => sheet.write_string_with_format(row, column, text, format)?,
    };
    Ok(())
}
