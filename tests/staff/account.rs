//! One's own account: the password, the second factor, sessions.

use jiff::{SignedDuration, Timestamp};
use norishiro::store::memberships::Role;
use totp_rs::{Builder, Secret};

use super::{MAIL, PASSWORD, add_person, at_desk, desk, sign_in, town_with_coordinator};
use crate::harness::{Browser, Form, Page, Site, at};

const MORNING: &str = "2026-11-20T09:00:00+09:00";
const NEW: &str = "柿と栗の皮をむく日曜日の朝";

/// The code of an authenticator at a time.
fn code(secret: &str, now: Timestamp) -> String {
    let secret = Secret::try_from_base32(secret.replace(' ', "")).unwrap();
    let totp = Builder::new().with_secret(secret).build().unwrap();
    totp.generate(u64::try_from(now.as_second()).unwrap()).to_string()
}

/// Turns the second factor on with the code of `now`; the secret and the recovery codes.
pub(super) fn with_second_factor(browser: &Browser, now: Timestamp) -> (String, Vec<String>) {
    let account = browser.get("/staff/account");
    let set_up = Form::of(&account, "form[action$='/second-factor/secret']").post(browser);
    assert_eq!(set_up.path, "/staff/account/second-factor");
    assert_eq!(set_up.attributes("svg.qr", "role"), ["img"]);
    let secret = set_up.texts("main code").concat();
    let wrong = Form::of(&set_up, "form.sign-in").with("code", "000000").post(browser);
    assert_eq!(wrong.status, 422);
    assert!(wrong.texts("title").concat().starts_with("エラー：") && wrong.texts("main code").concat() == secret);
    let codes = Form::of(&wrong, "form.sign-in").with("code", &code(&secret, now)).post(browser);
    let codes = codes.texts(".codes code");
    assert_eq!(codes.len(), 10);
    (secret, codes)
}

/// The second page of a sign-in.
fn enter(browser: &Browser, code: &str) -> Page {
    let page = sign_in(browser, MAIL, PASSWORD);
    assert!(page.path.starts_with("/staff/sign-in/code"), "{}", page.path);
    assert_eq!(page.attributes("#code", "autocomplete"), ["one-time-code"]);
    Form::of(&page, "form.sign-in").with("code", code).post(browser)
}

fn later(seconds: i64) -> Timestamp {
    at(MORNING) + SignedDuration::from_secs(seconds)
}

