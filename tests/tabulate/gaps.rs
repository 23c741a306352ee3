//! `norishiro gaps`: coverage, demand and gaps from files alone.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

use super::{err, out};

const SURVEY: &str = r#"{"id": "a1", "definition": "agency-survey", "agency": {"name": "保健センター"}, "answers": {"methods": {"selected": ["visit"]}, "functions": {"selected": ["person", "outreach"]}, "eligible_ages": {"selected": ["any"]}, "caseload_by_age_sex": {"age_50_59": {"male": 4}}, "unmet_any": "no", "hard_to_reach": {"selected": ["far"]}}}
{"id": "a2", "definition": "agency-survey", "agency": {"name": "やまびこ"}, "answers": {"functions": {"selected": ["accompany"]}, "eligible_ages": {"selected": ["age_50_59"]}, "unmet_any": "yes", "unmet": [{"support": "outreach", "ages": {"selected": ["age_50_59"]}, "cases": 2}]}}
"#;
const CASES: &str = r#"{"definition": "case-sheet", "agency": {"name": "ひだまり"}, "answers": {"valence": "difficult", "age_band": "age_50_59", "needs": {"selected": ["outreach", "place"]}}}
{"definition": "case-sheet", "agency": {"name": "ひだまり"}, "answers": {"valence": "good", "age_band": "age_19_29", "needs": {"selected": ["place"]}}}
"#;
const HEARINGS: &str = r#"{"definition": "hearing-sheet", "agency": {"name": "保健センター"}, "answers": {"conditions_type_1": ["developmental", "mental"]}}
{"definition": "hearing-sheet", "agency": {"name": "やまびこ"}, "answers": {"conditions_type_1": ["mental"]}}
"#;

fn gaps(lang: &str, folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_norishiro"));
    command.arg("gaps").args(arguments).env("LANG", lang).current_dir(folder).output().unwrap()
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("survey.jsonl", SURVEY), ("cases.jsonl", CASES), ("hearings.jsonl", HEARINGS)] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

const CALL: [&str; 4] = ["--responses", "survey.jsonl", "cases.jsonl", "hearings.jsonl"];

fn read(folder: &Path, arguments: &[&str]) -> Value {
    let output = gaps("C.UTF-8", folder, &[arguments, &["--format", "json"]].concat());
    assert_eq!((output.status.code(), err(&output).as_str()), (Some(0), ""));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The element of a list whose fields are these.
fn one<'v>(list: &'v Value, fields: &[(&str, &str)]) -> &'v Value {
    let is_it = |value: &&Value| fields.iter().all(|(name, text)| value[*name] == **text);
    list.as_array().unwrap().iter().find(is_it).unwrap_or_else(|| panic!("{fields:?} in {list}"))
}

#[test]
fn files_give_what_is_offered_needed_and_lacking() {
    let folder = folder();
    let read = read(folder.path(), &CALL);
    let rows = &read["coverage"]["functions"]["rows"];
    let cell = |function: &str| one(&one(rows, &[("code", function)])["cells"], &[("band", "age_50_59")]).clone();
    assert_eq!((&cell("outreach")["level"], &cell("outreach")["names"]), (&json!("thin"), &json!(["保健センター"])));
    assert_eq!(cell("outreach")["served"], json!({"told": 1, "agencies": 1, "cases": 4, "largest_percent": "100.0"}));
    assert_eq!((&cell("place")["level"], &cell("place")["agencies"]), (&json!("none"), &json!(0)));
    assert_eq!((&read["coverage"]["respondents"], &read["coverage"]["served_blank"]), (&json!(2), &json!(1)));

    let unmet = one(&read["demand"]["unmet"]["cells"], &[("function", "outreach"), ("band", "age_50_59")]);
    assert_eq!((&unmet["agencies"], &unmet["cases"], &unmet["evidence"]), (&json!(1), &json!(2), &json!(["a2"])));
    let cases = &read["demand"]["difficult_cases"];
    assert_eq!(cases["total"], json!({"agencies": 1, "answers": 1}));
    assert_eq!(one(&cases["cells"], &[("function", "place")])["evidence"], json!(["cases.jsonl:1"]));
    let conditions = one(&read["demand"]["questions"], &[("question", "conditions_type_1")]);
    let mental = one(&conditions["rows"], &[("code", "mental")]);
    assert_eq!((&mental["by"]["agencies"], &mental["first"]), (&json!(2), &json!(1)), "2機関が挙げ、1機関が一番目に");

    let gaps = read["gaps"].as_array().unwrap();
    // 訪問: 1 + 1 + 1 (thin); 居場所: 0 + 1 + 2 (nobody).
    let points: Vec<_> =
        gaps.iter().map(|gap| (gap["function"].as_str().unwrap(), gap["points"]["total"].as_u64())).collect();
    assert_eq!(points, [("outreach", Some(3)), ("place", Some(3))]);
    assert_eq!(gaps[0]["nearest"], json!([{"agency": "やまびこ", "why": [{"same_band_function": "accompany"}]}]));
    assert!(gaps[0]["sentence"].as_str().unwrap().contains("保健センターの1機関です"));
}

