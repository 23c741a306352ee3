use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::answer::testing::{asking, documents, kitchen_sink};
use crate::answer::{AgencyReference, Answer};

static SINK: LazyLock<Questionnaire> = LazyLock::new(kitchen_sink);

const QUESTIONS: &str = r#"
- {key: name, type: text, label: 名称}
- {key: day, type: date, label: 日}
- {key: month, type: month, label: 月}
- {key: persons, type: number, label: 人数, unknown: true}
- {key: rate, type: number, label: 率, max: 100, decimals: 1}
- {key: cases, type: counts, label: 件数, items: [{key: real, label: 実}, {key: total_contacts, label: 延}], unknown: true}
- {key: ages, type: grid, label: 年代, rows: [{key: young, label: 若年}, {key: old, label: 高年}], columns: [{key: male, label: 男}, {key: female, label: 女}]}
- {key: method, type: choice, label: 方法, options: [{key: phone, label: 電話}, {key: visit, label: 訪問}], other: true}
- {key: methods, type: choices, label: 方法, options: [{key: phone, label: 電話}, {key: visit, label: 訪問}], other: true}
- {key: topics, type: ranking, label: 順, options: [{key: a, label: 一}, {key: b, label: 二}, {key: c, label: 三}], top: 2}
- {key: mood, type: scale, label: 尺度, steps: [{value: 1, label: 低い}, {value: 2, label: 高い}]}
- {key: ready, type: checklist, label: 準備, items: [{key: list, label: 一覧}, {key: rule, label: 規則}]}
- {key: centre, type: agency, label: 機関}
- {key: partners, type: agencies, label: 機関, top: 2}
- {key: doubled, type: calculated, label: 倍, value: persons * 2}
- {key: hello, type: note, label: 説明}
- key: places
  type: repeat
  label: 場
  min: 0
  max: 2
  questions:
    - {key: place_name, type: text, label: 名称}
    - {key: seats, type: number, label: 席}
"#;

fn read(key: &str, value: &str) -> Result<Option<Answer>, Vec<String>> {
    static STORY: LazyLock<Questionnaire> = LazyLock::new(|| asking(QUESTIONS));
    let (index, _) = STORY.find(key).unwrap();
    let document = from_json(&STORY, &format!("{{\"{key}\": {value}}}"));
    document.map(|document| document.get(index).cloned()).map_err(english)
}

fn english(problems: Vec<Words>) -> Vec<String> {
    problems.into_iter().map(|words| words.en).collect()
}

