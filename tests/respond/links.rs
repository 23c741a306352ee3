//! Links that do not work, and what every answer of the server carries.

use norishiro::store::TokenHash;
use norishiro::store::invitations;
use norishiro::store::rounds::RoundState;

use super::asked;
use super::every_questionnaire::begin;
use crate::harness::{Browser, Site, Town, at};

on_both_databases! {
    fn unknown_reissued_and_closed_links_get_the_same_page(database) {
        let (town, guest) = asked(&Town::new(database.store()), "agency-survey");
        let (closed_town, closed) = asked(&town, "case-sheet");
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = Browser::new(&site);
        assert_eq!(browser.get(&format!("/a/{}", guest.token)).status, 200);

        let (network, id, act) = (town.network.id, guest.invitation.id, town.act);
        town.store
            .write_blocking(move |connection| {
                invitations::reissue(connection, network, id, 2, TokenHash::of("the new link"), &act)
            })
            .unwrap();
        closed_town.change_round(|round| round.state = RoundState::Closed);

        let pages: Vec<_> = ["nobody-has-this-link", &guest.token, &closed.token]
            .iter()
            .flat_map(|token| {
                [browser.get(&format!("/a/{token}")), browser.get(&format!("/a/{token}/sheets/1/sections/staff"))]
            })
            .collect();
        for page in &pages {
            assert_eq!(page.status, 404);
            assert_eq!(page.html, pages[0].html);
        }
        assert!(pages[0].text().contains("回答用ページを開けません"));
        assert_eq!(browser.get("/a/the%20new%20link").status, 200);
    }

    fn fetching_a_link_does_not_count_as_opening_it(database) {
        let (town, guest) = asked(&Town::new(database.store()), "agency-survey");
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = Browser::new(&site);
        let opened = || {
            let (network, id) = (town.network.id, guest.invitation.id);
            town.read(move |connection| invitations::find(connection, network, id)).unwrap().first_action_at
        };
        let start = browser.get(&format!("/a/{}", guest.token));
        browser.get(&format!("/a/{}/whole", guest.token));
        let looked_at = browser.head(&format!("/a/{}", guest.token));
        assert_eq!((looked_at.status, looked_at.html.as_str()), (200, ""));
        browser.get(&format!("/a/{}/sheets/1/review", guest.token));
        assert_eq!(opened(), None);
        begin(&browser, &start);
        assert!(opened().is_some());
    }

    fn every_answer_is_guarded(database) {
        let (_, guest) = asked(&Town::new(database.store()), "agency-survey");
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = Browser::new(&site);
        let start = browser.get(&format!("/a/{}", guest.token));
        let style = start.attributes("link[rel=stylesheet]", "href").pop().unwrap();
        for page in [&start, &browser.get("/a/unknown"), &browser.get("/nowhere"), &browser.get(&style)] {
            let header = |name: &str| page.headers.get(name).map(|value| value.to_str().unwrap().to_owned());
            assert!(header("content-security-policy").unwrap().contains("default-src 'self'"), "{}", page.path);
            assert!(header("content-security-policy").unwrap().contains("frame-ancestors 'none'"));
            assert_eq!(header("x-content-type-options").as_deref(), Some("nosniff"));
            assert_eq!(header("referrer-policy").as_deref(), Some("no-referrer"));
        }
        let kept = browser.get(&style).headers.get("cache-control").unwrap().to_str().unwrap().to_owned();
        assert!(kept.contains("immutable"), "{kept}");
        assert_eq!(start.headers.get("cache-control").unwrap(), "no-store");
        assert!(!start.html.contains("http://") && !start.html.contains("https://"), "no other host");
    }

    fn forms_of_other_sites_are_refused(database) {
        let (town, guest) = asked(&Town::new(database.store()), "agency-survey");
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = Browser::new(&site);
        let refused = browser.post_from_elsewhere(&format!("/a/{}/sheets/1", guest.token), &[]);
        assert_eq!(refused.status, 403);
        assert!(refused.text().contains("送信を受け付けられませんでした"));
        let (network, id) = (town.network.id, guest.invitation.id);
        let invitation = town.read(move |connection| invitations::find(connection, network, id));
        assert_eq!(invitation.unwrap().first_action_at, None);
    }

    fn a_form_that_is_too_large_is_told_so(database) {
        let (_, guest) = asked(&Town::new(database.store()), "agency-survey");
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = Browser::new(&site);
        let flood = [("remarks".to_owned(), "あ".repeat(600_000))];
        let page = browser.post(&format!("/a/{}/sheets/1/sections/strengths_and_wishes", guest.token), &flood);
        assert_eq!(page.status, 413);
        assert!(page.text().contains("送信された内容が大きすぎます"));
        assert_eq!(page.headers.get("x-content-type-options").unwrap(), "nosniff");
    }
}
