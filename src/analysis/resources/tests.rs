//! Worked by hand: two small answers, read and looked through.

use super::*;
use crate::answer::read as read_fields;
use crate::answer::testing::{asking, typed};

const SURVEY: &str = "- {key: does, type: choices, label: 支援, sharing: named, feeds: supply.function, options: [{key: place, label: 居場所}, {key: visit, label: 訪問}, {key: none, label: なし, covers: []}, {other: true, label: その他}]}
- {key: ages, type: choices, label: 年代, sharing: named, feeds: supply.age_eligible, options: [{key: young, label: 19～29歳}, {key: old, label: 50～59歳}, {key: any, label: 制限なし, covers: [young, old]}]}
- {key: quiet, type: choices, label: 対象, feeds: supply.targets, options: [{key: person, label: 本人}]}
- {key: desk, type: text, label: 窓口, sharing: named, feeds: resource.contact}
- {key: spots, type: repeat, label: 場, sharing: named, feeds: supply.place, questions: [{key: name, type: text, label: 名, sharing: named, feeds: resource.name}, {key: way, type: choice, label: 支援, sharing: named, feeds: resource.function, options: [{key: place, label: 居場所}, {key: visit, label: 訪問}]}, {key: age, type: choices, label: 年代, sharing: named, feeds: resource.ages, options: [{key: young, label: 19～29歳}, {key: old, label: 50～59歳}, {key: any, label: 制限なし, covers: [young, old]}]}, {key: note, type: text, label: 内部の覚え, feeds: resource.area}]}";

fn told<const N: usize>(fields: [(&str, &str); N]) -> AgencyResources {
    let survey = asking(SURVEY);
    read(&survey, &read_fields(&survey, &typed(fields)).document)
}

fn keys(options: &[Chosen]) -> Vec<&str> {
    options.iter().map(|option| option.key.as_str()).collect()
}

#[test]
fn what_is_not_shared_with_the_name_is_not_read() {
    let told = told([
        ("does", "visit"),
        ("quiet", "person"),
        ("desk", "相談係 "),
        ("spots.0.name", "広場"),
        ("spots.0.way", "place"),
        ("spots.0.note", "鍵は事務室"),
    ]);
    assert_eq!(keys(&told.functions), ["visit"]);
    assert!(told.targets.is_empty(), "shown in totals only");
    assert_eq!(told.contact, "相談係");
    assert_eq!(told.places.len(), 1);
    assert_eq!((told.places[0].name.as_str(), told.places[0].area.as_str()), ("広場", ""), "inside a repeat too");
    assert!(asks_resources(&asking(SURVEY)));
    assert!(!asks_resources(&asking(&SURVEY.replace("sharing: named", "sharing: totals"))));
    let sensitive =
        asking(&SURVEY.replace("label: 窓口, sharing: named", "label: 窓口, sharing: named, sensitive: true"));
    let kept = read(&sensitive, &read_fields(&sensitive, &typed([("does", "visit"), ("desk", "相談係")])).document);
    assert_eq!(
        (keys(&kept.functions), kept.contact.as_str()),
        (vec!["visit"], ""),
        "sensitive words are not handed around"
    );
    assert!(read(&asking(SURVEY), &crate::answer::AnswerDocument::blank(5)).is_blank());
}

#[test]
fn function_and_age_have_to_be_said_of_the_same_thing() {
    // The agency visits people of 50 to 59; its place is for those of 19 to 29.
    let told = told([("does", "visit"), ("ages", "old"), ("spots.0.way", "place"), ("spots.0.age", "young")]);
    let search = |function: &str, age: &str| {
        let given = |code: &str| Some(code.to_owned()).filter(|code| !code.is_empty());
        Search { function: given(function), age: given(age), whom: None }.finds(&told)
    };
    for (function, age, finds) in [
        ("visit", "old", true),
        ("place", "young", true),
        ("visit", "young", false),
        ("place", "old", false),
        ("", "young", true),
        ("visit", "", true),
        ("", "", true),
        ("other", "", false),
    ] {
        assert_eq!(search(function, age), finds, "{function} {age}");
    }
}

#[test]
fn any_age_is_every_age_and_blank_is_none() {
    let of_age = Search { age: Some("young".to_owned()), ..Search::default() };
    assert!(of_age.finds(&told([("ages", "any")])));
    assert!(!of_age.finds(&told([("does", "visit")])), "whoever left it blank has not said so");
}

#[test]
fn a_search_offers_each_option_once_and_none_that_says_nothing() {
    let survey = asking(SURVEY);
    let mut options = Options::default();
    for _ in 0..2 {
        let offered = |feeds: &[crate::definition::Feed]| offered_options(&survey, feeds);
        use crate::definition::Feed::{ResourceAges, ResourceFunction, SupplyAgeEligible, SupplyFunction};
        options.add(
            offered(&[SupplyFunction, ResourceFunction]),
            offered(&[SupplyAgeEligible, ResourceAges]),
            Vec::new(),
        );
    }
    assert_eq!(keys(&options.functions), ["place", "visit", "other"]);
    assert_eq!(keys(&options.ages), ["young", "old"]);
}
