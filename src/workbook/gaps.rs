//! The gap table on one page.

use rust_xlsxwriter::{Color, Format, FormatPattern, Url, Worksheet};

use super::WorkbookError;
use super::cover::CONTENTS;
use super::page::{self, Paper};
use super::style::Styles;
use crate::view::gaps::{GapCell, LEGEND, ShownGaps};
use crate::view::table::Cell;

/// The sheet's name.
pub(super) const NAME: &str = "支援のはざま";
/// Its title.
pub(super) const TITLE: &str = "支援のはざま：年代と対応方法の組合せごとの機関数";

const BAND: f64 = 16.0;
const COLUMN: f64 = 11.0;

/// Writes the table on an empty sheet.
pub(super) fn write(sheet: &mut Worksheet, styles: &Styles, gaps: &ShownGaps) -> Result<(), WorkbookError> {
    sheet.set_name(NAME)?;
    page::set_up(sheet, Paper::Landscape);
    page::fit_width(sheet);
    let methods = u16::try_from(gaps.methods.len()).unwrap_or(u16::MAX);
    let last = methods + 3;
    sheet.set_column_width(0, BAND)?;
    sheet.set_column_range_width(1, last, COLUMN)?;
    let letters = BAND + COLUMN * f64::from(last);
    page::wide_words(sheet, 0, last, letters / 1.35, TITLE, &styles.title, 21.0)?;
    let link = Url::new(format!("internal:'{CONTENTS}'!A1")).set_text("目次へ");
    sheet.write_url_with_format(1, 0, link, &styles.link)?;

    head(sheet, styles, gaps, methods)?;
    let mut row = 4;
    for band in &gaps.rows {
        sheet.write_string_with_format(row, 0, &band.label, &styles.side)?;
        figure(sheet, row, 1, &band.served, &styles.figure(0, true))?;
        for (column, cell) in (2..).zip(&band.cells) {
            figure(sheet, row, column, &cell.agencies, &shade(styles, cell))?;
        }
        figure(sheet, row, methods + 2, &band.difficult, &styles.figure(0, false))?;
        figure(sheet, row, methods + 3, &band.good, &styles.figure(0, false))?;
        sheet.set_row_height(row, 24)?;
        row += 1;
    }
    sheet.set_freeze_panes(4, 1)?;
    sheet.set_repeat_rows(2, 3)?;
    row += 1;
    let notes = gaps.sources.iter().map(String::as_str).chain(gaps.claims.iter().copied()).chain([LEGEND]);
    for note in notes {
        page::wide_words(sheet, row, last, letters * 1.1, note, &styles.note, 16.0)?;
        row += 1;
    }
    Ok(())
}

fn head(sheet: &mut Worksheet, styles: &Styles, gaps: &ShownGaps, methods: u16) -> Result<(), WorkbookError> {
    sheet.merge_range(2, 0, 3, 0, "", &styles.head)?;
    sheet.write_string_with_format(2, 0, "年代", &styles.head)?;
    sheet.merge_range(2, 1, 3, 1, "", &styles.head)?;
    sheet.write_string_with_format(2, 1, "対応のあった機関数", &styles.head)?;
    if methods > 1 {
        sheet.merge_range(2, 2, 2, methods + 1, "", &styles.head)?;
    }
    sheet.write_string_with_format(2, 2, "うち、次の対応方法を実施している機関数", &styles.head)?;
    for (column, method) in (2..).zip(&gaps.methods) {
        sheet.write_string_with_format(3, column, method, &styles.head)?;
    }
    sheet.merge_range(2, methods + 2, 2, methods + 3, "", &styles.head)?;
    sheet.write_string_with_format(2, methods + 2, "寄せられた事例数", &styles.head)?;
    sheet.write_string_with_format(3, methods + 2, "困難事例", &styles.head)?;
    sheet.write_string_with_format(3, methods + 3, "好事例", &styles.head)?;
    sheet.set_row_height(2, 24)?.set_row_height(3, 40)?;
    Ok(())
}

fn figure(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, format: &Format) -> Result<(), WorkbookError> {
    match cell.number {
        Some(number) => sheet.write_number_with_format(row, column, number, format)?,
        None => sheet.write_string_with_format(row, column, &cell.text, format)?,
    };
    Ok(())
}

/// Hatched for none, light for thin, darker for some. The mark is part of the number's format, so
/// that the cell stays a number.
fn shade(styles: &Styles, cell: &GapCell) -> Format {
    let format = styles.figure(0, false);
    match cell.level {
        "none" => {
            let hatched = format
                .set_pattern(FormatPattern::LightUp)
                .set_foreground_color(Color::RGB(0x00B3_B3B3))
                .set_background_color(Color::White);
            if cell.is_marked { hatched.set_num_format("#,##0\"　◆\"").set_bold() } else { hatched }
        }
        "thin" => format.set_background_color(Color::RGB(0x00E8_F1FE)),
        _ => format.set_background_color(Color::RGB(0x00C5_D7FB)),
    }
}
