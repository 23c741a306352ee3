//! The register for people to edit: as a workbook, as CSV, and an example to begin with.

use rust_xlsxwriter::{DataValidation, Format, FormatAlign, Workbook};

use super::columns::Column;
use super::text::guarded;
use crate::workbook::WorkbookError;

/// The name of the sheet.
const SHEET: &str = "機関";

/// The sheet with the labels of the kinds.
const KINDS: &str = "機関種別";

/// What stands in a row: one text for each of [`Column::ALL`].
pub type Line = Vec<String>;

/// The register as a workbook. Every cell is text, so that no telephone number loses its first 0 and
/// no name becomes a formula; the kinds stand on a sheet of their own, from which they are chosen.
///
/// # Errors
/// A fault of this program.
pub fn workbook(lines: &[Line], kinds: &[String]) -> Result<Vec<u8>, WorkbookError> {
    let mut book = Workbook::new();
    let text = Format::new().set_num_format("@").set_align(FormatAlign::Top);
    let head = Format::new().set_bold().set_background_color("E8F1FE").set_num_format("@");
    let sheet = book.add_worksheet();
    sheet.set_name(SHEET)?;
    for (place, column) in (0..).zip(Column::ALL) {
        sheet.set_column_width(place, width(*column))?;
        sheet.set_column_format(place, &text)?;
        sheet.write_string_with_format(0, place, column.label(), &head)?;
        if *column == Column::Kind && !kinds.is_empty() {
            let last = kinds.len();
            let list =
                DataValidation::new().allow_list_formula(format!("='{KINDS}'!$A$2:$A${}", last + 1).as_str().into());
            sheet.add_data_validation(1, place, 5_000, place, &list.ignore_blank(true).show_error_message(false))?;
        }
    }
    for (row, line) in (1..).zip(lines) {
        for (place, value) in (0..).zip(line).filter(|(_, value)| !value.is_empty()) {
            sheet.write_string_with_format(row, place, value, &text)?;
        }
    }
    sheet.set_freeze_panes(1, 2)?;
    let list = book.add_worksheet();
    list.set_name(KINDS)?;
    list.set_column_width(0, 40)?;
    list.write_string_with_format(0, 0, "選べる種別", &head)?;
    for (row, kind) in (1..).zip(kinds) {
        list.write_string(row, 0, kind)?;
    }
    Ok(book.save_to_buffer()?)
}

/// The register as CSV in UTF-8 with a mark, which Excel opens as it is.
///
/// # Errors
/// A fault of this program.
pub fn csv(lines: &[Line]) -> Result<Vec<u8>, std::io::Error> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{FEFF}".as_bytes().to_vec());
    writer.write_record(Column::ALL.iter().map(|column| column.label()))?;
    for line in lines {
        writer.write_record(line.iter().map(|value| guarded(value).into_owned()))?;
    }
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}

/// Three made-up agencies, one with two contacts.
pub fn example() -> Vec<Line> {
    [
        [
            "",
            "○○市保健センター",
            "○○しほけんせんたー",
            "保健所・保健センター",
            "○○市",
            "000-0000",
            "○○市○○町1番2号",
            "健康係",
            "見本 一郎",
            "hoken@example.jp",
            "0000-00-0000",
            "0000-00-0001",
            "",
        ],
        [
            "",
            "○○市保健センター",
            "",
            "",
            "○○市",
            "",
            "",
            "こころの相談担当",
            "見本 花子",
            "kokoro@example.jp",
            "0000-00-0002",
            "",
            "",
        ],
        [
            "",
            "NPO法人○○の会",
            "えぬぴーおーほうじん○○のかい",
            "民間支援団体・NPO",
            "○○市",
            "000-0000",
            "○○市○○町3番4号",
            "代表",
            "見本 次郎",
            "",
            "0000-00-0003",
            "",
            "",
        ],
    ]
    .map(|line| line.map(|value| value.replace("○○", "まる")).to_vec())
    .to_vec()
}

fn width(column: Column) -> f64 {
    match column {
        Column::AgencyId | Column::ContactId => 14.0,
        Column::Name | Column::Kana | Column::Address | Column::Mail => 32.0,
        Column::Kind | Column::Post => 24.0,
        _ => 16.0,
    }
}
