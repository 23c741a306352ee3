//! Fields that no page of ours has, and values that nobody types: everything typed stays, and the
//! page says what is wrong with it.

use crate::harness::{Browser, Form, Page, Site, Town, at};
use crate::respond::asked;

/// A sheet of the kitchen sink, and its browser.
struct Sheet {
    browser: Browser,
    path: String,
    _site: Site,
}

impl Sheet {
    fn new(town: &Town) -> Self {
        let (_, guest) = asked(town, "kitchen-sink");
        let site = Site::start(&town.store, at("2026-11-20T09:00:00+09:00"));
        Self { browser: Browser::new(&site), path: format!("/a/{}/sheets/1", guest.token), _site: site }
    }

    fn form(&self, section: &str) -> Form {
        let page = self.browser.get(&format!("{}/sections/{section}", self.path));
        Form::of(&page, "#answers").with("_go", section)
    }

    fn post(&self, form: &Form) -> Page {
        let page = form.post(&self.browser);
        assert_eq!(page.status, 200, "{}", page.text());
        page
    }
}

on_both_databases! {
    fn numbers_that_are_none_stay_as_typed_and_say_what_to_type(database) {
        let sheet = Sheet::new(&Town::new(database.store()));
        let enormous = "9".repeat(400);
        for typed in ["-5", "1e999", "NaN", "0x10", "９９９９９９９９９９９９９９９９９９９９９９", "1\u{202E}2", enormous.as_str()] {
            let page = sheet.post(&sheet.form("numbers").with("staff", typed));
            assert_eq!(page.attributes("#f-staff", "value"), [typed]);
            assert_eq!(page.attributes("#f-staff", "aria-invalid"), ["true"], "{typed}");
            assert!(page.texts("title").concat().starts_with("エラー："));
        }
        let page = sheet.post(&sheet.form("numbers").with("staff", "10"));
        assert!(page.attributes("#f-staff[aria-invalid]", "id").is_empty());
    }

    fn words_with_signs_that_cannot_be_seen_stay_and_are_pointed_out(database) {
        let sheet = Sheet::new(&Town::new(database.store()));
        let (section, name) = ("words", "office");
        for typed in ["相談\u{202E}室", "相談\u{7}室", "相談\u{2066}室"] {
            let page = sheet.post(&sheet.form(section).with(name, typed));
            assert_eq!(Form::of(&page, "#answers").value(name), Some(typed));
            assert!(page.texts("#errors li").concat().contains("特殊な文字"), "{}", page.text());
        }
        // A page cannot hold the sign with the number zero, but it is neither lost nor in the way.
        sheet.post(&sheet.form(section).with(name, "相談\0室"));
        let long = "長".repeat(70_000);
        let page = sheet.post(&sheet.form(section).with(name, &long));
        assert_eq!(Form::of(&page, "#answers").value(name), Some(long.as_str()));
        assert!(page.texts("#errors li").concat().contains("文字超えています"), "{}", page.texts("#errors li").concat());
        // Typed and stored are both in the page that is sent next: it must still be possible to mend it.
        let page = sheet.post(&Form::of(&page, "#answers").with(name, "相談室").with("_go", section));
        assert_eq!(Form::of(&page, "#answers").value(name), Some("相談室"));
        assert!(page.texts("#errors li").is_empty(), "{}", page.text());
    }

    fn fields_of_the_page_itself_may_hold_anything(database) {
        let sheet = Sheet::new(&Town::new(database.store()));
        let deep = "[".repeat(100_000);
        let hostile = [
            ("_version", "2147483647"), ("_version", "-1"), ("_version", "まだ"), ("_base", deep.as_str()),
            ("_base", "{\"staff\":7}"), ("_asked", "nothing"), ("_asked", "staff.0.staff"), ("_save", "\0"),
            ("_save", deep.as_str()), ("_go", "../../../staff"), ("_go", "\r\nSet-Cookie: a=b"), ("_add", "staff"),
            ("_remove", "spots.18446744073709551615"), ("_choose:staff", "kept"), ("spots.count", "18446744073709551615"),
            ("spots.4294967296.name", "ここ"), ("confirm:caseload:99999999999", "1"), ("__proto__", "1"),
        ];
        for (name, value) in hostile {
            let page = sheet.post(&sheet.form("numbers").with("staff", "10").with(name, value));
            assert!(page.path.starts_with(&sheet.path), "{name}: {}", page.path);
            sheet.post(&sheet.form("places").with("many", "yes").with("_add", "spots").with(name, value));
        }
        let page = sheet.browser.get(&format!("{}/sections/places", sheet.path));
        assert!(page.attributes("#answers input", "name").len() < 5_000, "a bounded page");
        let checks = (0..3000).map(|number| (format!("confirm:q{number}:0"), "1".to_owned())).collect::<Vec<_>>();
        let page = sheet.browser.post(&format!("{}/confirmations", sheet.path), &checks);
        assert_eq!(page.status, 200);
        for key in ["\0", "'; DROP TABLE drafts; --", &deep] {
            let pairs = [("_version".to_owned(), "1".to_owned()), ("_save".to_owned(), key.to_owned())];
            assert_eq!(sheet.browser.post(&format!("{}/revisions", sheet.path), &pairs).status, 200);
        }
    }

    fn addresses_that_are_none_lead_nowhere(database) {
        let sheet = Sheet::new(&Town::new(database.store()));
        let sheets = sheet.path.trim_end_matches("/1").to_owned();
        for path in ["/99999999999999", "/-1", "/1%00", "/1/sections/%00", "/1/sections/%ED%A0%80", "/1/sections/%E2%80%AE", "/%FF"] {
            let page = sheet.browser.get(&format!("{sheets}{path}"));
            assert_eq!(page.status, 404, "{path}: {}", page.text());
        }
        for token in ["%00", "%ED%A0%80", "%FF%FE", "..%2F..", "%E2%80%AE", "a%0D%0Ab"] {
            assert_eq!(sheet.browser.get(&format!("/a/{token}")).status, 404, "{token}");
        }
        let saved = sheet.browser.get(&format!("{}/sections/numbers?saved=99999&more=x", sheet.path));
        assert!((200..500).contains(&saved.status), "{}", saved.status);
        assert_eq!(sheet.browser.post(&sheets, &[("number".to_owned(), "2147483647".to_owned())]).status, 200);
    }
}
