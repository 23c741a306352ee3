//! Every questionnaire's pages, looked at on a wide and a narrow screen.

use super::story;

#[test]
fn every_questionnaires_pages_fit_a_narrow_screen() {
    story(true, async |chromium, demo| {
        for (number, link) in demo.links().iter().enumerate() {
            chromium.page.goto(&link.address).await.unwrap();
            chromium.look(&format!("sheet-{number}-start")).await;
            chromium.page.goto(format!("{}/whole", link.address)).await.unwrap();
            chromium.look(&format!("sheet-{number}-whole")).await;
            let mut address = format!("{}/sheets/1", link.address);
            for page in 1.. {
                chromium.page.goto(&address).await.unwrap();
                chromium.look(&format!("sheet-{number}-page-{page}")).await;
                let Some(next) = next_section(chromium).await else { break };
                address = format!("{}/sheets/1/sections/{next}", link.address);
            }
            chromium.page.goto(format!("{}/sheets/1/review", link.address)).await.unwrap();
            chromium.look(&format!("sheet-{number}-review")).await;
        }
        chromium.page.goto(format!("{}/a/unknown", demo.site())).await.unwrap();
        assert!(chromium.text().await.contains("ご連絡ください"), "{}", chromium.text().await);
        chromium.look("link-unknown").await;
    });
}

/// The key of the step after the present one; nothing at the last page of questions.
async fn next_section(chromium: &super::chromium::Chromium) -> Option<String> {
    use thirtyfour::By;
    let next = chromium.page.find(By::Css("li.current + li button.step")).await.ok()?;
    next.attr("value").await.unwrap().filter(|key| key != "review")
}
