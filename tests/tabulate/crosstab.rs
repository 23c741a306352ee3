//! `norishiro tabulate --crosstab`, run as people run it.

use calamine::{Reader, Xlsx};

use super::{err, folder, out, tables, tabulate, tabulate_in};

const QUESTIONS: &str = "- {key: methods, type: choices, label: 対応方法, options: [{key: phone, label: 電話相談}, {key: visit, label: 家庭訪問}]}\n\
                         - {key: cases, type: counts, label: 件数, unit: 件, items: [{key: persons, label: 実}, {key: contacts, label: 延}]}\n\
                         - {key: sex, type: choice, label: 性別, options: [{key: m, label: 男}, {key: f, label: 女}]}\n\
                         - {key: hint, type: note, label: お知らせ}";
const CALL: [&str; 4] = ["--definition", "asked.yaml", "--responses", "answers.jsonl"];

fn lines() -> String {
    let npo = r#"{"agency": {"kind": "npo"}, "answers": {"methods": {"selected": ["phone"]}, "cases": {"persons": 4}, "sex": "m"}}"#;
    let school = r#"{"agency": {"kind": "school_board"}, "answers": {"methods": {"selected": ["visit"]}, "cases": {"persons": 1}, "sex": "f"}}"#;
    let blank = r#"{"agency": {"kind": "school_board"}, "answers": {"sex": "f"}}"#;
    [npo, npo, npo, school, school, school, blank].join("\n")
}

fn call(arguments: &[&str]) -> std::process::Output {
    tabulate(folder(QUESTIONS, &lines()).path(), &[&CALL[..], arguments].concat())
}

#[test]
fn a_terminal_shows_counts_shares_and_a_sentence() {
    let output = call(&["--crosstab", "methods×agency_kind"]);
    let text = out(&output);
    assert_eq!((output.status.code(), err(&output).as_str()), (Some(0), ""));
    assert!(text.starts_with("■ 対応方法　×　機関種別\nクロス集計（複数回答を含む）　n＝7（"), "{text}");
    assert!(
        text.contains("全体で最も多いのは「電話相談」と「家庭訪問」で、7機関中それぞれ3機関（42.9％）です。"),
        "{text}"
    );
    assert!(text.contains("検定は行っていません"), "{text}");
    assert!(text.contains("■ 対応方法　×　機関種別（横％・総％）"), "{text}");
    // Only what was asked for is shown.
    assert!(!text.contains("■ 性別"), "{text}");
}

#[test]
fn names_are_joined_in_any_usual_way() {
    for pair in ["sex×agency_kind", "sexxagency_kind", "sex x agency_kind", "sex,agency_kind"] {
        let tables = tables(QUESTIONS, &lines(), &["--crosstab", pair]);
        let table = &tables["tables"][0];
        assert_eq!((&table["question"], &table["by"]["question"]), (&"sex".into(), &"agency_kind".into()), "{pair}");
    }
}

#[test]
fn every_question_by_one_is_one_call() {
    let tables = tables(QUESTIONS, &lines(), &["--crosstab", "*×agency_kind"]);
    let names: Vec<_> = tables["tables"].as_array().unwrap().iter().map(|table| table["question"].clone()).collect();
    assert_eq!(names, ["methods", "cases.persons", "cases.contacts", "sex"]);
}

#[test]
fn json_has_the_test_and_the_residuals() {
    let tables = tables(
        QUESTIONS,
        &lines(),
        &[
            "--crosstab",
            "sex×agency_kind",
            "--crosstab",
            "methods×agency_kind",
            "--crosstab",
            "cases.persons×agency_kind",
            "--test",
        ],
    );
    let whole = &tables["tables"][0];
    // from scipy.stats import fisher_exact; fisher_exact([[3, 0], [0, 4]]).pvalue is 1/35
    assert_eq!(whole["test"]["name"], "fisher_exact");
    assert!((whole["test"]["p"].as_f64().unwrap() - 0.028571428571428564).abs() < 1e-9);
    assert!((whole["test"]["cramers_v"].as_f64().unwrap() - 1.0).abs() < 1e-9);
    // One of two groups by one of two options: √7 either way.
    let residual = &whole["residuals"]["m"];
    assert!(residual.as_object().unwrap().values().all(|far| (far.as_f64().unwrap().abs() - 7f64.sqrt()).abs() < 1e-9));
    let options = &tables["tables"][1];
    assert_eq!(
        (&options["test"], &options["correction"], &options["tests_made"]),
        (&serde_json::Value::Null, &"holm".into(), &2.into())
    );
    // fisher_exact([[3, 0], [0, 3]]).pvalue is 0.1; Holm doubles it.
    let p: Vec<_> = options["tests"].as_array().unwrap().iter().map(|test| test["p_holm"].as_f64().unwrap()).collect();
    assert!(p.iter().all(|p| (p - 0.2).abs() < 1e-9), "{p:?}");
    let numbers = &tables["tables"][2];
    assert_eq!(numbers["test"]["name"], "kruskal_wallis");
    // from scipy.stats import kruskal; kruskal([4, 4, 4], [1, 1, 1]) is (5.0, 0.025347318677468252)
    assert!((numbers["test"]["statistic"].as_f64().unwrap() - 5.0).abs() < 1e-9);
    assert!((numbers["test"]["p"].as_f64().unwrap() - 0.025347318677468252).abs() < 1e-9);
    assert_eq!(numbers["groups"][0]["median"], 4);
}

