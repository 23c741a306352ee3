//! No barriers: every page of the route table, also with errors shown, looked at by axe-core, on small screens and
//! at 200 %, in forced colours, and by keyboard.

mod axe;
mod look;
mod pages;
mod states;

use super::story;
use look::Look;

#[test]
fn every_page_of_the_route_table_has_no_barriers() {
    story(true, async |chromium, demo| {
        let mut look = Look::with(chromium).await;
        for place in pages::places(chromium, demo).await {
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
        states::mistakes(&mut look, &demo.link("ひきこもり支援に関するアンケート")).await;
        states::two_windows(&mut look, &demo.link("ひきこもり支援に関するアンケート")).await;
        states::several_networks(&mut look, demo).await;
        look.found_nothing();
    });
}
