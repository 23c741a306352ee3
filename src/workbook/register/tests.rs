//! Files of all sorts, read back.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use zip::write::SimpleFileOptions;

use super::*;

/// A workbook of one sheet.
fn book(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet().set_name("名簿").unwrap());
    book.save_to_buffer().unwrap()
}

fn put(sheet: &mut Worksheet, row: u32, cells: &[&str]) {
    for (column, cell) in (0..).zip(cells) {
        sheet.write_string(row, column, *cell).unwrap();
    }
}

fn texts(file: &RegisterFile) -> Vec<Vec<&str>> {
    file.rows.iter().map(|row| row.cells.iter().map(|cell| cell.words().unwrap()).collect()).collect()
}

#[test]
fn headings_are_found_below_a_title_and_rows_keep_their_numbers() {
    let bytes = book(|sheet| {
        put(sheet, 0, &["令和8年度 関係機関名簿"]);
        put(sheet, 3, &["No.", "事業所名", "ＴＥＬ", "備考"]);
        put(sheet, 4, &["1", "保健センター", "012-345-6789", "x"]);
        put(sheet, 6, &["2", "ハローワーク", "", ""]);
        put(sheet, 7, &["3", "", "", "下書き"]);
    });
    let file = RegisterFile::read(&bytes).unwrap();
    assert_eq!(file.columns, [(Column::Name, "B".to_owned()), (Column::Telephone, "C".to_owned())]);
    assert_eq!(file.unknown, ["No.", "備考"]);
    assert_eq!(file.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [5, 7]);
    assert_eq!(texts(&file), [["保健センター", "012-345-6789"], ["ハローワーク", ""]]);
}

#[test]
fn the_result_of_a_formula_is_read_and_one_without_is_told() {
    let date = Format::new().set_num_format("yyyy/mm/dd");
    let bytes = book(|sheet| {
        put(sheet, 0, &["機関名", "電話", "FAX", "住所"]);
        sheet.write_formula(1, 0, Formula::new("=\"B市\"&\"センター\"").set_result("B市センター")).unwrap();
        sheet.write_formula(1, 1, Formula::new("=A1").set_result("")).unwrap();
        sheet.write_number_with_format(1, 2, 45_000.0, &date).unwrap();
        sheet.write_number(1, 3, 123.0).unwrap();
    });
    let file = RegisterFile::read(&bytes).unwrap();
    let cells = &file.rows[0].cells;
    assert_eq!(cells[0].words(), Ok("B市センター"));
    assert_eq!((&cells[2], &cells[3]), (&Cell::Date, &Cell::Text("123".to_owned())));

    // Programs other than Excel leave the result out altogether.
    let bare = repacked(&bytes, "xl/worksheets/sheet1.xml", |xml| {
        let from = xml.find("<c r=\"B2\"").unwrap();
        let to = from + xml[from..].find("</c>").unwrap();
        format!("{}<c r=\"B2\"><f>A1</f>{}", &xml[..from], &xml[to..])
    });
    assert_eq!(RegisterFile::read(&bare).unwrap().rows[0].cells[1], Cell::NoResult);
}

/// The workbook with one part changed.
fn repacked(bytes: &[u8], name: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        let part_name = part.name().unwrap().into_owned();
        to.start_file(part_name.clone(), SimpleFileOptions::default()).unwrap();
        let text = if part_name == name { change(&text) } else { text };
        to.write_all(text.as_bytes()).unwrap();
    }
    to.finish().unwrap().into_inner()
}

