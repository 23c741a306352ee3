use proptest::prelude::*;

use super::*;
use crate::analysis::disclosure::protect;
use crate::analysis::table::Figures;
use crate::answer::json::from_json;
use crate::answer::testing::asking;
use crate::definition::Questionnaire;

fn form() -> Questionnaire {
    asking(
        "- {key: ref, type: text, label: 番号, feeds: rating.person}\n\
         - {key: time, type: choice, label: いつ, feeds: rating.occasion, options: [{key: first, label: 初回}, {key: year_end, label: 年度末}, {key: closing, label: 区切り}]}\n\
         - {key: day, type: date, label: 日, feeds: rating.day}\n\
         - {key: move, type: scale, label: 行動, steps: [{value: 1, label: 休む}, {value: 2, label: 家}, {value: 3, label: 外}]}\n\
         - {key: why, type: choice, label: 理由, feeds: rating.missing, options: [{key: not_met, label: お会いしていない}]}\n\
         - {key: family, type: checklist, label: 家族, items: [{key: a, label: ア}, {key: b, label: イ}]}",
    )
}

/// Sheets given as agency, round and answers.
fn joined(sheets: &[(&str, usize, &str)]) -> People {
    let questionnaire = form();
    let places = RatingForm::of(&questionnaire).unwrap();
    let read = |(agency, round, json): &(&str, usize, &str)| {
        places.read(&from_json(&questionnaire, json).unwrap(), agency, *round)
    };
    join(sheets.iter().map(read).collect())
}

fn changed(sheets: &[(&str, usize, &str)]) -> Vec<ScaleChange> {
    changes(&RatingForm::of(&form()).unwrap().scales(), &joined(sheets).people)
}

fn why(sheets: &[(&str, usize, &str)]) -> Vec<(Option<String>, WhyApart)> {
    joined(sheets).apart.into_iter().map(|apart| (apart.reference, apart.why)).collect()
}

#[test]
fn a_questionnaire_without_numbers_of_persons_has_no_before_and_after() {
    assert!(RatingForm::of(&asking("- {key: a, type: scale, label: 尺度, steps: [{value: 1, label: 一}]}")).is_none());
    assert!(RatingForm::of(&asking("- {key: a, type: text, label: 番号, feeds: rating.person}")).is_none());
    let form = form();
    let scales = RatingForm::of(&form).unwrap().scales();
    assert_eq!(
        scales.iter().map(|scale| (scale.key.as_str(), scale.is_checklist, scale.steps.len())).collect::<Vec<_>>(),
        [("move", false, 3), ("family", true, 3)]
    );
}

