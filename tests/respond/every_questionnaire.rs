//! One agency goes through every questionnaire, from the link to the receipt.

use super::questionnaires;
use super::robot::{Robot, answers};
use crate::harness::{Browser, Page, Site, Town, at};

/// Where 1 everywhere does not pass the checks.
pub(super) const TOLD: &[(&str, &str)] = &[
    ("staff_count.staff", "2"),
    ("autonomy_not_rated", ""),
    ("communication_not_rated", ""),
    ("family_not_rated", ""),
];

on_both_databases! {
    fn from_link_to_receipt(database) {
        let town = Town::new(database.store());
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = Browser::new(&site);
        town.invite("B市保健所", "ビーシホケンジョ", "health_centre");
        for (key, title, bundle) in questionnaires() {
            let town = town.asking(&key, &title, &bundle);
            let guest = town.invite(&format!("{title}の機関"), "キカン", "npo");
            go_through(&browser, &format!("/a/{}", guest.token), &key);
        }
    }
}

fn go_through(browser: &Browser, link: &str, key: &str) {
    let start = browser.get(link);
    assert_eq!(start.status, 200, "{key}: {}", start.html);
    assert!(start.text().contains("0000-00-0000") && start.text().contains("令和8年12月18日（金）"), "{key}");
    let whole = browser.get(&format!("{link}/whole"));
    assert_eq!(whole.status, 200, "{key}: {}", whole.html);

    let first = begin(browser, &start);
    blank_review_says_what_is_missing(browser, link, key);
    let mut robot = Robot::new(browser, TOLD);
    let review = robot.fill_to_review(first);
    let review = confirm_all(browser, review, key);

    let sections: Vec<String> = review.attributes("a.step", "href");
    for section in sections.iter().filter(|href| href.contains("/sections/")) {
        let page = browser.get(section);
        for (name, values) in answers(&page.document()) {
            if let Some(typed) = robot.typed.get(&name) {
                assert_eq!(&values, typed, "{key}: {name} came back otherwise");
            }
        }
    }
    let submit = review.attributes("form[action$=revisions]", "action");
    assert_eq!(submit.len(), 1, "{key}: cannot be submitted: {:?}", review.texts(".notice"));
    let receipt = browser.post(&submit[0], &hidden(&review, "form[action$=revisions]"));
    assert!(receipt.path.ends_with("/receipt"), "{key}: {}", receipt.path);
    let number = receipt.texts(".receipt-number").join("");
    assert_eq!(number.len(), 9, "{key}: {number}");
    for text in robot.typed.values().flatten().filter(|text| text.contains("福祉") || text.contains("電話で")) {
        let first_line = text.lines().next().unwrap();
        assert!(receipt.text().contains(first_line), "{key}: the receipt lacks {first_line}");
    }
    let again = browser.post(&submit[0], &hidden(&review, "form[action$=revisions]"));
    assert_eq!(again.texts(".receipt-number").join(""), number, "{key}: sent twice");
    assert!(browser.get(link).text().contains("提出済み"), "{key}");
}

/// Presses the button of the start page.
pub(super) fn begin(browser: &Browser, start: &Page) -> Page {
    let action = start.attributes("form[method=post]", "action");
    let first = browser.post(&action[0], &hidden(start, "form[method=post]"));
    assert!(first.path.contains("/sections/"), "{}", first.path);
    first
}

/// A blank sheet is not submitted where it needs something; each line of the summary leads to a field.
fn blank_review_says_what_is_missing(browser: &Browser, link: &str, key: &str) {
    let review = browser.get(&format!("{link}/sheets/1/review"));
    let links = review.attributes("#errors a", "href");
    let may_submit = !review.attributes("form[action$=revisions]", "action").is_empty();
    assert_eq!(links.is_empty(), may_submit, "{key}");
    let is_error = review.texts("title").join("").starts_with("エラー：");
    assert_eq!(is_error, !links.is_empty(), "{key}");
    for href in links {
        let (page, field) = href.split_once('#').unwrap();
        let ids = browser.get(page).attributes("[id]", "id");
        assert!(ids.iter().any(|id| id == field), "{key}: nothing bears the id {field} on {page}");
    }
}

/// Says 「このままで正しい」 to every check that asks, which then asks no more.
pub(super) fn confirm_all(browser: &Browser, review: Page, key: &str) -> Page {
    let names = review.attributes("form[action$=confirmations] input[type=checkbox]", "name");
    let values = review.attributes("form[action$=confirmations] input[type=checkbox]", "value");
    let asks = ["kitchen-sink", "agency-survey"].contains(&key);
    let Some(action) = review.attributes("form[action$=confirmations]", "action").pop() else {
        assert!(!asks, "{key}: sums that differ are to be asked about");
        return review;
    };
    let mut pairs = hidden(&review, "form[action$=confirmations]");
    pairs.extend(names.into_iter().zip(values));
    let after = browser.post(&action, &pairs);
    assert!(after.attributes("form[action$=confirmations]", "action").is_empty(), "{key}: asked twice");
    after
}

/// The hidden fields of a form.
pub(super) fn hidden(page: &Page, form: &str) -> Vec<(String, String)> {
    let selector = format!("{form} input[type=hidden]");
    page.attributes(&selector, "name").into_iter().zip(page.attributes(&selector, "value")).collect()
}
