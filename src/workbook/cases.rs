//! Case sheets side by side: items down, cases across, three cases on the width of a page.

use rust_xlsxwriter::{Url, Worksheet};

use super::WorkbookError;
use super::cover::CONTENTS;
use super::page::{self, Paper};
use super::style::Styles;
use crate::view::cases::ShownCases;

const SECTION: f64 = 12.0;
const ITEM: f64 = 24.0;
const CASE: f64 = 44.0;
const FIRST: u16 = 2;
const ON_A_PAGE: usize = 3;
/// Excel's rows end at 409 points: what needs more lines goes on in a row below.
const MOST_LINES: usize = 20;

/// Writes the cases of one kind on an empty sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    styles: &Styles,
    name: &str,
    cases: &ShownCases,
) -> Result<(), WorkbookError> {
    sheet.set_name(name)?;
    set_up(sheet, cases.cases.len())?;
    sheet.write_string_with_format(0, 0, &cases.title, &styles.title)?;
    let link = Url::new(format!("internal:'{CONTENTS}'!A1")).set_text("目次へ");
    sheet.write_url_with_format(1, 0, link, &styles.link)?;

    sheet.merge_range(2, 0, 2, 1, "", &styles.head)?;
    sheet.write_string_with_format(2, 0, "項目", &styles.head)?;
    sheet.merge_range(3, 0, 3, 1, "", &styles.head)?;
    sheet.write_string_with_format(3, 0, "機関名", &styles.head)?;
    for (column, case) in (FIRST..).zip(&cases.cases) {
        sheet.write_string_with_format(2, column, &case.name, &styles.head)?;
        sheet.write_string_with_format(3, column, &case.agency, &styles.head)?;
    }
    let agency_lines = cases.cases.iter().map(|case| page::lines(&case.agency, CASE * page::HALVES)).max().unwrap_or(1);
    sheet.set_row_height(3, f64::from(agency_lines) * 18.0 + 4.0)?;

    let boxed = styles.boxed_words();
    let mut row = 4;
    for item in &cases.items {
        let texts: Vec<Vec<String>> = item.cells.iter().map(|text| pieces(text)).collect();
        let parts = texts.iter().map(Vec::len).max().unwrap_or(1).max(1);
        for part in 0..parts {
            let label = if part == 0 { item.label.clone() } else { format!("{}（続き）", item.label) };
            let section = item.section.as_deref().filter(|_| part == 0).unwrap_or_default();
            sheet.write_string_with_format(row, 0, section, &boxed)?;
            sheet.write_string_with_format(row, 1, &label, &boxed)?;
            let mut lines = page::lines(&label, ITEM * page::HALVES).max(page::lines(section, SECTION * page::HALVES));
            for (column, text) in (FIRST..).zip(&texts) {
                let text = text.get(part).map_or("", String::as_str);
                sheet.write_string_with_format(row, column, text, &boxed)?;
                lines = lines.max(page::lines(text, CASE * page::HALVES));
            }
            sheet.set_row_height(row, (f64::from(lines) * 18.0 + 4.0).min(409.0))?;
            row += 1;
        }
    }
    Ok(())
}

fn set_up(sheet: &mut Worksheet, cases: usize) -> Result<(), WorkbookError> {
    page::set_up(sheet, Paper::Landscape);
    // Not fitted to the width: with twenty cases nobody could read it. A page holds three.
    sheet.set_print_scale(65);
    sheet.set_column_width(0, SECTION)?.set_column_width(1, ITEM)?;
    let last = FIRST + u16::try_from(cases).unwrap_or(u16::MAX - FIRST).max(1) - 1;
    sheet.set_column_range_width(FIRST, last, CASE)?;
    let breaks: Vec<u32> = (1..cases.div_ceil(ON_A_PAGE))
        .filter_map(|page| u32::try_from(page * ON_A_PAGE).ok())
        .map(|column| column + u32::from(FIRST))
        .collect();
    if !breaks.is_empty() {
        sheet.set_vertical_page_breaks(&breaks)?;
    }
    sheet.set_freeze_panes(4, FIRST)?;
    sheet.set_repeat_rows(2, 3)?.set_repeat_columns(0, 1)?;
    Ok(())
}

/// The text in pieces that each fit a row.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    for letter in text.chars() {
        piece.push(letter);
        if page::lines(&piece, CASE * page::HALVES) as usize > MOST_LINES {
            piece.pop();
            pieces.push(std::mem::take(&mut piece));
            piece.push(letter);
        }
    }
    pieces.push(piece);
    pieces
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn nothing_of_a_long_text_is_lost() {
        let text = "支援の経過を、".repeat(300);
        let parts = pieces(&text);
        assert!(parts.len() > 3);
        assert_eq!(parts.concat(), text);
        assert_eq!(pieces("短い"), ["短い"]);
        assert_eq!(pieces(""), [""]);
    }
}
