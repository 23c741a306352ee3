//! What was typed outlives closed windows, lost connections and closed rounds.

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
