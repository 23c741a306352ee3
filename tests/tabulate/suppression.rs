//! `tabulate --suppress-below`: small counts hidden in every form that tables are written in.

use calamine::{Reader, Xlsx};
use serde_json::{Value, json};

use super::{err, folder, out, tabulate, tabulate_in};

const QUESTIONS: &str = "- {key: methods, type: choices, label: 対応方法, options: [{key: phone, label: 電話}, {key: visit, label: 訪問}]}\n\
                         - {key: staff, type: number, label: 職員数, unit: 人, feeds: supply.staff}\n\
                         - {key: served, type: grid, label: 件数, unit: 件, rows: [{key: young, label: 若年}, {key: old, label: 高年}], \
                           columns: [{key: male, label: 男}, {key: female, label: 女}]}";

/// Men and women: 3 and 20 young, 30 and 40 old.
const LINES: &str = r#"{"agency": {"kind": "npo"}, "answers": {"methods": {"selected": ["visit"]}, "staff": 2, "served": {"young": {"male": 3, "female": 8}, "old": {"male": 10, "female": 25}}}}
{"agency": {"kind": "health_centre"}, "answers": {"staff": 1, "served": {"young": {"male": 0, "female": 12}, "old": {"male": 20, "female": 15}}}}
"#;
const CALL: [&str; 6] = ["--definition", "asked.yaml", "--responses", "answers.jsonl", "--suppress-below", "5"];

fn json_of(lines: &str, more: &[&str]) -> Value {
    let folder = folder(QUESTIONS, lines);
    let output = tabulate(folder.path(), &[&CALL[..], &["--format", "json"], more].concat());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn hidden_counts_are_said_to_be_hidden_in_json() {
    let tables = json_of(LINES, &[]);
    let hidden = json!({"hidden": true});
    let served = &tables["tables"][2];
    assert_eq!(served["cells"]["young"], json!({"male": hidden, "female": hidden}));
    assert_eq!(served["cells"]["old"], json!({"male": hidden, "female": hidden}));
    assert_eq!((&served["row_totals"]["young"], &served["total"]), (&json!(23), &json!(93)));
    // One agency chose visits, and there are 3 members of staff: neither counts persons who are supported.
    assert_eq!(tables["tables"][0]["rows"][1]["count"], 1);
    assert_eq!(tables["tables"][1]["items"][0]["sum"], 3);
}

#[test]
fn groups_do_not_give_away_what_is_hidden_over_all() {
    let tables = json_of(LINES, &["--by", "agency_kind"]);
    let served = &tables["tables"][2];
    let cell = |figures: &Value| figures["cells"]["young"]["male"].clone();
    assert_eq!(cell(served), json!({"hidden": true}));
    let groups = served["groups"].as_array().unwrap();
    let npo = groups.iter().find(|group| group["code"] == "npo").unwrap();
    assert_eq!(cell(npo), json!({"hidden": true}));
    let other = groups.iter().find(|group| group["code"] == "health_centre").unwrap();
    assert_eq!(cell(other), 0, "zeros are shown");
}

#[test]
fn text_says_x_and_how_many() {
    let folder = folder(QUESTIONS, LINES);
    let output = tabulate_in("ja_JP.UTF-8", folder.path(), &CALL);
    let text = out(&output);
    assert!(text.lines().any(|line| line.starts_with("若年") && line.matches('x').count() == 2), "{text}");
    assert!(text.contains("「x」は秘匿した値"), "{text}");
    assert!(err(&output).contains("秘匿した件数は4か所です"), "{}", err(&output));
    let english = err(&tabulate(folder.path(), &CALL));
    assert!(english.contains("hid 1 counts below 5, and 3 more"), "{english}");
}

#[test]
fn csv_flags_hidden_figures_and_leaves_them_empty() {
    let folder = folder(QUESTIONS, LINES);
    let text = out(&tabulate(folder.path(), &[&CALL[..], &["--format", "csv"]].concat()));
    let has = |line: &str| assert!(text.lines().any(|other| other == line), "{line}\n{text}");
    has("asked,served,件数,grid,false,,全体,young,若年,male,男,sum,,件,2,1");
    has("asked,served,件数,grid,false,,全体,young,若年,total,計,sum,23,件,2,0");
    has("asked,methods,対応方法,choices,true,,全体,visit,訪問,,,count,1,回答,2,0");
}

#[test]
fn a_workbook_says_x_and_why() {
    let folder = folder(QUESTIONS, LINES);
    let output = tabulate(folder.path(), &[&CALL[..], &["--format", "xlsx", "--out", "tables.xlsx"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let mut book: Xlsx<_> = calamine::open_workbook(folder.path().join("tables.xlsx")).unwrap();
    let rows: Vec<Vec<String>> = book
        .worksheets()
        .iter()
        .flat_map(|(_, range)| {
            range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect::<Vec<_>>()
        })
        .collect();
    assert!(rows.iter().any(|row| row[0] == "若年" && row[1..4] == ["x", "x", "23"].map(str::to_owned)), "{rows:?}");
    assert!(rows.iter().flatten().any(|cell| cell.contains("秘匿した件数は4か所です")), "{rows:?}");
}

/// Cases are counted where an agency gives a sheet for each: of 6, one alone said so.
#[test]
fn answers_are_cases_where_an_agency_gives_many() {
    let question = "- {key: valence, type: choice, label: 区分, options: [{key: good, label: 好}, {key: hard, label: 困難}]}\n\
                    - {key: role, type: paragraph, label: 役割, show_if: valence == \"good\"}\n\
                    - {key: age, type: number, label: 年齢, unit: 歳}";
    let good = "{\"answers\": {\"valence\": \"good\", \"role\": \"書いた\", \"age\": 20}}\n".repeat(6);
    let folder = folder(question, &format!("{good}{{\"answers\": {{\"valence\": \"hard\", \"age\": 59}}}}\n"));
    let path = folder.path().join("asked.yaml");
    let definition =
        std::fs::read_to_string(&path).unwrap().replace("answers_per_agency: one", "answers_per_agency: many");
    std::fs::write(&path, definition).unwrap();
    let output = tabulate(folder.path(), &[&CALL[..], &["--format", "json"]].concat());
    let tables: Value = serde_json::from_slice(&output.stdout).unwrap();
    let hidden = json!({"hidden": true});
    let table = |number: usize| &tables["tables"][number];
    let counts: Vec<_> = table(0)["rows"].as_array().unwrap().iter().map(|row| row["count"].clone()).collect();
    assert_eq!(counts, [hidden.clone(), hidden.clone(), json!(0)]);
    assert_eq!((&table(0)["n"], &table(0)["rows"][1]["percent"]), (&json!(7), &hidden));
    // That 6 were asked for their role would tell that 1 was not.
    assert_eq!((&table(1)["n"], &table(1)["answered"], &table(1)["blank"]), (&hidden, &hidden, &json!(0)));
    // The eldest is one person.
    let age = &table(2)["items"][0];
    assert_eq!((&age["n"], &age["sum"], &age["max"]), (&json!(7), &json!(179), &hidden));
}

#[test]
fn a_limit_that_hides_nothing_is_refused() {
    let folder = folder(QUESTIONS, LINES);
    for limit in ["1", "0", "-5", "five"] {
        let call = [&CALL[..5], &[limit]].concat();
        assert_eq!(tabulate(folder.path(), &call).status.code(), Some(2), "{limit}");
    }
}
