//! What the office has begun, so that there is a page of it to look at.

use super::pages::attributes;
use crate::browser::chromium::Chromium;

/// Begins to type something in for an agency that has answered; its address, and the section that comes first.
pub(super) async fn begin_entry(chromium: &Chromium, rounds: &[String]) -> (String, String) {
    for round in rounds {
        chromium.page.goto(round).await.unwrap();
        for agency in attributes(chromium, ".board th a[href*='/agencies/']", "href").await {
            chromium.page.goto(format!("{agency}/sheets/1")).await.unwrap();
            if chromium.count("form[action$='/acceptance']").await == 0 {
                continue;
            }
            chromium.page.goto(format!("{agency}/entries/first/sheets/1")).await.unwrap();
            for choice in ["[name=channel][value=paper]", "[name=start][value=answer]"] {
                chromium.find(choice).await.click().await.unwrap();
            }
            chromium.press("入力を始める").await;
            let address = chromium.page.current_url().await.unwrap().to_string();
            let (_, section) = address.split_once("/sections/").unwrap();
            return (agency, section.to_owned());
        }
    }
    panic!("none of these has an answer: {rounds:?}")
}

/// Notes a call about an agency in its round; the address at which the note is mended.
pub(super) async fn note_call(chromium: &Chromium, agency: &str) -> String {
    chromium.page.goto(agency).await.unwrap();
    chromium.find("#f-words").await.send_keys("折り返しの電話を待つ。").await.unwrap();
    chromium.press("記録を残す").await;
    attributes(chromium, "a[href*='/notes/']", "href").await.remove(0)
}

/// Chooses a file with a change, an addition and a mistake; the address of its preview.
pub(super) async fn begin_import(chromium: &Chromium, network: &str) -> String {
    let file = tempfile::Builder::new().suffix(".csv").tempfile().unwrap();
    std::fs::write(file.path(), "機関名,種別,メール\nハローワークB,警察,\nみどりの会,NPO,\n").unwrap();
    chromium.page.goto(format!("{network}/agencies/imports")).await.unwrap();
    chromium.find("#file").await.send_keys(file.path().to_str().unwrap()).await.unwrap();
    chromium.press("内容の確認へ進む").await;
    chromium.page.current_url().await.unwrap().to_string()
}
