//! The audit log, as its readers find it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use norishiro::store::memberships::Role;
use norishiro::view::log::action_words;

use super::results::survey;
use super::{PASSWORD, add_person, at_desk, desk, round, sign_in, town_with_coordinator};
use crate::harness::{Browser, Page, Site, Town, at};

const MORNING: &str = "2026-11-20T09:00:00+09:00";
const AUDITOR: &str = "kansa@b-city.example.jp";

fn auditor(town: &Town, site: &Site) -> Browser {
    add_person(town, AUDITOR, Role::Auditor);
    let browser = Browser::new(site);
    sign_in(&browser, AUDITOR, PASSWORD);
    browser
}

fn actions(page: &Page) -> Vec<String> {
    page.texts("tbody td:nth-of-type(2)")
}

on_both_databases! {
    fn an_auditor_reads_who_looked_at_what(database) {
        let town = town_with_coordinator(database.store());
        let survey = survey(&town);
        let site = Site::start(database.store(), at(MORNING));
        let office = at_desk(&site);
        office.get(&format!("{}/results", round(&survey)));
        office.get(&format!("{}/gaps", desk(&town)));
        office.download(&format!("{}/workbook", round(&survey)));
        let auditor = auditor(&town, &site);
        let log = auditor.get(&format!("{}/log", desk(&town)));
        assert_eq!(log.status, 200);
        let rows = log.texts("tbody tr");
        for words in [
            "山田集計をファイルで取り出した調査「令和7年度アンケート」形式：エクセル",
            "山田支援のはざまを表示したネットワーク",
            "山田集計を表示した調査「令和7年度アンケート」",
        ] {
            assert!(rows.iter().any(|row| row.contains(words)), "{words} in {rows:?}");
        }
        assert!(rows.iter().any(|row| row.contains("B市地域包括支援センターの回答")), "{rows:?}");
        for secret in ["SNS相談", "太字"] {
            assert!(!log.html.contains(secret), "no answer stands in the log");
        }
        assert_eq!(auditor.get(&format!("{}/results", round(&survey))).status, 404);
    }

    fn the_log_is_read_page_by_page_and_by_person_action_and_day(database) {
        let town = town_with_coordinator(database.store());
        let survey = survey(&town);
        for number in 0..130 {
            survey.invite(&format!("機関{number}"), "キカン", "npo");
        }
        let site = Site::start(database.store(), at(MORNING));
        let auditor = auditor(&town, &site);
        let address = format!("{}/log?what=agency.added&who=program", desk(&town));
        let first = auditor.get(&address);
        assert_eq!(actions(&first).len(), 100);
        let more = first.attributes("main a[href*='before=']", "href").concat();
        let second = auditor.get(&more);
        assert_eq!(actions(&second).len(), 34, "130 and the survey's own four");
        assert!(actions(&first).iter().chain(&actions(&second)).all(|words| words == "機関を登録した"));
        assert!(second.attributes("main a[href*='before=']", "href").is_empty());
        let none = auditor.get(&format!("{address}&from=2026-11-21"));
        assert!(none.text().contains("当てはまる記録はありません"), "{}", none.text());
        assert_eq!(actions(&auditor.get(&format!("{address}&from=2026-11-20&until=2026-11-20"))).len(), 100);
        let wrong = auditor.get(&format!("{address}&from=きのう"));
        assert_eq!(wrong.attributes("#errors a", "href"), ["#f-from"]);
    }

    fn the_log_comes_as_a_file_and_that_is_noted_too(database) {
        let town = town_with_coordinator(database.store());
        let survey = survey(&town);
        survey.invite("=1+1", "イチ", "npo");
        let site = Site::start(database.store(), at(MORNING));
        let auditor = auditor(&town, &site);
        let (headers, bytes) = auditor.download(&format!("{}/log/csv?what=agency.added", desk(&town)));
        assert!(headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with("\u{FEFF}日時,UTC,行った人,操作"), "{text}");
        assert_eq!(text.lines().count(), 6, "{text}");
        assert!(text.contains(",'=1+1,") && !text.contains(",=1+1"), "{text}");
        let noted = auditor.get(&format!("{}/log?what=log.exported", desk(&town)));
        assert_eq!(actions(&noted), ["操作の記録をファイルで取り出した"]);
    }
}

/// What looks like an action and is none.
const NO_ACTIONS: &[&str] = &["caseload.contacts", "norishiro.toml", "security.server_key", "users.totp_secret"];

#[test]
fn every_action_that_the_program_notes_has_words() {
    let mut found = BTreeSet::new();
    for folder in ["store", "app"] {
        for file in rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder)) {
            let text = std::fs::read_to_string(&file).unwrap();
            found.extend(text.split('"').filter(|literal| is_action(literal)).map(str::to_owned));
        }
    }
    assert!(found.len() > 40 && found.contains("agency.added"), "{found:?}");
    let wordless: Vec<_> = found.iter().filter(|action| action_words(action) == action.as_str()).collect();
    assert!(wordless.is_empty(), "give these words in src/view/log/actions.rs: {wordless:?}");
}

fn is_action(literal: &str) -> bool {
    const FILES: [&str; 8] = ["yaml", "toml", "txt", "html", "xlsx", "csv", "key", "json"];
    let Some((kind, done)) = literal.split_once('.') else { return false };
    let is_name = |text: &str| !text.is_empty() && text.chars().all(|sign| sign.is_ascii_lowercase() || sign == '_');
    is_name(kind) && is_name(done) && !FILES.contains(&done) && !NO_ACTIONS.contains(&literal)
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}