/// By hand: A-1 goes 1 → 3 in eleven months, B-2 (of another agency's A-1 apart) stays at 2 with no days,
/// C-3 goes 3 → 1 over three sheets, of which the middle one counts for nothing.
const FOUR: &[(&str, usize, &str)] = &[
    ("x", 0, r#"{"ref": "A-1", "time": "first", "day": "2025-05-01", "move": 1, "family": {"a": true, "b": false}}"#),
    (
        "x",
        0,
        r#"{"ref": "Ａ－１ ", "time": "year_end", "day": "2026-04-01", "move": 3, "family": {"a": true, "b": true}}"#,
    ),
    ("y", 0, r#"{"ref": "A-1", "time": "first", "move": 2}"#),
    ("y", 0, r#"{"ref": "A-1", "time": "closing", "move": 2}"#),
    ("y", 0, r#"{"ref": "C-3", "time": "closing", "day": "2026-03-01", "move": 1}"#),
    ("y", 0, r#"{"ref": "C-3", "time": "first", "day": "2026-01-01", "move": 3}"#),
    ("y", 0, r#"{"ref": "C-3", "time": "year_end", "day": "2026-02-01", "move": 2}"#),
    ("y", 0, r#"{"ref": "D-4", "time": "first", "why": "not_met"}"#),
    ("y", 0, r#"{"ref": "D-4", "time": "year_end", "move": 2}"#),
    ("y", 0, r#"{"ref": "E-5", "time": "first", "move": 2}"#),
];

#[test]
fn first_stands_beside_latest() {
    let moved = &changed(FOUR)[0];
    assert_eq!((moved.went_up, moved.stayed, moved.went_down, moved.pairs()), (1, 1, 1, 3));
    assert_eq!(moved.cells, [((1, 3), 1), ((2, 2), 1), ((3, 1), 1)].into());
    // Eleven months; no days; two months.
    assert_eq!(moved.between, [1, 0, 1, 0, 0, 1]);
    let label = |text: &str| Some(text.to_owned());
    assert_eq!(
        moved.alone,
        [
            Alone {
                person: 3,
                rating: Some((2, label("年度末"))),
                missing: vec![(label("初回"), label("お会いしていない"))]
            },
            Alone { person: 4, rating: Some((2, label("初回"))), missing: Vec::new() },
        ]
    );
    let family = &changed(FOUR)[1];
    assert_eq!((family.cells.clone(), family.alone.len()), ([((1, 2), 1)].into(), 4), "はい is counted: 1, then 2");
}

#[test]
fn agencies_are_never_joined_and_numbers_alike_are_pointed_out() {
    let people = joined(&[
        ("x", 0, r#"{"ref": "M-01", "time": "first", "move": 1}"#),
        ("y", 0, r#"{"ref": "M-01", "time": "year_end", "move": 2}"#),
        ("x", 0, r#"{"ref": "M01", "time": "year_end", "move": 2}"#),
        ("x", 0, r#"{"ref": "M-10", "time": "year_end", "move": 2}"#),
    ]);
    assert_eq!(people.people.len(), 4);
    assert_eq!(people.alike, [Alike { agency: "x".to_owned(), references: vec!["M-01".to_owned(), "M01".to_owned()] }]);
}

#[test]
fn sheets_in_no_clear_order_are_left_apart() {
    let no = |sheets: &[(&str, usize, &str)], expect: WhyApart| {
        let found: Vec<WhyApart> = why(sheets).into_iter().map(|(_, why)| why).collect();
        assert_eq!(found, [expect], "{sheets:?}");
    };
    let first = r#"{"ref": "A", "time": "first", "move": 1}"#;
    no(&[("x", 0, r#"{"ref": " ", "time": "first", "move": 1}"#)], WhyApart::NoReference);
    no(&[("x", 0, first), ("x", 0, first)], WhyApart::SameTime);
    no(&[("x", 0, first), ("x", 1, r#"{"ref": "A", "time": "first", "move": 2}"#)], WhyApart::SameTime);
    no(&[("x", 0, first), ("x", 0, r#"{"ref": "A", "move": 2}"#)], WhyApart::SameTime);
    let dated = |time: &str, day: &str| format!(r#"{{"ref": "A", "time": "{time}", "day": "{day}", "move": 1}}"#);
    let (late_first, early_end) = (dated("first", "2026-03-01"), dated("year_end", "2026-02-01"));
    no(&[("x", 0, &late_first), ("x", 0, &early_end)], WhyApart::Contradicting);
}

#[test]
fn years_follow_each_other_and_a_sheet_written_again_is_one() {
    let first = r#"{"ref": "A", "time": "first", "move": 1}"#;
    let year_end = |step: u8| format!(r#"{{"ref": "A", "time": "year_end", "move": {step}}}"#);
    let (one, two) = (year_end(2), year_end(3));
    let people = joined(&[("x", 1, &two), ("x", 1, first), ("x", 0, first), ("x", 0, &one)]);
    assert_eq!(people.apart, []);
    let steps: Vec<_> = people.people[0].occasions.iter().map(|sheet| sheet.ratings["move"].clone()).collect();
    assert_eq!(steps, [Rating::Step(1), Rating::Step(2), Rating::Step(3)]);
}

#[test]
fn few_persons_are_hidden_in_the_table_of_movements() {
    // 12 up, 2 stayed, 9 down: 2 is small, and one more keeps it from being worked out.
    let mut change = changed(FOUR).remove(0);
    (change.went_up, change.stayed, change.went_down) = (12, 2, 9);
    let protected = protect(movement(&[change]), &form(), None, &[5]);
    let Figures::Grid(grid) = &protected.tables.tables[0].figures else { panic!() };
    assert!(grid.cells["move"]["same"].is_hidden());
    let hidden = grid.cells["move"].values().chain(grid.row_totals.values()).filter(|cell| cell.is_hidden()).count();
    assert!(hidden >= 2, "{grid:?}");
}

proptest! {
    #[test]
    fn every_sheet_is_somewhere_once(
        sheets in proptest::collection::vec((0usize..2, 0usize..2, 0usize..3, 0usize..3, proptest::option::of(1u8..4)), 0..12),
    ) {
        let texts: Vec<(String, usize, String)> = sheets
            .iter()
            .map(|(agency, round, person, time, step)| {
                let (time, person) = (["first", "year_end", "closing"][*time], ["P-1", "P-2", " "][*person]);
                let step = step.map_or(String::new(), |step| format!(r#", "move": {step}"#));
                (agency.to_string(), *round, format!(r#"{{"ref": "{person}", "time": "{time}"{step}}}"#))
            })
            .collect();
        let given: Vec<(&str, usize, &str)> = texts.iter().map(|(agency, round, text)| (agency.as_str(), *round, text.as_str())).collect();
        let people = joined(&given);
        let apart: usize = people.apart.iter().map(|apart| apart.sheets).sum();
        let kept: usize = people.people.iter().map(|person| person.occasions.len()).sum();
        // Those written again in a later round are one.
        prop_assert!(apart + kept <= given.len());
        let scales = RatingForm::of(&form()).unwrap().scales();
        for change in changes(&scales, &people.people) {
            prop_assert_eq!(change.pairs() + change.alone.len() as u64, people.people.len() as u64);
            prop_assert_eq!(change.cells.values().sum::<u64>(), change.pairs());
            prop_assert_eq!(change.between.iter().sum::<u64>(), change.pairs());
            let up: u64 = change.cells.iter().filter(|((first, latest), _)| latest > first).map(|(_, count)| count).sum();
            prop_assert_eq!(up, change.went_up);
        }
    }
}
