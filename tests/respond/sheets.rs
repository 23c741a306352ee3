//! Questionnaires with a sheet for each case.

use super::every_questionnaire::{begin, hidden};
use super::robot::{Robot, fields};
use super::{asked, invited, save_by};
use crate::harness::{Browser, Page, Site, Town, at};

on_both_databases! {
    fn each_case_has_its_own_sheet(database) {
        let (_, guest) = asked(&Town::new(database.store()), "case-sheet");
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = Browser::new(&site);
        let link = format!("/a/{}", guest.token);
        let start = browser.get(&link);
        assert!(start.texts("tbody tr").is_empty(), "nothing is listed before anything was written");

        let mut robot = Robot::new(&browser, &[]);
        let page = begin(&browser, &start);
        assert!(page.path.contains("/sheets/1/"), "{}", page.path);
        let pairs = robot.filled(&page.document());
        robot.post(&page, pairs, ("_go", "next"));

        let start = browser.get(&link);
        assert_eq!(start.texts("tbody tr th"), ["事例シート 1"]);
        assert_eq!(start.texts("tbody .state"), ["入力中"]);
        let form = "form[action$='/sheets']";
        let action = start.attributes(form, "action").pop().unwrap();
        for click in ["first", "second"] {
            let page = browser.post(&action, &hidden(&start, form));
            assert!(page.path.contains("/sheets/2/"), "{click} click: {}", page.path);
            let is_typed = |(name, value): &(String, String)| !name.starts_with('_') && !value.is_empty();
            assert!(!fields(&page.document()).iter().any(is_typed), "the second sheet is blank");
        }
    }
    fn the_last_page_of_a_case_says_on_which_question_it_hangs(database) {
        let (_, guest) = asked(&Town::new(database.store()), "case-sheet");
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = Browser::new(&site);
        let robot = Robot::new(&browser, &[]);
        begin(&browser, &browser.get(&format!("/a/{}", guest.token)));
        let open = |section: &str| browser.get(&format!("/a/{}/sheets/1/sections/{section}", guest.token));
        let reflection = save_by(&robot, &open("situation"), &[], ("_go", "next"));
        assert!(reflection.path.ends_with("/sections/reflection"), "{}", reflection.path);
        assert!(reflection.text().contains("次の設問の回答によって決まります"), "{}", reflection.text());
        assert_eq!(
            reflection.texts("main .notice li a"),
            ["この事例は、好事例・困難事例のどちらとして記入しますか。"]
        );
        let href = reflection.attributes("main .notice li a", "href").pop().unwrap();
        assert!(href.ends_with("/sheets/1/sections/subject#q-valence"), "{href}");
        assert!(!reflection.texts(".steps li:nth-child(3)")[0].contains("未入力"), "there is nothing to enter");

        save_by(&robot, &browser.get(&href), &[("valence", "good")], ("_go", "situation"));
        let reflection = open("reflection");
        assert!(!reflection.text().contains("次の設問の回答によって決まります"));
        assert_eq!(reflection.attributes("#questions > .question", "id"), ["q-good_own", "q-good_coop"]);
        assert!(reflection.texts(".steps li:nth-child(3)")[0].contains("未入力"));
    }

    fn a_page_that_asks_nothing_is_passed_over(database) {
        let (_, guest) = invited(&Town::new(database.store()), VISITS);
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = Browser::new(&site);
        let robot = Robot::new(&browser, &[]);
        begin(&browser, &browser.get(&format!("/a/{}", guest.token)));
        let open = |section: &str| browser.get(&format!("/a/{}/sheets/1/sections/{section}", guest.token));
        let next = |page: &Page, changes: &[(&str, &str)]| save_by(&robot, page, changes, ("_go", "next"));
        let page = next(&open("start"), &[]);
        assert!(page.path.ends_with("/sections/visits"), "blank, it is not settled: {}", page.path);
        let page = next(&open("start"), &[("visits", "0")]);
        assert!(page.path.ends_with("/sections/close"), "{}", page.path);
        let page = save_by(&robot, &page, &[], ("_go", "previous"));
        assert!(page.path.ends_with("/sections/start"), "{}", page.path);
        let page = open("visits");
        assert!(page.text().contains("このページでお答えいただく設問はありません"), "{}", page.text());
        let page = next(&open("start"), &[("visits", "2")]);
        assert!(page.path.ends_with("/sections/visits"), "{}", page.path);
        assert_eq!(page.attributes("#questions > .question", "id"), ["q-how"]);
    }
}

/// A page in the middle for those who visit.
const VISITS: &str = "key: visits
kind: survey
title: 訪問の調査
minutes: 5
answers_per_agency: one
answered_by: agency
sections:
  - key: start
    title: 件数
    questions:
      - {key: visits, type: number, label: 訪問した件数}
  - key: visits
    title: 訪問の進め方
    questions:
      - {key: how, type: text, label: どのように訪問していますか。, show_if: visits > 0}
  - key: close
    title: おわりに
    questions:
      - {key: words, type: text, label: ご意見}
";
