use super::*;
use crate::analysis::before_after::{RatingForm, changes, join, movement};
use crate::answer::json::from_json;
use crate::answer::testing::asking;

fn page() -> BeforeAfterPage {
    let questionnaire = asking(
        "- {key: ref, type: text, label: 番号, feeds: rating.person}\n\
         - {key: time, type: choice, label: いつ, feeds: rating.occasion, options: [{key: first, label: 初回}, {key: later, label: 年度末}]}\n\
         - {key: day, type: date, label: 日, feeds: rating.day}\n\
         - {key: move, type: scale, label: 行動, steps: [{value: 1, label: 休む}, {value: 2, label: 家}]}\n\
         - {key: why, type: choice, label: 理由, feeds: rating.missing, options: [{key: not_met, label: お会いしていない}]}",
    );
    let form = RatingForm::of(&questionnaire).unwrap();
    let sheets = [
        r#"{"ref": "A-1", "time": "first", "day": "2025-04-01", "move": 1}"#,
        r#"{"ref": "A-1", "time": "later", "day": "2026-03-31", "move": 2}"#,
        r#"{"ref": "B-2", "time": "first", "move": 2}"#,
        r#"{"ref": "C-3", "time": "first", "why": "not_met"}"#,
        r#"{"ref": "c3", "time": "later", "move": 2}"#,
        r#"{"time": "later", "move": 2}"#,
    ];
    let people = join(sheets.iter().map(|text| form.read(&from_json(&questionnaire, text).unwrap(), "x", 0)).collect());
    let changes = changes(&form.scales(), &people.people);
    let about = About { round: String::new(), title: "歩み".to_owned(), withheld: None, output: Output::default() };
    BeforeAfterPage::whole(about, &people, &changes, &movement(&changes), |_| "保健所".to_owned())
}

fn texts(table: &ShownTable) -> Vec<Vec<&str>> {
    table
        .rows
        .iter()
        .map(|row| std::iter::once(row.label.as_str()).chain(row.cells.iter().map(|cell| cell.text.as_str())).collect())
        .collect()
}

#[test]
fn the_page_shows_counts_and_who_is_left_out_and_why() {
    let page = page();
    let moved = page.moved.as_ref().unwrap();
    assert_eq!(
        moved.head,
        ["数字が大きくなった", "同じ", "数字が小さくなった", "前後の評価がある方", "評価が一つ、又はない方"]
    );
    assert_eq!(texts(moved), [["行動", "1", "0", "0", "1", "3"]]);
    let scale = &page.scales[0];
    assert_eq!(scale.crossed.head, ["段階1", "段階2", "計"]);
    assert_eq!(texts(&scale.crossed), [["段階1", "0", "1", "1"], ["段階2", "0", "0", "0"], ["計", "0", "1", "1"]]);
    assert_eq!(
        texts(&scale.between),
        [
            ["3か月未満", "0"],
            ["3か月以上6か月未満", "0"],
            ["6か月以上1年未満", "1"],
            ["1年以上2年未満", "0"],
            ["2年以上", "0"],
            ["記入日がないもの", "0"],
        ]
    );
    let alone: Vec<_> =
        scale.alone.iter().map(|one| (one.reference.as_str(), one.rating.as_str(), one.why.as_str())).collect();
    assert_eq!(
        alone,
        [
            ("B-2", "2（初回）", "記入が1回だけです。"),
            ("C-3", "なし", "初回：お会いしていない"),
            ("c3", "2（年度末）", "記入が1回だけです。"),
        ]
    );
    assert_eq!(page.apart.len(), 1);
    assert_eq!(page.alike[0].reference, "C-3、c3");
    let facts: Vec<_> = page.facts.iter().map(|fact| fact.value.as_str()).collect();
    assert_eq!(facts, ["4人（記入5件）", "1人", "1件", "1組"]);
}
