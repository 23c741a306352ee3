//! The whole agency survey by keyboard alone: Tab, Space, arrows, Enter and what is typed.

use serde_json::Value;
use thirtyfour::Key;

use super::Desk;
use super::chromium::Chromium;

/// Most stops of a page.
const STOPS: usize = 400;

#[test]
fn the_agency_survey_from_start_to_receipt_and_again() {
    let Some(mut desk) = Desk::asking("agency-survey") else { return };
    let page = &desk.chromium;
    page.open(&desk.address(""));
    tab_to(page, "回答を始める");
    leave_by(page, Key::Enter);
    answer_page(page);
    if page.address().contains("/sections/staff") {
        // The last number made a question appear: the page stays to ask it.
        answer_page(page);
    }
    assert!(page.address().ends_with("/sections/activity"), "{}", page.address());

    // Called away, and back by the same link: on where it stopped.
    page.open("about:blank");
    page.open(&desk.address(""));
    tab_to(page, "続きから");
    leave_by(page, Key::Enter);
    assert!(page.address().ends_with("/sections/activity"), "{}", page.address());
    settle_a_conflict(&desk);
    desk = without_connection_for_a_while(desk);
    let page = &desk.chromium;

    let mut sections = 0;
    while page.address().contains("/sections/") {
        sections += 1;
        assert!(sections < 30, "no end: {} {}", page.address(), page.text("#errors"));
        answer_page(page);
    }
    assert!(sections >= 6, "{sections}");
    submit(page, "提出する");
    assert!(page.text("main").contains("回答を受け付けました"));

    // Opened again, corrected, and handed in once more.
    page.open(&desk.address(""));
    tab_to(page, "回答を訂正する");
    leave_by(page, Key::Enter);
    let page = desk.open("staff");
    tab_to_field(page, "staff_count.staff");
    page.press(Key::End);
    page.press(Key::Backspace);
    page.press("3");
    tab_to_field(page, "staff_count.full_time");
    page.press(Key::End);
    page.press(Key::Backspace);
    page.press("2");
    page.wait_for_save();
    tab_to(page, "保存して次へ");
    leave_by(page, Key::Enter);
    page.open(&desk.address("/sheets/1/review"));
    submit(page, "訂正を提出する");
    assert!(page.text("main").contains("訂正1回目"), "{}", page.text("main"));
}

/// A colleague answers the same question otherwise; the person chooses by keyboard.
fn settle_a_conflict(desk: &Desk) {
    let page = &desk.chromium;
    let own = page.window();
    page.new_window();
    desk.open("activity").fill("caseload.contacts", "5");
    page.wait_for_save();
    page.close_window();
    page.go_to(&own);
    tab_to_field(page, "caseload.contacts");
    page.press("6");
    page.wait_until("document.querySelector('#q-caseload .choose')");
    tab_to_field(page, "_choose:caseload");
    page.press(Key::Down);
    tab_to(page, "選んだ回答を使う");
    leave_by(page, Key::Enter);
    assert!(!page.is_seen(".choose"), "{}", page.text("#q-caseload"));
    assert_eq!(page.value("caseload.contacts"), "6");
}

fn without_connection_for_a_while(mut desk: Desk) -> Desk {
    desk.stop_server();
    let page = &desk.chromium;
    tab_to_field(page, "caseload.persons");
    page.press("3");
    page.wait_until("document.getElementById('save-bar').className.includes('failed')");
    desk.start_server_again();
    desk.chromium.wait_for_save();
    desk
}

/// Hands in what the review page shows, saying that all that is asked about is right.
fn submit(page: &Chromium, words: &str) {
    for _ in 0..3 {
        if page.is_seen("form[action$=confirmations]") {
            confirm_all(page);
        }
    }
    assert!(page.is_seen("form[action$=revisions]"), "{}", page.text("main"));
    tab_to(page, words);
    leave_by(page, Key::Enter);
    assert!(page.address().ends_with("/receipt"), "{}", page.address());
}

fn tab_to_field(page: &Chromium, name: &str) {
    for _ in 0..STOPS {
        page.press(Key::Tab);
        if page.focus() == name {
            return;
        }
    }
    panic!("{name} cannot be reached by Tab on {}", page.address());
}

/// What has the focus: node, type, name, its visible words, whether it is blank.
fn stop(page: &Chromium) -> [String; 4] {
    let found = page.script(
        "const at = document.activeElement;
         const others = at.name ? document.querySelectorAll(`[name=\"${at.name}\"]`) : [];
         const chosen = Array.from(others).some((one) => one.checked) || (!/radio|checkbox/.test(at.type) && at.value);
         return [at.nodeName + '/' + (at.type || ''), at.name || '', at.textContent.trim(), chosen ? 'filled' : ''];",
    );
    let Value::Array(parts) = found else { panic!("{found}") };
    parts.into_iter().map(|part| part.as_str().unwrap().to_owned()).collect::<Vec<_>>().try_into().unwrap()
}

fn tab_to(page: &Chromium, words: &str) {
    for _ in 0..STOPS {
        page.press(Key::Tab);
        let [node, _, text, _] = stop(page);
        if (node.starts_with("BUTTON") || node.starts_with("A/")) && text.starts_with(words) {
            return;
        }
    }
    panic!("{words} cannot be reached by Tab on {}", page.address());
}

/// Presses a key that leads to another page, and waits for it.
fn leave_by(page: &Chromium, key: Key) {
    page.script("window.isOld = true");
    page.press(key);
    page.wait_until("!window.isOld && document.readyState === 'complete'");
}

/// Answers everything that the Tab key comes by, and goes on.
fn answer_page(page: &Chromium) {
    for _ in 0..STOPS {
        page.press(Key::Tab);
        let [node, name, text, state] = stop(page);
        match (node.as_str(), state.is_empty()) {
            ("BUTTON/submit", _) if text == "保存して次へ" => return leave_by(page, Key::Enter),
            ("INPUT/text", true) => {
                if let Some(words) = words_for(page, &name) {
                    page.press(words);
                }
            }
            ("TEXTAREA/textarea", true) => page.press("電話で話を伺っています。"),
            ("INPUT/radio" | "INPUT/checkbox", true)
                if !name.starts_with("confirm:") && !name.ends_with(".unknown") =>
            {
                page.press(" ");
                page.wait_for_save();
            }
            _ => {}
        }
    }
    panic!("保存して次へ cannot be reached by Tab on {}", page.address());
}

fn words_for(page: &Chromium, name: &str) -> Option<&'static str> {
    let is_number = page.script("return Boolean(document.activeElement.inputMode)") == Value::Bool(true);
    match name {
        "staff_count.staff" => Some("2"),
        _ if is_number => Some("１"),
        // Names of agencies stay blank, and the words of options that are not chosen.
        _ if name.ends_with(".name") || name.ends_with(".other") || name.starts_with("reason:") => None,
        _ => Some("B市健康福祉課"),
    }
}

fn confirm_all(page: &Chromium) {
    for _ in 0..STOPS {
        page.press(Key::Tab);
        let [node, name, text, state] = stop(page);
        if node == "INPUT/checkbox" && name.starts_with("confirm:") && state.is_empty() {
            page.press(" ");
        } else if text == "確認した内容を保存する" {
            return leave_by(page, Key::Enter);
        }
    }
    panic!("the confirmations cannot be reached by Tab");
}
