//! Sums, messages and conditional questions follow what is typed, and leave the person alone.

use serde_json::json;
use thirtyfour::Key;

use super::{Desk, count_saves};

const CELL: &str = "caseload_by_age_sex.age_19_29.male";

#[test]
fn sums_follow_without_leaving_the_page() {
    let Some(desk) = Desk::asking("agency-survey") else { return };
    let page = desk.open("activity");
    page.script("window.stayed = true");
    page.fill(CELL, "１，２００件");
    assert_eq!(page.status(), "未保存の入力があります");
    page.wait_for_save();
    assert_eq!(page.status(), "保存しました　10:32");
    assert_eq!(page.text("#q-caseload_by_age_sex tbody tr:nth-child(4) output"), "1,200");
    assert_eq!(page.text("#q-caseload_by_age_sex tfoot td:nth-child(2) output"), "1,200");
    assert_eq!((page.focus(), page.value(CELL)), (CELL.to_owned(), "１，２００件".to_owned()));
    assert_eq!(page.script("return window.stayed"), json!(true));

    page.fill("caseload_by_age_sex.age_30_39.female", "3");
    assert_eq!(page.status(), "未保存の入力があります");
    page.wait_for_save();
    assert_eq!(page.text("#q-caseload_by_age_sex tfoot td:last-child output"), "1,203");
    page.picture("answering-saved");
}

#[test]
fn messages_wait_until_the_question_is_left_and_go_at_once() {
    let Some(desk) = Desk::asking("agency-survey") else { return };
    let page = desk.open("staff");
    page.fill("staff_count.staff", "5");
    page.fill("staff_count.full_time", "2");
    page.fill("staff_count.part_time", "約1");
    page.wait_for_save();
    assert_eq!(page.text("#questions .error-text"), "", "not while the question is being answered");
    page.press(Key::Tab);
    page.wait_until("document.querySelector('[id=\"e-staff_count.part_time\"] .error-text')");
    page.fill("staff_count.part_time", "1");
    page.wait_for_save();
    page.wait_until("!document.querySelector('[id=\"e-staff_count.part_time\"]')");
    page.press(Key::Tab);
    page.wait_until("document.getElementById('errors-staff_count')");
    assert!(page.text("#errors-staff_count").contains("常勤2人と非常勤1人を合わせると3人ですが、スタッフ数は5人"));
    assert!(page.is_seen("#q-staff_count.invalid"));
    assert!(!page.is_seen("#errors"), "the summary is for those who want to go on");
    page.picture("answering-wrong-sum");

    page.fill("staff_count.part_time", "3");
    page.wait_for_save();
    assert_eq!(page.text("#errors-staff_count"), "");
    assert!(!page.is_seen("#q-staff_count.invalid"));
}

#[test]
fn blanks_are_no_errors_before_the_person_goes_on() {
    let Some(desk) = Desk::asking("agency-survey") else { return };
    let page = desk.open("functions_and_places");
    page.click("input[name=eligible_ages]");
    page.wait_for_save();
    page.press(Key::Tab);
    assert_eq!(page.text("#questions .error-text"), "");
    page.open(&desk.address("/sheets/1/sections/functions_and_places?missing=1"));
    assert!(!page.text("#q-functions .error-text").is_empty());
    page.click("input[name=eligible_ages][value]:not(:checked)");
    page.wait_for_save();
    assert!(!page.text("#q-functions .error-text").is_empty(), "asked for, it stays until it is answered");
    page.click("input[name=functions]");
    page.wait_for_save();
    page.click("h1");
    page.wait_until("!document.querySelector('#q-functions .error-text')");
}

#[test]
fn questions_come_and_go_with_what_they_hang_on() {
    let Some(desk) = Desk::asking("agency-survey") else { return };
    let page = desk.open("first_contact_route");
    assert!(!page.is_seen("#q-first_contact_family"));
    page.fill("first_contact.family", "３");
    page.wait_until("document.getElementById('q-first_contact_family')");
    assert_eq!(page.focus(), "first_contact.family");
    assert_eq!(page.text("#save-news"), "入力に応じて、設問が増えました。");
    page.fill("first_contact_family.mother", "2");
    page.wait_for_save();
    page.fill("first_contact.family", "0");
    page.wait_until("!document.getElementById('q-first_contact_family')");
    page.fill("first_contact.family", "3");
    page.wait_until("document.getElementById('q-first_contact_family')");
    assert!(page.is_seen("#q-first_contact_family"));
    assert_eq!(page.value("first_contact_family.mother"), "2");
    page.wait_for_save();
    let page = desk.open("first_contact_route");
    assert_eq!(page.value("first_contact_family.mother"), "2");
}

#[test]
fn nothing_happens_while_japanese_is_composed() {
    let Some(desk) = Desk::asking("agency-survey") else { return };
    let page = desk.open("staff");
    page.fill("job_titles.other_title", "1");
    page.wait_until("document.getElementById('f-job_titles_other')");
    page.wait_for_save();
    page.click("#f-job_titles_other");
    let saves = count_saves(page);
    page.script(
        "window.touched = []; const note = (event) => touched.push(event.type);
         new MutationObserver((list) => list.forEach((change) => touched.push(change.target.nodeName)))
             .observe(document.getElementById('questions'), {subtree: true, childList: true, attributes: true});
         const words = document.getElementById('f-job_titles_other');
         words.addEventListener('compositionend', note); words.addEventListener('blur', note);",
    );
    for text in ["そ", "そうd", "そうだん", "相談"] {
        page.tools(
            "Input.imeSetComposition",
            json!({"text": text, "selectionStart": text.chars().count(), "selectionEnd": text.chars().count()}),
        );
        std::thread::sleep(std::time::Duration::from_millis(900));
        assert_eq!(page.value("job_titles_other"), text);
    }
    assert_eq!(count_saves(page), saves, "no save during composition");
    assert_eq!(page.script("return touched"), json!([]), "nothing was put back during composition");
    page.tools("Input.insertText", json!({"text": "相談員"}));
    page.wait_for_save();
    assert_eq!(page.value("job_titles_other"), "相談員");
    assert_eq!(desk.open("staff").value("job_titles_other"), "相談員");
}

