//! A town of five agencies, counted by hand.

use super::*;
use crate::analysis::evidence::Given;
use crate::answer::json::from_json;
use crate::answer::testing::asking;
use crate::answer::{Completed, complete};
use crate::definition::Questionnaire;

pub(in crate::analysis) const SURVEY: &str = "
- key: served
  type: grid
  label: 年代別
  rows: [{key: teens, label: 10代}, {key: twenties, label: 20代}, {key: no_age, label: 年齢不明}]
  columns: [{key: male, label: 男}, {key: female, label: 女}]
  feeds: supply.served
- key: functions
  type: choices
  label: 支援
  options: [{key: outreach, label: 訪問, near: [place]}, {key: place, label: 居場所, near: [outreach]}, {other: true}, {key: none, label: なし, covers: []}]
  feeds: supply.function
- key: ages
  type: choices
  label: 年代
  options: [{key: teens, label: 10代}, {key: twenties, label: 20代}, {key: any, label: 制限なし, covers: [teens, twenties]}, {key: unknown, label: 分からない, covers: []}]
  feeds: supply.age_eligible
- key: methods
  type: choices
  label: 方法
  options: [{key: phone, label: 電話}, {key: visit, label: 訪問}]
  feeds: supply.methods
- key: resources
  type: repeat
  label: 場
  min: 0
  max: 3
  feeds: supply.place
  questions:
    - {key: name, type: text, label: 名称}
    - {key: support, type: choice, label: 支援, options: [{key: outreach, label: 訪問}, {key: place, label: 居場所}]}
    - {key: for_ages, type: choices, label: 年代, options: [{key: teens, label: 10代}, {key: twenties, label: 20代}]}
    - {key: area, type: text, label: 場所}
";

/// Agencies 0 to 4.
pub(in crate::analysis) const ANSWERS: [&str; 5] = [
    r#"{"functions": {"selected": ["outreach"]}, "ages": {"selected": ["teens"]}, "methods": {"selected": ["phone", "visit"]},
        "served": {"teens": {"male": 5, "female": 3}, "no_age": {"male": 9}}}"#,
    r#"{"functions": {"selected": ["outreach", "place"]}, "ages": {"selected": ["any"]}, "methods": {"selected": ["visit"]},
        "served": {"teens": {"male": 2}, "twenties": {"male": 0, "female": 0}}}"#,
    r#"{"functions": {"selected": ["place"]}, "ages": {"selected": ["unknown"]}}"#,
    r#"{"functions": {"selected": ["none"]}, "ages": {"selected": ["twenties"]},
        "resources": [{"name": "ひろば", "support": "place", "for_ages": {"selected": ["twenties"]}, "area": "駅前"}]}"#,
    "{}",
];

pub(in crate::analysis) fn completed(questionnaire: &Questionnaire, lines: &[&str]) -> Vec<Completed> {
    lines.iter().map(|line| complete(questionnaire, from_json(questionnaire, line).unwrap())).collect()
}

/// One answer an agency, both counted from 0.
pub(in crate::analysis) fn given(completed: &[Completed]) -> Vec<Given<'_>> {
    let each = completed.iter().enumerate();
    each.map(|(place, completed)| Given { evidence: Evidence { agency: place, answer: place }, completed, needs: &[] })
        .collect()
}

fn read(lines: &[&str]) -> (Axes, Coverage) {
    let survey = asking(SURVEY);
    let completed = completed(&survey, lines);
    let axes = Axes::of([&survey]);
    let coverage = coverage(&survey, &axes, given(&completed)).unwrap();
    (axes, coverage)
}

fn agencies(mentions: &Mentions) -> Vec<usize> {
    mentions.iter().map(|evidence| evidence.agency).collect()
}

#[test]
fn the_axes_are_bands_that_can_be_served_and_functions_that_are_some() {
    let (axes, _) = read(&[]);
    let labels: Vec<_> = axes.bands.iter().map(|band| band.label.as_str()).collect();
    assert_eq!(labels, ["10代", "20代"], "neither 年齢不明, 制限なし nor 分からない is a band");
    let keys: Vec<_> = axes.functions.iter().map(|function| function.heading.key.as_str()).collect();
    assert_eq!(keys, ["outreach", "place", "other"]);
}

