//! Every kind of question, blank and with a mistake in each field.

use crate::browser::{in_chromium, is_left_out};
use crate::harness::{Backend, Database, Site, Town, at};
use crate::respond::asked;

use super::look::Look;
use super::pages::attributes;

const MISTAKES: &str = "
    for (const field of document.querySelectorAll('#questions input.amount')) field.value = '約10';
    for (const field of document.querySelectorAll('#questions textarea')) field.value = 'あ'.repeat(20000);";

#[test]
fn every_kind_of_question_has_no_barriers_blank_and_with_mistakes() {
    if is_left_out() {
        return;
    }
    let database = Database::fresh(Backend::Sqlite);
    let (_, guest) = asked(&Town::new(database.store()), "kitchen-sink");
    let site = Site::start(database.store(), at("2026-11-20T10:32:00+09:00"));
    let address = format!("{}/a/{}/sheets/1", site.url, guest.token);
    in_chromium(true, async |chromium| {
        let mut look = Look::with(chromium).await;
        chromium.page.goto(&address).await.unwrap();
        let mut told = 0;
        for section in attributes(chromium, "button.step", "value").await {
            let page = if section == "review" { section.clone() } else { format!("sections/{section}") };
            chromium.page.goto(format!("{address}/{page}")).await.unwrap();
            look.at(&format!("kitchen sink {section}")).await;
            if chromium.count("#questions").await == 0 {
                continue;
            }
            chromium.page.execute(MISTAKES, Vec::new()).await.unwrap();
            chromium.press("保存して再計算").await;
            told += chromium.count("[aria-invalid=true]").await;
            look.at(&format!("kitchen sink {section} with mistakes")).await;
        }
        assert!(told > 10, "only {told} fields tell of a mistake");
        look.found_nothing();
    });
}
