//! Last time's answers beside the questions.

use norishiro::store::rounds::RoundState;

use super::every_questionnaire::begin;
use super::robot::{Robot, answers};
use super::{answer_all, asked, save, save_by};
use crate::harness::{Browser, Site, Town, at};

on_both_databases! {
    fn last_times_answers_are_put_in_and_marked_until_somebody_looked(database) {
        let town = Town::new(database.store());
        let (before, guest) = asked(&town, "agency-survey");
        before.change_round(|round| {
            round.due_on = jiff::civil::date(2025, 12, 19);
            round.title = "令和6年度 関係機関アンケート".to_owned();
        });
        let site = Site::start(database.store(), at("2025-11-20T09:00:00+09:00"));
        answer_all(&Browser::new(&site), &format!("/a/{}", guest.token));
        drop(site);
        let (now, other) = asked(&town, "agency-survey");
        let guest = now.invite_again(&guest.agency);

        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = Browser::new(&site);
        let robot = Robot::new(&browser, &[]);
        let section = |token: &str, key: &str| browser.get(&format!("/a/{token}/sheets/1/sections/{key}"));
        let told = "前回の回答を入れてあります。ご確認ください。";
        let start = browser.get(&format!("/a/{}", guest.token));
        assert!(answers(&section(&guest.token, "staff").document()).is_empty(), "looking at a page stores nothing");
        begin(&browser, &start);
        let page = section(&guest.token, "staff");
        let fields = answers(&page.document());
        assert_eq!(fields["staff_count.staff"], ["2"]);
        assert_eq!(page.texts("#prefilled-staff_count"), [told]);
        assert!(page.text().contains("「令和6年度 関係機関アンケート」での貴機関の回答を、"), "{}", page.text());
        let activity = section(&guest.token, "activity");
        assert!(!answers(&activity.document()).contains_key("caseload.persons"), "never where it is not allowed");
        assert!(activity.texts("#previous-caseload").is_empty());
        begin(&browser, &browser.get(&format!("/a/{}", other.token)));
        assert!(section(&other.token, "staff").texts(".previous").is_empty(), "another agency has none");
        assert!(answers(&section(&other.token, "staff").document()).is_empty());

        let page = save(&robot, &page, &[("staff_count.staff", "約3"), ("job_titles.nurse", "")]);
        assert!(page.texts("#prefilled-staff_count").is_empty(), "whoever saves the page has looked at it");
        let fields = answers(&page.document());
        assert_eq!(fields["staff_count.staff"], ["約3"], "what was typed stays");
        begin(&browser, &start);
        assert!(!answers(&section(&guest.token, "staff").document()).contains_key("job_titles.nurse"), "and what was taken out stays out");
        assert_eq!(section(&guest.token, "staff").texts("#previous-staff_count").len(), 1, "what was answered stands beside");
        let page = save_by(&robot, &section(&guest.token, "staff"), &[], ("_fill", "staff"));
        assert_eq!(answers(&page.document())["staff_count.staff"], ["約3"], "only blanks are filled on demand");
        before.change_round(|round| {
            round.due_on = jiff::civil::date(2025, 12, 19);
            round.state = RoundState::Closed;
        });
        assert_eq!(section(&guest.token, "staff").texts("#previous-staff_count").len(), 1, "closed rounds count");
    }

    fn numbers_far_from_last_times_are_noticed_but_stop_nobody(database) {
        let town = Town::new(database.store());
        let (before, guest) = asked(&town, "agency-survey");
        before.change_round(|round| round.due_on = jiff::civil::date(2025, 12, 19));
        let document = r#"{"staff_count":{"staff":12,"full_time":12},"caseload":{"persons":25,"contacts":88}}"#;
        before.answer(&guest, document);
        let guest = asked(&town, "agency-survey").0.invite_again(&guest.agency);
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = Browser::new(&site);
        let robot = Robot::new(&browser, &[]);
        begin(&browser, &browser.get(&format!("/a/{}", guest.token)));
        let page = browser.get(&format!("/a/{}/sheets/1/sections/activity", guest.token));
        let page = save(&robot, &page, &[("caseload.persons", "250"), ("caseload.contacts", "8800")]);
        assert_eq!(page.texts(".far"), ["延：前回と大きく違う数値です。桁の誤りがないかお確かめください。"]);
        assert!(!page.text().contains("88"), "a number that is not taken over is not told either");
        assert!(page.texts(".error-text").is_empty());
        let page = save(&robot, &page, &[("caseload.contacts", "870")]);
        assert!(page.texts(".far").is_empty());
        let page = browser.get(&format!("/a/{}/sheets/1/sections/staff", guest.token));
        let page = save(&robot, &page, &[("staff_count.staff", "130"), ("staff_count.full_time", "12")]);
        let told = ["スタッフ数：前回（12人）と大きく違う数値です。桁の誤りがないかお確かめください。"];
        assert_eq!(page.texts(".far"), told, "one that stands beside the question may be named");
    }
}
