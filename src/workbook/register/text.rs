//! A register as text: CSV as Excel and others write it.

use std::borrow::Cow;

use encoding_rs::{SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use super::cells::{Cell, Sheet};
use super::refusal::Refusal;
pub(super) use crate::workbook::formula::guarded;
use crate::workbook::formula::is_formula;

/// What the sheet of a file of text is called.
const NAME: &str = "CSV";

/// Reads a file of text: UTF-8 with or without a mark, UTF-16 with one, else CP932; separated by
/// commas, tabs or semicolons.
///
/// # Errors
/// [`Refusal::NotARegister`] where it is no text, [`Refusal::Encoding`].
pub(super) fn read(bytes: &[u8]) -> Result<Sheet, Refusal> {
    let text = decode(bytes)?;
    if text.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut sheet = Sheet::named(NAME);
    let mut record = csv::StringRecord::new();
    let mut row = 0;
    while reader.read_record(&mut record).map_err(|_| Refusal::Damaged)? {
        // The reader passes blank lines over; Excel counts them, and a cell of several lines as one row.
        row += 1 + record.position().map_or(0, |position| blank_lines(&text, position.byte()));
        for (column, cell) in (0..).zip(&record) {
            sheet.put(row - 1, column, Cell::text(&unguarded(cell)));
        }
    }
    Ok(sheet)
}

/// How many blank lines stand where a record was looked for.
fn blank_lines(text: &str, from: u64) -> u32 {
    let (before, after) = text.as_bytes().split_at(usize::try_from(from).unwrap_or(0).min(text.len()));
    let ends = after.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n').count();
    // The second half of the line end before.
    let half = usize::from(before.ends_with(b"\r") && after.starts_with(b"\n"));
    u32::try_from(ends.saturating_sub(half)).unwrap_or(u32::MAX / 2)
}

fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Refusal> {
    let encoding = match bytes {
        [0xEF, 0xBB, 0xBF, ..] => UTF_8,
        [0xFF, 0xFE, ..] => UTF_16LE,
        [0xFE, 0xFF, ..] => UTF_16BE,
        // No text of any of the other encodings has a zero byte.
        _ if bytes.contains(&0) || bytes.starts_with(b"%PDF") => return Err(Refusal::NotARegister),
        _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
        _ => SHIFT_JIS,
    };
    let (text, _, is_broken) = encoding.decode(bytes);
    let is_text = |letter: char| !letter.is_control() || matches!(letter, '\n' | '\r' | '\t');
    match is_broken {
        false if text.chars().take(2_000).all(is_text) => Ok(text),
        false => Err(Refusal::NotARegister),
        true => Err(Refusal::Encoding),
    }
}

/// The sign that stands most often in the first lines.
fn delimiter(text: &str) -> u8 {
    let beginning: String = text.lines().take(5).collect();
    let count = |sign: u8| beginning.bytes().filter(|byte| *byte == sign).count();
    // The last of the greatest wins: a comma, where none stands.
    [b';', b'\t', b','].into_iter().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

/// The text that was guarded.
fn unguarded(text: &str) -> Cow<'_, str> {
    match text.strip_prefix('\'') {
        Some(rest) if is_formula(text) => Cow::Borrowed(rest),
        _ => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expect: &[(u32, &[&str])]) {
        let sheet = read(bytes).unwrap();
        let rows: Vec<(u32, Vec<String>)> = sheet
            .rows
            .iter()
            .map(|row| (row.number, row.cells.iter().map(|(_, cell)| cell.words().unwrap().to_owned()).collect()))
            .collect();
        let expect: Vec<(u32, Vec<String>)> = expect
            .iter()
            .map(|(number, cells)| (*number, cells.iter().map(|cell| (*cell).to_owned()).collect()))
            .collect();
        assert_eq!(rows, expect);
    }

    #[test]
    fn text_is_read_as_excel_and_others_write_it() {
        let expect: &[(u32, &[&str])] = &[(1, &["機関名", "電話"]), (2, &["髙木医院", "012"])];
        let text = "機関名,電話\r\n髙木医院,012\r\n";
        check(text.as_bytes(), expect);
        check(format!("\u{FEFF}{text}").as_bytes(), expect);
        check(&SHIFT_JIS.encode(text).0, expect);
        check(text.replace(',', "\t").as_bytes(), expect);
        check(text.replace(',', ";").as_bytes(), expect);
        let utf_16: Vec<u8> =
            format!("\u{FEFF}{text}").replace(',', "\t").encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&utf_16, expect);
    }

    #[test]
    fn rows_are_numbered_as_excel_numbers_them() {
        let crlf = "機関名,電話\r\n\r\n\r\n三,2\r\n四,2\r\n";
        check(crlf.as_bytes(), &[(1, &["機関名", "電話"]), (4, &["三", "2"]), (5, &["四", "2"])]);
        check(
            "機関名,電話\n\n\"二\n行\",1\n,\n三,2\n".as_bytes(),
            &[(1, &["機関名", "電話"]), (3, &["二\n行", "1"]), (5, &["三", "2"])],
        );
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(read(b"%PDF-1.7").unwrap_err(), Refusal::NotARegister);
        assert_eq!(read(&[0x89, b'P', b'N', b'G', 0, 1]).unwrap_err(), Refusal::NotARegister);
        assert_eq!(read(&[b'a', b',', 0x81, 0xFF]).unwrap_err(), Refusal::Encoding);
        assert_eq!(read(b" \n").unwrap_err(), Refusal::Empty);
    }

    #[test]
    fn what_would_be_a_formula_is_guarded_and_comes_back() {
        for text in ["=1+1", "+81-3-0000", "-", "@home", "'=1", "''", "'quoted", "plain", "''+1"] {
            assert_eq!(unguarded(&guarded(text)), text);
            assert!(!guarded(text).starts_with(['=', '+', '-', '@']));
        }
    }
}
