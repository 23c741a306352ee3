//! `norishiro defs check` as an officer uses it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

fn defs_check(arguments: &[&str], folder: &Path, lang: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_norishiro"))
        .args(["defs", "check"])
        .args(arguments)
        .current_dir(folder)
        .env("LANG", lang)
        .output()
        .unwrap()
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn lines(output: &Output) -> Vec<String> {
    String::from_utf8(output.stdout.clone()).unwrap().lines().map(str::to_owned).collect()
}

const SOUND: &str = "\
key: small
kind: survey
title: 小さな調査
answers_per_agency: one
answered_by: agency
sections:
  - key: only
    title: 一
    questions:
      - {key: ages, type: grid, label: 年代別, rows: {codes: age-bands}, columns: {codes: colours}}
";
const COLOURS: &str = "key: colours\ntitle: 色\ncodes: [{key: red, label: 赤}, {key: 'yes', label: はい}]\n";

const FAULTY: &str = include_str!("faulty.yaml");

#[test]
fn the_shipped_definitions_have_no_problem_and_say_nothing() {
    let output = defs_check(&[], Path::new("."), "C");
    assert_eq!((output.status.code(), lines(&output)), (Some(0), vec![]));
    let output = defs_check(&["--format", "json"], Path::new("."), "C");
    assert_eq!((output.status.code(), lines(&output)), (Some(0), vec!["[]".to_owned()]));
}

#[test]
fn a_code_list_beside_the_definition_is_found_before_the_shipped_one() {
    let folder = folder(&[("small.yaml", SOUND), ("codes/colours.yaml", COLOURS)]);
    let output = defs_check(&["small.yaml"], folder.path(), "C");
    assert_eq!((output.status.code(), lines(&output)), (Some(0), vec![]));
    let output = defs_check(&["."], folder.path(), "C");
    assert_eq!((output.status.code(), lines(&output)), (Some(0), vec![]));
}

#[test]
fn every_problem_is_found_in_one_run_in_order() {
    let folder = folder(&[("faulty.yaml", FAULTY)]);
    let output = defs_check(&["faulty.yaml"], folder.path(), "C");
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(lines(&output).join("\n"));
}

#[test]
fn problems_are_said_in_japanese_where_the_language_is() {
    let folder = folder(&[("faulty.yaml", FAULTY)]);
    let output = defs_check(&["faulty.yaml"], folder.path(), "ja_JP.UTF-8");
    insta::assert_snapshot!(lines(&output).join("\n"));
}

#[test]
fn problems_as_json_have_file_line_column_message() {
    let folder = folder(&[("faulty.yaml", FAULTY)]);
    let text = defs_check(&["faulty.yaml"], folder.path(), "C");
    let json = defs_check(&["--format", "json", "faulty.yaml"], folder.path(), "C");
    assert_eq!(json.status.code(), Some(1));
    let problems: Vec<Value> = serde_json::from_slice(&json.stdout).unwrap();
    let told = problems.iter().map(|problem| {
        let place = format!("{}:{}:{}", problem["file"].as_str().unwrap(), problem["line"], problem["column"]);
        format!("{place}: {}", problem["message"].as_str().unwrap())
    });
    assert_eq!(told.collect::<Vec<_>>(), lines(&text));
}

#[test]
fn text_that_is_no_yaml_is_told_with_its_place() {
    let folder = folder(&[("broken.yaml", "key: a\n  b: [\n")]);
    let output = defs_check(&["broken.yaml"], folder.path(), "C");
    assert_eq!(output.status.code(), Some(1));
    assert!(lines(&output)[0].starts_with("broken.yaml:2:4: not readable as YAML"), "{:?}", lines(&output));
}

#[test]
fn columns_count_characters() {
    let folder = folder(&[("codes/a.yaml", "{key: a, title: ひきこもり, codes: [{key: Bad, label: い}]}\n")]);
    let output = defs_check(&["codes/a.yaml"], folder.path(), "C");
    assert_eq!(lines(&output), ["codes/a.yaml:1:38: 'Bad' is not a key: use [a-z][a-z0-9_]*"]);
}

#[test]
fn a_path_that_cannot_be_read_is_a_fault_of_the_call() {
    let output = defs_check(&["no-such-file.yaml"], Path::new("."), "C");
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(String::from_utf8_lossy(&output.stderr).contains("no-such-file.yaml"));
}

#[test]
fn hostile_files_are_answered_and_not_obeyed() {
    let deep = format!("key: {}\n", "[".repeat(100_000));
    let bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n".to_owned();
    let empty = String::new();
    let number = "12".to_owned();
    for text in [deep, bomb, empty, number] {
        let folder = folder(&[("hostile.yaml", &text)]);
        let output = defs_check(&["hostile.yaml"], folder.path(), "C");
        assert_eq!(output.status.code(), Some(1), "{}", &text[..text.len().min(30)]);
    }
}
