//! What is typed is never lost: malformed, hidden, sent twice, typed in two windows.

use super::every_questionnaire::{begin, hidden};
use super::robot::{Pairs, Robot, answers, fields};
use super::{asked, save};
use crate::harness::{Browser, Page, Site, Town, at};

fn set(pairs: &mut Pairs, name: &str, value: &str) {
    pairs.retain(|(other, _)| other != name);
    pairs.push((name.to_owned(), value.to_owned()));
}

on_both_databases! {
    fn malformed_and_hidden_answers_stay_as_typed(database) {
        let (_, guest) = asked(&Town::new(database.store()), "kitchen-sink");
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = Browser::new(&site);
        let robot = Robot::new(&browser, &[]);
        begin(&browser, &browser.get(&format!("/a/{}", guest.token)));
        let numbers = format!("/a/{}/sheets/1/sections/numbers", guest.token);

        let page = save(&robot, &browser.get(&numbers), &[("staff", "約10"), ("caseload.persons", "２")]);
        assert!(page.texts("title")[0].starts_with("エラー："), "{:?}", page.texts("title"));
        assert_eq!(page.attributes("#f-staff", "value"), ["約10"]);
        assert_eq!(page.attributes("#f-staff", "aria-invalid"), ["true"]);
        assert!(page.attributes("#errors a", "href").contains(&"#f-staff".to_owned()));

        assert_eq!(page.attributes("#q-by_band", "id").len(), 1, "the grid appears where there are cases");
        let page = save(&robot, &page, &[("by_band.young.first_half", "2"), ("staff", "10")]);
        assert_eq!(page.texts("#q-by_band tfoot output"), ["2", "－", "2"]);
        let page = save(&robot, &page, &[("caseload.persons", "0")]);
        assert!(page.attributes("#q-by_band", "id").is_empty(), "hidden where there are none");
        let page = save(&robot, &page, &[("caseload.persons", "2")]);
        assert_eq!(page.attributes("[name='by_band.young.first_half']", "value"), ["2"], "and back as typed");
    }

    fn only_sums_that_mean_something_are_shown(database) {
        let (_, guest) = asked(&Town::new(database.store()), "agency-survey");
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = Browser::new(&site);
        let robot = Robot::new(&browser, &[]);
        begin(&browser, &browser.get(&format!("/a/{}", guest.token)));
        let section = |key: &str| browser.get(&format!("/a/{}/sheets/1/sections/{key}", guest.token));
        save(&robot, &section("first_contact_route"), &[("first_contact.person", "１，２００件"), ("first_contact.family", "3")]);
        assert_eq!(section("first_contact_route").texts("#q-first_contact output"), ["1,203"]);
        assert_eq!(section("activity").texts("#q-caseload legend").len(), 1);
        assert!(section("activity").texts("#q-caseload output").is_empty(), "実 and 延 are never added");
        assert_eq!(section("staff").texts("#q-staff_count legend").len(), 1);
        assert!(section("staff").texts("#q-staff_count output").is_empty(), "a head figure is not added to its parts");
    }

    fn rows_are_added_and_removed_by_plain_buttons(database) {
        let (_, guest) = asked(&Town::new(database.store()), "kitchen-sink");
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = Browser::new(&site);
        let robot = Robot::new(&browser, &[]);
        begin(&browser, &browser.get(&format!("/a/{}", guest.token)));
        let places = format!("/a/{}/sheets/1/sections/places", guest.token);
        let page = save(&robot, &browser.get(&places), &[("many", "yes")]);
        let mut pairs = fields(&page.document());
        set(&mut pairs, "spots.0.name", "ひだまり");
        let page = robot.post(&page, pairs, ("_add", "spots"));
        let mut pairs = fields(&page.document());
        set(&mut pairs, "spots.1.name", "かたつむり");
        let page = robot.post(&page, pairs, ("_remove", "spots.0"));
        assert_eq!(page.attributes("[name='spots.0.name']", "value"), ["かたつむり"]);
        assert!(page.attributes("[name='spots.1.name']", "value").is_empty());
    }

    fn a_save_sent_twice_is_one_save(database) {
        let (_, guest) = asked(&Town::new(database.store()), "agency-survey");
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = Browser::new(&site);
        let robot = Robot::new(&browser, &[]);
        let page = begin(&browser, &browser.get(&format!("/a/{}", guest.token)));
        let first = save(&robot, &page, &[("staff_count.staff", "3")]);
        let second = save(&robot, &page, &[("staff_count.staff", "3")]);
        let version = |page: &Page| page.attributes("[name=_version]", "value");
        assert_eq!(version(&first), version(&second));
        assert!(second.attributes(".choose", "class").is_empty());
    }

    fn two_windows_lose_nothing(database) {
        let (_, guest) = asked(&Town::new(database.store()), "kitchen-sink");
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = Browser::new(&site);
        let robot = Robot::new(&browser, &[]);
        begin(&browser, &browser.get(&format!("/a/{}", guest.token)));
        let numbers = format!("/a/{}/sheets/1/sections/numbers", guest.token);
        let (one, two) = (browser.get(&numbers), browser.get(&numbers));
        save(&robot, &one, &[("staff", "4"), ("waiting", "1")]);
        let page = save(&robot, &two, &[("staff", "5"), ("share", "12.5")]);

        let stored = answers(&page.document());
        assert_eq!(stored["waiting"], ["1"], "what only the first window typed");
        assert_eq!(stored["share"], ["12.5"], "what only the second typed");
        assert_eq!(stored["staff"], ["4"], "where both typed, the first stands");
        assert_eq!(page.texts(".choose .answer"), ["4人", "5人"], "and both are shown");
        let review = browser.get(&format!("/a/{}/sheets/1/review", guest.token));
        assert!(review.text().contains("どちらを使うか選んでください"));

        let page = save(&robot, &page, &[("_choose:staff", "kept")]);
        assert_eq!(answers(&page.document())["staff"], ["5"]);
        assert!(page.attributes(".choose", "class").is_empty());
    }

    fn corrections_end_with_the_due_date_but_late_answers_are_taken(database) {
        let (town, guest) = asked(&Town::new(database.store()), "group-work");
        let late = town.invite("相談支援センターみなも", "ソウダンシエンセンターミナモ", "disability_support");
        let link = format!("/a/{}", guest.token);
        let in_time = Site::start(database.store(), at("2026-12-18T23:00:00+09:00"));
        let browser = Browser::new(&in_time);
        let page = begin(&browser, &browser.get(&link));
        let review = Robot::new(&browser, &[]).fill_to_review(page);
        let action = review.attributes("form[action$=revisions]", "action").pop().unwrap();
        browser.post(&action, &hidden(&review, "form[action$=revisions]"));
        assert!(browser.get(&link).text().contains("訂正する"));
        assert!(browser.get(&format!("{link}/sheets/1/review")).text().contains("この内容で提出済みです"));

        let afterwards = Site::start(database.store(), at("2026-12-19T00:30:00+09:00"));
        let browser = Browser::new(&afterwards);
        assert!(!browser.get(&link).text().contains("訂正する"));
        assert!(browser.get(&format!("{link}/sheets/1/review")).path.ends_with("/receipt"));
        let page = begin(&browser, &browser.get(&format!("/a/{}", late.token)));
        assert!(page.text().contains("期限を過ぎていますが"));
        assert!(Robot::new(&browser, &[]).fill_to_review(page).text().contains("提出する"));
    }
}
