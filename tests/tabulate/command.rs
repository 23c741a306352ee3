//! What the command writes where, and how it ends.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use calamine::{Reader, Xlsx};

use super::{err, folder, out, tables, tabulate, tabulate_in};

const QUESTIONS: &str = "- {key: methods, type: choices, label: 対応方法, options: [{key: phone, label: 電話相談}, {key: visit, label: 家庭訪問}]}\n\
                         - {key: persons, type: number, label: 実件数, unit: 件, unknown: true}";
const GOOD: &str =
    "{\"agency\": {\"kind\": \"npo\"}, \"answers\": {\"methods\": {\"selected\": [\"phone\"]}, \"persons\": 12}}\n";
const CALL: [&str; 4] = ["--definition", "asked.yaml", "--responses", "answers.jsonl"];

#[test]
fn a_readable_table_is_the_default() {
    let folder = folder(QUESTIONS, GOOD);
    let output = tabulate(folder.path(), &CALL);
    assert_eq!(output.status.code(), Some(0));
    let text = out(&output);
    assert!(text.contains("■ 対応方法\n複数回答（MA）　n＝1"), "{text}");
    assert!(text.contains("\n電話相談       1       100.0\n"), "{text}");
    assert!(text.contains("\n無回答         0         0.0\n"), "{text}");
    assert!(text.contains("機関ごとの合計（重複を含む・件）"), "{text}");
}

#[test]
fn bad_lines_are_told_and_nothing_is_written() {
    let lines = format!(
        "{GOOD}\nnonsense\n{GOOD}{{\"answers\": {{\"methods\": {{\"selected\": [\"fax\"]}}, \"person\": 1}}}}\n"
    );
    let folder = folder(QUESTIONS, &lines);
    for format in ["text", "json", "csv", "xlsx"] {
        let output = tabulate(folder.path(), &[&CALL[..], &["--format", format, "--out", "tables"]].concat());
        assert_eq!((output.status.code(), out(&output).as_str()), (Some(1), ""));
        let told = err(&output);
        let told: Vec<_> = told.lines().collect();
        assert!(told[0].starts_with("answers.jsonl:3: not JSON: "), "{told:?}");
        assert_eq!(
            told[1..],
            [
                "answers.jsonl:5: methods.selected.1: there is no option \"fax\"",
                "answers.jsonl:5: there is no question \"person\"",
            ]
        );
        assert!(!folder.path().join("tables").exists());
    }
}

#[test]
fn bad_lines_can_be_left_out_and_are_counted() {
    let lines = format!("{GOOD}nonsense\n{GOOD}{{}}\n");
    let folder = folder(QUESTIONS, &lines);
    let output = tabulate_in("ja_JP.UTF-8", folder.path(), &[&CALL[..], &["--skip-bad", "--format", "json"]].concat());
    assert_eq!(output.status.code(), Some(0));
    assert!(out(&output).contains("\"responses\": 2"));
    let told = err(&output);
    assert!(told.contains("answers.jsonl:2: JSONとして読めません"), "{told}");
    assert!(told.contains("answers.jsonl:4: answersがありません。"), "{told}");
    assert!(told.ends_with("2行を除いて集計しました。\n"), "{told}");
}

#[test]
fn a_bad_call_ends_with_2() {
    let folder = folder(QUESTIONS, GOOD);
    let check = |arguments: &[&str], told: &str| {
        let output = tabulate(folder.path(), arguments);
        assert_eq!((output.status.code(), out(&output).as_str()), (Some(2), ""), "{arguments:?}");
        assert!(err(&output).contains(told), "{}", err(&output));
    };
    check(&[&CALL[..], &["--by", "nobody"]].concat(), "there is no question \"nobody\"");
    check(&[&CALL[..], &["--by", "persons"]].concat(), "cannot group by \"persons\"");
    check(&[&CALL[..], &["--format", "xlsx"]].concat(), "--out");
    check(&[&CALL[..], &["--format", "pdf"]].concat(), "pdf");
    check(&["--definition", "asked.yaml"], "--responses");
    check(&["--definition", "asked.yaml", "--responses", "none.jsonl"], "none.jsonl");
    check(&["--definition", "none.yaml", "--responses", "answers.jsonl"], "none.yaml");
    check(&[&CALL[..], &["--out", "no/such/folder"]].concat(), "no/such/folder");
}

#[test]
fn mistakes_in_the_definition_end_with_1() {
    let folder = folder("- {key: a, type: nubmer, label: 数}\n- {key: a, type: text, label: 文}", GOOD);
    let output = tabulate(folder.path(), &CALL);
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(1), ""));
    assert!(err(&output).lines().all(|line| line.starts_with("asked.yaml:")), "{}", err(&output));
}

