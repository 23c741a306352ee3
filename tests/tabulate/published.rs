//! Published figures, rebuilt from single answers.

use std::fmt::Write;

use serde_json::{Value, json};

use super::tables;

/// One published figure.
struct Published {
    table: String,
    group: String,
    item: String,
    count: u64,
    base: u64,
    percent: String,
}

fn published(table: &str) -> Vec<Published> {
    let mut csv = csv::Reader::from_path("tests/published/published-tables.csv").unwrap();
    let figures: Vec<_> = csv
        .records()
        .map(|record| {
            let record = record.unwrap();
            let number = |column: usize| record[column].parse().unwrap();
            Published {
                table: record[0].to_owned(),
                group: record[1].to_owned(),
                item: record[2].to_owned(),
                count: number(3),
                base: number(4),
                percent: record[5].to_owned(),
            }
        })
        .filter(|figure| figure.table == table)
        .collect();
    assert!(!figures.is_empty());
    figures
}

fn assert_row(rows: &Value, code: &str, figure: &Published) {
    let row = rows.as_array().unwrap().iter().find(|row| row["code"] == code).unwrap();
    let found = (row["count"].as_u64().unwrap(), row["percent"].as_str().unwrap());
    assert_eq!(found, (figure.count, figure.percent.as_str()), "{} {} {}", figure.table, figure.group, figure.item);
}

fn lines(answers: impl Iterator<Item = Value>) -> String {
    answers.fold(String::new(), |mut lines, answer| {
        writeln!(lines, "{answer}").unwrap();
        lines
    })
}

#[test]
fn tokyo_asked_only_those_who_know_of_a_case() {
    let figures = published("tokyo_filter");
    let (known, items) = figures.split_first().unwrap();
    let options: Vec<_> = items.iter().map(|item| format!("{{key: {0}, label: {0}}}", item.item)).collect();
    let questions = format!(
        "- {{key: known, type: choice, label: 把握, options: [{{key: yes, label: 有}}, {{key: no, label: 無}}]}}\n\
         - {{key: ways, type: choices, label: 方法, show_if: known == \"yes\", options: [{}]}}",
        options.join(", ")
    );
    let answers = (0..known.base).map(|agency| {
        let knows = agency < known.count;
        let chosen: Vec<_> = items.iter().filter(|item| agency < item.count).map(|item| &item.item).collect();
        json!({"answers": {"known": if knows { "yes" } else { "no" }, "ways": {"selected": chosen}}})
    });
    let tables = tables(&questions, &lines(answers), &[]);
    assert_row(&tables["tables"][0]["rows"], "yes", known);
    let ways = &tables["tables"][1];
    assert_eq!((&ways["asked"], &ways["n"], &ways["multiple"]), (&json!(256), &json!(256), &json!(true)));
    for item in items {
        assert_eq!(item.base, 256);
        assert_row(&ways["rows"], &item.item, item);
    }
}

#[test]
fn health_centres_by_kind() {
    let figures = published("health_centres");
    let questions = "- {key: intake, type: choice, label: 受理面接, options: [{key: yes, label: する}, {key: no, label: しない}]}\n\
                     - {key: refer, type: choice, label: 他機関へ紹介, options: [{key: yes, label: する}, {key: no, label: しない}]}";
    let of =
        |group: &str, item: &str| figures.iter().find(|figure| figure.group == group && figure.item == item).unwrap();
    let kinds = ["prefectural", "designated_city", "municipal"];
    let answers = kinds.iter().flat_map(|kind| {
        let (intake, refer) = (of(kind, "intake"), of(kind, "refer"));
        let says = |number, figure: &Published| if number < figure.count { "yes" } else { "no" };
        (0..intake.base).map(move |number| {
            json!({"agency": {"kind": kind}, "answers": {"intake": says(number, intake), "refer": says(number, refer)}})
        })
    });
    let tables = tables(questions, &lines(answers), &["--by", "agency_kind"]);
    for (place, item) in ["intake", "refer"].iter().enumerate() {
        let table = &tables["tables"][place];
        assert_eq!(table["n"], 38);
        assert_row(&table["rows"], "yes", of("all", item));
        for kind in kinds {
            let group = table["groups"].as_array().unwrap().iter().find(|group| group["code"] == kind).unwrap();
            assert_eq!(group["n"], of(kind, item).base);
            assert_row(&group["rows"], "yes", of(kind, item));
        }
    }
}

#[test]
fn response_rates() {
    for figure in published("response") {
        let questions =
            "- {key: back, type: choice, label: 回収, options: [{key: yes, label: 有}, {key: no, label: 無}]}";
        let answers = (0..figure.base)
            .map(|number| json!({"answers": {"back": if number < figure.count { "yes" } else { "no" }}}));
        let tables = tables(questions, &lines(answers), &[]);
        assert_row(&tables["tables"][0]["rows"], "yes", &figure);
    }
}

#[test]
fn kagawa_counts_no_answer_in_the_base() {
    let figures = published("kagawa_sex");
    let questions =
        "- {key: sex, type: choice, label: 性別, options: [{key: male, label: 男}, {key: female, label: 女}]}";
    let answers = figures.iter().flat_map(|figure| {
        let answers = if figure.item == "no_answer" { json!({}) } else { json!({"sex": figure.item}) };
        (0..figure.count).map(move |_| json!({"answers": answers}))
    });
    let tables = tables(questions, &lines(answers), &[]);
    let table = &tables["tables"][0];
    assert_eq!((&tables["responses"], &table["n"], &table["blank"]), (&json!(726), &json!(726), &json!(23)));
    for figure in &figures {
        let code = if figure.item == "no_answer" { "blank" } else { &figure.item };
        assert_row(&table["rows"], code, figure);
    }
}
