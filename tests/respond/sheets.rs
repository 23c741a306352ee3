//! Questionnaires with a sheet for each case.

use super::asked;
use super::every_questionnaire::{begin, hidden};
use super::robot::{Robot, fields};
use crate::harness::{Browser, Site, Town, at};

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
}