#[test]
fn files_that_are_no_registers_are_refused_for_what_they_are() {
    let whole = workbook(&example(), &[]).unwrap();
    for (bytes, expect) in [
        (Vec::new(), Refusal::Empty),
        (whole[..whole.len() / 2].to_vec(), Refusal::Damaged),
        (b"PK\x03\x04 and no more".to_vec(), Refusal::Damaged),
        (b"%PDF-1.7 of a plan".to_vec(), Refusal::NotARegister),
        (vec![0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10], Refusal::NotARegister),
        (book(|sheet| put(sheet, 0, &["氏名"])), Refusal::NoHeading { sheets: vec!["名簿".to_owned()] }),
        (book(|sheet| put(sheet, 2, &["機関名", "電話"])), Refusal::NoRows { sheet: "名簿".to_owned(), row: 3 }),
    ] {
        assert_eq!(RegisterFile::read(&bytes).unwrap_err(), expect);
    }
    let twice = book(|sheet| put(sheet, 1, &["機関名", "電話", "x", "ＴＥＬ"]));
    let words = RegisterFile::read(&twice).unwrap_err().words();
    assert!(words.contains("「名簿」の2行目") && words.contains("B列とD列"), "{words}");
}

#[test]
fn what_unpacks_to_far_too_much_is_refused_before_it_is_read() {
    let mut bomb = zip::ZipWriter::new(Cursor::new(Vec::new()));
    bomb.start_file("xl/workbook.xml", SimpleFileOptions::default()).unwrap();
    bomb.write_all(&vec![b' '; 25 * 1024 * 1024]).unwrap();
    let mut bytes = bomb.finish().unwrap().into_inner();
    assert!(bytes.len() < 100_000, "{}", bytes.len());
    assert_eq!(RegisterFile::read(&bytes).unwrap_err(), Refusal::TooLarge);

    // Its directory says that it is small: the size stands in the local header and in the directory.
    let told = (25_u32 * 1024 * 1024).to_le_bytes();
    for place in 0..bytes.len() - 4 {
        if bytes[place..place + 4] == told {
            bytes[place..place + 4].copy_from_slice(&100_u32.to_le_bytes());
        }
    }
    assert!(matches!(RegisterFile::read(&bytes).unwrap_err(), Refusal::TooLarge | Refusal::Damaged));
}

#[test]
fn two_cells_in_opposite_corners_are_two_cells() {
    let bytes = book(|sheet| {
        put(sheet, 0, &["機関名", "電話"]);
        put(sheet, 1, &["保健センター", ""]);
        sheet.write_string(1_048_575, 16_383, "x").unwrap();
    });
    assert_eq!(RegisterFile::read(&bytes).unwrap().rows.len(), 1);
}

#[test]
fn a_hundred_thousand_rows_are_told_by_number() {
    let mut text = String::from("機関名,電話\n");
    for number in 0..100_000 {
        text.push_str(&format!("機関{number},012-345-6789\n"));
    }
    let refusal = RegisterFile::read(text.as_bytes()).unwrap_err();
    assert_eq!(refusal, Refusal::TooManyRows { sheet: "CSV".to_owned(), rows: 100_000 });
    assert!(refusal.words().contains("100,000行") && refusal.words().contains("5,000行"), "{}", refusal.words());
}

fn a_line() -> impl Strategy<Value = Line> {
    let word = "[ -~あ-んア-ン一-龠髙𠮷'=+@-]{0,12}".prop_map(|word| word.trim().to_owned());
    let count = Column::ALL.len();
    proptest::collection::vec(word, count).prop_map(|mut line| {
        // A row is there only if something stands in it.
        line[1].insert(0, '機');
        line
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_written_is_read_back_as_it_was(lines in proptest::collection::vec(a_line(), 1..20)) {
        for bytes in [workbook(&lines, &["医療機関".to_owned()]).unwrap(), csv(&lines).unwrap()] {
            let file = RegisterFile::read(&bytes).unwrap();
            prop_assert_eq!(file.columns.iter().map(|(column, _)| *column).collect::<Vec<_>>(), Column::ALL);
            prop_assert_eq!(texts(&file), lines.iter().map(|line| line.iter().map(String::as_str).collect::<Vec<_>>()).collect::<Vec<_>>());
        }
    }
}
