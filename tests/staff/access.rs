//! A desk belongs to its network: for others its pages do not exist.

use norishiro::store::memberships::Role;

use super::{MAIL, PASSWORD, asking, at_desk, desk, round, sign_in, town_with_coordinator};
use crate::harness::{Browser, Site, Town, at};

on_both_databases! {
    fn another_networks_pages_are_not_found(database) {
        let mine = asking(&town_with_coordinator(database.store()), "agency-survey", "アンケート");
        let other = asking(&Town::called(database.store(), "C市"), "agency-survey", "アンケート");
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = at_desk(&site);
        let smuggled = format!("{}/rounds/{}", desk(&mine), other.round.id);
        for base in [desk(&other), round(&other), smuggled] {
            for page in ["", "/results", "/cases", "/gaps", "/workbook"] {
                let status = browser.get(&format!("{base}{page}")).status;
                assert_eq!(status, 404, "{base}{page}");
            }
        }
        assert_eq!(browser.get("/staff/networks/1/rounds/2").status, 404);
        assert_eq!(browser.get(&format!("{}/results", round(&mine))).status, 200);
    }

    fn a_person_of_two_networks_chooses(database) {
        let town = town_with_coordinator(database.store());
        let other = Town::called(database.store(), "C市");
        let (network, act) = (other.network.id, other.act);
        town.store
            .write_blocking(move |connection| {
                let user = norishiro::store::users::by_mail(connection, MAIL)?.unwrap();
                norishiro::store::memberships::grant(connection, network, user.id, Role::Owner, &act)
            })
            .unwrap();
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = Browser::new(&site);
        let home = sign_in(&browser, MAIL, PASSWORD);
        assert_eq!(home.path, "/staff");
        assert_eq!(home.attributes("main a", "href"), [desk(&town), desk(&other)]);
    }

    fn nothing_is_shown_to_those_who_did_not_sign_in(database) {
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = Browser::new(&site);
        for page in ["", "/cases", "/gaps"] {
            let path = format!("{}{page}", desk(&town));
            assert_eq!(browser.get(&path).path, format!("/staff/sign-in?back={path}"));
        }
    }
}
