//! A round taken away as files, read back by others' programs.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use norishiro::analysis::crosstab::Testing;
use norishiro::app::tabulate_file::{Request, tabulate};
use norishiro::definition::{Library, SourceFile, bundle};
use norishiro::store::audit::{self, Subject};

use super::results::{cases, survey};
use super::{asking, at_desk, round, town_with_coordinator};
use crate::harness::{Site, Town, at};

const NOW: &str = "2026-11-20T09:00:00+09:00";

/// A survey of 17,001 items: more than a sheet of a workbook has columns.
fn wide(town: &Town) -> Town {
    let codes = |name: &str, number: usize| {
        let codes = (0..number).map(|at| format!("{{key: {name}_{at}, label: {name}{at}}}"));
        codes.collect::<Vec<_>>().join(", ")
    };
    let text = format!(
        "key: visits\nkind: survey\ntitle: 訪問\nminutes: 5\nanswers_per_agency: one\nanswered_by: agency\nsections:
  - key: page\n    title: 頁\n    questions:
      - {{key: visits, type: grid, label: 訪問, unit: 件, rows: [{}], columns: [{}]}}
      - {{key: wish, type: text, label: 要望}}\n",
        codes("place", 170),
        codes("kind", 100),
    );
    let library = Library::read(&[SourceFile { path: "visits.yaml".to_owned(), text }], None).unwrap();
    town.asking("visits", "訪問", &bundle::write(&library, "visits").unwrap())
}

fn file(site: &Site, town: &Town, what: &str) -> Vec<u8> {
    let (headers, bytes) = at_desk(site).download(&format!("{}/files/{what}", round(town)));
    let name = headers["content-disposition"].to_str().unwrap();
    assert!(name.starts_with("attachment") && headers["cache-control"] == "no-store", "{headers:?}");
    bytes
}

/// The files in a ZIP, as text without the mark of UTF-8.
fn unpacked(zip: Vec<u8>) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut entry = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            (entry.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

fn named(files: &[(String, Vec<u8>)], name: &str) -> Vec<u8> {
    files.iter().find(|(other, _)| other == name).unwrap_or_else(|| panic!("{name}")).1.clone()
}

/// The records of a CSV by their column's name.
fn records(text: &str) -> Vec<std::collections::HashMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.strip_prefix('\u{FEFF}').unwrap_or(text).as_bytes());
    reader.deserialize().map(|record| record.unwrap()).collect()
}

fn noted(town: &Town, action: &str) -> Vec<String> {
    let (network, subject) = (town.network.id, Subject::new("round", town.round.id));
    let lines = town.read(|connection| audit::about(connection, network, &subject));
    lines.into_iter().filter(|line| line.action == action).map(|line| line.details).collect()
}

