use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::answer::json::from_json;
use crate::answer::testing::{asking, documents, kitchen_sink};
use crate::answer::{AnswerDocument, Completer};
use crate::definition::{Code, Questionnaire};

static SINK: LazyLock<Questionnaire> = LazyLock::new(kitchen_sink);

/// The table of the first question as JSON, over answers given as JSON with the kinds of agencies.
fn first_table(questions: &str, lines: &[(&str, &str)], by: Option<&str>, agencies: &Agencies) -> Value {
    table(questions, lines, by, agencies, 0)
}

fn table(questions: &str, lines: &[(&str, &str)], by: Option<&str>, agencies: &Agencies, number: usize) -> Value {
    let questionnaire = asking(questions);
    let documents: Vec<AnswerDocument> =
        lines.iter().map(|(_, line)| from_json(&questionnaire, line).unwrap()).collect();
    let by = by.map(|name| By::from_name(&questionnaire, name).unwrap());
    let respondents = lines
        .iter()
        .zip(&documents)
        .map(|((kind, _), document)| Respondent { document, agency_kind: (!kind.is_empty()).then_some(*kind) });
    let tables = tabulate(&questionnaire, respondents, by, agencies);
    assert_eq!(tables.responses, lines.len() as u64);
    serde_json::to_value(&tables.tables[number]).unwrap()
}

fn check(questions: &str, lines: &[&str], expect: &Value) {
    let lines: Vec<_> = lines.iter().map(|line| ("", *line)).collect();
    let table = first_table(questions, &lines, None, &Agencies::default());
    assert_contains(&table, expect);
}

/// Every key of `expect` is there with that value.
fn assert_contains(table: &Value, expect: &Value) {
    for (key, value) in expect.as_object().unwrap() {
        assert_eq!(&table[key], value, "{key}");
    }
}

const METHODS: &str = "- {key: methods, type: choices, label: 方法, options: [{key: phone, label: 電話}, {key: visit, label: 訪問}, {key: mail, label: 手紙}]}";

#[test]
fn choices_count_every_option_and_no_answer() {
    let lines = [
        r#"{"methods": {"selected": ["phone", "visit"]}}"#,
        r#"{"methods": {"selected": ["phone"]}}"#,
        r#"{"methods": {"selected": []}}"#,
    ];
    let expect = json!({
        "question": "methods", "label": "方法", "type": "choices", "multiple": true, "asked": 3, "blank": 1, "n": 3,
        "rows": [
            {"code": "phone", "label": "電話", "count": 2, "percent": "66.7"},
            {"code": "visit", "label": "訪問", "count": 1, "percent": "33.3"},
            {"code": "mail", "label": "手紙", "count": 0, "percent": "0.0"},
            {"code": "blank", "label": "無回答", "count": 1, "percent": "33.3"},
        ],
    });
    check(METHODS, &lines, &expect);
    let nobody = json!({"asked": 0, "n": 0, "blank": 0});
    check(METHODS, &[], &nobody);
    let table = first_table(METHODS, &[], None, &Agencies::default());
    assert_eq!(table["rows"][0]["percent"], "-");
    assert!(table.get("groups").is_none());
}