#[test]
fn files_give_good_and_difficult_cases_side_by_side() {
    let folder = folder();
    let profiles = read(folder.path(), &CALL)["profiles"].clone();
    assert_eq!(profiles["cases"], json!({"cases": 2, "agencies": 1}));
    let (some, none) = (json!({"cases": 1, "agencies": 1}), json!({"cases": 0, "agencies": 0}));
    let needs = one(&profiles["attributes"], &[("key", "need")]);
    let row = |code: &str| {
        let rows = needs["rows"].as_array().unwrap();
        rows.iter().find(|row| row["is"][0]["code"] == code).unwrap().clone()
    };
    assert_eq!((&row("outreach")["difficult"], &row("outreach")["good"]), (&some, &none));
    assert_eq!((&row("place")["difficult"], &row("place")["good"]), (&some, &some));
    assert!(row("place").get("test").is_none(), "tests are made where they are asked for");
    // Nobody said of which kind the agency is.
    assert_eq!(one(&profiles["attributes"], &[("key", "kind")])["blank"], json!({"difficult": some, "good": some}));
    let pair = profiles["pairs"]
        .as_array()
        .unwrap()
        .iter()
        .find(|pair| pair["is"][0]["code"] == "age_50_59" && pair["is"][1]["code"] == "outreach");
    assert_eq!(pair.unwrap()["difficult"], some);

    let tested = read(folder.path(), &[&CALL[..], &["--test"]].concat())["profiles"].clone();
    let needs = one(&tested["attributes"], &[("key", "need")])["rows"].as_array().unwrap().clone();
    let outreach = needs.iter().find(|row| row["is"][0]["code"] == "outreach").unwrap();
    // One of one against none of one: nothing else could have come of it.
    assert_eq!((outreach["test"]["p"].as_f64(), outreach["test"]["p_holm"].as_f64()), (Some(1.0), Some(1.0)));
}

#[test]
fn codes_of_readers_are_read_from_the_lines_and_kept_apart() {
    let folder = folder();
    let coded = CASES.replacen(
        r#""answers""#,
        r#""codings": [{"codebook": "needs", "code": "place"}, {"codebook": "needs", "code": "cats"}, {"codebook": "good-factors", "code": "outreach"}], "answers""#,
        1,
    );
    fs::write(folder.path().join("cases.jsonl"), coded).unwrap();
    let read = read(folder.path(), &CALL);
    let coded = &read["demand"]["coded_cases"];
    assert_eq!(coded["total"], json!({"agencies": 1, "answers": 1}));
    let cells = |code: &str| one(&coded["needs"], &[("code", code)])["cells"].clone();
    assert_eq!(one(&cells("place"), &[("band", "age_50_59")])["evidence"], json!(["cases.jsonl:1"]));
    assert_eq!((cells("outreach"), &cells("cats")[0]["agencies"]), (json!([]), &json!(1)));
    // 居場所: 0 + 1 (sheet) + 1 (reader) + 2 (nobody): now before 訪問 with its 3.
    let gaps = read["gaps"].as_array().unwrap();
    let points: Vec<_> = gaps.iter().map(|gap| (gap["function"].as_str().unwrap(), &gap["points"]["total"])).collect();
    assert_eq!(points, [("place", &json!(4)), ("outreach", &json!(3))]);
}