#[test]
fn csv_has_one_datum_a_line() {
    let output = call(&["--crosstab", "sex×agency_kind", "--test", "--format", "csv"]);
    let text = out(&output);
    let mut csv = csv::Reader::from_reader(text.strip_prefix('\u{FEFF}').unwrap().as_bytes());
    let header = csv.headers().unwrap().iter().collect::<Vec<_>>().join(",");
    assert_eq!(
        header,
        "definition,question,question_label,type,by,by_label,group,group_label,row,row_label,measure,value,unit,base,hidden"
    );
    let records: Vec<_> = csv.records().map(|record| record.unwrap().iter().collect::<Vec<_>>().join(",")).collect();
    for line in [
        "asked,sex,性別,choice,agency_kind,機関種別,,全体,f,女,count,4,回答,7,0",
        "asked,sex,性別,choice,agency_kind,機関種別,npo,民間支援団体・NPO,m,男,row_percent,100.0,%,3,0",
        "asked,sex,性別,choice,agency_kind,機関種別,,,,,test,fisher_exact,,0,0",
    ] {
        assert!(records.iter().any(|record| record == line), "{line}\n{text}");
    }
}

#[test]
fn a_workbook_holds_figures_and_sentence() {
    let folder = folder(QUESTIONS, &lines());
    let arguments = [&CALL[..], &["--crosstab", "sex×agency_kind", "--format", "xlsx", "--out", "cross.xlsx"]].concat();
    let output = tabulate(folder.path(), &arguments);
    assert_eq!((output.status.code(), err(&output).as_str()), (Some(0), ""));
    let mut book: Xlsx<_> = calamine::open_workbook(folder.path().join("cross.xlsx")).unwrap();
    let cells: Vec<String> = book
        .worksheets()
        .iter()
        .flat_map(|(_, range)| range.cells().map(|(_, _, cell)| cell.to_string()).collect::<Vec<_>>())
        .collect();
    for told in ["民間支援団体・NPO（n＝3※）", "57.1"] {
        assert!(cells.iter().any(|cell| cell == told), "{told}: {cells:?}");
    }
    assert!(cells.iter().any(|cell| cell.contains("全体で最も多いのは「女」")), "{cells:?}");
}

#[test]
fn all_that_is_wrong_with_the_call_is_told_in_both_languages() {
    let wrong = ["--crosstab", "sex", "--crosstab", "nobody×sex", "--crosstab", "cases×sex", "--crosstab", "sex×sex"];
    let output = call(&wrong);
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(2), ""));
    let told = err(&output);
    let told: Vec<_> = told.lines().collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[0].starts_with("--crosstab: cannot read \"sex\""), "{told:?}");
    assert_eq!(
        told[1],
        "--crosstab: there is no question \"nobody\"; name agency_kind, agency_group or the key of a question"
    );
    assert_eq!(told[2], "--crosstab: \"cases\" (counts): name a part of it, one of cases.persons, cases.contacts");
    let output = tabulate_in("ja_JP.UTF-8", folder(QUESTIONS, &lines()).path(), &[&CALL[..], &wrong].concat());
    let told = err(&output);
    assert!(
        told.contains(
            "--crosstab: 「cases」（counts）は、項目まで指定してください。指定できる名前：cases.persons、cases.contacts"
        ),
        "{told}"
    );
    let output = call(&["--crosstab", "sex×sex"]);
    assert!(err(&output).contains("both sides are \"sex\""), "{}", err(&output));
}

#[test]
fn a_test_needs_a_crosstab_and_a_crosstab_stands_alone() {
    for (arguments, told) in
        [(&["--test"][..], "--crosstab"), (&["--crosstab", "sex×agency_kind", "--by", "sex"][..], "--by")]
    {
        let output = call(arguments);
        assert_eq!((output.status.code(), out(&output).as_str()), (Some(2), ""));
        assert!(err(&output).contains(told), "{}", err(&output));
    }
}
