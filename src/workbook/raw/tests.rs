use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use proptest::prelude::*;

use super::cut::Room;
use super::{Format, Names, Plan, RawAnswer, RawFile, Values};
use crate::answer::json::from_json;
use crate::answer::testing::{asking, documents, kitchen_sink};
use crate::definition::{Code, Questionnaire};
use crate::view::form::Places;

const QUESTIONS: &str = r"
- {key: methods, type: choices, label: '{period}の方法', options: [{key: phone, label: 電話}, {key: visit, label: 訪問}, {other: true, label: その他}]}
- {key: persons, type: number, label: 実人数, unit: 人, unknown: true}
- {key: why, type: text, label: 理由, show_if: persons > 0}
- {key: from, type: choice, label: 経路, options: [{key: family, label: 家族}, {key: self, label: 本人}]}
- {key: first, type: ranking, label: 優先, top: 2, options: [{key: age, label: 年齢}, {key: place, label: 場所}]}
- {key: since, type: date, label: 開始日}
- key: places
  type: repeat
  label: 居場所
  min: 0
  max: 3
  questions:
    - {key: name, type: text, label: 名称}
    - {key: partners, type: agencies, label: 連携先}
";

fn names() -> Names {
    let code =
        |key: &str, label: &str| Code { key: key.to_owned(), label: label.to_owned(), group: None, ..Code::default() };
    Names {
        agencies: [("a1".to_owned(), ("やまびこ".to_owned(), "npo".to_owned()))].into(),
        kinds: vec![code("npo", "民間支援団体・NPO"), code("medical", "医療機関")],
    }
}

fn answer(questionnaire: &Questionnaire, id: &str, document: &str) -> RawAnswer {
    RawAnswer {
        id: id.to_owned(),
        receipt: "2026-0001".to_owned(),
        agency: "a1".to_owned(),
        agency_name: "=やまびこ".to_owned(),
        agency_kind: "npo".to_owned(),
        sheet: 1,
        revision: 2,
        document: from_json(questionnaire, document).unwrap(),
        codings: Vec::new(),
    }
}

/// Two answers: one to everything, one that leaves blank and does not know.
fn file(format: Format, values: Values) -> Vec<u8> {
    file_within(format, values, Room::EXCEL)
}

