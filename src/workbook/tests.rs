use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::report::{Report, write};
use crate::analysis::{Counting, Figure, Figures, Item, Published, Row, Table, Tables};
use crate::view::cases::{CaseItem, ShownCase, ShownCases};
use crate::view::gaps::list::ShownGap;
use crate::view::gaps::offered::{OfferRow, OfferTable, ShownCell};
use crate::view::gaps::{ShownGaps, ShownList, ShownOffered, words};
use crate::view::results::{Counted, NOTES, Sections, gathered, shown};
use crate::view::table::Fact;

/// The sheet of the tables, which belong to no section here.
const SHEET: &str = "1 調査票全体についての表";

fn table(question: &str, label: &str, kind: &'static str, figures: Figures) -> Table {
    Table {
        question: question.to_owned(),
        label: label.to_owned(),
        kind,
        multiple: kind == "choices",
        conditional: false,
        asked: 19.into(),
        blank: 1.into(),
        n: 19.into(),
        answers: Counting::Agencies,
        numbers: Counting::Persons,
        unit: Some("件".to_owned()),
        figures,
        grouping: None,
    }
}

fn tables() -> Tables {
    let row = |code: &str, label: &str, count, percent: &str| Row {
        code: code.to_owned(),
        label: label.to_owned(),
        count: Published::Shown(count),
        percent: percent.to_owned().into(),
    };
    let item = |key: &str, label: &str, sum: f64| Item {
        key: key.to_owned(),
        label: label.to_owned(),
        n: 18.into(),
        unknown: 0.into(),
        sum: Some(Figure(sum)).into(),
        mean: Some(Figure(sum / 18.0)).into(),
        median: Some(Figure(10.0)).into(),
        min: Some(Figure(0.0)).into(),
        max: Some(Figure(40.0)).into(),
    };
    let methods = Figures::Rows {
        rows: vec![
            row("phone", "電話相談", 17, "89.5"),
            row("other", "=HYPERLINK(\"http://example.jp\")", 6, "31.6"),
            row("blank", "無回答", 1, "5.3"),
        ],
    };
    Tables {
        definition: "agency-survey".to_owned(),
        responses: 19.into(),
        tables: vec![
            table("methods", "① 実施している対応方法を選択してください。（複数選択可）", "choices", methods),
            table(
                "caseload",
                "③ 対応した支援（相談）件数を教えてください。",
                "counts",
                Figures::Items { items: vec![item("persons", "実", 25.0), item("contacts", "延", 1234.0)] },
            ),
            table("strengths", "7 貴機関の支援の強み", "paragraph", Figures::Answered { answered: 18.into() }),
        ],
    }
}

fn cases() -> ShownCases {
    let texts = [
        "=1+1 から始まる文章".to_owned(),
        "+81で始まる番号".to_owned(),
        "家族からの相談で始まり、手紙のやりとりを重ねた。".repeat(30),
        "@から始まる文章\n二行目".to_owned(),
    ];
    let case = |at: usize| ShownCase { name: format!("好事例{at}"), agency: "B市社会福祉協議会".to_owned() };
    let item = |section: &str, label: &str, cells: Vec<String>| CaseItem {
        section: Some(section.to_owned()),
        label: label.to_owned(),
        cells,
    };
    ShownCases {
        code: "good".to_owned(),
        title: "好事例".to_owned(),
        items: vec![
            item("対象者情報", "年齢", vec!["19～29歳".to_owned(); texts.len()]),
            item("相談・支援状況", "事例概要", texts.to_vec()),
        ],
        cases: (1..=texts.len()).map(case).collect(),
    }
}

