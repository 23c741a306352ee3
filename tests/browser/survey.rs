//! An agency answers the agency survey without JavaScript.

use super::chromium::Chromium;
use super::story;

#[test]
fn an_agency_answers_the_survey_without_scripts() {
    story(false, async |chromium, demo| {
        let link = demo.link("ひきこもり支援に関するアンケート");
        chromium.page.goto(&link).await.unwrap();
        chromium.press("回答を始める").await;
        staff(chromium).await;
        activity(chromium).await;
        first_contacts(chromium).await;
        the_link_brings_everything_back(chromium, &link).await;
        functions_and_partners(chromium).await;
        gaps(chromium).await;
        chromium.press("保存して次へ").await;
        submit(chromium).await;
    });
}

/// A sum got wrong and mended; full-width digits.
async fn staff(chromium: &Chromium) {
    chromium.fill("staff_count.staff", "１２人").await;
    chromium.fill("staff_count.full_time", "8").await;
    chromium.fill("staff_count.part_time", "3").await;
    chromium.fill("job_titles.public_health_nurse", "１２").await;
    chromium.press("保存して再計算").await;
    let wrong = chromium.text().await;
    assert!(wrong.contains("常勤8人と非常勤3人を合わせると11人ですが、スタッフ数は12人となっています"), "{wrong}");
    assert!(chromium.page.title().await.unwrap().starts_with("エラー"), "the title says so too");
    chromium.look("survey-error").await;
    chromium.fill("staff_count.part_time", "４").await;
    chromium.press("保存して再計算").await;
    let mended = chromium.text().await;
    assert!(!mended.contains("どちらかの人数を直してください"), "{mended}");
    assert_eq!(value(chromium, "staff_count.part_time").await, "４", "what was typed stays as typed");
    chromium.press("保存して次へ").await;
}

async fn activity(chromium: &Chromium) {
    chromium.choose("methods", &["phone", "visit"]).await;
    chromium.choose("targets", &["person"]).await;
    chromium.fill("caseload.persons", "１０").await;
    chromium.fill("caseload.contacts", "１，２００件").await;
    chromium.fill("caseload_by_age_sex.age_30_39.male", "6").await;
    chromium.fill("caseload_by_age_sex.age_40_49.female", "４").await;
    chromium.look("survey-activity").await;
    chromium.press("保存して次へ").await;
}

/// Of families nothing is asked until there are some.
async fn first_contacts(chromium: &Chromium) {
    assert!(!chromium.text().await.contains("家族の内訳について"), "⑥ is for those with families");
    chromium.fill("first_contact.person", "7").await;
    chromium.fill("first_contact.family", "３").await;
    chromium.press("保存して次へ").await;
    let text = chromium.text().await;
    assert!(text.contains("家族の内訳について"), "the new question is shown before going on: {text}");
    chromium.fill("first_contact_family.mother", "2").await;
    chromium.fill("first_contact_family.father", "1").await;
    chromium.press("保存して次へ").await;
}

async fn the_link_brings_everything_back(chromium: &Chromium, link: &str) {
    chromium.page.goto("about:blank").await.unwrap();
    chromium.page.goto(link).await.unwrap();
    assert!(chromium.text().await.contains("入力中"));
    chromium.page.goto(format!("{link}/sheets/1/sections/activity")).await.unwrap();
    assert_eq!(value(chromium, "caseload.contacts").await, "１，２００件");
    assert!(chromium.find("input[name='methods'][value='visit']").await.is_selected().await.unwrap());
    chromium.page.goto(format!("{link}/sheets/1/sections/functions_and_places")).await.unwrap();
}

async fn functions_and_partners(chromium: &Chromium) {
    chromium.choose("functions", &["person", "outreach"]).await;
    chromium.choose("eligible_ages", &["age_30_39", "age_40_49"]).await;
    chromium.press("保存して次へ").await;
    chromium.press("保存して次へ").await;
}

async fn gaps(chromium: &Chromium) {
    chromium.choose("unmet_any", &["no"]).await;
    chromium.choose("doubtful_end", &["no"]).await;
    chromium.choose("hard_to_reach", &["none"]).await;
    chromium.choose("difficulties", &["none"]).await;
    chromium.press("保存して次へ").await;
}

async fn submit(chromium: &Chromium) {
    let review = chromium.text().await;
    assert!(review.contains("1,200"), "typed １，２００件: {review}");
    chromium.look("survey-review").await;
    chromium.press("提出する").await;
    let receipt = chromium.text().await;
    assert!(receipt.contains("受付番号"), "{receipt}");
    chromium.look("survey-receipt").await;
}

async fn value(chromium: &Chromium, name: &str) -> String {
    chromium.field(name).await.value().await.unwrap().unwrap()
}
