//! The workbook of a round, read back by others' programs.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use norishiro::analysis::crosstab::Testing;
use norishiro::app::tabulate_file::{Request, tabulate};
use norishiro::store::audit::{self, Subject};

use super::gaps::{needs, offers};
use super::results::{cases, survey};
use super::{at_desk, office, round, structure, town_with_coordinator};
use crate::harness::{Site, Town, at};

fn downloaded(site: &Site, round_of: &Town) -> Vec<u8> {
    let (headers, bytes) = at_desk(site).download(&format!("{}/workbook", round(round_of)));
    let header = |name: &str| headers[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    assert!(header("content-disposition").starts_with("attachment"), "{}", header("content-disposition"));
    bytes
}

fn words(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> String {
    let range = book.worksheet_range(sheet).unwrap();
    range.used_cells().map(|(_, _, cell)| cell.to_string()).collect::<Vec<_>>().join("\n")
}

/// A figure as both pages and cells have it: pages round to one decimal and put commas in, cells hold the number.
fn figure(text: &str) -> String {
    let rounded = |number: f64| ((number * 10.0 + 0.5).floor() / 10.0).to_string();
    text.replace(',', "").parse::<f64>().map_or_else(|_| text.to_owned(), rounded)
}

on_both_databases! {
    fn one_workbook_holds_figures_tables_cases_and_gaps(database) {
        let town = town_with_coordinator(database.store());
        let survey = survey(&town);
        cases(&town);
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let mut book = Xlsx::new(Cursor::new(downloaded(&site, &survey))).unwrap();
        let names = book.sheet_names();
        assert_eq!(names[..4], ["表紙", "目次", "1 職員の体制", "2 支援の内容"]);
        assert_eq!(names[names.len() - 3..], ["好事例", "困難事例", "支援のはざま"]);
        let cover = words(&mut book, "表紙");
        for fact in ["B市ひきこもり支援ネットワーク", "令和7年度アンケート", "4機関", "75.0％（3／4）", "50.0％（2／4）"] {
            assert!(cover.contains(fact), "{fact} in {cover}");
        }
        assert!(words(&mut book, "困難事例").contains("=1+1 親の介護で訪問"), "text stays text");
        for name in book.sheet_names() {
            assert!(book.worksheet_formula(&name).unwrap().is_empty(), "{name}");
        }
    }

    fn its_figures_are_those_of_the_answers_themselves(database) {
        let survey = survey(&town_with_coordinator(database.store()));
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = at_desk(&site);
        // From here on the answers are kept as columns, to which one more is added.
        browser.get(&format!("{}/results", round(&survey)));
        let school = survey.invite("B市立第一中学校", "ビーシリツダイイチチュウガッコウ", "school");
        survey.answer(
            &school,
            r#"{"methods": {"selected": ["phone", "visit"]}, "caseload": {"persons": 12, "contacts": 1300},
                "caseload_by_age_sex": {"age_13_15": {"male": 5, "female": 7}}}"#,
        );
        let mut book = Xlsx::new(Cursor::new(downloaded(&site, &survey))).unwrap();
        let mut written: Vec<Vec<String>> = Vec::new();
        for (_, range) in book.worksheets() {
            let row = |row: &[Data]| row.iter().map(|cell| figure(&cell.to_string())).filter(|text| !text.is_empty()).collect();
            written.extend(range.rows().map(row));
        }

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("answers.jsonl");
        std::fs::write(&path, browser.download(&format!("{}/files/answers?format=jsonl", round(&survey))).1).unwrap();
        let counted = tabulate(&Request {
            definition: "agency-survey".as_ref(),
            responses: &path,
            by: None,
            crosstabs: &[],
            testing: Testing::AsGathered,
            suppress_below: None,
            skip_bad: false,
        });
        let counted = counted.unwrap();
        assert_eq!(counted.tables.responses, 3);
        let mut rows = 0;
        for table in counted.shown() {
            for row in &table.rows {
                let label = row.label.replace("対象期間", "令和7年4月～令和8年3月").replace("対象年度", "令和7年度");
                let cells = std::iter::once(label).chain(row.cells.iter().map(|cell| figure(&cell.text)));
                let expected: Vec<String> = cells.filter(|text| !text.is_empty()).collect();
                let found = written.iter().position(|row| *row == expected);
                written.remove(found.unwrap_or_else(|| panic!("{} {expected:?}", table.id)));
                rows += 1;
            }
        }
        assert!(rows > 200, "{rows}");
    }

    fn the_gaps_stand_on_a_sheet_of_their_own(database) {
        let town = town_with_coordinator(database.store());
        let survey = offers(&town);
        needs(&town);
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let mut book = Xlsx::new(Cursor::new(downloaded(&site, &survey))).unwrap();
        let sheet = book.worksheet_range("支援のはざま").unwrap();
        let row = |label: &str| sheet.rows().find(|row| row[0] == Data::String(label.to_owned())).unwrap().to_vec();
        assert_eq!(
            row("居場所（来て過ごせる場）")[1..11],
            [0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0].map(Data::Float)
        );
        let gap = row("50～59歳　家庭訪問（アウトリーチ）");
        assert_eq!(gap[1..3], [Data::String("手薄".to_owned()), Data::Float(4.0)]);
        assert!(gap[3].to_string().contains("B市保健センターの1機関です"), "{gap:?}");
    }

    fn nothing_in_it_needs_to_be_repaired(database) {
        let town = town_with_coordinator(database.store());
        let survey = survey(&town);
        cases(&town);
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let sheets = structure::checked(&downloaded(&site, &survey));
        let section = sheets.iter().find(|sheet| sheet.name == "2 支援の内容").unwrap();
        assert_eq!((section.orientation.as_str(), section.is_fitted, section.charts), ("portrait", true, 4));
        assert!(sheets.iter().all(|sheet| sheet.is_fitted || sheet.name.ends_with("事例")), "fitted to the width");
    }

    fn an_export_leaves_a_line_in_the_audit_log(database) {
        let survey = survey(&town_with_coordinator(database.store()));
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        downloaded(&site, &survey);
        let (network, subject) = (survey.network.id, Subject::new("round", survey.round.id));
        let lines = survey.read(|connection| audit::about(connection, network, &subject));
        assert_eq!(lines.iter().filter(|line| line.action == "results.exported").count(), 1, "{lines:?}");
    }
}

#[test]
fn libreoffice_opens_and_prints_it() {
    let database = crate::harness::Database::fresh(crate::harness::Backend::Sqlite);
    let town = town_with_coordinator(database.store());
    let survey = survey(&town);
    cases(&town);
    let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
    let workbook = downloaded(&site, &survey);
    let Some(printed) = office::printed(&workbook) else { return };
    for words in ["令和7年度アンケート", "電話相談", "100.0", "困難事例1", "=1+1", "支援のはざま"]
    {
        assert!(printed.contains(words), "{words} is on no page");
    }
    let pages: Vec<&str> = printed.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    for sheet in
        structure::checked(&workbook).iter().filter(|sheet| sheet.name.starts_with(|sign: char| sign.is_ascii_digit()))
    {
        // The sheet's name stands at the foot of each of its pages.
        let own: Vec<_> = pages
            .iter()
            .filter(|page| page.trim_end().lines().last().is_some_and(|foot| foot.trim().starts_with(&sheet.name)))
            .collect();
        assert_eq!(own.len(), sheet.breaks + 1, "pages end where they are told to: {}", sheet.name);
        for page in own.iter().filter(|page| page.contains("選択肢")) {
            let count = |words: &str| page.matches(words).count();
            assert!(count("無回答 ") >= count("選択肢 "), "a table is torn: {page}");
        }
    }
    assert!(!printed.contains("Err:") && !printed.contains("#VALUE"), "no formula came about");
}