#[test]
fn a_reply_during_composition_changes_nothing() {
    let Some(desk) = Desk::asking("agency-survey") else { return };
    let page = desk.open("staff");
    page.fill("job_titles.other_title", "1");
    page.wait_until("document.getElementById('f-job_titles_other')");
    page.wait_for_save();
    page.set_network(true, 1500);
    page.fill("job_titles.other_title", "2");
    page.click("#f-job_titles_other");
    page.tools("Input.imeSetComposition", json!({"text": "しょ", "selectionStart": 2, "selectionEnd": 2}));
    let total = page.text("#q-job_titles .sum output");
    std::thread::sleep(std::time::Duration::from_millis(3500));
    assert_eq!(page.value("job_titles_other"), "しょ");
    assert_eq!(page.text("#q-job_titles .sum output"), total, "not even a sum");
    page.set_network(true, 0);
    page.tools("Input.insertText", json!({"text": "書記"}));
    page.wait_for_save();
    assert_eq!(page.text("#q-job_titles .sum output"), "2");
    assert_eq!(page.value("job_titles_other"), "書記");
}

#[test]
fn a_reply_that_is_overtaken_is_dropped() {
    let Some(desk) = Desk::asking("agency-survey") else { return };
    let page = desk.open("activity");
    page.script(
        "window.sums = []; const sum = document.querySelector('#q-caseload_by_age_sex tfoot td:last-child output');
         new MutationObserver(() => sums.push(sum.textContent)).observe(sum, {characterData: true, childList: true, subtree: true});",
    );
    page.set_network(true, 1500);
    page.fill(CELL, "1");
    std::thread::sleep(std::time::Duration::from_millis(1200));
    page.press("2");
    std::thread::sleep(std::time::Duration::from_millis(1600));
    assert_eq!(page.status(), "未保存の入力があります");
    page.wait_for_save();
    assert_eq!(page.script("return sums"), json!(["12"]), "the sum of the first save came too late");
    assert_eq!(page.value(CELL), "12");
}

#[test]
fn the_place_of_the_focus_does_not_move() {
    let Some(desk) = Desk::asking("agency-survey") else { return };
    let page = desk.open("staff");
    page.fill("staff_count.staff", "5");
    page.fill("staff_count.full_time", "2");
    page.fill("staff_count.part_time", "1");
    page.wait_for_save();
    // Held back: the message would push down what is under the mouse.
    page.script(
        "const next = document.getElementsByName('job_titles.doctor')[0]; next.focus();
         document.dispatchEvent(new PointerEvent('pointerdown')); window.before = next.getBoundingClientRect().top;",
    );
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert_eq!(page.text("#errors-staff_count"), "");
    page.script("document.dispatchEvent(new PointerEvent('pointerup'))");
    page.wait_until("document.getElementById('errors-staff_count')");
    let moved = page.script("return document.activeElement.getBoundingClientRect().top - window.before");
    assert!(moved.as_f64().unwrap().abs() < 1.0, "{moved}");
    assert_eq!(page.focus(), "job_titles.doctor");
}

#[test]
fn every_type_of_question_saves_by_itself() {
    let Some(desk) = Desk::asking("kitchen-sink") else { return };
    desk.open("numbers");
    let page = &desk.chromium;
    let sections: Vec<String> = page
        .script("return Array.from(document.querySelectorAll('button.step'), (step) => step.value)")
        .as_array()
        .unwrap()
        .iter()
        .map(|step| step.as_str().unwrap().to_owned())
        .filter(|step| step != "review")
        .collect();
    assert!(sections.len() > 2);
    for section in sections {
        let page = desk.open(&section);
        page.script(FILL);
        page.wait_for_save();
        // Conditional questions that came are answered too.
        page.script(FILL);
        page.wait_for_save();
        assert!(!page.text("#save-news").contains("別の画面"), "{section}: what came back was not what was sent");
        assert!(!page.is_seen(".choose"), "{section}");
        let typed = page.script(TYPED);
        assert_eq!(desk.open(&section).script(TYPED), typed, "{section}");
    }
}

/// Fills every blank control.
const FILL: &str = "document.querySelectorAll('#questions [name]').forEach((control, index) => {
    if (control.type === 'hidden' || control.tagName === 'BUTTON') return;
    if (control.type === 'radio' || control.type === 'checkbox') {
        if (control.name.endsWith('.unknown') || control.name.startsWith('confirm:')) return;
        if (document.querySelector(`[name=\"${control.name}\"]:checked`)) return;
        control.checked = true;
    } else if (control.value) return;
    else if (control.tagName === 'SELECT') control.selectedIndex = 1 + index % (control.options.length - 1);
    else control.value = control.inputMode ? '１' : '相談\\u3000員 ';
    control.dispatchEvent(new Event('input', {bubbles: true}));
})";

/// Everything in the controls, names and values.
const TYPED: &str = "return Array.from(document.querySelectorAll('#questions [name]'))
    .filter((control) => control.tagName !== 'BUTTON' && (!/radio|checkbox/.test(control.type) || control.checked))
    .map((control) => control.name + '=' + control.value)";
