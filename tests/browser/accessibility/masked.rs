//! A case whose agency was asked about its masked version.

use super::pages::attributes;
use crate::browser::chromium::Chromium;

/// The link of an agency that was asked about its masked cases, and where the office prepared a case.
pub(super) async fn masked_case(chromium: &Chromium, network: &str, handed_in: &[String]) -> (String, String) {
    chromium.page.goto(format!("{network}/masking")).await.unwrap();
    let prepared = attributes(chromium, "tbody a[href$='/masking']", "href").await.remove(0);
    for link in handed_in {
        chromium.page.goto(format!("{link}/masking")).await.unwrap();
        if chromium.text().await.contains("事例の伏せ字の確認") {
            return (link.clone(), prepared);
        }
    }
    panic!("nobody was asked about a case: {handed_in:?}")
}
