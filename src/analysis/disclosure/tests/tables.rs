//! Whole tables: what is hidden in them, and that it is all that had to be.

use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::check_some;
use crate::analysis::disclosure::layout::Layout;
use crate::analysis::disclosure::place::slot;
use crate::analysis::disclosure::suppress::Pattern;
use crate::analysis::disclosure::{Protected, links, protect};
use crate::analysis::{Agencies, By, Counting, Figures, Published, Respondent, Tables, tabulate};
use crate::answer::AnswerDocument;
use crate::answer::json::from_json;
use crate::answer::testing::{asking, documents, kitchen_sink};
use crate::definition::{AnswersPerAgency, Questionnaire};

static SINK: LazyLock<Questionnaire> = LazyLock::new(kitchen_sink);
static SHEETS: LazyLock<Questionnaire> =
    LazyLock::new(|| Questionnaire { answers_per_agency: AnswersPerAgency::Many, ..kitchen_sink() });

fn tables(questionnaire: &Questionnaire, documents: &[AnswerDocument], by: Option<By>) -> Tables {
    let kinds = ["city", "npo", "school"];
    let respondents = documents
        .iter()
        .enumerate()
        .map(|(at, document)| Respondent { document, agency_kind: kinds.get(at % 4).copied() });
    tabulate(questionnaire, respondents, by, &Agencies::default())
}

fn protected(questions: &str, lines: &[&str], k: u64) -> (Value, Protected) {
    let questionnaire = asking(questions);
    let documents: Vec<_> = lines.iter().map(|line| from_json(&questionnaire, line).unwrap()).collect();
    let protected = protect(tables(&questionnaire, &documents, None), &questionnaire, None, &[k]);
    (serde_json::to_value(&protected.tables.tables).unwrap(), protected)
}

