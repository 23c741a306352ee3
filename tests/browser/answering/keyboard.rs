//! The whole agency survey by keyboard alone: Tab, Space, arrows, Enter and what is typed.

use serde_json::Value;
use thirtyfour::Key;

use super::Desk;
use super::chromium::Chromium;

/// Most stops of a page.
const STOPS: usize = 400;

#[test]
fn the_agency_survey_from_start_to_receipt() {
    let Some(desk) = Desk::asking("agency-survey") else { return };
    let page = &desk.chromium;
    page.open(&desk.address(""));
    tab_to(page, "回答を始める");
    leave_by(page, Key::Enter);
    let mut sections = 0;
    while page.address().contains("/sections/") {
        sections += 1;
        assert!(sections < 30, "no end: {} {}", page.address(), page.text("#errors"));
        answer_page(page);
    }
    assert!(sections >= 7, "{sections}");
    for _ in 0..3 {
        if page.is_seen("form[action$=confirmations]") {
            confirm_all(page);
        }
    }
    assert!(page.is_seen("form[action$=revisions]"), "{}", page.text("main"));
    tab_to(page, "提出する");
    leave_by(page, Key::Enter);
    assert!(page.address().ends_with("/receipt"), "{}", page.address());
    assert!(page.text("main").contains("回答を受け付けました"));
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