#[test]
fn an_agency_is_where_it_says_that_it_offers_something() {
    let (_, coverage) = read(&ANSWERS);
    let functions = coverage.functions.as_ref().unwrap();
    let by = |function: usize, band: usize| agencies(&functions.lines[function].cells[band].by);
    assert_eq!((by(0, 0), by(0, 1)), (vec![0, 1], vec![1]), "訪問: any stands for both bands");
    assert_eq!((by(1, 0), by(1, 1)), (vec![1], vec![1, 3]), "居場所: agency 3 names a place");
    assert_eq!(agencies(&functions.lines[1].ages_not_said), [2]);
    assert_eq!(functions.lines[1].cells[1].places[0].words, ["ひろば", "駅前"]);
    let methods = coverage.methods.as_ref().unwrap();
    assert_eq!(agencies(&methods.lines[1].cells[0].by), [0, 1]);
    assert_eq!(agencies(&methods.lines[0].cells[1].by), Vec::<usize>::new());
}

#[test]
fn blanks_are_counted_apart_and_never_as_nothing() {
    let (_, coverage) = read(&ANSWERS);
    let functions = coverage.functions.as_ref().unwrap();
    assert_eq!(coverage.respondents.agencies(), 5);
    assert_eq!((agencies(&functions.blank), agencies(&functions.nothing)), (vec![4], vec![3]));
    assert_eq!((agencies(&coverage.ages_blank), agencies(&coverage.ages_unknown)), (vec![4], vec![2]));
    assert_eq!(agencies(&coverage.served_blank), [2, 3, 4]);
    assert_eq!(agencies(&coverage.methods.unwrap().blank), [2, 3, 4]);
}

#[test]
fn thin_is_one_agency_or_one_with_four_fifths_of_the_cases() {
    let (_, coverage) = read(&ANSWERS);
    let functions = coverage.functions.as_ref().unwrap();
    let cell = |function: usize, band: usize| &functions.lines[function].cells[band];
    // 訪問, 10代: agency 0 had 5 + 3 = 8, agency 1 had 2; 8 of 10 are 80 %.
    assert_eq!((cell(0, 0).served.largest(), cell(0, 0).served.total()), (8.0, 10.0));
    assert_eq!(cell(0, 0).level(), Level::Thin);
    assert_eq!(cell(0, 1).level(), Level::Thin, "one agency");
    assert_eq!(cell(1, 1).level(), Level::Some, "two, and no cases of which one could have most");
    assert_eq!(cell(2, 0).level(), Level::Nobody, "nobody ticked その他");
    // One case less, and it is 7 of 9: 77.8 %.
    let less = ANSWERS[0].replace("\"female\": 3", "\"female\": 2");
    let (_, coverage) = read(&[&less, ANSWERS[1]]);
    assert_eq!(coverage.functions.unwrap().lines[0].cells[0].level(), Level::Some);
}

#[test]
fn what_was_not_written_down_is_not_nought() {
    let blank = ANSWERS[1].replace(r#""teens": {"male": 2}, "#, "");
    let level = |lines: &[&str]| read(lines).1.functions.unwrap().lines[0].cells[0].level();
    assert_eq!(level(&[ANSWERS[0], &blank]), Level::Some, "of two agencies one alone wrote a number: no share of two");
    let nought = ANSWERS[1].replace(r#""teens": {"male": 2}"#, r#""teens": {"male": 0}"#);
    assert_eq!(level(&[ANSWERS[0], &nought]), Level::Thin, "8 and 0: all of them");
}

#[test]
fn an_agency_that_answers_twice_is_one_of_which_the_cases_are_added() {
    let evidence = |agency, answer| Evidence { agency, answer };
    let served = Served { told: vec![(evidence(0, 0), 3.0), (evidence(1, 1), 4.0), (evidence(0, 2), 3.0)] };
    // 6 and 4 of 10: no agency has 80 %. As three agencies the most would be 4.
    assert_eq!((served.agencies(), served.largest(), served.total()), (2, 6.0, 10.0));
    let alone = Served { told: vec![(evidence(0, 0), 9.0), (evidence(0, 1), 1.0)] };
    assert!(!alone.is_concentrated(), "one agency wrote both numbers");
}

#[test]
fn what_was_done_stands_apart_from_what_is_offered() {
    let (_, coverage) = read(&ANSWERS);
    let had: Vec<Vec<usize>> =
        coverage.served.iter().map(|served| served.cases().map(|(evidence, _)| evidence.agency).collect()).collect();
    assert_eq!(had, [vec![0, 1], vec![]], "0 typed is no case; 年齢不明 is no band");
    assert_eq!(coverage.served[1].told.len(), 1, "and is known all the same");
}

#[test]
fn a_questionnaire_that_does_not_ask_for_ages_has_no_coverage() {
    let survey = asking(
        "- {key: functions, type: choices, label: 支援, options: [{key: a, label: 甲}], feeds: supply.function}",
    );
    assert_eq!(coverage(&survey, &Axes::of([&survey]), []), None);
}
