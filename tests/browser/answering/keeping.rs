//! What was typed outlives closed windows, lost connections and closed rounds.

use norishiro::store::drafts;
use norishiro::store::rounds::RoundState;
use serde_json::json;

use super::Desk;

const KEPT: &str = "return Object.keys(localStorage).filter((key) => key.startsWith('norishiro:')).length";

#[test]
fn a_closed_window_loses_nothing() {
    let Some(desk) = Desk::asking("agency-survey") else { return };
    let page = desk.open("staff");
    let other = page.window();
    let lost = page.new_window();
    desk.open("staff");
    page.fill("staff_count.staff", "5");
    page.wait_for_save();
    // The last words are typed at the moment of closing, before any save of their own.
    page.fill("job_titles.other_title", "4");
    page.close_window();
    page.go_to(&other);
    assert_ne!(lost, other);
    let page = desk.open("staff");
    assert_eq!((page.value("staff_count.staff"), page.value("job_titles.other_title")), ("5".into(), "4".into()));
}

#[test]
fn without_a_connection_the_browser_keeps_it_and_hands_it_in() {
    let Some(desk) = Desk::asking("agency-survey") else { return };
    let page = desk.open("staff");
    page.set_network(false, 0);
    page.fill("staff_count.staff", "7");
    page.wait_until("document.getElementById('save-bar').className.includes('failed')");
    assert!(page.status().starts_with("通信できません。入力した内容はこのパソコンに一時的に保管しています。"));
    assert_eq!(page.script(KEPT), json!(1));
    page.picture("answering-offline");
    page.fill("staff_count.full_time", "7");
    page.click("button[name=_go][value=next]");
    page.wait_until("document.getElementById('save-bar').className.includes('failed')");
    assert!(page.address().ends_with("/sections/staff"), "the page stays where it can say so");
    page.set_network(true, 0);
    page.wait_for_save();
    assert_eq!(page.script(KEPT), json!(0), "nothing stays in the browser");
    let page = desk.open("staff");
    assert_eq!((page.value("staff_count.staff"), page.value("staff_count.full_time")), ("7".into(), "7".into()));
}

#[test]
fn what_was_kept_comes_back_with_the_page() {
    let Some(mut desk) = Desk::asking("agency-survey") else { return };
    let page = desk.open("staff");
    let first = page.window();
    page.new_window();
    desk.open("staff");
    desk.stop_server();
    let page = &desk.chromium;
    page.fill("staff_count.staff", "7");
    page.fill("job_titles.other_title", "3");
    page.wait_until("document.getElementById('save-bar').className.includes('failed')");
    page.open("about:blank");
    // The page's last post must find nobody: on a slow machine it is still under way now.
    std::thread::sleep(std::time::Duration::from_secs(2));
    desk.start_server_again();
    // Meanwhile a colleague answers one of the two otherwise.
    let page = &desk.chromium;
    page.go_to(&first);
    page.fill("staff_count.staff", "8");
    page.wait_for_save();

    let page = desk.open("staff");
    page.wait_for_save();
    assert!(page.text("#save-news").contains("保存できていなかった入力を、この画面に戻しました。"));
    assert_eq!(page.value("job_titles.other_title"), "3", "handed in without a word");
    page.wait_until("document.querySelector('#q-staff_count .choose')");
    let both = page.text("#q-staff_count .choose");
    assert!(both.contains("7人") && both.contains("8人"), "{both}");
    assert_eq!(page.value("staff_count.staff"), "8", "what was saved first stays until one is chosen");
    assert_eq!(page.script(KEPT), json!(0));
}

#[test]
fn a_round_closed_meanwhile_leaves_the_text_to_be_copied() {
    let Some(desk) = Desk::asking("agency-survey") else { return };
    let page = desk.open("staff");
    page.fill("job_titles.other_title", "1");
    page.wait_until("document.getElementById('f-job_titles_other')");
    desk.town.change_round(|round| round.state = RoundState::Closed);
    page.fill("job_titles_other", "家族相談員");
    page.wait_until("document.getElementById('save-bar').className.includes('failed')");
    assert!(page.status().starts_with("保存できませんでした。回答の受付が終わったか"), "{}", page.status());
    assert_eq!(page.value("job_titles_other"), "家族相談員");
    let copy = page.script("return document.getElementById('kept-text').value");
    assert!(copy.as_str().unwrap().contains("家族相談員"), "{copy}");
    page.picture("answering-closed");

    desk.town.change_round(|_| {});
    page.fill("job_titles_other", "家族相談員等");
    page.wait_for_save();
    assert!(!page.is_seen("#kept-notice"));
    assert_eq!(page.script(KEPT), json!(0));
    assert_eq!(desk.open("staff").value("job_titles_other"), "家族相談員等");
}

#[test]
fn a_sheet_removed_meanwhile_keeps_what_is_typed_on_it() {
    let Some(desk) = Desk::asking("case-sheet") else { return };
    let page = desk.open("situation");
    let writing = page.window();
    page.fill("outline", "母からの電話");
    page.wait_for_save();
    page.new_window();
    page.open(&desk.address(""));
    page.click("form[action$='/sheets/1/removal'] button");
    page.wait_until("document.querySelector(\"form[action$='/sheets/1/restoration']\")");
    let removing = page.window();

    page.go_to(&writing);
    page.fill("outline", "母からの電話。初回は訪問で伺った。");
    page.wait_until("document.getElementById('save-bar').className.includes('failed')");
    let told = page.status();
    assert!(told.starts_with("このシートは、別の画面で削除されました。"), "{told}");
    assert!(told.contains("保管しています") && told.contains("「元に戻す」"), "{told}");
    assert_eq!(page.value("outline"), "母からの電話。初回は訪問で伺った。", "what was typed stays on the screen");
    let draft = desk.town.read(|connection| drafts::find(connection, desk.town.network.id, desk.guest.sheet));
    assert!(draft.unwrap().fields.contains("初回は訪問で伺った。"), "and is kept with the sheet, as the page says");
    page.picture("answering-removed");
    // A button does not lead away from it either.
    page.click("button[name=_go][value=next]");
    page.wait_until("document.getElementById('save-bar').className.includes('failed')");
    assert!(page.address().ends_with("/sections/situation"), "{}", page.address());

    page.go_to(&removing);
    page.click("form[action$='/sheets/1/restoration'] button");
    page.wait_until("document.querySelector(\"form[action$='/sheets/1/removal']\")");
    page.go_to(&writing);
    page.fill("outline", "母からの電話。初回は訪問で伺った。二回目も。");
    page.wait_for_save();
    assert_eq!(page.script(KEPT), json!(0));
    assert!(desk.open("situation").value("outline").contains("初回は訪問で伺った。"));
}

#[test]
fn a_fault_of_ours_is_said_and_survived() {
    let Some(desk) = Desk::asking("agency-survey") else { return };
    let page = desk.open("staff");
    desk.run_sql("ALTER TABLE drafts RENAME TO drafts_away");
    page.fill("staff_count.staff", "7");
    page.wait_until("document.getElementById('save-bar').className.includes('failed')");
    assert!(page.status().starts_with("ただいま保存できません。入力した内容はこのパソコンに一時的に保管しています。"));
    assert_eq!(page.value("staff_count.staff"), "7");
    desk.run_sql("ALTER TABLE drafts_away RENAME TO drafts");
    page.wait_for_save();
    assert_eq!(page.script(KEPT), json!(0));
    assert_eq!(desk.open("staff").value("staff_count.staff"), "7");
}