#[test]
fn an_agency_that_stands_twice_in_files_counts_once() {
    let folder = folder();
    let again = SURVEY.lines().next().unwrap().replace("\"male\": 4", "\"male\": 6").replace("a1", "a3");
    fs::write(folder.path().join("again.jsonl"), format!("{again}\n")).unwrap();
    let call = [&CALL[..], &["again.jsonl", "--format", "json"]].concat();
    let output = gaps("ja_JP.UTF-8", folder.path(), &call);
    assert!(err(&output).contains("1件は、後の行の回答に置き換えました"), "{}", err(&output));
    let read: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(read["coverage"]["respondents"], json!(2));
    let row = one(&read["coverage"]["functions"]["rows"], &[("code", "outreach")]);
    let served = &one(&row["cells"], &[("band", "age_50_59")])["served"];
    assert_eq!((&served["told"], &served["cases"]), (&json!(1), &json!(6)), "the last line of an agency counts");
}

#[test]
fn a_readable_text_is_the_default() {
    let folder = folder();
    let output = gaps("ja_JP.UTF-8", folder.path(), &CALL);
    let text = out(&output);
    assert_eq!(output.status.code(), Some(0));
    for part in [
        "■ 年代と支援の機能ごとの機関数",
        "■ 困難事例で必要とされていた支援と、年代",
        "■ 支援のはざまの一覧",
        "■ 困難事例と好事例：必要とされた支援",
        "1件（1機関）",
        "50～59歳　家庭訪問（アウトリーチ）【手薄】目安3点（探した支援1、困難事例1、読み手の分類0、体制1）",
        "近い機関　同じ年代に、近い支援「受診や手続への同行」を行っている：やまびこ",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn definitions_of_ones_own_stand_before_the_shipped_ones() {
    let folder = folder();
    let definitions = folder.path().join("definitions");
    fs::create_dir(&definitions).unwrap();
    let survey =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("survey-defs/agency-survey.yaml")).unwrap();
    fs::write(definitions.join("own.yaml"), survey.replace("key: agency-survey", "key: own-survey")).unwrap();
    fs::write(folder.path().join("survey.jsonl"), SURVEY.replace(r#""definition": "agency-survey", "#, "")).unwrap();
    let read = read(folder.path(), &[&CALL[..], &["--definitions", "definitions"]].concat());
    assert_eq!(read["coverage"]["definition"], "own-survey", "lines that name none answer the only one");
    assert_eq!(read["gaps"].as_array().unwrap().len(), 2, "cases are those of the shipped sheet");
}

#[test]
fn every_bad_line_is_told_with_its_file() {
    let folder = folder();
    fs::write(folder.path().join("survey.jsonl"), format!("{SURVEY}{{\"answers\": {{}}}}\nnonsense\n")).unwrap();
    fs::write(folder.path().join("cases.jsonl"), "{\"definition\": \"gone\", \"answers\": {}}\n").unwrap();
    let output = gaps("C.UTF-8", folder.path(), &CALL);
    let told = err(&output);
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(1), ""));
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines.len(), 3, "{told}");
    assert!(lines[0].starts_with("survey.jsonl:3: which questionnaire it answers is not said"), "{told}");
    assert_eq!(lines[2], "cases.jsonl:1: unknown definition 'gone'");
    let output = gaps("ja_JP.UTF-8", folder.path(), &[&CALL[..], &["--skip-bad"]].concat());
    assert_eq!(output.status.code(), Some(0));
    assert!(err(&output).contains("3行を除いて数えました。"), "{}", err(&output));
}

#[test]
fn a_call_that_cannot_be_carried_out_ends_with_2() {
    let folder = folder();
    for arguments in [&["--responses", "no.jsonl"][..], &["--responses", "survey.jsonl", "--definitions", "no"], &[]] {
        assert_eq!(gaps("C.UTF-8", folder.path(), arguments).status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn files_without_answers_give_an_empty_picture() {
    let folder = folder();
    fs::write(folder.path().join("empty.jsonl"), "").unwrap();
    let read = read(folder.path(), &["--responses", "empty.jsonl"]);
    assert_eq!((&read["coverage"], &read["gaps"]), (&Value::Null, &json!([])));
    let text = out(&gaps("ja_JP.UTF-8", folder.path(), &["--responses", "empty.jsonl"]));
    assert!(text.contains("一覧を作れません"), "{text}");
}
