use indexmap::IndexMap;

use super::{Counted, shown};
use crate::analysis::{
    Counting, Figure, Figures, GridFigures, Group, Grouping, Heading, Item, Published, Row, Table, Tables,
};
use crate::view::chart::Chart;
use crate::view::table::{Role, ShownTable};

fn table(kind: &'static str, figures: Figures) -> Table {
    Table {
        question: "methods".to_owned(),
        label: "対応方法".to_owned(),
        kind,
        multiple: kind == "choices",
        conditional: false,
        asked: 8.into(),
        blank: 1.into(),
        n: 8.into(),
        answers: Counting::Agencies,
        numbers: Counting::Persons,
        unit: None,
        figures,
        grouping: None,
    }
}

fn methods(visit: u64, percent: &str) -> Figures {
    let row = |code: &str, label: &str, count, percent: &str| Row {
        code: code.to_owned(),
        label: label.to_owned(),
        count: Published::Shown(count),
        percent: percent.to_owned().into(),
    };
    Figures::Rows { rows: vec![row("visit", "家庭訪問", visit, percent), row("blank", "無回答", 1, "12.5")] }
}

fn show(table: Table, counted: Counted) -> ShownTable {
    let tables = Tables { definition: "agency-survey".to_owned(), responses: 8.into(), tables: vec![table] };
    shown(&tables, counted).remove(0)
}

fn texts(table: &ShownTable) -> Vec<Vec<&str>> {
    table
        .rows
        .iter()
        .map(|row| std::iter::once(row.label.as_str()).chain(row.cells.iter().map(|cell| cell.text.as_str())).collect())
        .collect()
}

#[test]
fn options_show_counts_shares_and_no_answer() {
    let shown = show(table("choices", methods(6, "75.0")), Counted::Agencies);
    assert_eq!(shown.head, ["機関数", "割合（％）"]);
    assert_eq!(texts(&shown), [["家庭訪問", "6", "75.0"], ["無回答", "1", "12.5"]]);
    assert_eq!(shown.rows[1].role, Role::Blank);
    assert_eq!(shown.how, "複数回答（MA）");
    assert_eq!(shown.base, "n＝8（有効回答の全て）　※30未満");
    assert!(shown.notes.iter().any(|note| note.contains("100％を超える")));
    let Some(Chart::Bars(bars)) = shown.chart else { panic!("a bar chart") };
    assert_eq!((bars.full, bars.bars[0].value), (8.0, 6.0));
    assert!(bars.bars[1].is_rest);
}

#[test]
fn a_conditional_question_names_its_base() {
    let shown = show(Table { conditional: true, ..table("choice", methods(6, "75.0")) }, Counted::Agencies);
    assert!(shown.base.contains("該当者数"), "{}", shown.base);
    assert_eq!(shown.how, "単一回答（SA）");
}

#[test]
fn groups_stand_to_the_right_with_their_own_base() {
    let group = |code: &str, label: &str, n, visit, percent| Group {
        code: code.to_owned(),
        label: label.to_owned(),
        n: Published::Shown(n),
        blank: 1.into(),
        figures: methods(visit, percent),
    };
    let groups = vec![group("npo", "民間支援団体・NPO", 5, 4, "80.0"), group("health", "保健所", 2, 2, "100.0")];
    let grouping = Grouping { groups, overlapping: false, ungrouped: 1.into() };
    let shown = show(Table { grouping: Some(grouping), ..table("choices", methods(6, "75.0")) }, Counted::Sheets);
    assert_eq!(shown.spans.len(), 3);
    assert_eq!(shown.spans[1].label, "民間支援団体・NPO（n＝5）");
    assert_eq!(texts(&shown)[0], ["家庭訪問", "6", "75.0", "4", "80.0", "2", "100.0"]);
    assert!(shown.notes.iter().any(|note| note.contains("区分が分からない回答（1）")));
}

#[test]
fn sums_of_cases_never_claim_to_be_persons_in_the_city() {
    let item = |key: &str, label: &str, sum: Option<f64>| Item {
        key: key.to_owned(),
        label: label.to_owned(),
        n: 7.into(),
        unknown: 1.into(),
        sum: sum.map(Figure).into(),
        mean: sum.map(|sum| Figure(sum / 7.0)).into(),
        median: sum.map(|_| Figure(2.5)).into(),
        min: sum.map(|_| Figure(0.0)).into(),
        max: sum.map(|_| Figure(1200.0)).into(),
    };
    let items = Figures::Items { items: vec![item("persons", "実", Some(1234.0)), item("contacts", "延", None)] };
    let shown = show(Table { unit: Some("件".to_owned()), ..table("counts", items) }, Counted::Agencies);
    assert_eq!(shown.head[2], "機関ごとの合計（重複を含む・件）");
    assert_eq!(texts(&shown)[0], ["実", "7", "1", "1,234", "176.3", "2.5", "0", "1,200"]);
    assert_eq!(texts(&shown)[1][3..], ["-", "-", "-", "-", "-"]);
    assert!(shown.notes.iter().any(|note| note.contains("地域にいる方の人数を表しません")));
    assert!(shown.base.contains("無回答＝1"));
}

fn age_by_sex(columns: &[(&str, &str)]) -> Figures {
    let heading = |(key, label): &(&str, &str)| Heading { key: (*key).to_owned(), label: (*label).to_owned() };
    let line = |values: &[Option<f64>]| -> IndexMap<String, Published<Option<Figure>>> {
        columns.iter().zip(values).map(|((key, _), value)| ((*key).to_owned(), value.map(Figure).into())).collect()
    };
    let rows = [("age_19_29", "19～29歳"), ("age_unknown", "年齢不明")];
    Figures::Grid(GridFigures {
        cells: [
            ("age_19_29".to_owned(), line(&[Some(3.0), Some(1.0)])),
            ("age_unknown".to_owned(), line(&[None, Some(0.0)])),
        ]
        .into(),
        row_totals: [
            ("age_19_29".to_owned(), Some(Figure(4.0)).into()),
            ("age_unknown".to_owned(), Some(Figure(0.0)).into()),
        ]
        .into(),
        column_totals: line(&[Some(3.0), Some(1.0)]),
        total: Some(Figure(4.0)).into(),
        rows: rows.iter().map(heading).collect(),
        columns: columns.iter().map(heading).collect(),
    })
}

#[test]
fn a_grid_tells_nothing_written_from_nought() {
    let shown = show(table("grid", age_by_sex(&[("male", "男"), ("female", "女")])), Counted::Sheets);
    assert_eq!(shown.head, ["男", "女", "計"]);
    assert_eq!(texts(&shown), [["19～29歳", "3", "1", "4"], ["年齢不明", "-", "0", "0"], ["計", "3", "1", "4"]]);
    assert_eq!(shown.rows[2].role, Role::Total);
}

#[test]
fn age_by_sex_is_a_pyramid_and_other_grids_are_not() {
    let pyramid = show(table("grid", age_by_sex(&[("male", "男"), ("female", "女")])), Counted::Sheets);
    assert!(matches!(pyramid.chart, Some(Chart::Pyramid(_))));
    let stacked = show(table("grid", age_by_sex(&[("day", "昼"), ("night", "夜")])), Counted::Sheets);
    assert!(matches!(stacked.chart, Some(Chart::Stacked(_))));
}

#[test]
fn words_are_counted_and_not_shown() {
    let shown = show(table("paragraph", Figures::Answered { answered: 7.into() }), Counted::Agencies);
    assert_eq!(texts(&shown), [["記入あり", "7", "87.5"], ["無回答", "1", "12.5"]]);
    assert_eq!(shown.chart, None);
}
