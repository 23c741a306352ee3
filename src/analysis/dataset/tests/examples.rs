//! Counts worked out by hand.

use super::super::*;
use crate::analysis::Distribution;
use crate::answer::json::from_json;
use crate::answer::testing::asking;
use crate::definition::Code;

const QUESTIONS: &str = "\
- {key: methods, type: choices, label: 方法, options: [{key: phone, label: 電話}, {key: visit, label: 訪問}, {key: mail, label: 手紙}]}
- {key: any, type: choice, label: 有無, options: [{key: yes, label: 有}, {key: no, label: 無}]}
- {key: cases, type: counts, label: 件数, unit: 件, unknown: true, show_if: any == \"yes\", items: [{key: real, label: 実}, {key: calls, label: 延}]}
- {key: ages, type: grid, label: 年代, rows: [{key: young, label: 若年}, {key: old, label: 高年}], columns: [{key: male, label: 男}, {key: female, label: 女}]}
- key: places
  type: repeat
  label: 場
  min: 0
  max: 3
  questions:
    - {key: seats, type: number, label: 席, unit: 席}
    - {key: open, type: choice, label: 開く日, options: [{key: week, label: 平日}, {key: end, label: 週末}]}
- key: rooms
  type: repeat
  label: 部屋
  min: 0
  max: 3
  questions:
    - {key: size, type: number, label: 広さ}
- {key: partners, type: agencies, label: 機関, top: 3}
- {key: free, type: text, label: 自由記述}";

/// Who answers what: a health centre, two NPOs, a city office, and one of which nothing is known.
const ANSWERS: [(&str, &str); 5] = [
    (
        "health",
        r#"{"methods": {"selected": ["phone", "visit"]}, "any": "yes", "cases": {"real": 0, "calls": 12},
        "ages": {"young": {"male": 3, "female": 1}, "old": {"male": 0}},
        "places": [{"seats": 4, "open": "week"}, {"seats": 20, "open": "end"}],
        "partners": [{"kind": "npo"}, {"id": "a-1"}], "free": "月曜"}"#,
    ),
    (
        "npo",
        r#"{"methods": {"selected": ["visit"]}, "any": "yes", "cases": {"real": 5}, "ages": {"young": {"male": 2}}}"#,
    ),
    (
        "npo",
        r#"{"any": "yes", "cases": {"unknown": true}, "places": [{"seats": 9}], "partners": [{"name": "家族会"}]}"#,
    ),
    ("city", r#"{"methods": {"selected": ["phone"]}, "any": "no"}"#),
    ("", r#"{"methods": {"selected": ["visit", "mail"]}, "ages": {"old": {"female": 7}}}"#),
];

struct Story {
    questionnaire: Questionnaire,
    agencies: Agencies,
    dataset: Dataset,
}

fn story() -> Story {
    let questionnaire = asking(QUESTIONS);
    let mut dataset = Dataset::new(&questionnaire);
    let completer = Completer::new(&questionnaire);
    for (number, (kind, line)) in ANSWERS.iter().enumerate() {
        let agency = format!("a-{number}");
        let giver = Giver { agency: Some(&agency), kind: (!kind.is_empty()).then_some(*kind) };
        dataset.push(&completer, from_json(&questionnaire, line).unwrap(), giver);
    }
    let kind =
        |key: &str, label: &str| Code { key: key.to_owned(), label: label.to_owned(), group: None, ..Code::default() };
    let agencies = Agencies {
        kinds: vec![kind("city", "市"), kind("npo", "NPO"), kind("school", "学校"), kind("health", "保健所")],
        kind_of: [("a-1".to_owned(), "npo".to_owned())].into(),
        hides_names: false,
    };
    Story { questionnaire, agencies, dataset }
}

impl Story {
    fn counter(&self) -> Counter<'_> {
        Counter { dataset: &self.dataset, questionnaire: &self.questionnaire, agencies: &self.agencies }
    }

    fn place(&self, path: &str) -> Place {
        Place::find(&self.questionnaire, path).unwrap()
    }

    fn number(&self, path: &str, part: Part) -> NumberOf {
        NumberOf { place: self.place(path), part }
    }

    fn cross(&self, rows: &Dimension, columns: &Dimension) -> CrossCounts {
        self.counter().cross(rows, columns).unwrap()
    }
}

fn keys(axis: &Axis) -> Vec<&str> {
    axis.codes.iter().map(|code| code.key.as_str()).collect()
}

#[test]
fn kinds_of_agencies_by_a_multi_answer_question() {
    let story = story();
    let counts = story.cross(&Dimension::AgencyKind, &Dimension::Options(story.place("methods")));
    assert_eq!(keys(&counts.rows), ["city", "npo", "health"], "those that answered, in the order of the kinds");
    assert_eq!(keys(&counts.columns), ["phone", "visit", "mail"]);
    assert_eq!((counts.rows.overlapping, counts.columns.overlapping), (false, true));
    assert_eq!(counts.matrix(), [[1, 0, 0], [0, 1, 0], [1, 1, 0]]);
    let npo = Slot::Code(1);
    assert_eq!((counts.asked_in_row(npo), counts.count(npo, Slot::Given), counts.count(npo, Slot::Blank)), (2, 1, 1));
    // One who phones and visits answered once.
    assert_eq!(counts.count(Slot::Given, Slot::Given), 3);
    assert_eq!((counts.ungrouped(), counts.count(Slot::Blank, Slot::Code(2))), (1, 1));
    let turned = story.cross(&Dimension::Options(story.place("methods")), &Dimension::AgencyKind);
    assert_eq!(turned.matrix(), [[1, 0, 1], [0, 1, 1], [0, 0, 0]]);
}

#[test]
fn two_multi_answer_questions() {
    let story = story();
    let methods = Dimension::Options(story.place("methods"));
    let counts = story.cross(&methods, &methods);
    assert_eq!(counts.matrix(), [[2, 1, 0], [1, 3, 1], [0, 1, 1]]);
    assert_eq!(counts.count(Slot::Given, Slot::Given), 4);
    assert_eq!(counts.count(Slot::Blank, Slot::Blank), 1);
}

#[test]
fn not_asked_blank_unknown_and_nought_stay_apart() {
    let story = story();
    let real = story.number("cases", Part::Item(0));
    let bands = Dimension::Bands { number: real, limits: vec![1.0, 5.0] };
    let counts = story.cross(&Dimension::Options(story.place("any")), &bands);
    let labels: Vec<_> = counts.columns.codes.iter().map(|code| code.label.as_str()).collect();
    assert_eq!(labels, ["0件", "1～4件", "5件以上"]);
    assert_eq!(counts.matrix(), [[1, 0, 1], [0, 0, 0]]);
    let yes = Slot::Code(0);
    assert_eq!((counts.count(yes, Slot::Unknown), counts.count(yes, Slot::Blank)), (1, 0));
    assert_eq!(counts.count(Slot::Code(1), Slot::NotAsked), 1);
    assert_eq!(counts.count(Slot::Blank, Slot::NotAsked), 1, "who did not say whether, was not asked how many");
    assert_eq!((counts.asked_in_row(yes), counts.asked_in_column(Slot::NotAsked)), (3, 2));
    // Calls: 12, one left blank beside its cases, one 不明.
    let calls = story.cross(&Dimension::AgencyKind, &Dimension::Given(story.number("cases", Part::Item(1))));
    assert_eq!(calls.matrix(), [[0], [0], [1]]);
    assert_eq!((calls.count(Slot::Code(1), Slot::Blank), calls.count(Slot::Code(1), Slot::Unknown)), (1, 1));
}

#[test]
fn sums_of_a_grid_by_kind() {
    let story = story();
    let sums = story.counter().grid_sums(story.place("ages"), &Dimension::AgencyKind).unwrap();
    let (city, npo, health) = (Slot::Code(0), Slot::Code(1), Slot::Code(2));
    assert_eq!((sums.row_total(health, 0), sums.row_total(health, 1)), (Some(4.0), Some(0.0)));
    assert_eq!((sums.row_total(npo, 0), sums.row_total(npo, 1)), (Some(2.0), None), "nobody typed is not nought");
    assert_eq!((sums.total(city), sums.answers(city, State::Blank)), (None, 1));
    assert_eq!((sums.total(Slot::Given), sums.total(Slot::Blank)), (Some(6.0), Some(7.0)));
    assert_eq!((sums.column_total(Slot::Given, 0), sums.cell(health, 0, 1)), (Some(5.0), Some(1.0)));
}

#[test]
fn numbers_by_kind() {
    let story = story();
    let by_kind =
        |path: &str, part: Part| story.counter().numbers_by(story.number(path, part), &Dimension::AgencyKind).unwrap();
    let real = by_kind("cases", Part::Item(0));
    let npo = real.group(Slot::Code(1)).unwrap();
    assert_eq!((npo.typed.values(), npo.unknown, npo.blank, npo.not_asked), ([(5.0, 1)].as_slice(), 1, 0, 0));
    let all = real.group(Slot::Given).unwrap();
    assert_eq!((all.typed.n(), all.typed.median(), all.not_asked), (2, Some(2.5), 1));
    let men = by_kind("ages", Part::Column(0));
    assert_eq!(men.group(Slot::Given).unwrap().typed, Distribution::of(vec![3.0, 2.0]));
    let calls = by_kind("cases", Part::Item(1));
    assert_eq!(calls.group(Slot::Code(1)).unwrap().blank, 1);
    assert_eq!(by_kind("cases", Part::Only).group(Slot::Code(2)).unwrap().typed.values(), [(12.0, 1)]);
}

#[test]
fn instances_of_a_repeat_are_counted_each() {
    let story = story();
    let seats = Dimension::Bands { number: story.number("places.seats", Part::Only), limits: vec![5.0, 10.0] };
    let counts = story.cross(&Dimension::AgencyKind, &seats);
    assert_eq!(counts.matrix(), [[0, 0, 0], [0, 1, 0], [1, 0, 1]]);
    let open = Dimension::Options(story.place("places.open"));
    let counts = story.cross(&seats, &open);
    assert_eq!(counts.matrix(), [[1, 0], [0, 0], [0, 1]]);
    assert_eq!(counts.count(Slot::Code(1), Slot::Blank), 1);
    let size = Dimension::Given(story.number("rooms.size", Part::Only));
    assert_eq!(story.counter().cross(&open, &size), Err(CrossProblem::TwoRepeats));
    let once = story.number("cases", Part::Item(0));
    assert_eq!(story.counter().numbers_by(once, &open), Err(CrossProblem::OncePerAnswer));
    let words = Dimension::Options(story.place("free"));
    assert_eq!(story.counter().cross(&words, &open), Err(CrossProblem::Unfit("text")));
}

#[test]
fn named_agencies_are_counted_by_kind() {
    let story = story();
    let counts = story.cross(&Dimension::AgencyKind, &Dimension::Options(story.place("partners")));
    assert_eq!(keys(&counts.columns), ["city", "npo", "school", "health", "name"]);
    // The health centre named two NPOs, once as a kind: that is one answer.
    assert_eq!(counts.matrix()[2], [0, 1, 0, 0, 0]);
    assert_eq!(counts.matrix()[1], [0, 0, 0, 0, 1]);
}

#[test]
fn a_withdrawn_answer_is_passed_over_and_a_new_kind_seen() {
    let mut story = story();
    assert_eq!(story.dataset.words(0, 7), Some((State::Given, "月曜")));
    story.dataset.withdraw(0);
    story.dataset.withdraw(0);
    story.dataset.set_kind("a-2", "school");
    assert_eq!((story.dataset.len(), story.dataset.withdrawn()), (4, 1));
    let counts = story.cross(&Dimension::AgencyKind, &Dimension::Options(story.place("methods")));
    assert_eq!(keys(&counts.rows), ["city", "npo", "school"]);
    assert_eq!(counts.matrix(), [[1, 0, 0], [0, 1, 0], [0, 0, 0]]);
    let seats = story.counter().numbers_by(story.number("places.seats", Part::Only), &Dimension::AgencyKind).unwrap();
    assert_eq!(seats.group(Slot::Given).unwrap().typed.values(), [(9.0, 1)]);
    assert_eq!(
        story.counter().grid_sums(story.place("ages"), &Dimension::AgencyKind).unwrap().total(Slot::Given),
        Some(2.0)
    );
}