fn file_within(format: Format, values: Values, room: Room) -> Vec<u8> {
    let questionnaire = asking(QUESTIONS);
    let names = names();
    let places = Places { period: "令和7年度".to_owned(), ..Places::default() };
    let plan = Plan::new(&questionnaire, &names, values, &places);
    let spill = tempfile::tempdir().unwrap();
    let mut file = RawFile::within(&plan, format, spill.path(), room).unwrap();
    let full = r#"{"methods": {"selected": ["visit", "other"], "other": "=SUM(A1)"}, "persons": 3, "why": "\t+1",
        "from": "self", "first": ["place", "age"], "since": "2026-11-20",
        "places": [{"name": "はなれ", "partners": [{"id": "a1"}, {"kind": "medical"}, {"name": "@喫茶"}]}, {"name": "二階"}]}"#;
    file.add(&answer(&questionnaire, "r1", full)).unwrap();
    file.add(&answer(&questionnaire, "r2", r#"{"persons": {"unknown": true}, "why": "尋ねていない"}"#)).unwrap();
    file.finish().unwrap()
}

/// The rows of a CSV in the ZIP.
fn rows(zip: &[u8], name: &str) -> Vec<Vec<String>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    let text = text.strip_prefix('\u{FEFF}').unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

const HEAD: [&str; 7] =
    ["response_id", "receipt_number", "agency_id", "agency_name", "agency_kind", "sheet", "revision"];

#[test]
fn an_answer_is_a_row_and_an_item_a_column() {
    let zip = file(Format::Csv, Values::Codes);
    let answers = rows(&zip, "answers.csv");
    let own = [
        "methods/phone",
        "methods/visit",
        "methods/other",
        "methods:words",
        "persons",
        "persons:unknown",
        "why:asked",
        "why",
        "from",
        "first/age",
        "first/place",
        "since",
        "places:count",
    ];
    assert_eq!(answers[0], [&HEAD[..], &own].concat());
    let about = |id: &'static str| [id, "2026-0001", "a1", "'=やまびこ", "npo", "1", "2"];
    let full = ["0", "1", "1", "'=SUM(A1)", "3", "0", "1", "'\t+1", "self", "2", "1", "2026-11-20", "2"];
    assert_eq!(answers[1], [&about("r1")[..], &full].concat());
    // Blank, not known and not asked are told apart; what was not asked is not handed out.
    let blank = ["", "", "", "", "", "1", "0", "", "", "", "", "", ""];
    assert_eq!(answers[2], [&about("r2")[..], &blank].concat());
    assert_eq!(answers.len(), 3);
}

#[test]
fn repeats_stand_on_sheets_of_their_own_with_their_answers_id() {
    let zip = file(Format::Csv, Values::Labels);
    assert_eq!(
        rows(&zip, "places.csv"),
        [["回答のID", "何番目か", "名称", "連携先／数"], ["r1", "1", "はなれ", "3"], ["r1", "2", "二階", ""]]
    );
    let head = ["回答のID", "何番目か", "記入の順", "連携先／機関のID", "連携先／機関種別", "連携先／機関の名称"];
    let partners = [
        ["r1", "1", "1", "a1", "民間支援団体・NPO", "やまびこ"],
        ["r1", "1", "2", "", "医療機関", ""],
        ["r1", "1", "3", "", "", "'@喫茶"],
    ];
    assert_eq!(rows(&zip, "places.partners.csv"), [&[head][..], &partners].concat());
}

#[test]
fn words_stand_for_codes_where_that_was_chosen() {
    let answers = rows(&file(Format::Csv, Values::Labels), "answers.csv");
    let column = |heading: &str| answers[0].iter().position(|other| other == heading).unwrap();
    assert_eq!(answers[1][column("令和7年度の方法／訪問")], "1");
    assert_eq!(answers[1][column("経路")], "本人");
    assert_eq!(answers[1][column("機関種別")], "民間支援団体・NPO");
}

#[test]
fn the_dictionary_says_what_every_column_means() {
    let zip = file(Format::Csv, Values::Codes);
    let dictionary = rows(&zip, "dictionary.csv");
    let line = |column: &str| dictionary.iter().find(|row| row[1] == column).unwrap_or_else(|| panic!("{column}"));
    for (sheet, file) in
        [("answers", "answers.csv"), ("places", "places.csv"), ("places.partners", "places.partners.csv")]
    {
        let told: Vec<_> = dictionary.iter().filter(|row| row[0] == sheet).map(|row| row[1].clone()).collect();
        assert_eq!(told, rows(&zip, file)[0], "{sheet}");
    }
    assert_eq!(line("methods/visit")[2..7], ["methods", "令和7年度の方法", "visit", "訪問", "choices"]);
    assert_eq!(line("persons")[8..], ["人", "全ての回答"]);
    assert_eq!(line("why")[9], "次の条件に当てはまる回答：persons > 0");
    let codes = rows(&zip, "codes.csv");
    assert!(codes.contains(&["answers", "from", "self", "本人"].map(str::to_owned).to_vec()), "{codes:?}");
}

#[test]
fn a_workbook_keeps_words_words_and_days_days() {
    let mut book = Xlsx::new(Cursor::new(file(Format::Xlsx, Values::Codes))).unwrap();
    assert_eq!(book.sheet_names(), ["回答", "places", "places.partners", "項目の説明", "コード表"]);
    let sheet = book.worksheet_range("回答").unwrap();
    let row: Vec<_> = sheet.rows().nth(1).unwrap().to_vec();
    assert_eq!(row[3], Data::String("=やまびこ".to_owned()));
    assert_eq!(row[10], Data::String("=SUM(A1)".to_owned()));
    assert_eq!(row[11], Data::Float(3.0));
    // Excel counts days from the end of 1899.
    assert!(matches!(&row[18], Data::DateTime(day) if day.as_f64().to_string() == "46346"), "{row:?}");
    for name in book.sheet_names() {
        assert!(book.worksheet_formula(&name).unwrap().is_empty(), "{name}");
    }
}

/// What stands on a sheet of a workbook, row by row, as wide as its headings.
fn cells(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Vec<Vec<String>> {
    let range = book.worksheet_range(sheet).unwrap();
    let (height, width) = range.get_size();
    let row = |row| (0..width).map(|column| range.get((row, column)).unwrap_or(&Data::Empty).to_string()).collect();
    (0..height).map(row).collect()
}

#[test]
fn what_is_too_large_for_a_sheet_goes_on_on_further_ones() {
    let mut one = Xlsx::new(Cursor::new(file(Format::Xlsx, Values::Codes))).unwrap();
    // Room for the 7 columns that say whose row it is and 6 more, under the headings for one row.
    let room = Room { rows: 2, columns: 13 };
    let mut cut = Xlsx::new(Cursor::new(file_within(Format::Xlsx, Values::Codes, room))).unwrap();
    let names = cut.sheet_names();
    let answers = ["回答", "回答（2）", "回答（3）", "回答（4）", "回答（5）", "回答（6）"];
    assert_eq!(names[..answers.len()], answers);
    assert_eq!(names[answers.len()..][..4], ["places", "places（2）", "places.partners", "places.partners（2）"]);

    let whole = cells(&mut one, "回答");
    assert_eq!((whole.len(), whole[0].len()), (3, 20));
    for (row, sheets) in [(1, &answers[..3]), (2, &answers[3..])] {
        let parts: Vec<_> = sheets.iter().map(|sheet| cells(&mut cut, sheet)).collect();
        for line in [0, 1] {
            let from = if line == 0 { 0 } else { row };
            let mut joined = parts[0][line].clone();
            for part in &parts[1..] {
                assert_eq!(part[line][..7], whole[from][..7], "every sheet says whose row it is");
                joined.extend_from_slice(&part[line][7..]);
            }
            assert_eq!(joined, whole[from], "row {row}");
        }
    }

    let dictionary: Vec<Vec<String>> = names
        .iter()
        .filter(|name| name.starts_with("項目の説明"))
        .map(|name| cells(&mut cut, name)[1].clone())
        .collect();
    for sheet in ["回答", "回答（2）", "回答（3）", "places"] {
        let listed = dictionary.iter().filter(|line| line[0] == sheet && !line[1].is_empty());
        let listed: Vec<_> = listed.map(|line| line[1].clone()).collect();
        assert_eq!(listed, cells(&mut cut, sheet)[0], "{sheet}");
    }
    let said = |sheet: &str| {
        let line = dictionary.iter().find(|line| line[0] == sheet && line[1].is_empty());
        line.unwrap_or_else(|| panic!("{sheet} in {dictionary:?}"))[7].clone()
    };
    assert!(said("回答（2）").starts_with("「回答」の右側の列の続き（1枚のシートには13列まで"));
    assert!(said("回答（5）").starts_with("「回答（2）」の下側の行の続き（1枚のシートには2行まで"));
    assert!(said("places（2）").starts_with("「places」の下側の行の続き"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_row_has_a_cell_for_every_column(document in documents(&kitchen_sink())) {
        let (questionnaire, names) = (kitchen_sink(), names());
        let plan = Plan::new(&questionnaire, &names, Values::Codes, &Places::default());
        let mut answer = answer(&questionnaire, "r", "{}");
        answer.document = document;
        plan.rows(&answer, |sheet, row| {
            if row.len() == plan.sheets[sheet].columns.len() { Ok(()) } else { Err(plan.sheets[sheet].name.clone()) }
        }).unwrap();
    }
}