#[test]
fn every_shape_is_read() {
    let check =
        |key: &str, value: &str, expect: Option<Answer>| assert_eq!(read(key, value), Ok(expect), "{key} {value}");
    let text = |text: &str| Some(Answer::Text(text.to_owned()));
    check("name", r#""B市 \"福祉\"課""#, text("B市 \"福祉\"課"));
    check("name", r#""  　""#, None);
    check("day", r#""2024-02-29""#, text("2024-02-29"));
    check("month", r#""2026-11""#, text("2026-11"));
    check("persons", "12", Some(Answer::Number(12.0)));
    check("persons", "12.0", Some(Answer::Number(12.0)));
    check("persons", "0", Some(Answer::Number(0.0)));
    check("persons", r#"{"unknown": true}"#, Some(Answer::Unknown));
    check("persons", r#"{"unknown": false}"#, None);
    check("rate", "31.3", Some(Answer::Number(31.3)));
    check("cases", r#"{"real": 25, "total_contacts": 88}"#, Some(Answer::Counts(vec![Some(25.0), Some(88.0)])));
    check("cases", r#"{"total_contacts": 0}"#, Some(Answer::Counts(vec![None, Some(0.0)])));
    check("cases", r#"{"unknown": true}"#, Some(Answer::Unknown));
    check("cases", "{}", None);
    check(
        "ages",
        r#"{"old": {"female": 1}, "young": {"male": 3}}"#,
        Some(Answer::Grid(vec![Some(3.0), None, None, Some(1.0)])),
    );
    check("ages", r#"{"old": {}}"#, None);
    check("method", r#""visit""#, Some(Answer::Choice { option: 1, other: None }));
    check("method", r#""other""#, Some(Answer::Choice { option: 2, other: None }));
    let other = Some("SNS相談".to_owned());
    check(
        "method",
        r#"{"choice": "other", "other": "SNS相談"}"#,
        Some(Answer::Choice { option: 2, other: other.clone() }),
    );
    check(
        "methods",
        r#"{"selected": ["other", "phone"], "other": "SNS相談"}"#,
        Some(Answer::Choices { selected: vec![0, 2], other }),
    );
    check("methods", r#"{"selected": []}"#, None);
    check("topics", r#"["c", "a"]"#, Some(Answer::Ranking(vec![2, 0])));
    check("mood", "2", Some(Answer::Number(2.0)));
    check("ready", r#"{"rule": false}"#, Some(Answer::Checklist(vec![None, Some(false)])));
    let npo = AgencyReference::Kind("npo".to_owned());
    check("centre", r#"{"kind": "npo"}"#, Some(Answer::Agency(npo.clone())));
    check(
        "partners",
        r#"[{"name": "家族会"}, {"kind": "npo"}]"#,
        Some(Answer::Agencies(vec![AgencyReference::Name("家族会".to_owned()), npo])),
    );
    check("doubled", "999", None); // computed anew
    let instance = AnswerDocument { answers: vec![None, Some(Answer::Number(5.0))] };
    check("places", r#"[{}, {"seats": 5}]"#, Some(Answer::Repeat(vec![instance])));
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let check = |key: &str, value: &str, expect: &str| {
        assert_eq!(read(key, value), Err(vec![expect.to_owned()]), "{key} {value}");
    };
    check("name", "12", "name: wrong type: expected text");
    check("name", "null", "name: wrong type: expected text");
    check("day", r#""2026-02-30""#, "day: write a date as 2026-11-20");
    check("day", r#""2026-2-3""#, "day: write a date as 2026-11-20");
    check("month", r#""2026-13""#, "month: write a month as 2026-11");
    check("persons", r#""12""#, r#"persons: wrong type: expected a number or {"unknown": true}"#);
    check("persons", "-5", "persons: expected a whole number from 0 to 9999999");
    check("persons", "1.5", "persons: expected a whole number from 0 to 9999999");
    check("persons", "1e300", "persons: expected a whole number from 0 to 9999999");
    check("persons", r#"{"unknown": 1}"#, "persons.unknown: wrong type: expected true or false");
    check("rate", "31.25", "rate: expected a number from 0 to 100 with at most 1 decimals");
    check("rate", r#"{"unknown": true}"#, r#"rate: "unknown" cannot be given here"#);
    check("cases", "3", "cases: wrong type: expected an object of numbers by item");
    check("cases", r#"{"real": "3"}"#, "cases.real: wrong type: expected a number");
    check("cases", r#"{"persons": 3}"#, r#"cases: there is no item "persons""#);
    check("cases", r#"{"real": 1, "real": 2}"#, r#"cases: "real" stands here twice"#);
    check("cases", r#"{"real": 1, "unknown": true}"#, r#"cases: give either "unknown" or numbers, not both"#);
    check("ages", r#"{"middle": {"male": 1}}"#, r#"ages: there is no row "middle""#);
    check("ages", r#"{"young": {"men": 1}}"#, r#"ages.young: there is no column "men""#);
    check("ages", r#"{"young": 4}"#, "ages.young: wrong type: expected an object of numbers by column");
    check("method", r#""fax""#, r#"method: there is no option "fax""#);
    check("method", r#"["phone"]"#, "method: wrong type: expected the code of an option, as text");
    check("method", r#"{"choice": "phone", "other": "x"}"#, r#"method: words in "other" need the option "other""#);
    check("methods", r#"["phone"]"#, r#"methods: wrong type: expected {"selected": [codes]}"#);
    check("methods", r#"{"selected": ["phone", "fax"]}"#, r#"methods.selected.2: there is no option "fax""#);
    check("methods", r#"{"selected": ["phone", "phone"]}"#, r#"methods.selected: "phone" stands here twice"#);
    check("topics", r#"["a", "b", "c"]"#, "topics: at most 2 are taken");
    check("mood", "3", "mood: not a step of this scale");
    check("ready", r#"{"list": "yes"}"#, "ready.list: wrong type: expected true or false");
    check("centre", r#"{"id": "1", "kind": "npo"}"#, "centre: name an agency by exactly one of id, kind and name");
    check("partners", r#"[{"nmae": "x", "kind": "npo"}]"#, r#"partners.1: there is no field "nmae""#);
    check("doubled", r#""4""#, "doubled: wrong type: expected a number");
    check("hello", r#""hi""#, "hello: this is a note and takes no answer");
    check("places", r#"[{"seats": 1}, {"seat": 2}]"#, r#"places.2: there is no question "seat""#);
    check("places", r#"[{"seats": 1}, {"seats": 2}, {"seats": 3}]"#, "places: at most 2 are taken");
}

#[test]
fn everything_wrong_with_a_line_is_said_at_once() {
    let story = asking(QUESTIONS);
    let line = r#"{"definition": "other", "agency": "B市", "answers": {"nmae": [{"a": [1, {}]}], "cases": {"real": true}}, "codings": [{"code": "p7"}]}"#;
    assert_eq!(
        english(Reader::new(&story).line(line.as_bytes()).unwrap_err()),
        [
            "definition: an answer to another questionnaire; expected story",
            r#"agency: wrong type: expected the agency as {"name": …, "kind": …}"#,
            r#"there is no question "nmae""#,
            "cases.real: wrong type: expected a number",
            r#"codings.1: wrong type: expected {"codebook": …, "code": …}"#,
        ]
    );
}

#[test]
fn what_is_no_answer_is_refused() {
    let story = asking(QUESTIONS);
    let check = |line: &[u8], expect: &str| {
        let problems = english(Reader::new(&story).line(line).unwrap_err());
        assert!(problems.iter().any(|problem| problem.starts_with(expect)), "{problems:?}");
    };
    check(b"nonsense", "not JSON");
    check(b"{\"answers\": {}} {}", "not JSON");
    check(b"{\"answers\": {\"name\": \"\xFF\"}}", "not JSON");
    check(b"[]", "wrong type");
    check(b"{}", "\"answers\" is missing");
    check(b"{\"answers\": {}, \"answers\": {}}", "\"answers\" stands here twice");
    let deep = format!("{{\"answers\": {{\"x\": {}", "[".repeat(100_000));
    check(deep.as_bytes(), "not JSON");
}

#[test]
fn a_line_is_written_as_it_is_read() {
    let story = asking(QUESTIONS);
    let line = ResponseLine {
        id: Some("r1".to_owned()),
        definition: Some("story".to_owned()),
        agency: Some(AgencyLine { name: Some("B市障害福祉課".to_owned()), kind: Some("city_office".to_owned()) }),
        answers: from_json(&story, r#"{"persons": 3, "rate": 2.5}"#).unwrap(),
        codings: vec![CodingLine { codebook: "handbook-points".to_owned(), code: "p7".to_owned() }],
    };
    let written = line_to_json(&story, &line);
    assert_eq!(written["answers"], json!({"persons": 3, "rate": 2.5}));
    assert_eq!(Reader::new(&story).line(written.to_string().as_bytes()), Ok(line));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn writing_and_reading_gives_the_document(document in documents(&SINK)) {
        prop_assert_eq!(from_json(&SINK, &to_json(&SINK, &document).to_string()), Ok(document));
    }
}
