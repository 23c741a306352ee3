//! Masking: how much is found and how much of what is found is right, what agencies and the office do with it, and what
//! facilitators read.

mod approval;
mod facilitators;
mod labelled;
mod measure;
mod reading;
mod warning;

use serde_json::json;

use crate::harness::{Browser, Form, Guest, Page, Site, Town, at};
use crate::staff::asking;

/// Words of a case with much that could tell a person, and a walk that sounds like a name.
const OUTLINE: &str = "田中太郎さん（34歳）は、桜丘高校を中退した。連絡先は090-1234-5678。森さんぽの会には来ている。";

/// The same as others than the office read it.
const MASKED: &str =
    "〔氏名〕さん（〔30代〕）は、〔学校名〕高校を中退した。連絡先は〔電話番号〕。森さんぽの会には来ている。";

/// A town that asks for cases, and an agency that can be written to.
fn asking_cases(town: &Town) -> (Town, Guest) {
    let cases = asking(town, "case-sheet", "令和7年度事例シート");
    let guest = cases.invite("NPO法人つむぎの家", "ツムギノイエ", "npo");
    cases.contact(&guest, "相談係", "soudan@tsumugi.example.jp");
    (cases, guest)
}

/// What a case's form holds.
fn fields(outline: &str) -> String {
    json!({ "valence": ["good"], "age_band": ["age_30_39"], "sex": ["male"], "state": ["supporting"], "outline": [outline] })
        .to_string()
}

/// Hands a case in; `saved` is the version of the draft that stands there already.
fn hand_in(town: &Town, guest: &Guest, outline: &str, saved: i32) {
    let document =
        json!({ "valence": "good", "age_band": "age_30_39", "sex": "male", "state": "supporting", "outline": outline });
    town.save(guest.sheet, &fields(outline), saved, &format!("save {saved}"));
    town.submit(guest.sheet, &document.to_string(), saved + 1, &format!("submit {saved}"));
}

/// The page where an agency agrees.
fn own_page(guest: &Guest) -> String {
    format!("/a/{}/sheets/1/masking", guest.token)
}

/// The page where the office prepares it.
fn office_page(town: &Town, guest: &Guest) -> String {
    format!("{}/agencies/{}/sheets/1/masking", crate::staff::round(town), guest.agency.id)
}

fn site(town: &Town) -> Site {
    Site::queuing(&town.store, at("2026-11-20T09:00:00+09:00"))
}

fn open(browser: &Browser, path: &str) -> Page {
    let page = browser.get(path);
    assert_eq!(page.status, 200, "{path}: {}", page.text());
    page
}

/// The form of a masked case.
fn form(page: &Page) -> Form {
    Form::of(page, "form[action$='/masking']")
}

/// Presses a button of the form, with some fields set.
fn press(browser: &Browser, page: &Page, button: &str, fields: &[(&str, &str)]) -> Page {
    let form = fields.iter().fold(form(page), |form, (name, value)| form.with(name, value));
    form.with("answer", button).post(browser)
}

/// The text as others read it.
fn covered(page: &Page) -> String {
    page.texts(".covered").concat()
}

/// Where the case stands.
fn standing(page: &Page) -> String {
    page.texts("dl.facts .state").concat()
}
