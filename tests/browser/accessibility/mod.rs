//! No barriers: every page of the route table, also with errors shown, looked at by axe-core, on small screens and
//! at 200 %, in forced colours, and by keyboard.

mod axe;
mod begun;
mod corrections;
mod crosstabs;
mod hearings;
mod look;
mod masked;
mod pages;
mod readings;
mod sink;
mod states;

use axe::Axe;
use look::Look;
use pages::Whose;
use thirtyfour::{By, Key};

use super::story;

#[test]
fn every_page_of_the_route_table_for_agencies_has_no_barriers() {
    no_barriers(Whose::Agencies);
}

#[test]
fn every_page_of_the_route_table_for_staff_has_no_barriers() {
    no_barriers(Whose::Staff);
}

fn no_barriers(whose: Whose) {
    story(true, async |chromium, demo| {
        let mut look = Look::with(chromium).await;
        for place in pages::places(chromium, demo, whose).await {
            chromium.page.goto(&place.address).await.unwrap();
            look.at(&place.name).await;
        }
        look.found_nothing();
    });
}

#[test]
fn pages_that_tell_of_errors_have_no_barriers() {
    story(true, async |chromium, demo| {
        let mut look = Look::with(chromium).await;
        states::lost_ways(&mut look, demo).await;
        states::failed_sign_in(&mut look, demo).await;
        states::mistakes(&mut look, &demo.link("令和7年度 ひきこもり支援に関するアンケート")).await;
        states::two_windows(&mut look, &demo.link("令和7年度 ひきこもり支援に関するアンケート")).await;
        states::closed_meanwhile(&mut look, &demo.link("令和7年度 ひきこもり支援に関するアンケート")).await;
        states::declining(&mut look, &demo.link("ヒアリング調査")).await;
        states::several_sheets(&mut look, &demo.link("事例シート")).await;
        hearings::from_link_to_confirmation(&mut look, demo).await;
        states::several_networks(&mut look, demo).await;
        look.found_nothing();
    });
}

#[test]
fn crosstabs_have_no_barriers() {
    story(true, async |chromium, demo| {
        let mut look = Look::with(chromium).await;
        crosstabs::with_tests_and_charts(&mut look, demo).await;
        look.found_nothing();
    });
}

#[test]
fn the_statement_tells_what_was_tested_with_what() {
    story(true, async |chromium, demo| {
        chromium.page.goto(format!("{}/accessibility", demo.site())).await.unwrap();
        let text = chromium.text().await;
        if let Some(axe) = Axe::installed() {
            let version = axe.version(chromium).await;
            assert!(text.contains(&format!("axe-core {version}")), "the tests used {version}: {text}");
        }
        assert!(text.contains(&format!("「のりしろ」{}版", env!("CARGO_PKG_VERSION"))), "{text}");
    });
}

#[test]
fn the_keyboards_first_stop_skips_to_the_content() {
    story(false, async |chromium, demo| {
        let link = demo.link("ひきこもり支援に関するアンケート");
        for address in [link.as_str(), demo.staff(), &format!("{link}/whole")] {
            chromium.page.goto(address).await.unwrap();
            chromium.press_key(Key::Tab).await;
            let skip = chromium.page.active_element().await.unwrap();
            assert_eq!(skip.text().await.unwrap(), "本文へ移動", "{address}");
            let place = skip.rect().await.unwrap();
            assert!(place.x >= 0.0 && place.y >= 0.0, "{address}: the link stays out of sight");
            chromium.press_key(Key::Enter).await;
            chromium.press_key(Key::Tab).await;
            let next = chromium.page.find_all(By::Css("main :focus")).await.unwrap();
            assert_eq!(next.len(), 1, "{address}: the next stop is not in the content");
        }
    });
}