on_both_databases! {
    fn a_password_is_changed_with_the_old_one_and_signs_others_out(database) {
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(MORNING));
        let (here, elsewhere) = (at_desk(&site), at_desk(&site));
        let account = here.get("/staff/account");
        assert_eq!(account.texts("tbody tr").len(), 2, "two sessions");
        let form = || Form::of(&account, "#password-form");

        let wrong = form().with("old", "ちがう合言葉です").with("password", "short").with("again", "other").post(&here);
        assert_eq!(wrong.status, 422);
        let links = wrong.attributes("#errors a", "href");
        assert_eq!(links, ["#f-old", "#f-password", "#f-again"], "all at once");
        assert!(!wrong.html.contains("short"), "no password comes back");
        let guessed = form().with("old", PASSWORD).with("password", "Ｂ市健康福祉課２０２６年度").with("again", "Ｂ市健康福祉課２０２６年度").post(&here);
        assert!(guessed.text().contains("推測されやすい"), "{}", guessed.text());

        let done = form().with("old", PASSWORD).with("password", NEW).with("again", NEW).post(&here);
        assert!(done.text().contains("パスワードを変えました"), "{}", done.text());
        assert_eq!(here.get(&desk(&town)).path, desk(&town), "who changed it stays in");
        assert!(elsewhere.get(&desk(&town)).path.starts_with("/staff/sign-in"), "all others are out");
        assert_eq!(sign_in(&Browser::new(&site), MAIL, PASSWORD).path, "/staff/sign-in");
        assert_eq!(sign_in(&Browser::new(&site), MAIL, NEW).path, desk(&town));
    }

    fn passwords_cannot_be_tried_at_an_open_desk(database) {
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(MORNING));
        let browser = at_desk(&site);
        let account = browser.get("/staff/account");
        for _ in 0..5 {
            Form::of(&account, "#password-form").with("old", "ちがう合言葉です").with("password", NEW).with("again", NEW).post(&browser);
        }
        let right = Form::of(&account, "#password-form").with("old", PASSWORD).with("password", NEW).with("again", NEW).post(&browser);
        assert_eq!(right.status, 422, "locked");
        assert_eq!(browser.get(&desk(&town)).status, 200, "but still in");
        assert_eq!(sign_in(&Browser::new(&site), MAIL, NEW).path, "/staff/sign-in");
    }

    fn the_second_factor_is_asked_for_and_each_code_works_once(database) {
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(MORNING));
        let owner = at_desk(&site);
        let (secret, _) = with_second_factor(&owner, at(MORNING));
        let stored = town.read(|c| norishiro::store::users::by_mail(c, MAIL)).unwrap().totp_secret.unwrap();
        assert!(!stored.contains(&secret.replace(' ', "")), "sealed");

        let browser = Browser::new(&site);
        let page = sign_in(&browser, MAIL, PASSWORD);
        assert!(page.path.starts_with("/staff/sign-in/code"), "{}", page.path);
        assert!(browser.get(&desk(&town)).path.starts_with("/staff/sign-in"), "the password alone opens nothing");
        let used = Form::of(&page, "form.sign-in").with("code", &code(&secret, at(MORNING))).post(&browser);
        assert_eq!(used.status, 422, "the code that turned it on works no more");
        assert!(used.texts("title").concat().starts_with("エラー："));
        let next = code(&secret, later(30));
        let inside = Form::of(&used, "form.sign-in").with("code", &format!("{} {}", &next[..3], &next[3..])).post(&browser);
        assert_eq!(inside.path, desk(&town), "{}", inside.text());
        assert_eq!(enter(&Browser::new(&site), &next).status, 422, "used by now");
        drop(site);
        let site = Site::start(database.store(), later(120));
        assert_eq!(enter(&Browser::new(&site), &code(&secret, later(120))).path, desk(&town));
    }

    fn a_recovery_code_stands_in_once_and_new_ones_end_the_old(database) {
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(MORNING));
        let owner = at_desk(&site);
        let (_, codes) = with_second_factor(&owner, at(MORNING));
        let inside = enter(&Browser::new(&site), &codes[3].to_uppercase());
        assert_eq!(inside.path, desk(&town), "{}", inside.text());
        assert_eq!(enter(&Browser::new(&site), &codes[3]).status, 422, "used");
        let account = owner.get("/staff/account");
        assert!(account.text().contains("回復コードの残りは9個"), "{}", account.text());
        let form = || Form::of(&account, "#second-form");
        assert_eq!(form().with("confirm", "ちがう合言葉です").post(&owner).status, 422);
        let fresh = form().with("confirm", PASSWORD).post(&owner).texts(".codes code");
        assert!(fresh.len() == 10 && !fresh.contains(&codes[0]));
        assert_eq!(enter(&Browser::new(&site), &codes[0]).status, 422, "replaced");
        assert_eq!(enter(&Browser::new(&site), &fresh[0]).path, desk(&town));
    }

    fn wrong_codes_lock_as_wrong_passwords_do(database) {
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(MORNING));
        let (secret, codes) = with_second_factor(&at_desk(&site), at(MORNING));
        let browser = Browser::new(&site);
        let mut page = sign_in(&browser, MAIL, PASSWORD);
        for _ in 0..5 {
            page = Form::of(&page, "form.sign-in").with("code", "123456").post(&browser);
        }
        let locked = Form::of(&page, "form.sign-in").with("code", &codes[0]).post(&browser);
        assert_eq!(locked.path, "/staff/sign-in?done=ended");
        assert!(sign_in(&Browser::new(&site), MAIL, PASSWORD).text().contains("サインインできませんでした"));
        drop(site);
        let site = Site::start(database.store(), later(16 * 60));
        assert_eq!(enter(&Browser::new(&site), &code(&secret, later(16 * 60))).path, desk(&town));
    }

    fn turning_the_second_factor_off_needs_the_password(database) {
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(MORNING));
        let owner = at_desk(&site);
        with_second_factor(&owner, at(MORNING));
        let account = owner.get("/staff/account");
        let mut form = Form::of(&account, "#second-form");
        form.action = account.attributes("#second-form button[formaction]", "formaction").concat();
        assert_eq!(form.clone().with("confirm", "ちがう合言葉です").post(&owner).status, 422);
        assert!(form.with("confirm", PASSWORD).post(&owner).text().contains("二段階認証をやめました"));
        assert_eq!(sign_in(&Browser::new(&site), MAIL, PASSWORD).path, desk(&town));
    }

    fn others_are_signed_out_at_once_and_no_foreign_form_does_it(database) {
        let town = town_with_coordinator(database.store());
        add_person(&town, "owner@b-city.example.jp", Role::Owner);
        let site = Site::start(database.store(), at(MORNING));
        let (here, elsewhere) = (at_desk(&site), at_desk(&site));
        let form = Form::of(&here.get("/staff/account"), "form[action$='/other-sessions']");
        assert_eq!(form.clone().with("csrf", "made up").post(&here).status, 403);
        assert!(elsewhere.get(&desk(&town)).path == desk(&town));
        form.post(&here);
        assert!(elsewhere.get(&desk(&town)).path.starts_with("/staff/sign-in"));
        assert_eq!(here.get(&desk(&town)).path, desk(&town));
    }
}
