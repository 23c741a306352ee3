//! Tables of numbers as people use them: moving by keys, pasting a block.

use serde_json::json;
use thirtyfour::Key;

use super::Desk;
use super::chromium::Chromium;

fn cell(band: &str, sex: &str) -> String {
    format!("caseload_by_age_sex.{band}.{sex}")
}

fn paste(page: &Chromium, text: &str) {
    let text = json!(text);
    page.script(&format!(
        "const data = new DataTransfer(); data.setData('text/plain', {text});
         document.activeElement.dispatchEvent(
             new ClipboardEvent('paste', {{clipboardData: data, bubbles: true, cancelable: true}}));"
    ));
}

#[test]
fn keys_move_between_cells() {
    let Some(desk) = Desk::asking("agency-survey") else { return };
    let page = desk.open("activity");
    let address = page.address();
    page.fill(&cell("age_0_12", "male"), "12");
    page.press(Key::Enter);
    assert_eq!(page.focus(), cell("age_13_15", "male"));
    page.press(Key::Down);
    page.press(Key::Right);
    assert_eq!(page.focus(), cell("age_16_18", "female"));
    page.press(Key::Up);
    page.press(Key::Up);
    page.press(Key::Left);
    assert_eq!(page.focus(), cell("age_0_12", "male"));
    page.press(Key::End);
    page.press(Key::Left);
    assert_eq!(page.focus(), cell("age_0_12", "male"), "inside what is typed, the cursor moves");
    page.press(Key::End);
    page.press(Key::Right);
    assert_eq!(page.focus(), cell("age_0_12", "female"));
    page.press(Key::Tab);
    assert_eq!(page.focus(), cell("age_0_12", "sex_unknown"));
    page.press(Key::Right);
    assert_eq!(page.focus(), cell("age_0_12", "sex_unknown"), "there is no further cell");
    assert_eq!(page.address(), address, "Enter never sends the page");
}

#[test]
fn a_block_from_a_spreadsheet_fills_the_table() {
    let Some(desk) = Desk::asking("agency-survey") else { return };
    let page = desk.open("activity");
    page.fill("caseload.persons", "1300");
    page.fill(&cell("age_60_64", "female"), "9");
    paste(page, "１，２００\t３\t余白\r\n40\t\r\n5\t6\r\n7\t8\r\n");
    let shown = |band, sex| page.value(&cell(band, sex));
    assert_eq!(shown("age_60_64", "female"), "１，２００");
    assert_eq!((shown("age_60_64", "sex_unknown"), shown("age_65_over", "female")), ("３".into(), "40".into()));
    assert_eq!(shown("age_unknown", "sex_unknown"), "6");
    assert_eq!(
        page.text("#q-caseload_by_age_sex .pasted").split("貼り付けを取り消す").next().unwrap().trim(),
        "6個の欄に貼り付けました。表の外に出る3個のセルは、貼り付けていません。"
    );
    page.wait_for_save();
    assert_eq!(page.text("#q-caseload_by_age_sex tfoot td:last-child output"), "1,254");
    assert_eq!(page.text("#q-caseload_by_age_sex tfoot td:nth-child(3) output"), "1,245");
    page.press(Key::Tab);
    page.click("h1");
    page.wait_until("document.querySelector('#q-caseload_by_age_sex .confirm-text')");
    let words = page.text("#q-caseload_by_age_sex .confirm-text");
    assert!(words.contains("合計は1254件で、実件数（1300件）と46件違います"), "{words}");
    page.picture("answering-pasted");

    page.click("#q-caseload_by_age_sex .pasted button");
    assert_eq!((shown("age_60_64", "female"), shown("age_unknown", "sex_unknown")), ("9".into(), String::new()));
    page.wait_for_save();
    assert_eq!(page.text("#q-caseload_by_age_sex tfoot td:last-child output"), "9");
}
