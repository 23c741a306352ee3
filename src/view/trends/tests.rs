use super::*;
use crate::analysis::trend::{PeriodTables, Span, trend};
use crate::analysis::{Agencies, Respondent, Tables, tabulate};
use crate::answer::json::from_json;
use crate::answer::testing::asking;

fn tables(questions: &str, lines: &[&str]) -> Tables {
    let questionnaire = asking(questions);
    let documents: Vec<_> = lines.iter().map(|line| from_json(&questionnaire, line).unwrap()).collect();
    let respondents = documents.iter().map(|document| Respondent { document, agency_kind: None });
    tabulate(&questionnaire, respondents, None, &Agencies::default())
}

/// The tables of two fiscal years; of two periods that overlap where `apart`.
fn show(old: &Tables, new: &Tables, apart: bool) -> Vec<TrendShown> {
    let span = |year| Span { first: jiff::civil::date(year, 4, 1), last: jiff::civil::date(year + 1, 3, 31) };
    let periods = [
        PeriodTables { span: Some(span(2024)), version: 1, tables: old },
        PeriodTables { span: Some(span(if apart { 2024 } else { 2025 })), version: 2, tables: new },
    ];
    shown(&trend(&periods), &["令和6年度".to_owned(), "令和7年度".to_owned()], Counted::Agencies)
}

fn texts(table: &ShownTable) -> Vec<Vec<&str>> {
    table
        .rows
        .iter()
        .map(|row| std::iter::once(row.label.as_str()).chain(row.cells.iter().map(|cell| cell.text.as_str())).collect())
        .collect()
}

const OLD: &str = "- {key: way, type: choices, label: 方法, options: [{key: phone, label: 電話}, {key: fax, label: FAX}]}\n- {key: note, type: text, label: 一言}";
const NEW: &str = "- {key: way, type: choices, label: 対応方法, options: [{key: phone, label: 電話相談}]}\n- {key: load, type: counts, label: 件数, unit: 件, items: [{key: persons, label: 実}]}";

#[test]
fn periods_stand_side_by_side_with_changes_of_shares() {
    let old = tables(OLD, &[r#"{"way": {"selected": ["phone", "fax"]}, "note": "あ"}"#, "{}"]);
    let new = tables(NEW, &[r#"{"way": {"selected": ["phone"]}, "load": {"persons": 7}}"#, "{}", "{}"]);
    let tables = show(&old, &new, false);
    let way = &tables[0].table;
    assert_eq!((way.title.as_str(), way.how), ("対応方法", "複数回答（MA）"));
    let spans: Vec<_> = way.spans.iter().map(|span| (span.label.as_str(), span.columns)).collect();
    assert_eq!(spans, [("令和6年度（n＝2　※30未満）", 2), ("令和7年度（n＝3　※30未満）", 3)]);
    assert_eq!(way.head[2..], ["機関数", "割合（％）", "前の期間との差（ポイント）"]);
    assert_eq!(
        texts(way),
        [
            vec!["電話相談", "1", "50.0", "1", "33.3", "△16.7"],
            vec!["FAX", "1", "50.0", "／", "／", "-"],
            vec!["無回答", "1", "50.0", "2", "66.7", "16.7"],
        ]
    );
    let chart = tables[0].chart.as_ref().unwrap();
    assert_eq!((chart.joined.as_slice(), chart.series.len()), (&[true][..], 3));
    let load = &tables[1].table;
    assert_eq!(load.spans[0].label, "令和6年度（この設問はありません）");
    assert_eq!(load.head[1], "機関ごとの合計（重複を含む・件）");
    assert_eq!(texts(load), [vec!["実", "／", "／", "／", "／", "1", "7", "7.0", "7.0"]]);
    assert_eq!(tables[1].chart.as_ref().unwrap().joined, [false], "sums of other agencies are no line");
    let written = &tables[2].table;
    assert_eq!(
        (written.id.as_str(), texts(written)),
        ("written", vec![vec!["一言", "2", "1", "50.0", "／", "／", "／", "-"]])
    );
}

fn new_alone() -> Tables {
    tables(NEW, &[r#"{"way": {"selected": ["phone"]}}"#])
}

fn show_alone(tables: &Tables) -> Vec<TrendShown> {
    let periods = [PeriodTables { span: None, version: 1, tables }];
    shown(&trend(&periods), &["令和7年度".to_owned()], Counted::Agencies)
}

#[test]
fn periods_that_overlap_have_no_change_and_no_line() {
    let old = tables(OLD, &[r#"{"way": {"selected": ["phone"]}}"#]);
    let new = tables(NEW, &[r#"{"way": {"selected": ["phone"]}}"#]);
    let tables = show(&old, &new, true);
    assert_eq!(tables[0].table.head, ["機関数", "割合（％）", "機関数", "割合（％）"]);
    assert_eq!(tables[0].chart.as_ref().unwrap().joined, [false]);
    assert!(show_alone(&new_alone()).iter().all(|one| one.chart.is_none()), "one period alone has no line");
}
