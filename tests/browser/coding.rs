//! A reader codes a case: by selecting text, and by ticking sentences where there is no script.

use super::chromium::Chromium;
use super::desk::{follow, sign_in};
use super::story;
use crate::harness::demo::RunningDemo;

/// Selects the first letters of the page's first longer sentence, as a mouse does.
const SELECT: &str = "const text = Array.from(document.querySelectorAll('[data-start]'), (one) => one.firstChild).find((one) => one.length > 6); \
    const range = document.createRange(); range.setStart(text, 0); range.setEnd(text, 6); \
    const chosen = document.getSelection(); chosen.removeAllRanges(); chosen.addRange(range); return range.toString();";

/// Opens the last case of the list, which no reader has been given.
async fn open_case(chromium: &Chromium, demo: &RunningDemo) {
    sign_in(chromium, demo).await;
    follow(chromium, "事例").await;
    follow(chromium, "分類の進み具合").await;
    chromium.look("coding-progress").await;
    let link = chromium.find("tbody tr:last-child a[href$='/coding']").await;
    chromium.enter(&link).await;
}

#[test]
fn a_reader_selects_text_and_gives_it_a_code() {
    story(true, async |chromium, demo| {
        open_case(chromium, demo).await;
        let selected = chromium.page.execute(SELECT, Vec::new()).await.unwrap();
        let selected = selected.json().as_str().unwrap().to_owned();
        assert_eq!(chromium.find(".selected-passage q").await.text().await.unwrap(), selected);
        chromium.find("details[open] input[name=code]").await.click().await.unwrap();
        chromium.look("coding-selected").await;
        chromium.press("選んだ文に分類を付ける").await;
        assert_eq!(chromium.find(".codes-given q").await.text().await.unwrap(), selected);
        chromium.look("coding-given").await;
    });
}

#[test]
fn a_reader_codes_without_any_script() {
    story(false, async |chromium, demo| {
        open_case(chromium, demo).await;
        chromium.press("選んだ文に分類を付ける").await;
        assert!(chromium.page.title().await.unwrap().starts_with("エラー"), "{}", chromium.text().await);
        chromium.look("coding-error").await;
        chromium.find("input[name=at]").await.click().await.unwrap();
        chromium.find("details[open] input[name=code]").await.click().await.unwrap();
        chromium.press("選んだ文に分類を付ける").await;
        assert!(chromium.text().await.contains("分類を付けました"), "{}", chromium.text().await);
        chromium.press("取り消す").await;
        assert!(chromium.text().await.contains("取り消した記録は残ります"), "{}", chromium.text().await);
    });
}
