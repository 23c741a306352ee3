//! Who gets in, who is told what, and who is locked out.

use super::{MAIL, PASSWORD, at_desk, sign_in, town_with_coordinator};
use crate::harness::{Browser, Site, at};

const MORNING: &str = "2026-11-20T09:00:00+09:00";

on_both_databases! {
    fn the_right_password_opens_the_page_that_was_asked_for(database) {
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(MORNING));
        let browser = Browser::new(&site);
        let asked_for = format!("/staff/networks/{}/gaps", town.network.id);
        let form = browser.get(&asked_for);
        assert_eq!(form.path, format!("/staff/sign-in?back={asked_for}"));
        let pairs = [
            ("csrf", form.attributes("input[name=csrf]", "value").concat()),
            ("back", form.attributes("input[name=back]", "value").concat()),
            ("mail", MAIL.to_uppercase()),
            ("password", PASSWORD.to_owned()),
        ];
        let page = browser.post("/staff/sign-in", &pairs.map(|(name, value)| (name.to_owned(), value)));
        assert_eq!((page.status, page.path.as_str()), (200, asked_for.as_str()));
        assert!(page.text().contains("山田"));
    }

    fn an_unknown_address_and_a_wrong_password_are_told_the_same(database) {
        town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(MORNING));
        let browser = Browser::new(&site);
        let wrong = sign_in(&browser, MAIL, "ちがう合言葉です");
        let unknown = sign_in(&browser, "nobody@b-city.example.jp", PASSWORD);
        assert!(wrong.texts("title")[0].starts_with("エラー："), "{:?}", wrong.texts("title"));
        assert_eq!(wrong.attributes("#mail", "value"), [MAIL]);
        assert_eq!(wrong.attributes("#password", "value"), Vec::<String>::new(), "no password comes back");
        assert_eq!(wrong.text(), unknown.text());
        assert_eq!(browser.get("/staff").path, "/staff/sign-in?back=/staff");
    }

    fn five_wrong_passwords_lock_for_fifteen_minutes(database) {
        town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(MORNING));
        let browser = Browser::new(&site);
        let mut told = Vec::new();
        for _ in 0..5 {
            told.push(sign_in(&browser, MAIL, "ちがう合言葉です").text());
        }
        let locked = sign_in(&browser, MAIL, PASSWORD);
        assert_eq!(locked.path, "/staff/sign-in");
        assert!(told.iter().all(|words| *words == locked.text()), "nobody learns that the address is known");

        drop(site);
        let later = Site::start(database.store(), at("2026-11-20T09:14:00+09:00"));
        assert_eq!(sign_in(&Browser::new(&later), MAIL, PASSWORD).path, "/staff/sign-in");
        drop(later);
        let after = Site::start(database.store(), at("2026-11-20T09:16:00+09:00"));
        at_desk(&after);
    }

    fn four_wrong_ones_are_forgotten_after_the_right_one(database) {
        town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(MORNING));
        for _ in 0..2 {
            let browser = Browser::new(&site);
            for _ in 0..4 {
                sign_in(&browser, MAIL, "ちがう合言葉です");
            }
            at_desk(&site);
        }
    }

    fn signing_out_ends_the_session_on_the_server(database) {
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(MORNING));
        let browser = at_desk(&site);
        let desk = format!("/staff/networks/{}", town.network.id);
        let csrf = browser.get(&desk).attributes("form[action='/staff/sign-out'] input[name=csrf]", "value").concat();

        let refused = browser.post("/staff/sign-out", &[("csrf".to_owned(), "made up".to_owned())]);
        assert_eq!(refused.status, 403);
        assert_eq!(browser.post_from_elsewhere("/staff/sign-out", &[("csrf".to_owned(), csrf.clone())]).status, 403);
        assert_eq!(browser.get(&desk).path, desk, "still signed in");

        let out = browser.post("/staff/sign-out", &[("csrf".to_owned(), csrf)]);
        assert_eq!(out.path, "/staff/sign-in");
        assert_eq!(browser.get(&desk).path, format!("/staff/sign-in?back={desk}"));
    }

    fn a_sign_in_form_of_another_page_is_refused(database) {
        town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(MORNING));
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let made_up = [pair("mail", MAIL), pair("password", PASSWORD), pair("csrf", "made up")];
        let browser = Browser::new(&site);
        assert_eq!(browser.post("/staff/sign-in", &made_up).status, 403, "no cookie");
        browser.get("/staff/sign-in");
        assert_eq!(browser.post("/staff/sign-in", &made_up).status, 403, "another secret than the cookie's");
    }

    fn a_session_ends_eight_hours_after_its_last_use(database) {
        let town = town_with_coordinator(database.store());
        let desk = format!("/staff/networks/{}", town.network.id);
        let site = Site::start(database.store(), at(MORNING));
        let browser = at_desk(&site);
        drop(site);
        for (time, is_in) in [
            ("2026-11-20T16:30:00+09:00", true),
            ("2026-11-21T00:00:00+09:00", true),
            ("2026-11-21T08:30:00+09:00", false),
        ] {
            let site = Site::start(database.store(), at(time));
            assert_eq!(browser.at(&site).get(&desk).path == desk, is_in, "{time}");
        }
    }
}
