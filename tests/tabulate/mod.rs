//! `norishiro tabulate`, run as people run it.

mod check_table;
mod columns;
mod command;
mod crosstab;
mod crosstab_hidden;
mod crosstab_published;
mod gaps;
mod published;
mod suppression;

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

/// Runs the program in a folder, in English.
fn tabulate(folder: &Path, arguments: &[&str]) -> Output {
    tabulate_in("C.UTF-8", folder, arguments)
}

fn tabulate_in(lang: &str, folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_norishiro"))
        .arg("tabulate")
        .args(arguments)
        .env("LANG", lang)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The tables of answers to a definition, as JSON.
fn tables(definition: &str, lines: &str, more: &[&str]) -> Value {
    let folder = folder(definition, lines);
    let arguments = ["--definition", "asked.yaml", "--responses", "answers.jsonl", "--format", "json"];
    let output = tabulate(folder.path(), &[&arguments, more].concat());
    assert_eq!((output.status.code(), err(&output).as_str()), (Some(0), ""));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A folder with `asked.yaml`, which asks `questions` (a YAML list), and `answers.jsonl`.
fn folder(questions: &str, lines: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut definition = String::from(
        "key: asked\nkind: survey\ntitle: 調査票\nminutes: 5\nanswers_per_agency: one\nanswered_by: agency\n\
         sections:\n  - key: page\n    title: 頁\n    questions:\n",
    );
    definition.extend(questions.lines().map(|line| format!("      {line}\n")));
    std::fs::write(folder.path().join("asked.yaml"), definition).unwrap();
    std::fs::write(folder.path().join("answers.jsonl"), lines).unwrap();
    folder
}