fn gaps() -> ShownGaps {
    let cell = |agencies: u64| ShownCell {
        level: ["none", "thin", "some"][usize::try_from(agencies.min(2)).unwrap()],
        word: "",
        text: agencies.to_string(),
        agencies,
        query: String::new(),
    };
    let row = |label: &str, agencies: [u64; 2]| OfferRow {
        label: label.to_owned(),
        cells: agencies.into_iter().map(cell).collect(),
        not_said: "1".to_owned(),
    };
    let table = OfferTable {
        id: "functions",
        title: "年代と支援の機能ごとの機関数",
        side: "支援の機能",
        bands: ["40～49歳", "50～59歳"].map(str::to_owned).to_vec(),
        rows: vec![row("家庭訪問（アウトリーチ）", [12, 0]), row("居場所（来て過ごせる場）", [2, 1])],
    };
    let gap = ShownGap {
        id: "age_50_59-outreach".to_owned(),
        band: "50～59歳".to_owned(),
        function: "家庭訪問（アウトリーチ）".to_owned(),
        level: "該当機関なし",
        level_name: "none",
        sentence: "50～59歳の方が利用できる「家庭訪問（アウトリーチ）」を行っていると答えた機関は、ありません。"
            .repeat(3),
        points: 4,
        parts: vec![("探した支援", 2), ("困難事例", 0), ("体制", 2)],
        near: 0,
        nearest: Vec::new(),
        query: String::new(),
    };
    ShownGaps {
        offered: ShownOffered {
            sources: vec!["「アンケート」：依頼した20機関のうち、有効な回答は19機関です。".to_owned()],
            tables: vec![table],
            served: Vec::new(),
            is_served: false,
            shows_cases: true,
            claims: words::OFFERED.to_vec(),
        },
        list: ShownList {
            empty: String::new(),
            sources: Vec::new(),
            formula: words::FORMULA,
            parts: Vec::new(),
            gaps: vec![gap],
            can_be_made: true,
            claims: words::LISTED.to_vec(),
        },
    }
}

fn report() -> Report {
    Report {
        title: "ひきこもり支援に関するアンケート（令和7年度）".to_owned(),
        facts: vec![Fact::new("ネットワーク", "B市ひきこもり支援ネットワーク"), Fact::new("配布数", "26機関")],
        notes: NOTES.iter().map(|note| (*note).to_owned()).collect(),
        sections: Sections::default().group(gathered(shown(&tables(), Counted::Agencies))),
        cases: vec![cases()],
        gaps: Some(gaps()),
    }
}

fn read() -> Xlsx<Cursor<Vec<u8>>> {
    let bytes = write(&report()).unwrap();
    if let Ok(path) = std::env::var("NORISHIRO_TEST_KEEP_WORKBOOK") {
        std::fs::write(path, &bytes).unwrap();
    }
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

#[test]
fn every_part_has_its_sheet() {
    assert_eq!(read().sheet_names(), ["表紙", "目次", "1 調査票全体についての表", "好事例", "支援のはざま"]);
}

#[test]
fn figures_are_numbers_and_words_stay_words() {
    let mut book = read();
    let sheet = book.worksheet_range(SHEET).unwrap();
    let find = |text: &str| {
        let place = sheet.used_cells().find(|(_, _, cell)| matches!(cell, Data::String(words) if words == text));
        place.map(|(row, _, _)| row).unwrap()
    };
    let phone = find("電話相談");
    assert_eq!(sheet.get((phone, 1)), Some(&Data::Float(17.0)));
    assert_eq!(sheet.get((phone, 2)), Some(&Data::Float(89.5)));
    find("=HYPERLINK(\"http://example.jp\")");
    find("無回答");
    for name in book.sheet_names() {
        assert!(book.worksheet_formula(&name).unwrap().is_empty(), "{name}");
    }
}

#[test]
fn case_texts_stay_texts_and_long_ones_go_on_below() {
    let mut book = read();
    let sheet = book.worksheet_range("好事例").unwrap();
    let column = |column: usize| -> String {
        (5..sheet.height()).filter_map(|row| sheet.get((row, column))).map(ToString::to_string).collect()
    };
    assert_eq!(column(2), "=1+1 から始まる文章");
    assert_eq!(column(3), "+81で始まる番号");
    assert_eq!(column(4), "家族からの相談で始まり、手紙のやりとりを重ねた。".repeat(30));
}

#[test]
fn a_table_of_words_gathers_what_was_written() {
    let mut book = read();
    let sheet = book.worksheet_range(SHEET).unwrap();
    let row = sheet.rows().find(|row| row[0].to_string().starts_with("7 貴機関")).unwrap();
    assert_eq!(row[1..5], [Data::Float(18.0), Data::Float(94.7), Data::Float(1.0), Data::Float(5.3)]);
}
