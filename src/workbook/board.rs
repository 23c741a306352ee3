//! The board of a round: one agency a row. Every cell is text, so that no telephone number loses its first 0.
//! Personal links stay out: a file is passed on more easily than a page.

use rust_xlsxwriter::Worksheet;

use super::WorkbookError;
use super::page::{self, Paper};
use super::style::{self, Styles};
use crate::view::board::{BoardLine, BoardPage, Phone};

/// Headings with the widths of their columns.
const COLUMNS: &[(&str, f64)] = &[
    ("機関", 28.0),
    ("機関種別", 18.0),
    ("連絡先", 22.0),
    ("電話番号", 16.0),
    ("依頼メール", 11.0),
    ("送付日時", 19.0),
    ("回答", 16.0),
    ("要確認", 8.0),
    ("最後の動き", 16.0),
    ("最後の動きの日時", 19.0),
    ("電話等の記録", 44.0),
];

/// The row of headings: what stands above says what the list is.
const HEAD: u32 = 3;

/// The workbook, as the bytes of an xlsx file.
///
/// # Errors
/// A fault of this program.
pub fn write(board: &BoardPage) -> Result<Vec<u8>, WorkbookError> {
    let (mut workbook, styles) = style::begin(&board.round.title)?;
    let sheet = workbook.add_worksheet();
    sheet.set_name("回答の状況")?;
    page::set_up(sheet, Paper::Landscape);
    page::fit_width(sheet);
    let text = styles.boxed_words().set_num_format("@");
    head(sheet, &styles, board)?;
    for (row, line) in (HEAD + 1..).zip(&board.agencies) {
        for (column, words) in (0..).zip(cells(line)) {
            sheet.write_string_with_format(row, column, &words, &text)?;
        }
    }
    let last = HEAD + u32::try_from(board.agencies.len()).unwrap_or(u32::MAX - HEAD);
    let columns = u16::try_from(COLUMNS.len()).unwrap_or(u16::MAX);
    sheet.autofilter(HEAD, 0, last, columns - 1)?;
    sheet.set_freeze_panes(HEAD + 1, 1)?;
    sheet.set_repeat_rows(HEAD, HEAD)?;
    Ok(workbook.save_to_buffer()?)
}

fn head(sheet: &mut Worksheet, styles: &Styles, board: &BoardPage) -> Result<(), WorkbookError> {
    let figures: Vec<String> = board.facts.iter().map(|fact| format!("{}：{}", fact.label, fact.value)).collect();
    let letters: f64 = COLUMNS.iter().map(|(_, width)| width).sum();
    let last = u16::try_from(COLUMNS.len()).unwrap_or(u16::MAX) - 1;
    let title = format!("{}：回答の状況", board.round.title);
    page::wide_words(sheet, 0, last, letters / 1.35, &title, &styles.title, 21.0)?;
    let round = format!("{}　回答期限：{}　対象期間：{}", board.round.state, board.round.due, board.round.period);
    page::wide_words(sheet, 1, last, letters, &round, &styles.words, 18.0)?;
    page::wide_words(sheet, 2, last, letters, &figures.join("　"), &styles.words, 18.0)?;
    for (column, (label, width)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(HEAD, column, *label, &styles.head)?;
    }
    Ok(())
}

/// What stands in the row of an agency, a text for each of [`COLUMNS`].
fn cells(line: &BoardLine) -> [String; COLUMNS.len()] {
    let each = |text: fn(&Phone) -> &str| line.phones.iter().map(text).collect::<Vec<_>>().join("\n");
    let mut states: Vec<String> = line.states.iter().map(|state| state.words()).collect();
    if !line.reason.is_empty() {
        states.push(format!("（理由：{}）", line.reason));
    }
    let note = |note: &crate::view::board::NoteLine| format!("{}　{}\n{}", note.at, note.by, note.words);
    [
        line.agency.clone(),
        line.kind.clone(),
        each(|phone| &phone.name),
        each(|phone| &phone.telephone),
        line.delivery.to_owned(),
        line.sent.clone(),
        states.join("\n"),
        if line.checks > 0 { format!("{}か所", line.checks) } else { String::new() },
        line.event.to_owned(),
        line.last.clone(),
        line.notes.iter().map(note).collect::<Vec<_>>().join("\n"),
    ]
}
