//! `tabulate --crosstab` with `--suppress-below`: nothing of a few cases or persons can be read or worked out.

use serde_json::{Value, json};

use super::{err, folder, out, tabulate};

const CALL: [&str; 6] = ["--definition", "asked.yaml", "--responses", "answers.jsonl", "--suppress-below", "5"];

/// Case sheets: of 40, by kind of agency and outcome 12 and 9, 11 and 2, 6 and 0.
const OUTCOMES: &str = "- {key: valence, type: choice, label: 区分, options: [{key: good, label: 好事例}, {key: hard, label: 困難事例}]}\n\
                        - {key: age, type: number, label: 年齢, unit: 歳}";
const CASES: [(&str, usize, usize); 3] = [("npo", 12, 9), ("school", 11, 2), ("medical", 6, 0)];

/// What the program says of the case sheets: exit code, standard output, standard error.
fn cases(more: &[&str]) -> (Option<i32>, String, String) {
    let line = |kind: &str, valence: &str| {
        json!({"agency": {"kind": kind}, "answers": {"valence": valence, "age": 20}}).to_string() + "\n"
    };
    let lines = |(kind, good, hard): &(&str, usize, usize)| {
        [line(kind, "good").repeat(*good), line(kind, "hard").repeat(*hard)].concat()
    };
    let folder = folder(OUTCOMES, &CASES.iter().map(lines).collect::<String>());
    let path = folder.path().join("asked.yaml");
    let definition = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, definition.replace("answers_per_agency: one", "answers_per_agency: many")).unwrap();
    let output = tabulate(folder.path(), &[&CALL[..], more].concat());
    (output.status.code(), out(&output), err(&output))
}

fn json_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn small_cells_are_hidden_with_others_their_shares_and_the_test() {
    let (code, text, told) = cases(&["--crosstab", "valence×agency_kind", "--test", "--format", "json"]);
    assert_eq!(code, Some(0), "{told}");
    let tables = json_of(&text);
    let table = &tables["tables"][0];
    let hidden = json!({"hidden": true});
    let cell = |kind: &str, row: usize| {
        let groups = table["groups"].as_array().unwrap();
        groups.iter().find(|group| group["code"] == kind).unwrap()["rows"][row].clone()
    };
    assert_eq!((&cell("school", 1)["count"], &cell("school", 1)["percent"]), (&hidden, &hidden));
    assert_eq!(cell("medical", 1)["count"], 0, "zeros are shown");
    // 2 does not follow from the row: another count of it, or its total, is hidden too.
    let others = [cell("npo", 1)["count"].clone(), table["rows"][1]["count"].clone()];
    assert!(others.contains(&hidden), "{table}");
    assert_eq!((&table["test"], &table["untested"]), (&Value::Null, &json!("hidden")));
    assert_eq!(table.get("residuals"), None);
    assert!(told.contains("hid 1 counts below 5"), "{told}");
}

#[test]
fn no_form_of_output_gives_the_hidden_count_away() {
    let (_, text, _) = cases(&["--crosstab", "valence×agency_kind"]);
    let hard = text.lines().find(|line| line.starts_with("困難事例")).unwrap();
    assert!(hard.matches('x').count() >= 2, "{text}");
    assert!(text.contains("目立つところは示していません"), "{text}");
    let (_, csv, _) = cases(&["--crosstab", "valence×agency_kind", "--format", "csv"]);
    let hard: Vec<_> = csv.lines().filter(|line| line.contains(",school,") && line.contains(",hard,")).collect();
    assert!(!hard.is_empty() && hard.iter().all(|line| line.ends_with(",1")), "{csv}");
}

#[test]
fn what_cannot_be_protected_together_is_refused() {
    let (code, text, told) = cases(&["--crosstab", "age×agency_kind", "--crosstab", "age×valence"]);
    assert_eq!((code, text.as_str()), (Some(2), ""));
    assert!(told.contains("small counts of \"valence\" cannot be hidden safely"), "{told}");
    let (code, text, told) = cases(&["--crosstab", "agency_kind×valence"]);
    assert_eq!((code, text.as_str()), (Some(2), ""), "{told}");
    let (code, _, told) = cases(&["--crosstab", "*×agency_kind"]);
    assert_eq!(code, Some(0), "{told}");
}

#[test]
fn agencies_are_counted_openly_and_persons_not() {
    let questions = "- {key: methods, type: choices, label: 対応方法, options: [{key: phone, label: 電話}, {key: visit, label: 訪問}]}\n\
                     - {key: served, type: grid, label: 件数, unit: 件, rows: [{key: young, label: 若年}, {key: old, label: 高年}], columns: [{key: all, label: 計}]}";
    let line = |kind, young, old| {
        json!({"agency": {"kind": kind}, "answers": {"methods": {"selected": ["phone"]}, "served": {"young": {"all": young}, "old": {"all": old}}}}).to_string() + "\n"
    };
    let folder = folder(questions, &[line("npo", 3, 20), line("school", 30, 40)].concat());
    let call = ["--crosstab", "*×agency_kind", "--format", "json"];
    let output = tabulate(folder.path(), &[&CALL[..], &call].concat());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let tables = json_of(&out(&output));
    let rows = |table: usize, kind: &str| {
        let groups = tables["tables"][table]["groups"].as_array().unwrap();
        groups.iter().find(|group| group["code"] == kind).unwrap()["rows"].clone()
    };
    assert_eq!(rows(0, "npo")[0]["count"], 1);
    let hidden = json!({"hidden": true});
    assert_eq!((&rows(1, "npo")[0]["sum"], &rows(1, "npo")[0]["percent"]), (&hidden, &hidden));
    assert_eq!(rows(1, "npo")[1]["sum"], hidden, "it would follow from the total");
}

#[test]
fn quartiles_tell_no_agency_s_few_persons() {
    // Of 0, 2 and 30 the lower quartile is 1: half of the 2.
    let line = |persons| json!({"agency": {"kind": "npo"}, "answers": {"persons": persons}}).to_string() + "\n";
    let folder =
        folder("- {key: persons, type: number, label: 実件数, unit: 件}", &[line(0), line(2), line(30)].concat());
    let output =
        tabulate(folder.path(), &[&CALL[..], &["--crosstab", "persons×agency_kind", "--format", "json"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let group = json_of(&out(&output))["tables"][0]["groups"][0].clone();
    let hidden = json!({"hidden": true});
    for figure in ["lower_quartile", "upper_quartile", "median", "min"] {
        assert_eq!(group[figure], hidden, "{figure}: {group}");
    }
    assert_eq!((&group["sum"], &group["n"]), (&json!(32), &json!(3)));
}