/// By hand: 3 + 20 of the one question are the 23 of the other, which the questionnaire checks. To hide the 3
/// is of no use while the 20 is shown.
#[test]
fn a_sum_that_is_checked_links_two_tables() {
    let questions = "- {key: all, type: number, label: 実, unit: 件}\n\
                     - {key: parts, type: counts, label: 内訳, unit: 件, items: [{key: a, label: 甲}, {key: b, label: 乙}], \
                        checks: [{that: parts.total == all, otherwise: 違います。, severity: confirm}]}";
    let lines = [r#"{"all": 3, "parts": {"a": 1, "b": 2}}"#, r#"{"all": 20, "parts": {"a": 2, "b": 18}}"#];
    let (tables, Protected { hiding, .. }) = protected(questions, &lines, 5);
    let hidden = json!({"hidden": true});
    // 3 of 23 is small: 20 goes with it, since 23 is shown in the first table.
    assert_eq!((&tables[1]["items"][0]["sum"], &tables[1]["items"][1]["sum"]), (&hidden, &hidden));
    assert_eq!((&tables[0]["items"][0]["sum"], hiding.primary, hiding.complementary), (&json!(23), 1, 1));
    // One agency has 3 in all: the least that an agency has is a small count too.
    assert_eq!((&tables[0]["items"][0]["min"], &tables[0]["items"][0]["mean"]), (&hidden, &json!(11.5)));
}

/// A sum that the answers do not bear out tells nobody anything: 20 is shown.
#[test]
fn a_sum_that_does_not_hold_links_nothing() {
    let questions = "- {key: all, type: number, label: 実, unit: 件}\n\
                     - {key: parts, type: counts, label: 内訳, unit: 件, items: [{key: a, label: 甲}, {key: b, label: 乙}], \
                        checks: [{that: parts.total == all, otherwise: 違います。, severity: confirm}]}";
    let (tables, _) = protected(questions, &[r#"{"all": 24, "parts": {"a": 3, "b": 20}}"#], 5);
    assert_eq!((&tables[1]["items"][0]["sum"], &tables[1]["items"][1]["sum"]), (&json!({"hidden": true}), &json!(20)));
}

#[test]
fn a_calculated_value_is_hidden_with_what_it_is_calculated_from() {
    let questions = "- {key: a, type: number, label: 甲, unit: 件}\n- {key: b, type: number, label: 乙, unit: 円}\n\
                     - {key: each, type: calculated, label: 一件当たり, unit: 円, value: b / a}";
    let (tables, _) = protected(questions, &[r#"{"a": 3, "b": 600}"#], 5);
    let hidden = json!({"hidden": true});
    assert_eq!((&tables[0]["items"][0]["sum"], &tables[1]["items"][0]["sum"]), (&hidden, &json!(600)));
    assert_eq!((&tables[2]["items"][0]["sum"], &tables[2]["items"][0]["mean"]), (&hidden, &hidden));
}

#[test]
fn agencies_staff_and_years_are_never_hidden() {
    let questions = "- {key: any, type: choice, label: 有無, options: [{key: yes, label: 有}, {key: no, label: 無}]}\n\
                     - {key: staff, type: number, label: 職員, unit: 人, feeds: supply.staff}\n\
                     - {key: years, type: number, label: 年数, unit: 年}";
    let (_, Protected { tables, hiding }) = protected(questions, &[r#"{"any": "yes", "staff": 2, "years": 3}"#], 10);
    assert_eq!(hiding.counts(), 0);
    assert!(!serde_json::to_string(&tables).unwrap().contains("hidden"));
    assert!(tables.tables.iter().all(|table| table.answers == Counting::Agencies));
}

/// Who sees the tables with groups and without learns no more than from either.
#[test]
fn groups_hide_what_is_hidden_without_them() {
    let by = Some(By::AgencyKind);
    let line = |good: u64, hard: u64| {
        format!(r#"{{"served": {{"a": {{"x": {good}, "y": {hard}}}, "b": {{"x": 30, "y": 7}}}}}}"#)
    };
    let questionnaire = asking(
        "- {key: served, type: grid, label: 件数, unit: 件, rows: [{key: a, label: 甲}, {key: b, label: 乙}], \
            columns: [{key: x, label: 男}, {key: y, label: 女}]}",
    );
    let documents: Vec<_> =
        [(1, 8), (2, 40), (0, 9)].map(|(one, two)| from_json(&questionnaire, &line(one, two)).unwrap()).into();
    let hidden = |by| {
        let tables = protect(tables(&questionnaire, &documents, by), &questionnaire, by, &[5, 10]).tables;
        let Figures::Grid(grid) = tables.tables[0].figures.clone() else { panic!("a grid") };
        let cells: Vec<bool> = grid.cells.values().flat_map(|line| line.values()).map(Published::is_hidden).collect();
        cells
    };
    let (without, with) = (hidden(None), hidden(by));
    assert!(without[0], "3 is small");
    assert!(without.iter().zip(&with).all(|(without, with)| !without || *with), "{without:?} {with:?}");
}

/// The tables are hidden so that nobody can narrow a small count; what is shown is as it was.
fn check_tables(questionnaire: &Questionnaire, documents: &[AnswerDocument], by: Option<By>, k: u64) {
    let open = tables(questionnaire, documents, by);
    let Protected { tables: mut shown, .. } = protect(open.clone(), questionnaire, by, &[k]);
    let mut layout = Layout::new(open, Counting::of_answers(questionnaire).is_protected());
    links::link(&mut layout, questionnaire, by);
    let mut pattern = Pattern::nothing(&layout.system);
    for (place, id) in layout.places.clone() {
        let was = slot(&mut layout.tables, place).unwrap().value().unwrap();
        match slot(&mut shown, place).unwrap().value() {
            Some(value) => assert_eq!(value, was, "{place:?} is as it was"),
            // A zero goes with the number of answers behind it, and is no count that anybody has to guess.
            None => pattern.hidden[id] = was > 0,
        }
    }
    for (place, id) in layout.places {
        if layout.system.cells[id].value == 0 {
            continue;
        }
        let is_shown = slot(&mut shown, place).unwrap().value().is_some();
        assert_eq!(is_shown, !pattern.hidden[id], "{place:?}: what is hidden once is hidden wherever it stands");
    }
    check_some(&layout.system, &pattern, k, 9);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn no_small_count_of_a_questionnaires_tables_can_be_narrowed(
        documents in vec(documents(&SINK), 0..9),
        by in prop_oneof![Just(None), Just(Some("agency_kind")), Just(Some("methods")), Just(Some("mood"))],
        k in prop_oneof![Just(3u64), Just(5)],
    ) {
        let by = by.map(|name| By::from_name(&SINK, name).unwrap());
        check_tables(&SINK, &documents, by, k);
        check_tables(&SHEETS, &documents, by, k);
    }
}
