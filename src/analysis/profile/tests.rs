//! Six cases of three agencies, counted by hand.

use super::*;
use crate::analysis::statistics::fisher;
use crate::answer::testing::asking;
use crate::answer::{complete, read as read_fields};
use crate::definition::Questionnaire;

const SHEET: &str = "- {key: side, type: choice, label: 別, feeds: case.valence, options: [{key: good, label: 好事例}, {key: difficult, label: 困難事例}]}
- {key: years, type: choice, label: 年代, feeds: demand.age, options: [{key: young, label: 19～29歳}, {key: old, label: 50～59歳}]}
- {key: wants, type: choices, label: 支援, feeds: demand.need, options: [{key: visit, label: 訪問}, {key: place, label: 居場所}]}
- {key: ill, type: choices, label: 状態, feeds: demand.condition, show_if: 'side == \"good\"', options: [{key: mental, label: 精神}]}";

fn sheet() -> Questionnaire {
    asking(SHEET)
}

fn add(cases: &mut Cases, agency: &str, fields: &[(&str, &str)]) {
    let sheet = sheet();
    let raw = crate::answer::RawFields::from_pairs(
        fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect::<Vec<_>>(),
    );
    let completed = complete(&sheet, read_fields(&sheet, &raw).document);
    let group = Heading { key: "福祉".to_owned(), label: "福祉".to_owned() };
    read(cases, &sheet, &completed, (agency, &group, std::slice::from_ref(&group)));
}

/// Difficult: 訪問 three times (agencies a, a, b), once with 居場所; once blank (c). Good: 居場所 once (b); one sheet says
/// neither.
fn six() -> Cases {
    let mut cases = Cases::default();
    add(&mut cases, "a", &[("side", "difficult"), ("years", "old"), ("wants", "visit")]);
    add(&mut cases, "a", &[("side", "difficult"), ("years", "old"), ("wants", "visit"), ("wants", "place")]);
    add(&mut cases, "b", &[("side", "difficult"), ("years", "young"), ("wants", "visit")]);
    add(&mut cases, "c", &[("side", "difficult"), ("years", "old")]);
    add(&mut cases, "b", &[("side", "good"), ("years", "young"), ("wants", "place"), ("ill", "mental")]);
    add(&mut cases, "c", &[("years", "old"), ("wants", "visit")]);
    cases
}

fn count(cases: u64, agencies: u64) -> Count {
    Count { cases, agencies }
}

fn compared(difficult: (u64, u64), good: (u64, u64)) -> Compared {
    Compared { difficult: count(difficult.0, difficult.1), good: count(good.0, good.1) }
}

#[test]
fn counts_of_cases_and_agencies_stand_side_by_side() {
    let cases = six();
    let needs = profile(&cases, cases.attribute("need").unwrap());
    assert_eq!(needs.lines[0].counts, compared((3, 2), (0, 0)), "訪問");
    assert_eq!(needs.lines[1].counts, compared((1, 1), (1, 1)), "居場所");
    assert_eq!(needs.lines[0].answered, compared((3, 2), (1, 1)));
    assert_eq!(needs.blank, compared((1, 1), (0, 0)));
    assert_eq!(needs.not_asked, Compared::default());
    assert_eq!(profile(&cases, cases.attribute(KINDS).unwrap()).lines[0].counts, compared((4, 3), (1, 1)));
}

#[test]
fn what_was_not_asked_is_not_blank() {
    let cases = six();
    let conditions = profile(&cases, cases.attribute("condition").unwrap());
    assert_eq!(conditions.not_asked, compared((4, 3), (0, 0)));
    assert_eq!((conditions.blank, conditions.lines[0].counts), (Compared::default(), compared((0, 0), (1, 1))));
}

#[test]
fn pairs_are_those_that_occur() {
    let cases = six();
    let pairs = pairs(&cases, cases.attribute("age").unwrap(), cases.attribute("need").unwrap());
    let found: Vec<_> = pairs
        .iter()
        .map(|line| {
            (
                line.headings[0].key.as_str(),
                line.headings[1].key.as_str(),
                line.counts.difficult.cases,
                line.counts.good.cases,
            )
        })
        .collect();
    assert_eq!(
        found,
        [("young", "visit", 1, 0), ("young", "place", 0, 1), ("old", "visit", 2, 0), ("old", "place", 1, 0)]
    );
    assert_eq!(pairs[0].answered, compared((3, 2), (1, 1)));
}

#[test]
fn every_count_leads_to_its_cases() {
    let cases = six();
    let is = |attribute: &str, code: &str| cases.condition(attribute, code).unwrap();
    let select = |conditions: &[Condition]| cases.select(conditions).collect::<Vec<_>>();
    assert_eq!(select(&[is("need", "visit"), is(VALENCE, DIFFICULT)]), [0, 1, 2]);
    assert_eq!(select(&[is("need", "visit"), is("age", "old")]), [0, 1, 5]);
    assert_eq!(select(&[]).len(), 6);
    assert_eq!(cases.condition("need", "moon"), None);
}

#[test]
fn tests_are_made_of_those_who_answered_and_corrected_for_their_number() {
    let cases = six();
    let mut needs = profile(&cases, cases.attribute("need").unwrap());
    assert!(needs.lines.iter().all(|line| line.tested.is_none()), "only where somebody asks");
    test(&mut needs.lines.iter_mut().collect::<Vec<_>>());
    // 訪問: 3 of 3 difficult, 0 of 1 good: Fisher's p is 1 of the 4 ways to choose the good one, 0.25.
    // 居場所: 1 of 3, 1 of 1: p = 1/4 × … both tables with as many have p 0.5, so 1.
    let tested = |line: &Line| line.tested.unwrap();
    assert!((tested(&needs.lines[0]).p - 0.25).abs() < 1e-12);
    assert!((tested(&needs.lines[0]).corrected - 0.5).abs() < 1e-12, "two tests");
    assert!((tested(&needs.lines[1]).p - 1.0).abs() < 1e-12);
    let table = crate::analysis::statistics::Contingency::two_by_two(3, 0, 0, 1);
    assert_eq!(Some(tested(&needs.lines[0]).p), fisher(&table));
    assert!(tested(&needs.lines[0]).odds.is_corrected);
    let mut kinds = profile(&cases, cases.attribute(KINDS).unwrap());
    test(&mut kinds.lines.iter_mut().collect::<Vec<_>>());
    assert_eq!(kinds.lines[0].tested, None, "what every case has cannot be tested");
}

#[test]
fn versions_are_joined_by_code_and_the_newest_words_stay() {
    let mut cases = Cases::default();
    let heading = |key: &str, label: &str| Heading { key: key.to_owned(), label: label.to_owned() };
    cases.ensure("need", "支援", &[heading("visit", "家庭訪問")], false);
    let place = cases.ensure("need", "前の文言", &[heading("visit", "訪問"), heading("old", "なくなった選択肢")], true);
    assert_eq!(cases.attributes[place].label, "支援");
    assert_eq!(cases.attributes[place].values, [heading("visit", "家庭訪問"), heading("old", "なくなった選択肢")]);
}
