//! 「今年度は該当事例がありません」

use super::every_questionnaire::begin;
use super::robot::{Robot, answers};
use super::{asked, press, save, save_by};
use crate::harness::{Browser, Site, Town, at};

on_both_databases! {
    fn the_counts_become_zero_after_a_look_at_what_goes(database) {
        let (_, guest) = asked(&Town::new(database.store()), "agency-survey");
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = Browser::new(&site);
        let robot = Robot::new(&browser, &[]);
        begin(&browser, &browser.get(&format!("/a/{}", guest.token)));
        let section = |key: &str| browser.get(&format!("/a/{}/sheets/1/sections/{key}", guest.token));
        assert!(!section("staff").html.contains("今年度は該当事例がありません"));

        let typed = [("caseload.persons", "約10"), ("caseload_by_age_sex.age_19_29.male", "３")];
        let page = save_by(&robot, &section("activity"), &typed, ("_go", "no-cases"));
        assert!(page.path.ends_with("/no-cases"), "{}", page.path);
        let rows = page.texts(".changes tbody tr");
        assert_eq!(rows.len(), 3, "{rows:?}");
        assert!(rows[0].contains("約10") && rows[1].contains('3'), "{rows:?}");
        assert_eq!(answers(&section("activity").document())["caseload.persons"], ["約10"], "nothing has changed yet");

        save(&robot, &section("activity"), &[("caseload.contacts", "20")]);
        let unseen = press(&browser, &page, "/no-cases");
        assert!(unseen.text().contains("続けて保存されました"), "nothing is replaced that was not shown");
        let after = press(&browser, &unseen, "/no-cases");
        assert!(after.path.contains("/sections/activity?saved=1"), "{}", after.path);
        assert!(after.text().contains("件数の設問に0を入れました"));
        let fields = answers(&after.document());
        assert_eq!((&fields["caseload.persons"], &fields["caseload.contacts"]), (&vec!["0".to_owned()], &vec!["0".to_owned()]));
        assert_eq!(fields.iter().filter(|(name, _)| name.starts_with("caseload_by_age_sex.")).count(), 30);
        assert_eq!(after.texts("#q-caseload_by_age_sex tfoot td.sum-cell"), ["0", "0", "0", "0"]);
        let first = section("first_contact_route");
        assert_eq!(answers(&first.document()).len(), 4);
        assert!(first.attributes("#q-first_contact_family", "id").is_empty(), "⑥ is not asked");

        let again = press(&browser, &unseen, "/no-cases");
        assert!(again.path.contains("none=1"), "sent twice: {}", again.path);
        let done = browser.get(&format!("/a/{}/sheets/1/no-cases", guest.token));
        assert!(done.text().contains("件数の設問は、全て0になっています。"), "{}", done.text());
    }
}