on_both_databases! {
    fn answers_as_lines_give_the_tables_of_the_results_page(database) {
        let survey = survey(&town_with_coordinator(database.store()));
        let site = Site::start(database.store(), at(NOW));
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("answers.jsonl");
        std::fs::write(&path, file(&site, &survey, "answers?format=jsonl")).unwrap();
        let request = Request {
            definition: "agency-survey".as_ref(),
            responses: &path,
            by: None,
            crosstabs: &[],
            testing: Testing::AsGathered,
            suppress_below: None,
            skip_bad: false,
        };
        let counted = tabulate(&request).unwrap();
        assert_eq!(counted.tables.responses, 2, "set-aside and corrected answers are left out");
        let page = at_desk(&site).get(&format!("{}/results", round(&survey)));
        let shown = counted.shown();
        assert!(shown.len() > 20);
        for table in shown {
            let rows = page.texts(&format!("#{} tbody th", table.id));
            // The file knows no register: its mentions of kinds and names stand in another order.
            let mut cells = rows.iter().enumerate().map(|(at, label)| {
                let texts = page.texts(&format!("#{} tbody tr:nth-child({}) td", table.id, at + 1));
                std::iter::once(label.clone()).chain(texts).collect::<Vec<_>>()
            }).collect::<Vec<_>>();
            let mut expected = table.rows.iter().map(|row| {
                let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
                let label = words(&row.label).replace("対象期間", "令和7年4月～令和8年3月").replace("対象年度", "令和7年度");
                std::iter::once(label).chain(row.cells.iter().map(|cell| words(&cell.text))).collect::<Vec<_>>()
            }).collect::<Vec<_>>();
            cells.sort();
            expected.sort();
            assert_eq!(cells, expected, "{}", table.id);
        }
        assert_eq!(noted(&survey, "answers.exported"), [r#"{"format":"jsonl","values":"codes"}"#]);
    }

    fn a_workbook_of_answers_has_a_row_for_each_valid_one(database) {
        let survey = survey(&town_with_coordinator(database.store()));
        let site = Site::start(database.store(), at(NOW));
        let mut book = Xlsx::new(Cursor::new(file(&site, &survey, "answers"))).unwrap();
        let sheet = book.worksheet_range("回答").unwrap();
        assert_eq!(sheet.height(), 3, "two valid answers under their headings");
        let column = |name: &str| sheet.rows().next().unwrap().iter().position(|cell| *cell == Data::String(name.to_owned())).unwrap();
        let cell = |row: usize, name: &str| sheet.rows().nth(row).unwrap()[column(name)].clone();
        assert_eq!(cell(1, "agency_name"), Data::String("B市地域包括支援センター".to_owned()));
        assert_eq!(cell(1, "revision"), Data::Float(2.0));
        assert_eq!(cell(1, "methods/visit"), Data::Float(1.0));
        assert_eq!(cell(1, "methods/line"), Data::Float(0.0), "the first revision's answer does not count");
        assert_eq!(cell(2, "methods:words"), Data::String("=SNS相談".to_owned()));
        assert_eq!(cell(2, "caseload_by_age_sex/age_19_29/female"), Data::Float(0.0));
        assert_eq!(cell(2, "caseload_by_age_sex/age_19_29/male"), Data::Empty, "blank is not zero");
        assert_eq!(cell(1, "first_contact_family:asked"), Data::Float(0.0));
        assert!(book.worksheet_formula("回答").unwrap().is_empty());
        assert!(book.sheet_names().contains(&"項目の説明".to_owned()));
        assert_eq!(noted(&survey, "answers.exported"), [r#"{"format":"xlsx","values":"codes"}"#]);
    }

    fn a_workbook_wider_than_a_sheet_goes_on_on_further_ones(database) {
        let survey = wide(&town_with_coordinator(database.store()));
        let centre = survey.invite("B市地域包括支援センター", "ビーシチイキホウカツ", "community_care");
        survey.answer(&centre, r#"{"visits": {"place_0": {"kind_0": 3}, "place_169": {"kind_99": 7}}, "wish": "居場所"}"#);
        let site = Site::start(database.store(), at(NOW));
        let mut book = Xlsx::new(Cursor::new(file(&site, &survey, "answers"))).unwrap();
        assert_eq!(book.sheet_names(), ["回答", "回答（2）", "項目の説明", "コード表"]);
        let (first, second) = (book.worksheet_range("回答").unwrap(), book.worksheet_range("回答（2）").unwrap());
        assert_eq!((first.width(), second.width()), (16_384, 7 + (7 + 17_000 + 1 - 16_384)));
        let cell = |sheet: &calamine::Range<Data>, name: &str| {
            let heading = Data::String(name.to_owned());
            let column = sheet.rows().next().unwrap().iter().position(|cell| *cell == heading).unwrap();
            sheet.rows().nth(1).unwrap()[column].clone()
        };
        assert_eq!(cell(&first, "visits/place_0/kind_0"), Data::Float(3.0));
        assert_eq!(cell(&second, "visits/place_169/kind_99"), Data::Float(7.0));
        assert_eq!(cell(&second, "wish"), Data::String("居場所".to_owned()));
        assert_eq!(cell(&second, "response_id"), cell(&first, "response_id"));
        assert_eq!(noted(&survey, "answers.exported"), [r#"{"format":"xlsx","values":"codes"}"#]);
    }

    fn cases_are_told_in_words_where_that_is_chosen(database) {
        let cases = cases(&town_with_coordinator(database.store()));
        let site = Site::start(database.store(), at(NOW));
        let files = unpacked(file(&site, &cases, "answers?format=csv&values=labels"));
        let text = String::from_utf8(named(&files, "answers.csv")).unwrap();
        assert!(text.contains("困難事例") && text.contains("50～59歳"), "{text}");
        assert!(text.contains("\"'=1+1 親の介護で訪問\nお会いできていない\""), "{text}");
    }

    fn data_hold_one_figure_a_record(database) {
        let survey = survey(&town_with_coordinator(database.store()));
        let site = Site::start(database.store(), at(NOW));
        let files = unpacked(file(&site, &survey, "data?region=131016&for=office_use"));
        let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["tables.csv", "responses.csv", "codes.csv", "columns.csv", "readme.txt"]);
        let text = |name: &str| String::from_utf8(named(&files, name)).unwrap();
        let tables = records(&text("tables.csv"));
        let find = |question: &str, row: &str, column: &str, measure: &str| {
            let is_it = |record: &&std::collections::HashMap<String, String>| {
                [("question", question), ("row", row), ("column", column), ("measure", measure)]
                    .iter()
                    .all(|(name, value)| record[*name] == *value)
            };
            let found: Vec<_> = tables.iter().filter(is_it).collect();
            assert_eq!(found.len(), 1, "{question} {row} {column} {measure}");
            found[0].clone()
        };
        let visit = find("methods", "visit", "", "percent");
        for (name, value) in [
            ("value", "50.0"), ("flag", ""), ("unit", "%"), ("base", "2"), ("region_code", "131016"), ("region_name", "B市"),
            ("period_from", "2025-04-01"), ("period_to", "2026-03-31"), ("fiscal_year", "2025"), ("multiple", "1"),
            ("question_label", "1 実施している対応方法を選択してください。（複数選択可）"), ("row_label", "家庭訪問"),
        ] {
            assert_eq!(visit[name], value, "{name}");
        }
        assert_eq!(find("caseload_by_age_sex", "age_19_29", "female", "sum")["value"], "1");
        let nothing = find("caseload_by_age_sex", "age_19_29", "sex_unknown", "sum");
        assert_eq!((nothing["value"].as_str(), nothing["flag"].as_str()), ("", "-"));
        assert!(!text("tables.csv").contains("太字"), "names that somebody wrote are not passed on");
        let responses = records(&text("responses.csv"));
        let figure = |item: &str| responses.iter().find(|record| record["item"] == item).unwrap()["value"].clone();
        assert_eq!([figure("sent"), figure("returned"), figure("valid"), figure("valid_rate")], ["4", "3", "2", "50.0"]);
        for file in ["tables.csv", "responses.csv", "codes.csv", "columns.csv"] {
            let text = text(file);
            let head: Vec<&str> = text.trim_start_matches('\u{FEFF}').lines().next().unwrap().split(',').collect();
            for name in head {
                let told = records(&self::text(&files, "columns.csv"));
                assert!(told.iter().any(|record| record["file"] == file && record["name"] == name), "{file} {name}");
            }
        }
        let readme = text("readme.txt");
        for words in ["令和7年度アンケート", "全国地方公共団体コード：131016", "2025-04-01から2026-03-31まで", "U+2460　→　1"] {
            assert!(readme.contains(words), "{words} in {readme}");
        }
        assert_eq!(noted(&survey, "data.exported"), [r#"{"format":"csv","for":"office_use","encoding":"utf8","by_kind":false}"#]);
    }

    fn small_counts_are_hidden_in_data_to_be_published(database) {
        let town = town_with_coordinator(database.store());
        let (survey, cases) = (survey(&town), cases(&town));
        let site = Site::start(database.store(), at(NOW));
        let files = unpacked(file(&site, &survey, "data"));
        let tables = records(&text(&files, "tables.csv"));
        let sums: Vec<_> = tables.iter().filter(|record| record["question"] == "caseload_by_age_sex").collect();
        let young_men = sums.iter().find(|record| record["row"] == "age_19_29" && record["column"] == "male").unwrap();
        assert_eq!((young_men["value"].as_str(), young_men["flag"].as_str()), ("", "x"), "2 men");
        let is_sound = |record: &&std::collections::HashMap<String, String>| record["flag"].is_empty() != record["value"].is_empty();
        assert_eq!(tables.iter().find(|record| !is_sound(record)), None, "a value, or why there is none");
        let of_agencies = tables.iter().find(|record| record["question"] == "methods" && record["row"] == "visit").unwrap();
        assert_eq!(of_agencies["value"], "1", "counts of agencies are no counts of persons");
        assert!(text(&files, "readme.txt").contains("秘匿"));
        let responses = records(&text(&unpacked(file(&site, &cases, "data")), "responses.csv"));
        assert!(responses.iter().all(|record| record["item"] != "sheets"));
        let valid = responses.iter().find(|record| record["item"] == "valid_sheets").unwrap();
        assert_eq!((valid["value"].as_str(), valid["flag"].as_str()), ("", "x"), "2 cases");
    }

    fn data_are_written_in_cp932_with_usual_characters(database) {
        let town = town_with_coordinator(database.store());
        let survey = asking(&town, "agency-survey", "髙﨑市①調査〜令和7年度");
        let site = Site::start(database.store(), at(NOW));
        let files = unpacked(file(&site, &survey, "data?encoding=cp932&by=agency_kind"));
        let readme = named(&files, "readme.txt");
        let readme = encoding_rs::SHIFT_JIS.decode_without_bom_handling_and_without_replacement(&readme).unwrap();
        assert!(readme.contains("「高崎市1調査～令和7年度」") && readme.contains("CP932"), "{readme}");
        for line in ["U+9AD9　→　高", "U+FA11　→　崎", "U+2460　→　1", "U+301C　→　～"] {
            assert!(readme.contains(line), "{line} in {readme}");
        }
        let tables = named(&files, "tables.csv");
        assert!(!tables.starts_with(b"\xEF\xBB\xBF") && std::str::from_utf8(&tables).is_err());
    }

    fn a_mistyped_region_is_told_at_its_field_and_nothing_is_lost(database) {
        let survey = survey(&town_with_coordinator(database.store()));
        let site = Site::start(database.store(), at(NOW));
        let page = at_desk(&site).get(&format!("{}/files/data?region=131017&encoding=cp932&by=agency_kind", round(&survey)));
        assert_eq!(page.status, 422);
        assert!(page.texts("title").concat().starts_with("エラー"), "{:?}", page.texts("title"));
        assert_eq!(page.attributes("#errors a", "href"), ["#f-region"]);
        assert_eq!(page.attributes("#f-region", "value"), ["131017"]);
        assert_eq!(page.attributes("input[name=encoding][checked]", "value"), ["cp932"]);
        assert_eq!(page.attributes("input[name=by][checked]", "value"), ["agency_kind"]);
        assert!(noted(&survey, "data.exported").is_empty());
    }
}

fn text(files: &[(String, Vec<u8>)], name: &str) -> String {
    String::from_utf8(named(files, name)).unwrap()
}