#[test]
fn scales_rankings_and_checklists_have_a_row_for_everything() {
    let rows = |counts: &[(&str, u64)], question: &str, lines: &[&str]| {
        let lines: Vec<_> = lines.iter().map(|line| ("", *line)).collect();
        let table = first_table(question, &lines, None, &Agencies::default());
        let found: Vec<_> = table["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| (row["code"].as_str().unwrap(), row["count"].as_u64().unwrap()))
            .collect();
        assert_eq!(found, counts);
    };
    rows(
        &[("1", 0), ("2", 2), ("blank", 1)],
        "- {key: q, type: scale, label: 尺度, steps: [{value: 1, label: 低い}, {value: 2, label: 高い}]}",
        &[r#"{"q": 2}"#, r#"{"q": 2}"#, "{}"],
    );
    rows(
        &[("a", 2), ("b", 1), ("blank", 0)],
        "- {key: q, type: ranking, label: 順, top: 2, options: [{key: a, label: 一}, {key: b, label: 二}]}",
        &[r#"{"q": ["b", "a"]}"#, r#"{"q": ["a"]}"#],
    );
    rows(
        &[("list", 1), ("rule", 0), ("blank", 1)],
        "- {key: q, type: checklist, label: 準備, items: [{key: list, label: 一覧}, {key: rule, label: 規則}]}",
        &[r#"{"q": {"list": true, "rule": false}}"#, r#"{"q": {"rule": false}}"#, "{}"],
    );
}

#[test]
fn blank_nought_unknown_and_not_asked_are_kept_apart() {
    let question = "- {key: any, type: choice, label: 有無, options: [{key: yes, label: 有}, {key: no, label: 無}]}\n- {key: cases, type: counts, label: 件数, unit: 件, unknown: true, show_if: any == \"yes\", items: [{key: real, label: 実}, {key: calls, label: 延}]}";
    let lines = [
        r#"{"any": "yes", "cases": {"real": 0, "calls": 4}}"#,
        r#"{"any": "yes", "cases": {"real": 5}}"#,
        r#"{"any": "yes", "cases": {"unknown": true}}"#,
        r#"{"any": "yes"}"#,
        r#"{"any": "no", "cases": {"real": 99}}"#,
        r#"{"cases": {"real": 99}}"#,
    ];
    let lines: Vec<_> = lines.iter().map(|line| ("", *line)).collect();
    let table = table(question, &lines, None, &Agencies::default(), 1);
    let expect = json!({
        "asked": 4, "blank": 1, "n": 4, "conditional": true, "unit": "件",
        "items": [
            {"key": "real", "label": "実", "n": 2, "unknown": 1, "sum": 5, "mean": 2.5, "median": 2.5, "min": 0, "max": 5},
            {"key": "calls", "label": "延", "n": 1, "unknown": 1, "sum": 4, "mean": 4, "median": 4, "min": 4, "max": 4},
        ],
    });
    assert_contains(&table, &expect);
}

#[test]
fn numbers_nobody_typed_are_null() {
    let item = json!({"key": "q", "label": "人数", "n": 0, "unknown": 0, "sum": null, "mean": null, "median": null, "min": null, "max": null});
    check("- {key: q, type: number, label: 人数}", &["{}"], &json!({"blank": 1, "items": [item]}));
}

#[test]
fn calculated_values_are_computed_anew() {
    let question = "- {key: ratio, type: calculated, label: 比, value: a / b}\n- {key: a, type: number, label: 甲}\n- {key: b, type: number, label: 乙}";
    let lines = [r#"{"ratio": 99, "a": 1, "b": 4}"#, r#"{"ratio": 99, "a": 1}"#, r#"{"a": 3, "b": 4}"#];
    let item = json!({"key": "ratio", "label": "比", "n": 2, "unknown": 0, "sum": 1, "mean": 0.5, "median": 0.5, "min": 0.25, "max": 0.75});
    check(question, &lines, &json!({"asked": 3, "blank": 1, "items": [item]}));
}

#[test]
fn grids_add_up_cells_rows_and_columns() {
    let question = "- {key: q, type: grid, label: 年代, rows: [{key: young, label: 若年}, {key: old, label: 高年}], columns: [{key: male, label: 男}, {key: female, label: 女}]}";
    let lines =
        [r#"{"q": {"young": {"male": 3, "female": 1}}}"#, r#"{"q": {"young": {"male": 2}, "old": {"male": 0}}}"#, "{}"];
    let expect = json!({
        "asked": 3, "blank": 1, "n": 3,
        "cells": {"young": {"male": 5, "female": 1}, "old": {"male": 0, "female": null}},
        "row_totals": {"young": 6, "old": 0},
        "column_totals": {"male": 5, "female": 1},
        "total": 6,
    });
    check(question, &lines, &expect);
}

#[test]
fn words_are_only_counted() {
    let expect = json!({"asked": 2, "blank": 1, "n": 2, "answered": 1});
    check("- {key: q, type: paragraph, label: 自由記述}", &[r#"{"q": "秘密"}"#, r#"{"q": " "}"#], &expect);
}

#[test]
fn a_repeat_gives_the_tables_of_its_questions_over_all_instances() {
    let question = "- key: places\n  type: repeat\n  label: 場\n  min: 0\n  max: 3\n  questions:\n    - {key: seats, type: number, label: 席}\n    - {key: why, type: text, label: 理由, show_if: seats > 5}\n- {key: hello, type: note, label: 説明}";
    let lines = [
        ("", r#"{"places": [{"seats": 3}, {"seats": 9, "why": "広い"}]}"#),
        ("", r#"{"places": [{"seats": 6}]}"#),
        ("", "{}"),
    ];
    let seats = table(question, &lines, None, &Agencies::default(), 0);
    assert_eq!(
        (&seats["question"], &seats["asked"], &seats["items"][0]["sum"]),
        (&json!("places.seats"), &json!(3), &json!(18))
    );
    assert_eq!(seats["items"][0]["key"], "seats");
    let why = table(question, &lines, None, &Agencies::default(), 1);
    assert_contains(&why, &json!({"question": "places.why", "asked": 2, "blank": 1, "answered": 1}));
}

fn known() -> Agencies {
    let kind =
        |key: &str, label: &str| Code { key: key.to_owned(), label: label.to_owned(), group: None, ..Code::default() };
    Agencies {
        kinds: vec![kind("city", "市"), kind("npo", "NPO"), kind("school", "学校")],
        kind_of: [("id-1".to_owned(), "npo".to_owned())].into(),
        hides_names: false,
    }
}

#[test]
fn agencies_are_counted_by_kind_and_words() {
    let question = "- {key: q, type: agencies, label: 機関, top: 3}";
    let lines = [
        ("", r#"{"q": [{"id": "id-1"}, {"kind": "npo"}, {"name": "家族会"}]}"#),
        ("", r#"{"q": [{"kind": "city"}, {"name": " 家族会 "}, {"kind": "clinic"}]}"#),
        ("", "{}"),
    ];
    let table = first_table(question, &lines, None, &known());
    let rows: Vec<_> = table["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["code"].as_str().unwrap(), row["label"].as_str().unwrap(), row["count"].as_u64().unwrap()))
        .collect();
    let expect = [
        ("city", "市", 1),
        ("npo", "NPO", 1), // one answer names it twice
        ("school", "学校", 0),
        ("clinic", "clinic", 1),
        ("家族会", "家族会", 2),
        ("blank", "無回答", 1),
    ];
    assert_eq!(rows, expect);
}

#[test]
fn names_that_somebody_wrote_can_be_counted_without_being_shown() {
    let question = "- {key: q, type: agencies, label: 機関, top: 3}";
    let lines = [
        ("", r#"{"q": [{"kind": "city"}, {"name": "家族会"}, {"name": "やまびこ"}]}"#),
        ("", r#"{"q": [{"name": "やまびこ"}]}"#),
    ];
    let agencies = Agencies { hides_names: true, ..known() };
    let table = first_table(question, &lines, None, &agencies);
    assert!(!table.to_string().contains("家族会") && !table.to_string().contains("やまびこ"), "{table}");
    let written = table["rows"].as_array().unwrap().iter().find(|row| row["label"] == "その他の機関（名称の記入）");
    // Two answers wrote names, one of them two: answers are counted.
    assert_eq!(written.unwrap()["count"], 2);
}

#[test]
fn groups_have_bases_of_their_own() {
    let lines = [
        ("npo", r#"{"methods": {"selected": ["phone"]}}"#),
        ("clinic", "{}"),
        ("city", r#"{"methods": {"selected": ["phone", "visit"]}}"#),
        ("npo", "{}"),
        ("", r#"{"methods": {"selected": ["visit"]}}"#),
    ];
    let table = first_table(METHODS, &lines, Some("agency_kind"), &known());
    assert_contains(&table, &json!({"n": 5, "overlapping": false, "ungrouped": 1}));
    let groups: Vec<_> = table["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| json!([group["code"], group["label"], group["n"], group["blank"], group["rows"][0]["percent"]]))
        .collect();
    let expect = [
        json!(["city", "市", 1, 0, "100.0"]),
        json!(["npo", "NPO", 2, 1, "50.0"]),
        json!(["clinic", "clinic", 1, 1, "0.0"]),
    ];
    assert_eq!(groups, expect);
}

#[test]
fn groups_by_choices_overlap() {
    let lines = [
        ("", r#"{"methods": {"selected": ["phone", "visit"]}, "n": 3}"#),
        ("", r#"{"methods": {"selected": ["phone"]}, "n": 4}"#),
        ("", r#"{"n": 5}"#),
    ];
    let questions = format!("- {{key: n, type: number, label: 数}}\n{METHODS}");
    let table = first_table(&questions, &lines, Some("methods"), &Agencies::default());
    assert_contains(&table, &json!({"overlapping": true, "ungrouped": 1}));
    let sums: Vec<_> = table["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| json!([group["code"], group["n"], group["items"][0]["sum"]]))
        .collect();
    assert_eq!(sums, [json!(["phone", 2, 7]), json!(["visit", 1, 3]), json!(["mail", 0, null])]);
}

#[test]
fn only_options_can_group() {
    let questionnaire = asking(
        "- {key: a, type: number, label: 数}\n- {key: b, type: scale, label: 尺度, steps: [{value: 1, label: 低}, {value: 2, label: 高}]}",
    );
    let by = |name| By::from_name(&questionnaire, name);
    assert_eq!(by("agency_kind"), Ok(By::AgencyKind));
    assert_eq!(by("b"), Ok(By::Question(1)));
    assert_eq!(by("a"), Err(ByProblem::Unfit("a".to_owned(), "number")));
    assert_eq!(by("c"), Err(ByProblem::Unknown("c".to_owned())));
}

#[test]
fn long_form_holds_one_datum_a_record() {
    let questionnaire = asking(METHODS);
    let document = from_json(&questionnaire, r#"{"methods": {"selected": ["visit"]}}"#).unwrap();
    let respondent = Respondent { document: &document, agency_kind: Some("npo") };
    let tables = tabulate(&questionnaire, [respondent], Some(By::AgencyKind), &known());
    let records = long::records(&tables);
    assert_eq!(records.len(), 2 * 4 * 2); // all and one group, three options and 無回答, count and percent
    let visit: Vec<_> = records.iter().filter(|record| record.row == "visit" && record.group == "npo").collect();
    assert_eq!((visit[0].measure, visit[0].value.as_deref(), visit[0].unit.as_str()), ("count", Some("1"), "回答"));
    assert_eq!((visit[1].measure, visit[1].value.as_deref(), visit[1].base), ("percent", Some("100.0"), Some(1)));
}

/// A tabulation of documents, each with a kind by its place.
fn tabulation<'a>(documents: &[AnswerDocument], by: Option<By>, agencies: &'a Agencies) -> Tabulation<'a> {
    let completer = Completer::new(&SINK);
    let mut dataset = Dataset::new(&SINK);
    for (place, document) in documents.iter().enumerate() {
        dataset.push(&completer, document.clone(), Giver { agency: None, kind: kind_at(place, document) });
    }
    Tabulation::of(&dataset, &SINK, by, agencies)
}

fn kind_at(place: usize, document: &AnswerDocument) -> Option<&'static str> {
    let kind = ["city", "npo", ""][document.answers.iter().flatten().count() % 3];
    (!place.is_multiple_of(5) && !kind.is_empty()).then_some(kind)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_tally_of_two_sets_is_the_sum_of_their_tallies(
        one in vec(documents(&SINK), 0..6),
        two in vec(documents(&SINK), 0..6),
        by in prop_oneof![Just(None), Just(Some("agency_kind")), Just(Some("methods")), Just(Some("mood"))],
    ) {
        let agencies = known();
        let by = by.map(|name| By::from_name(&SINK, name).unwrap());
        let mut merged = tabulation(&one, by, &agencies);
        merged.merge(tabulation(&two, by, &agencies));
        let respondents = [&one, &two].into_iter().flat_map(|part| part.iter().enumerate());
        let respondents = respondents.map(|(place, document)| Respondent { document, agency_kind: kind_at(place, document) });
        let whole = tabulate(&SINK, respondents, by, &agencies);
        prop_assert_eq!(merged.tables(), whole.clone());
        let mut turned = tabulation(&two, by, &agencies);
        turned.merge(tabulation(&one, by, &agencies));
        prop_assert_eq!(turned.tables(), whole);
    }

    #[test]
    fn what_was_asked_adds_up(documents in vec(documents(&SINK), 0..8)) {
        let agencies = known();
        let tables = tabulation(&documents, Some(By::AgencyKind), &agencies).tables();
        for table in &tables.tables {
            // What is counted here is not protected yet.
            let open = |count: Published<u64>| *count.shown().unwrap();
            let (n, blank) = (open(table.n), open(table.blank));
            prop_assert_eq!(table.n, table.asked);
            prop_assert!(blank <= n);
            let grouping = table.grouping.as_ref().unwrap();
            let grouped: u64 = grouping.groups.iter().map(|group| open(group.n)).sum();
            prop_assert_eq!(grouped + open(grouping.ungrouped), n);
            match &table.figures {
                Figures::Rows { rows } if !table.multiple => {
                    prop_assert_eq!(rows.iter().map(|row| open(row.count)).sum::<u64>(), n, "{}", &table.question);
                }
                Figures::Rows { rows } => prop_assert!(rows.iter().all(|row| open(row.count) <= n)),
                Figures::Items { items } => {
                    prop_assert!(items.iter().all(|item| open(item.n) + open(item.unknown) + blank <= n));
                }
                Figures::Grid(grid) => {
                    let sum = |figures: &mut dyn Iterator<Item = &Published<Option<Figure>>>| {
                        figures.filter_map(|figure| figure.number()).sum::<f64>()
                    };
                    let total = grid.total.number().unwrap_or(0.0);
                    let close = |sum: f64| (sum - total).abs() < 1e-6;
                    prop_assert!(close(sum(&mut grid.row_totals.values())));
                    prop_assert!(close(sum(&mut grid.column_totals.values())));
                    prop_assert!(close(sum(&mut grid.cells.values().flat_map(|row| row.values()))));
                }
                Figures::Answered { answered } => prop_assert_eq!(open(*answered) + blank, n),
            }
        }
    }
}