#[test]
fn csv_has_one_datum_a_line() {
    let folder = folder(QUESTIONS, &format!("{GOOD}{{\"answers\": {{}}}}\n"));
    let output = tabulate(folder.path(), &[&CALL[..], &["--format", "csv", "--by", "agency_kind"]].concat());
    let text = out(&output);
    let mut csv = csv::Reader::from_reader(text.strip_prefix('\u{FEFF}').unwrap().as_bytes());
    let header = csv.headers().unwrap().clone();
    let expect = "definition,question,question_label,type,multiple,group,group_label,row,row_label,column,column_label,measure,value,unit,base,hidden";
    assert_eq!(header.iter().collect::<Vec<_>>().join(","), expect);
    let records: Vec<_> = csv.records().map(|record| record.unwrap()).collect();
    let has = |line: &str| {
        assert!(records.iter().any(|record| record.iter().collect::<Vec<_>>().join(",") == line), "{line}\n{text}")
    };
    has("asked,methods,対応方法,choices,true,,全体,phone,電話相談,,,count,1,回答,2,0");
    has("asked,methods,対応方法,choices,true,,全体,phone,電話相談,,,percent,50.0,%,2,0");
    has("asked,methods,対応方法,choices,true,npo,民間支援団体・NPO,blank,無回答,,,count,0,回答,1,0");
    has("asked,persons,実件数,number,false,,全体,persons,実件数,,,sum,12,件,2,0");
}

#[test]
fn a_workbook_holds_the_figures() {
    let folder = folder(QUESTIONS, GOOD);
    let output = tabulate(folder.path(), &[&CALL[..], &["--format", "xlsx", "--out", "tables.xlsx"]].concat());
    assert_eq!((output.status.code(), out(&output).as_str(), err(&output).as_str()), (Some(0), "", ""));
    let mut book: Xlsx<_> = calamine::open_workbook(folder.path().join("tables.xlsx")).unwrap();
    let rows: Vec<Vec<String>> = book
        .worksheets()
        .iter()
        .flat_map(|(_, range)| {
            range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect::<Vec<_>>()
        })
        .collect();
    let has = |label: &str, figure: &str| {
        assert!(rows.iter().any(|row| row[0] == label && row.iter().any(|cell| cell == figure)), "{rows:?}");
    };
    has("電話相談", "100");
    has("実件数", "12");
}

#[test]
fn answers_come_from_a_pipe_with_marks_and_line_ends_of_windows() {
    let folder = folder(QUESTIONS, "");
    let arguments = ["tabulate", "--definition", "asked.yaml", "--responses", "-", "--format", "json"];
    let mut child = Command::new(env!("CARGO_BIN_EXE_norishiro"))
        .args(arguments)
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = format!("\u{FEFF}{}\r\n\r\n{}", GOOD.trim(), GOOD.trim());
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(out(&output).contains("\"responses\": 2"), "{}", out(&output));
}

#[test]
fn nothing_answered_is_a_table_too() {
    let tables = tables(QUESTIONS, "\n\n", &[]);
    assert_eq!(tables["responses"], 0);
    assert_eq!(tables["tables"][0]["rows"][0]["percent"], "-");
}

#[test]
fn a_large_file_is_counted_whole_and_lines_keep_their_numbers() {
    // Some ten pieces, so that lines are cut between pieces and counted on every core.
    let words = "相談".repeat(200);
    let questions = format!("{QUESTIONS}\n- {{key: words, type: paragraph, label: 記述, max_length: 1000}}");
    let mut lines = String::new();
    for number in 1..=16_000 {
        let persons = if number % 4_000 == 7 { "\"many\"".to_owned() } else { (number % 10).to_string() };
        lines.push_str(&format!("{{\"answers\": {{\"persons\": {persons}, \"words\": \"{words}\"}}}}\n"));
    }
    assert!(lines.len() > 16 << 20);
    let folder = folder(&questions, &lines);
    let output = tabulate(folder.path(), &[&CALL[..], &["--skip-bad", "--format", "json"]].concat());
    let told = err(&output);
    let numbers: Vec<_> = told.lines().filter_map(|line| line.split(':').nth(1)).filter(|at| *at != " ").collect();
    assert_eq!(numbers[..4], ["7", "4007", "8007", "12007"], "{told}");
    let tables: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(tables["responses"], 15_996);
    let item = &tables["tables"][1]["items"][0];
    assert_eq!((&item["n"], &item["sum"]), (&15_996.into(), &(1600 * 45 - 4 * 7).into()));
    assert_eq!(item["median"], 4);
    fs::remove_file(folder.path().join("answers.jsonl")).unwrap();
}

#[test]
fn shipped_questionnaires_are_known_by_key() {
    let folder = folder(
        QUESTIONS,
        "{\"agency\": {\"kind\": \"npo\"}, \"answers\": {\"caseload\": {\"persons\": 25, \"contacts\": 88}}}\n",
    );
    let call = ["--definition", "agency-survey", "--responses", "answers.jsonl", "--by", "agency_kind"];
    let output = tabulate(folder.path(), &call);
    assert_eq!((output.status.code(), err(&output).as_str()), (Some(0), ""));
    assert!(out(&output).contains("民間支援団体・NPO（n＝1）"));
}
