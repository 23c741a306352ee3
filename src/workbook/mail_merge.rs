//! The workbook that a word processor's mail merge (差し込み印刷) reads: one sheet, one heading row, one line a
//! letter.

use rust_xlsxwriter::{Format, Workbook};

use super::WorkbookError;

/// What stands in a line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// 郵便番号.
    pub postal_code: String,
    /// 住所.
    pub address: String,
    /// 機関名.
    pub agency: String,
    /// 部署・職名.
    pub post: String,
    /// 担当者名.
    pub name: String,
    /// 宛名: agency and person in one, with 様 or 御中.
    pub addressed: String,
    /// 文書番号.
    pub document_number: String,
    /// 調査名.
    pub title: String,
    /// 対象期間.
    pub period: String,
    /// 回答期限.
    pub due: String,
    /// 所要時間.
    pub minutes: String,
    /// 回答用ページ: the personal link.
    pub link: String,
    /// 回答用コード.
    pub code: String,
    /// コードの入力先: the address at which the code is typed.
    pub code_address: String,
}

/// Headings, as the register has them where it has them too, and the widths of their columns.
const HEAD: [(&str, f64); 14] = [
    ("郵便番号", 12.0),
    ("住所", 36.0),
    ("機関名", 32.0),
    ("部署・職名", 20.0),
    ("担当者名", 16.0),
    ("宛名", 44.0),
    ("文書番号", 20.0),
    ("調査名", 32.0),
    ("対象期間", 28.0),
    ("回答期限", 26.0),
    ("所要時間", 12.0),
    ("回答用ページ", 60.0),
    ("回答用コード", 16.0),
    ("コードの入力先", 32.0),
];

impl Line {
    fn cells(&self) -> [&str; HEAD.len()] {
        [
            &self.postal_code,
            &self.address,
            &self.agency,
            &self.post,
            &self.name,
            &self.addressed,
            &self.document_number,
            &self.title,
            &self.period,
            &self.due,
            &self.minutes,
            &self.link,
            &self.code,
            &self.code_address,
        ]
    }
}

/// The workbook. Every cell is text, so that no postal code becomes a number and no name a formula.
///
/// # Errors
/// A fault of this program.
pub fn write(lines: &[Line]) -> Result<Vec<u8>, WorkbookError> {
    let mut book = Workbook::new();
    let text = Format::new().set_num_format("@");
    let head = Format::new().set_bold().set_background_color("E8F1FE").set_num_format("@");
    let sheet = book.add_worksheet();
    sheet.set_name("差し込み印刷")?;
    for (place, (label, width)) in (0..).zip(HEAD) {
        sheet.set_column_width(place, width)?;
        sheet.set_column_format(place, &text)?;
        sheet.write_string_with_format(0, place, label, &head)?;
    }
    for (row, line) in (1..).zip(lines) {
        for (place, value) in (0..).zip(line.cells()).filter(|(_, value)| !value.is_empty()) {
            sheet.write_string_with_format(row, place, value, &text)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(book.save_to_buffer()?)
}
