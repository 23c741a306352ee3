//! Answers that are changed after they were handed in.

use super::pages::attributes;
use crate::browser::chromium::Chromium;

/// Begins to change an answer that was handed in; the link it came by.
pub(super) async fn begin_correction(chromium: &Chromium, handed_in: &[String]) -> String {
    for link in handed_in {
        chromium.page.goto(format!("{link}/sheets/1/receipt")).await.unwrap();
        if !chromium.text().await.contains("回答を訂正する") {
            continue;
        }
        chromium.press("回答を訂正する").await;
        chromium.page.goto(&attributes(chromium, "a.step", "href").await[0]).await.unwrap();
        answer_something(chromium).await;
        chromium.press("保存して再計算").await;
        return link.clone();
    }
    panic!("none of these may be corrected: {handed_in:?}")
}

/// Changes words of another answer that was handed in, and hands it in anew; the link it came by.
pub(super) async fn hand_correction_in(chromium: &Chromium, handed_in: &[String], changing: &str) -> String {
    for link in handed_in.iter().filter(|link| *link != changing) {
        chromium.page.goto(format!("{link}/sheets/1/receipt")).await.unwrap();
        if !chromium.text().await.contains("回答を訂正する") {
            continue;
        }
        chromium.press("回答を訂正する").await;
        for section in attributes(chromium, "a.step[href*='/sections/']", "href").await {
            chromium.page.goto(&section).await.unwrap();
            if chromium.count("#questions textarea").await == 0 {
                continue;
            }
            chromium.find("#questions textarea").await.send_keys("。").await.unwrap();
            chromium.press("保存して再計算").await;
            chromium.page.goto(format!("{link}/sheets/1/review")).await.unwrap();
            if chromium.count("form[action$=revisions]").await > 0 {
                chromium.press("訂正を提出する").await;
                return link.clone();
            }
        }
    }
    panic!("no correction of these can be handed in: {handed_in:?}")
}

/// Types or chooses in the page's first field.
pub(super) async fn answer_something(chromium: &Chromium) {
    let field = chromium.find("#questions textarea, #questions input:not([type=hidden])").await;
    field.send_keys(" 1").await.unwrap();
}
