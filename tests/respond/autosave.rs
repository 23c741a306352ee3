//! A page that saves by itself, as the server sees it.

use super::asked;
use super::every_questionnaire::begin;
use crate::harness::{Browser, Page, Site, Town, at};

/// What a page posts by itself: the version it started from, its fields then, what it sent without a
/// reply, and its fields now.
fn save(browser: &Browser, section: &str, version: i32, base: &str, sent: &str, staff: &str) -> Page {
    let version = version.to_string();
    let pairs = [
        ("_auto", "1"),
        ("_version", &version),
        ("_save", "page"),
        ("_base", base),
        ("_sent", sent),
        ("_asked", "staff_count"),
        ("staff_count.staff", staff),
    ];
    browser.post(section, &pairs.map(|(name, value)| (name.to_owned(), value.to_owned())))
}

on_both_databases! {
    fn a_page_that_saves_by_itself_gets_itself_back(database) {
        let (_, guest) = asked(&Town::new(database.store()), "agency-survey");
        let site = Site::start(database.store(), at("2026-11-20T10:32:00+09:00"));
        let browser = Browser::new(&site);
        begin(&browser, &browser.get(&format!("/a/{}", guest.token)));
        let section = format!("/a/{}/sheets/1/sections/staff", guest.token);

        let page = save(&browser, &section, 0, "{}", "[]", "約5");
        assert_eq!((page.status, page.path.as_str()), (200, section.as_str()));
        assert_eq!(page.attributes("[name=_version]", "value"), ["1"]);
        assert_eq!(page.texts("#save-status"), ["保存しました 10:32"]);
        assert_eq!(page.attributes("[name='staff_count.staff']", "value"), ["約5"]);
        assert_eq!(page.texts("[id='e-staff_count.staff'] .error-text").len(), 1);
        assert!(page.texts("#errors-staff_count").is_empty(), "blanks are no errors yet");
    }

    fn a_lost_reply_is_no_conflict(database) {
        let (_, guest) = asked(&Town::new(database.store()), "agency-survey");
        let site = Site::start(database.store(), at("2026-11-20T10:32:00+09:00"));
        let browser = Browser::new(&site);
        begin(&browser, &browser.get(&format!("/a/{}", guest.token)));
        let section = format!("/a/{}/sheets/1/sections/staff", guest.token);
        save(&browser, &section, 0, "{}", "[]", "5");

        // The page never heard of that save, and more was typed.
        let sent = r#"[[["staff_count.staff","5"]]]"#;
        let page = save(&browser, &section, 0, "{}", sent, "6");
        assert_eq!(page.attributes("[name='staff_count.staff']", "value"), ["6"]);
        assert!(page.texts(".choose").is_empty(), "{:?}", page.texts(".choose"));

        // A colleague's page that started from the same blank one differs, and both are kept.
        let page = save(&browser, &section, 0, "{}", "[]", "7");
        assert_eq!(page.attributes("[name='staff_count.staff']", "value"), ["6"]);
        assert_eq!(page.texts(".choose .answer").len(), 2);

        // One that lies about what it sent gains nothing but its own say.
        let page = save(&browser, &section, 0, "{}", "no JSON", "6");
        assert_eq!(page.status, 200);
    }
    fn a_save_in_passing_tells_what_others_did_and_chooses_nothing(database) {
        let (_, guest) = asked(&Town::new(database.store()), "agency-survey");
        let site = Site::start(database.store(), at("2026-11-20T10:32:00+09:00"));
        let browser = Browser::new(&site);
        begin(&browser, &browser.get(&format!("/a/{}", guest.token)));
        let section = format!("/a/{}/sheets/1/sections/staff", guest.token);
        let news = |page: &Page| page.texts("#save-news").concat();
        let page = save(&browser, &section, 0, "{}", "[]", "5");
        // The page knew no other question than the one it posted.
        assert_eq!(news(&page), "入力に応じて、設問が増えました。");
        let pairs = ["staff_count", "job_titles"].map(|path| ("_asked".to_owned(), path.to_owned()));
        let post = |more: &[(&str, &str)]| {
            let own = [("_auto", "1"), ("_version", "0"), ("_base", "{}")];
            let typed = own.iter().chain(more).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            browser.post(&section, &pairs.iter().cloned().chain(typed).collect::<Vec<_>>())
        };
        let page = post(&[("staff_count.staff", "6")]);
        assert_eq!(news(&page), "別の画面で保存された内容と合わせました。");
        assert_eq!(page.texts(".choose .answer").len(), 2);
        let page = post(&[("staff_count.staff", "6"), ("_choose:staff_count", "kept")]);
        assert_eq!(page.texts(".choose .answer").len(), 2, "chosen by its button only");
        let typed = [("staff_count.staff", "6"), ("_choose:staff_count", "kept"), ("_chosen", "staff_count")];
        let by_button: Vec<_> = [("_version", "0"), ("_base", "{}"), ("_asked", "staff_count"), ("_asked", "job_titles")]
            .iter()
            .chain(&typed)
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let page = browser.post(&section, &by_button);
        assert!(page.texts(".choose").is_empty(), "the same post by the button is another save");
        assert_eq!(page.attributes("[name='staff_count.staff']", "value"), ["6"]);
        let page = post(&[("staff_count.staff", "6")]);
        assert_eq!(news(&page), "", "both have the same");
    }

    fn a_question_that_came_back_can_be_cleared(database) {
        let (_, guest) = asked(&Town::new(database.store()), "agency-survey");
        let site = Site::start(database.store(), at("2026-11-20T10:32:00+09:00"));
        let browser = Browser::new(&site);
        begin(&browser, &browser.get(&format!("/a/{}", guest.token)));
        let section = format!("/a/{}/sheets/1/sections/first_contact_route", guest.token);
        let post = |version: usize, asked: &[&str], typed: &[(&str, &str)]| {
            let own = [("_auto", "1"), ("_save", "page")].iter().chain(typed).copied();
            let asked = asked.iter().map(|path| ("_asked", *path));
            let mut pairs: Vec<_> = own.chain(asked).map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
            pairs.push(("_version".to_owned(), version.to_string()));
            browser.post(&section, &pairs)
        };
        let (head, both) = (["first_contact"], ["first_contact", "first_contact_family"]);
        let family = ("first_contact.family", "3");
        post(0, &both, &[family, ("first_contact_family.mother", "2")]);
        post(1, &head, &[("first_contact.family", "0")]);
        let page = post(2, &head, &[family]);
        assert_eq!(page.attributes("[name='first_contact_family.mother']", "value"), ["2"]);
        // The same fields as just before, but of a page that shows the question.
        let page = post(3, &both, &[family]);
        assert_eq!(page.attributes("[name='first_contact_family.mother']", "value"), [""]);
    }
}
