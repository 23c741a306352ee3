//! The list of rounds on a Monday: whom to remind, whom to call, what came in, over all rounds.

use super::super::answers::short_survey;
use super::super::{asking, desk};
use super::*;

/// A part of the first page.
fn part(page: &Page, id: &str) -> String {
    page.texts(&format!("section[aria-labelledby={id}]")).concat()
}

on_both_databases! {
    fn all_rounds_tell_what_needs_attention_and_lead_to_their_boards(database) {
        let (town, council) = short_survey(&town_with_coordinator(database.store()));
        let (differs, _) = agency(&town, "つむぎ", "ツムギ", "0XX-111-2222");
        let (silent, contact) = agency(&town, "うみべ", "ウミベ", "0XX-333-4444");
        mail(&town, &silent, contact, Some(Outcome::Refused("recipient 550".to_owned())));
        answer(&town, &differs, DIFFERS);
        let other = asking(&town, "case-sheet", "令和7年度事例シート");
        other.invite_again(&council.agency);
        let site = Site::start(&town.store, at("2026-11-23T08:30:00+09:00"));
        let browser = at_desk(&site);
        let page = browser.get(&desk(&town));
        let waiting = part(&page, "waiting");
        assert!(waiting.contains("短いアンケート：2機関 期限まであと25日"), "{waiting}");
        assert!(waiting.contains("うみべ メール不達") && waiting.contains("令和7年度事例シート：1機関"), "{waiting}");
        let calls = part(&page, "calls");
        assert!(calls.contains("短いアンケート：1件") && calls.contains("つむぎの回答") && calls.contains("0XX-111-2222"), "{calls}");
        assert!(!calls.contains("事例シート"), "{calls}");
        assert!(part(&page, "arrivals").contains("短いアンケート：1件"), "{}", part(&page, "arrivals"));
        for id in ["waiting", "calls", "arrivals"] {
            let link = page.attributes(&format!("section[aria-labelledby={id}] a"), "href").remove(0);
            let (path, anchor) = link.split_once('#').unwrap();
            assert_eq!(browser.get(path).texts(&format!("#{anchor}")).len(), 1, "{link}");
        }
    }

    fn what_is_settled_is_not_told_and_a_look_here_makes_nothing_old(database) {
        let (town, guest) = short_survey(&town_with_coordinator(database.store()));
        answer(&town, &guest, AGREES);
        let site = Site::start(&town.store, at("2026-11-23T08:30:00+09:00"));
        let browser = at_desk(&site);
        for _ in 0..2 {
            let page = browser.get(&desk(&town));
            assert!(part(&page, "arrivals").contains("短いアンケート：1件"), "{}", page.text());
            assert!(part(&page, "waiting").contains("全ての機関から回答又は連絡がありました。"), "{}", page.text());
            assert!(part(&page, "calls").contains("確かめていただく回答はありません。"), "{}", page.text());
        }
        board(&browser, &town, "");
        drop(site);
        let later = Site::start(&town.store, at("2026-11-24T08:30:00+09:00"));
        let page = at_desk(&later).get(&desk(&town));
        assert!(part(&page, "arrivals").contains("前回ご覧になってから届いた回答はありません。"), "{}", page.text());
        town.change_round(|round| round.state = norishiro::store::rounds::RoundState::Closed);
        decide(&town, &guest, ResponseState::Accepted);
        let done = at_desk(&later).get(&desk(&town));
        assert!(done.texts(".attention").is_empty(), "nothing is at work: {}", done.text());
    }
}
