//! What each role finds: a facilitator sees tables of many answers and nothing that one agency wrote.

use std::io::Cursor;

use calamine::{Reader, Xlsx};
use norishiro::store::memberships::Role;

use super::results::{cases, survey};
use super::{PASSWORD, add_person, desk, round, sign_in, town_with_coordinator};
use crate::harness::{Browser, Page, Site, Town, at};

const FACILITATOR: &str = "shinko@b-city.example.jp";

fn facilitator(town: &Town, site: &Site) -> Browser {
    add_person(town, FACILITATOR, Role::Facilitator);
    let browser = Browser::new(site);
    sign_in(&browser, FACILITATOR, PASSWORD);
    browser
}

fn menu(page: &Page) -> Vec<String> {
    page.texts("header nav a")
}

on_both_databases! {
    fn a_facilitator_sees_tables_without_anything_that_somebody_wrote(database) {
        let town = town_with_coordinator(database.store());
        let survey = survey(&town);
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = facilitator(&town, &site);
        let start = browser.get("/staff");
        assert_eq!((start.path.as_str(), menu(&start)), (desk(&town).as_str(), ["調査の一覧", "推移", "事例", "支援のはざま", "のりしろ", "語", "地域の資源", "連携"].map(str::to_owned).to_vec()));
        let results = browser.get(&format!("{}/results", round(&survey)));
        assert_eq!(results.status, 200);
        let text = results.text();
        assert!(text.contains("電話相談") && text.contains("表示していません"), "{text}");
        for written in ["太字", "SNS相談"] {
            assert!(!results.html.contains(written), "{written}");
        }
        assert!(text.contains("その他の機関（名称の記入）"));
        let links = results.attributes("main a", "href");
        assert!(!links.iter().any(|link| link.ends_with("/cases") || *link == round(&survey)), "{links:?}");
        for closed in [round(&survey), format!("{}/gaps/evidence", desk(&town))] {
            assert_eq!(browser.get(&closed).status, 404, "{closed}");
        }
    }

    fn a_table_of_few_cases_is_kept_from_a_facilitator(database) {
        let town = town_with_coordinator(database.store());
        let cases = cases(&town);
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = facilitator(&town, &site);
        let few = browser.get(&format!("{}/results", round(&cases)));
        assert_eq!(few.attributes("section.result", "id"), Vec::<String>::new(), "two cases are told from any table");
        assert!(few.text().contains("件数が5件に満たない"), "{}", few.text());
        for number in 0..3 {
            let station = cases.invite(&format!("機関{number}"), "キカン", "youth_station");
            cases.answer(&station, r#"{"valence": "good", "age_band": "age_19_29", "outline": "見学から始めた"}"#);
        }
        let five = browser.get(&format!("{}/results", round(&cases)));
        assert!(five.attributes("section.result", "id").contains(&"valence".to_owned()), "{}", five.text());
        assert!(!five.html.contains("見学から始めた"));
    }

    fn a_facilitators_workbook_has_no_cases_and_no_words(database) {
        let town = town_with_coordinator(database.store());
        let survey = survey(&town);
        cases(&town);
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let (_, bytes) = facilitator(&town, &site).download(&format!("{}/workbook", round(&survey)));
        let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
        let names = book.sheet_names();
        assert!(names.starts_with(&["表紙".to_owned(), "目次".to_owned()]) && names.len() > 2, "{names:?}");
        for sheet in &names {
            assert!(!["好事例", "困難事例", "支援のはざま"].contains(&sheet.as_str()), "{names:?}");
            let range = book.worksheet_range(sheet).unwrap();
            let words: String = range.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
            assert!(!words.contains("太字") && !words.contains("親の介護で訪問"), "{sheet}: {words}");
        }
    }

    fn readers_of_one_thing_find_a_page_of_their_own(database) {
        let town = town_with_coordinator(database.store());
        survey(&town);
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        for (mail, role, words) in [
            ("kikite@b-city.example.jp", Role::Interviewer, "聞き取りをお願いした機関"),
            ("yomite@b-city.example.jp", Role::Coder, "分類をお願いした事例"),
            ("kansa@b-city.example.jp", Role::Auditor, "回答の内容は表示しません"),
        ] {
            add_person(&town, mail, role);
            let browser = Browser::new(&site);
            let page = sign_in(&browser, mail, PASSWORD);
            assert_eq!(page.path, desk(&town), "{role}");
            assert!(page.text().contains(words), "{role}: {}", page.text());
            assert!(!page.html.contains("/rounds/"), "{role} finds no round");
        }
    }
}
