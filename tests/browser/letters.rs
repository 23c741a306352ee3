//! The coordinator prints letters: one A4 page an agency, without the page's own words around them.

use std::process::Command;

use data_encoding::BASE64;
use serde_json::json;

use super::desk::{follow, sign_in};
use super::story;

#[test]
fn letters_print_on_one_page_each_and_their_code_opens() {
    story(false, async |chromium, demo| {
        chromium.page.goto(format!("{}/code", demo.site())).await.unwrap();
        chromium.look("code").await;
        chromium.fill("code", "ABCDE-FGHJ5").await;
        chromium.press("回答用ページへ進む").await;
        assert!(chromium.page.title().await.unwrap().starts_with("エラー"), "{}", chromium.text().await);
        chromium.look("code-error").await;

        sign_in(chromium, demo).await;
        follow(chromium, "令和7年度 ひきこもり支援に関するアンケート").await;
        follow(chromium, "依頼状を印刷する").await;
        chromium.look("letters").await;
        let letters = chromium.count(".letter").await;
        assert!(letters > 20, "{letters}");
        let (pages, words) = print(chromium).await;
        assert_eq!(pages, letters, "one page a letter");
        for page in words.split('\u{c}').take(letters) {
            let once = |words: &str| page.matches(words).count() == 1;
            assert!(once("（依頼）") && once("以上") && page.contains("回答用コード "), "{page}");
            assert!(!page.contains("サインアウト") && !page.contains("印刷の仕方"), "{page}");
        }
        let code = chromium.find(".letter-code").await.text().await.unwrap();
        chromium.page.goto(format!("{}/code", demo.site())).await.unwrap();
        chromium.fill("code", &code.to_lowercase()).await;
        chromium.press("回答用ページへ進む").await;
        assert!(chromium.text().await.contains("回答の前に"), "{}", chromium.text().await);
    });
}

/// How many pages come out of the printer, and what is on them, pages parted by form feeds.
async fn print(chromium: &super::chromium::Chromium) -> (usize, String) {
    let wanted = json!({ "preferCSSPageSize": true, "printBackground": false });
    let printed = chromium.page.cdp().send_raw("Page.printToPDF", wanted).await.unwrap();
    let pdf = BASE64.decode(printed["data"].as_str().unwrap().as_bytes()).unwrap();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/target/screenshots/letters.pdf");
    std::fs::write(file, pdf).unwrap();
    let run = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).output();
        String::from_utf8(output.expect("poppler-utils is missing: run tests/run, which installs it").stdout).unwrap()
    };
    let facts = run("pdfinfo", &[file]);
    let fact = |name: &str| facts.lines().find_map(|line| line.strip_prefix(name)).unwrap().trim().to_owned();
    assert!(fact("Page size:").contains("A4"), "{facts}");
    (fact("Pages:").parse().unwrap(), run("pdftotext", &["-layout", file, "-"]))
}
