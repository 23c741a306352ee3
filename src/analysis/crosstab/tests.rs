//! Crosstabs of answers small enough to count by hand.

use serde_json::{Value, json};

use super::*;
use crate::analysis::statistics::{Mark, TestName};
use crate::analysis::{Agencies, Dataset, Giver, Published};
use crate::answer::Completer;
use crate::answer::json::from_json;
use crate::answer::testing::asking;
use crate::definition::{Code, Questionnaire};

const ASKED: &str = "\
- {key: known, type: choice, label: 把握, options: [{key: yes, label: 有}, {key: no, label: 無}]}
- {key: ways, type: choices, label: 方法, show_if: known == \"yes\", options: [{key: phone, label: 電話}, {key: visit, label: 訪問}]}
- {key: cases, type: counts, label: 件数, unit: 件, unknown: true, items: [{key: persons, label: 実}, {key: contacts, label: 延}]}
- {key: ages, type: grid, label: 年代, unit: 件, rows: [{key: young, label: 若年}, {key: old, label: 高年}], columns: [{key: m, label: 男}, {key: f, label: 女}]}
- {key: words, type: paragraph, label: 記述}
- {key: steps, type: repeat, label: 経過, min: 0, max: 9, questions: [{key: kind, type: choice, label: 種類, options: [{key: meet, label: 面接}, {key: call, label: 架電}]}, {key: hours, type: number, label: 時間}]}
- {key: hint, type: note, label: お知らせ}
";

/// Kind of the agency, and what it answered.
const LINES: &[(&str, &str)] = &[
    (
        "npo",
        r#"{"known": "yes", "ways": {"selected": ["phone", "visit"]}, "cases": {"persons": 3, "contacts": 9}, "ages": {"young": {"m": 2, "f": 1}}, "words": "有", "steps": [{"kind": "meet", "hours": 2}, {"kind": "call", "hours": 1}]}"#,
    ),
    (
        "npo",
        r#"{"known": "yes", "ways": {"selected": ["phone"]}, "cases": {"unknown": true}, "ages": {"old": {"m": 4}}}"#,
    ),
    ("npo", r#"{"known": "yes", "cases": {"persons": 8}}"#),
    ("school", r#"{"known": "no", "cases": {"persons": 0}, "steps": [{"kind": "call", "hours": 4}]}"#),
    ("school", r#"{"known": "yes", "ways": {"selected": ["visit"]}, "cases": {"persons": 1}}"#),
    ("school", "{}"),
    ("", r#"{"known": "yes", "ways": {"selected": ["visit"]}, "cases": {"persons": 40}}"#),
];

fn read(questionnaire: &Questionnaire, lines: &[(&str, &str)]) -> Dataset {
    let completer = Completer::new(questionnaire);
    let mut dataset = Dataset::new(questionnaire);
    for (kind, line) in lines {
        let kind = (!kind.is_empty()).then_some(*kind);
        dataset.push(&completer, from_json(questionnaire, line).unwrap(), Giver { agency: None, kind });
    }
    dataset
}

fn with<T>(asked: &str, lines: &[(&str, &str)], read_as: impl Fn(&Counter<'_>) -> T) -> T {
    let questionnaire = asking(asked);
    let dataset = read(&questionnaire, lines);
    let agencies = Agencies::default();
    read_as(&Counter { dataset: &dataset, questionnaire: &questionnaire, agencies: &agencies })
}

/// Crosses what two names say, over the answers above.
fn crossed(rows: &str, columns: &str, testing: Testing) -> Result<Crosstab, CrosstabProblem> {
    with(ASKED, LINES, |counter| {
        let find = |name| Variable::from_name(counter.questionnaire, name);
        cross(counter, &find(rows)?, &find(columns)?, testing)
    })
}

fn counts(crosstab: &Crosstab) -> &CountTable {
    match &crosstab.contents {
        Contents::Counts(table) => table,
        other => panic!("counts, not {other:?}"),
    }
}

fn plain(count: Published<u64>) -> u64 {
    *count.shown().unwrap()
}

fn outside(blank: u64, unknown: u64, not_asked: u64) -> Outside {
    Outside { blank: blank.into(), unknown: unknown.into(), not_asked: not_asked.into() }
}

fn share(share: Published<String>) -> String {
    share.shown().unwrap().clone()
}

fn cells(table: &SumTable) -> Vec<Vec<Option<f64>>> {
    table.cells.iter().map(|row| row.iter().map(|sum| sum.number()).collect()).collect()
}

/// The sum of each row, then of all.
fn totals(table: &SumTable) -> Vec<Option<f64>> {
    table.row_totals.iter().chain([&table.all.total]).map(|sum| sum.number()).collect()
}

/// Label, total and cells of each row.
fn lines(table: &CountTable) -> Vec<(&str, u64, Vec<u64>)> {
    let cells = |row: &CountRow| row.cells.iter().map(|cell| plain(cell.count)).collect();
    table.rows.iter().map(|row| (row.label.as_str(), plain(row.total), cells(row))).collect()
}

#[test]
fn counts_have_three_shares_and_their_bases() {
    let crosstab = crossed("known", "agency_kind", Testing::AsGathered).unwrap();
    let table = counts(&crosstab);
    assert_eq!(lines(table), [("有", 4, vec![3, 1]), ("無", 1, vec![0, 1]), ("無回答", 1, vec![0, 1])]);
    let groups: Vec<_> =
        table.columns.iter().map(|group| (group.code.as_str(), plain(group.n), plain(group.blank))).collect();
    assert_eq!(groups, [("npo", 3, 0), ("school", 3, 1)]);
    assert_eq!((plain(table.all.n), table.outside, table.all.is_small()), (6, outside(1, 0, 0), true));
    assert_eq!([table.column_share(0, 0), table.column_share(0, 1)].map(share), ["100.0", "33.3"]);
    assert_eq!([table.row_share(0, 0), table.row_share(0, 1)].map(share), ["75.0", "25.0"]);
    assert_eq!([table.total_share(0, 0), table.share_of_all(0)].map(share), ["50.0", "66.7"]);
    assert_eq!(crosstab.significance, Significance::Untested(Untested::Census));
}

#[test]
fn not_asked_is_neither_blank_nor_in_a_base() {
    let crosstab = crossed("ways", "agency_kind", Testing::AsGathered).unwrap();
    let table = counts(&crosstab);
    assert!(table.rows_overlap && !table.columns_overlap && crosstab.rows.conditional);
    assert_eq!(lines(table), [("電話", 2, vec![2, 0]), ("訪問", 2, vec![1, 1]), ("無回答", 1, vec![1, 0])]);
    let groups: Vec<_> =
        table.columns.iter().map(|group| (plain(group.n), plain(group.blank), plain(group.not_asked))).collect();
    assert_eq!(groups, [(3, 1, 0), (1, 0, 2)]);
    // One answer in two groups counts once in all: those who named 電話 or 訪問 are 4, by 訪問 or 電話 3 gave one.
    let turned = crossed("agency_kind", "ways", Testing::AsGathered).unwrap();
    let table = counts(&turned);
    assert_eq!(lines(table)[..2], [("npo", 2, vec![2, 1]), ("school", 1, vec![0, 1])]);
    assert_eq!((plain(table.all.n), table.columns_overlap, table.outside), (4, true, outside(1, 0, 2)));
}

#[test]
fn numbers_across_the_top_are_cut_into_bands() {
    let crosstab = crossed("known", "cases.persons", Testing::AsGathered).unwrap();
    let table = counts(&crosstab);
    let labels: Vec<_> = table.columns.iter().map(|group| group.label.as_str()).collect();
    assert_eq!(labels, ["0件", "1～4件", "5～9件", "10～19件", "20件以上"]);
    assert_eq!(lines(table)[..2], [("有", 4, vec![0, 2, 1, 0, 1]), ("無", 1, vec![1, 0, 0, 0, 0])]);
    assert_eq!(table.outside, outside(1, 1, 0));
    let crosstab = crossed("cases.persons:1/10", "known", Testing::AsGathered).unwrap();
    let labels: Vec<_> = lines(counts(&crosstab)).into_iter().map(|(label, total, _)| (label, total)).collect();
    assert_eq!(labels, [("0件", 1), ("1～9件", 3), ("10件以上", 1), ("不明", 1), ("無回答", 0)]);
}

#[test]
fn numbers_by_group_have_mean_median_and_quartiles() {
    let crosstab = crossed("cases.persons", "agency_kind", Testing::Asked).unwrap();
    let Contents::Numbers(table) = &crosstab.contents else { panic!("{crosstab:?}") };
    let figures: Vec<_> = table
        .groups
        .iter()
        .map(|group| {
            let quartiles = group.quartiles.shown().unwrap().unwrap();
            let middle = (quartiles.lower, quartiles.middle, quartiles.upper);
            (plain(group.n), plain(group.unknown), plain(group.blank), group.mean.number().unwrap(), middle)
        })
        .collect();
    assert_eq!(figures, [(2, 1, 0, 5.5, (4.25, 5.5, 6.75)), (2, 0, 1, 0.5, (0.25, 0.5, 0.75))]);
    assert_eq!((plain(table.all.n), plain(table.outside.blank)), (4, 1));
    // Ranks 3 + 4 and 1 + 2: H = 12 / (4 × 5) × (49 / 2 + 9 / 2) - 3 × 5 = 2.4
    let Significance::Whole(test) = crosstab.significance else { panic!() };
    assert_eq!((test.name, test.df), (TestName::KruskalWallis, Some(1)));
    assert!((test.statistic.unwrap() - 2.4).abs() < 1e-12);
    assert!((test.p - 0.12133525035848213).abs() < 1e-9); // scipy.stats.chi2.sf(2.4, 1)
    let overlapping = crossed("cases.persons", "ways", Testing::Asked).unwrap();
    assert_eq!(overlapping.significance, Significance::Untested(Untested::Overlapping));
}

#[test]
fn grids_are_added_up_by_group_and_by_their_own_margins() {
    let sums = |rows, columns| match crossed(rows, columns, Testing::Asked).unwrap() {
        Crosstab { contents: Contents::Sums(table), significance, .. } => {
            assert_eq!(significance, Significance::Untested(Untested::Sums));
            table
        }
        other => panic!("{other:?}"),
    };
    let table = sums("ages.rows", "agency_kind");
    assert_eq!(cells(&table), [[Some(3.0), None], [Some(4.0), None]]);
    assert_eq!(totals(&table), [Some(3.0), Some(4.0), Some(7.0)]);
    assert_eq!(
        [table.column_share(0, 0), table.row_share(0, 0), table.column_share(0, 1)].map(share),
        ["42.9", "100.0", "-"]
    );
    assert_eq!(
        table.columns.iter().map(|column| (plain(column.n), plain(column.blank))).collect::<Vec<_>>(),
        [(3, 1), (3, 3)]
    );
    let table = sums("ages.rows", "ages.columns");
    assert_eq!(cells(&table), [[Some(2.0), Some(1.0)], [Some(4.0), None]]);
    assert_eq!((plain(table.all.n), plain(table.all.blank), table.all.total.number()), (7, 5, Some(7.0)));
    assert_eq!(table.columns.iter().map(|column| column.total.number()).collect::<Vec<_>>(), [Some(6.0), Some(1.0)]);
    let turned = sums("agency_kind", "ages.columns");
    assert_eq!(cells(&turned), [[Some(6.0), Some(1.0)], [None, None]]);
    assert_eq!(totals(&turned), [Some(7.0), None, Some(7.0)]);
}

#[test]
fn instances_of_a_repeat_are_counted_by_what_stands_outside_and_inside() {
    let crosstab = crossed("steps.kind", "agency_kind", Testing::AsGathered).unwrap();
    assert_eq!(lines(counts(&crosstab))[..2], [("面接", 1, vec![1, 0]), ("架電", 2, vec![1, 1])]);
    let crosstab = crossed("steps.hours", "steps.kind", Testing::AsGathered).unwrap();
    let Contents::Numbers(table) = &crosstab.contents else { panic!() };
    let medians: Vec<_> = table.groups.iter().map(|group| group.median.number()).collect();
    assert_eq!(medians, [Some(2.0), Some(2.5)]);
}

#[test]
fn kinds_are_put_together_in_broad_groups() {
    let kind = |key: &str, group: Option<&str>| Code {
        key: key.to_owned(),
        label: key.to_owned(),
        group: group.map(str::to_owned),
        ..Code::default()
    };
    let kinds = vec![kind("school", Some("教育")), kind("city", None), kind("npo", Some("教育"))];
    let questionnaire = asking(ASKED);
    let lines = [LINES, &[("city", r#"{"known": "no"}"#), ("other", r#"{"known": "yes"}"#)]].concat();
    let dataset = read(&questionnaire, &lines);
    let agencies = Agencies { kinds, ..Agencies::default() };
    let counter = Counter { dataset: &dataset, questionnaire: &questionnaire, agencies: &agencies };
    let find = |name| Variable::from_name(&questionnaire, name).unwrap();
    let crosstab = cross(&counter, &find("known"), &find("agency_group"), Testing::AsGathered).unwrap();
    let table = counts(&crosstab);
    // A kind without a group, and one that is not in the list, stand for themselves.
    assert_eq!(table.columns.iter().map(|group| group.label.as_str()).collect::<Vec<_>>(), ["教育", "city", "other"]);
    assert_eq!(super::tests::lines(table)[..2], [("有", 5, vec![4, 0, 1]), ("無", 2, vec![1, 1, 0])]);
    assert_eq!(table.outside.blank, 1);
}

#[test]
fn every_question_is_crossed_at_once() {
    let names = |columns: &str| {
        with(ASKED, LINES, |counter| {
            let columns = Variable::from_name(counter.questionnaire, columns).unwrap();
            let crosstabs = every_question(counter, &columns, Testing::AsGathered).unwrap();
            crosstabs.into_iter().map(|crosstab| crosstab.rows.name).collect::<Vec<_>>()
        })
    };
    let all = ["known", "ways", "cases.persons", "cases.contacts", "ages.rows", "ages.columns", "words"];
    let inside = ["steps.kind", "steps.hours"];
    assert_eq!(names("agency_kind"), [all.as_slice(), &inside].concat());
    // A number of the answer cannot be told apart by instances, nor a question by itself.
    assert_eq!(names("steps.kind"), ["known", "ways", "words", "steps.hours"]);
}

#[test]
fn what_cannot_be_crossed_is_told() {
    let told = |rows: &str, columns: &str| crossed(rows, columns, Testing::AsGathered).unwrap_err();
    let names = vec!["cases.persons".to_owned(), "cases.contacts".to_owned()];
    assert_eq!(told("cases", "known"), CrosstabProblem::Part { name: "cases".to_owned(), kind: "counts", names });
    assert_eq!(told("known", "nobody"), CrosstabProblem::Unknown("nobody".to_owned()));
    assert_eq!(told("hint", "known"), CrosstabProblem::Part { name: "hint".to_owned(), kind: "note", names: vec![] });
    assert_eq!(told("known", "known"), CrosstabProblem::Same("known".to_owned()));
    assert_eq!(told("known:bands", "ways"), CrosstabProblem::NoNumber("known".to_owned(), "choice"));
    assert_eq!(told("cases.persons:5/1", "ways"), CrosstabProblem::Limits("cases.persons:5/1".to_owned()));
    assert!(matches!(told("cases.persons", "steps.kind"), CrosstabProblem::OncePerAnswer(..)));
}

#[test]
fn pairs_are_read_as_people_type_them() {
    let questionnaire =
        asking(&format!("{ASKED}- {{key: sex, type: choice, label: 性別, options: [{{key: m, label: 男}}]}}\n"));
    let read = |text: &str| match pairs(&questionnaire, text) {
        Ok(Pair::One(rows, columns)) => format!("{} by {}", rows.name, columns.name),
        Ok(Pair::Every(columns)) => format!("all by {}", columns.name),
        Err(problem) => problem.to_string(),
    };
    for text in
        ["known×agency_kind", "known,agency_kind", "known x agency_kind", "knownxagency_kind", " known × agency_kind "]
    {
        assert_eq!(read(text), "known by agency_kind", "{text}");
    }
    assert_eq!(read("sexxways"), "sex by ways");
    assert_eq!(read("*×sex"), "all by sex");
    assert_eq!(read("cases.persons:1/5×ages.rows"), "cases.persons:1/5 by ages.rows");
    assert_eq!(read("knownxnobody"), "no such question: nobody");
    for text in ["known", "sex", "sex×", "×", ""] {
        assert_eq!(read(text), format!("not a pair: {text}"));
    }
}

/// Answers of so many agencies of each kind, of which so many say yes.
fn yes_of(groups: &[(&'static str, usize, usize)]) -> Vec<(&'static str, &'static str)> {
    let says = |number, yes| if number < yes { r#"{"q": "yes"}"# } else { r#"{"q": "no"}"# };
    groups.iter().flat_map(|(kind, n, yes)| (0..*n).map(move |number| (*kind, says(number, *yes)))).collect()
}

const YES: &str = "- {key: q, type: choice, label: 問, options: [{key: yes, label: する}, {key: no, label: しない}]}";

#[test]
fn cells_stand_out_only_where_the_whole_table_differs() {
    let tested = |groups: &[(&'static str, usize, usize)]| {
        with(YES, &yes_of(groups), |counter| {
            let find = |name| Variable::from_name(counter.questionnaire, name).unwrap();
            cross(counter, &find("q"), &find("agency_kind"), Testing::Asked).unwrap()
        })
    };
    let marks = |crosstab: &Crosstab| -> Vec<_> {
        counts(crosstab).rows[0].cells.iter().map(|cell| cell.mark.map(Mark::sign)).collect()
    };
    // The residual of the third group is 2.12, but p is 0.14.
    let intake = tested(&[("a", 19, 14), ("b", 10, 7), ("c", 9, 3)]);
    let Significance::Whole(test) = intake.significance else { panic!() };
    assert_eq!((test.name, test.is_significant()), (TestName::FisherExactSimulated, false));
    assert_eq!(marks(&intake), [None, None, None]);
    assert!(counts(&intake).rows[0].cells[2].residual.unwrap() < -2.0);
    let refer = tested(&[("a", 19, 0), ("b", 10, 1), ("c", 9, 3)]);
    assert_eq!(marks(&refer), [Some("▼"), None, Some("▲")]);
}

#[test]
fn options_of_several_are_tested_one_by_one_with_holm() {
    let crosstab = crossed("ways", "agency_kind", Testing::Asked).unwrap();
    assert_eq!(crosstab.significance, Significance::ByOption { tests: 2 });
    let cell = |row: usize, column: usize| counts(&crosstab).rows[row].cells[column];
    // Of three who answered: 電話 [2 0 / 0 1], p = 1/3; 訪問 [1 1 / 1 0], p = 1. Holm doubles the first.
    let p = |row| cell(row, 0).test.map(|test| (test.test.p, test.p_holm)).unwrap();
    assert!((p(0).0 - 1.0 / 3.0).abs() < 1e-9 && (p(0).1 - 2.0 / 3.0).abs() < 1e-9);
    assert!((p(1).0 - 1.0).abs() < 1e-9);
    // The other of two groups is the same test the other way round.
    assert_eq!(cell(0, 1).test, None);
    assert_eq!(cell(0, 1).residual, cell(0, 0).residual.map(|residual| -residual));
    assert_eq!(cell(2, 0).residual, None, "無回答 is not tested");
}

#[test]
fn json_is_a_table_with_groups_a_test_and_residuals() {
    let value = serde_json::to_value(crossed("known", "agency_kind", Testing::Asked).unwrap()).unwrap();
    let pick = |path: &str| value.pointer(path).cloned().unwrap_or(Value::Null);
    assert_eq!(pick("/by/question"), "agency_kind");
    assert_eq!(
        pick("/groups/0/rows/0"),
        json!({"code": "yes", "label": "有", "count": 3, "percent": "100.0", "row_percent": "75.0", "total_percent": "50.0"})
    );
    assert_eq!((pick("/n"), pick("/ungrouped"), pick("/groups/1/blank")), (json!(6), json!(1), json!(1)));
    assert_eq!(pick("/test/name"), "fisher_exact");
    assert!(pick("/residuals/yes/npo").is_f64() && pick("/test/p").is_f64() && pick("/test/cramers_v").is_f64());
    let untested = serde_json::to_value(crossed("known", "agency_kind", Testing::AsGathered).unwrap()).unwrap();
    assert_eq!(
        (&untested["test"], &untested["untested"], untested.get("residuals")),
        (&Value::Null, &json!("census"), None)
    );
}
