//! Owners and the people of their network: asking them, letting them back in, their roles.

use norishiro::store::memberships::{self, Role};
use norishiro::store::{Store, users};

use super::{PASSWORD, add_person, desk, sign_in};
use crate::harness::{Browser, Form, Page, Site, Town, at};

const MORNING: &str = "2026-11-20T09:00:00+09:00";
const OWNER: &str = "kanri@b-city.example.jp";
const NEW: &str = "shinjin@b-city.example.jp";
const NEW_PASSWORD: &str = "柿と栗の皮をむく日曜日の朝";

fn town(store: &Store) -> Town {
    let town = Town::new(store);
    add_person(&town, OWNER, Role::Owner);
    town
}

fn owner(site: &Site) -> Browser {
    let browser = Browser::new(site);
    sign_in(&browser, OWNER, PASSWORD);
    browser
}

/// Asks someone to take part; the page with the code.
fn invite(owner: &Browser, town: &Town, mail: &str, role: Role) -> Page {
    let form = Form::of(&owner.get(&format!("{}/people/invitations/new", desk(town))), "main form");
    form.with("name", "鈴木 一郎").with("mail", mail).with("role", role.as_str()).post(owner)
}

fn code(sheet: &Page) -> String {
    sheet.texts(".receipt-number").concat()
}

/// The page behind a code, as somebody types it.
fn behind(browser: &Browser, code: &str) -> Page {
    Form::of(&browser.get("/staff/welcome"), "main form").with("code", code).post(browser)
}

fn choose(browser: &Browser, page: &Page, password: &str) -> Page {
    Form::of(page, "form[action='/staff/welcome/completion']")
        .with("password", password)
        .with("again", password)
        .post(browser)
}

fn person(town: &Town, mail: &'static str) -> String {
    let id = town.read(|c| users::by_mail(c, mail)).unwrap().id;
    format!("{}/people/{id}", desk(town))
}

fn role(town: &Town, mail: &'static str) -> Option<Role> {
    let network = town.network.id;
    town.read(move |c| users::by_mail(c, mail))
        .and_then(|user| town.read(move |c| memberships::role_of(c, network, user.id)))
}

/// Sends a form of a person's page.
fn do_with(owner: &Browser, town: &Town, mail: &'static str, what: &str, fields: &[(&str, &str)]) -> Page {
    let page = owner.get(&person(town, mail));
    let form = Form::of(&page, &format!("form[action$='/{what}']"));
    fields.iter().fold(form, |form, (name, value)| form.with(name, value)).post(owner)
}

on_both_databases! {
    fn someone_is_asked_on_paper_and_comes(database) {
        let town = town(database.store());
        let site = Site::start(database.store(), at(MORNING));
        let owner = owner(&site);
        let sheet = invite(&owner, &town, "ichiro@b-city.example.jp", Role::Facilitator);
        assert_eq!(sheet.status, 200, "{}", sheet.text());
        assert!(sheet.text().contains("鈴木 一郎 様") && sheet.text().contains("令和8年12月4日（金）9時00分"), "{}", sheet.text());
        let printed = sheet.texts("main code").concat();
        assert_eq!(sheet.qr_codes("svg.qr"), [format!("{printed}?code={}", code(&sheet))], "the address beside it");
        let list = owner.get(&format!("{}/people", desk(&town)));
        assert!(list.text().contains("招待している方") && !list.html.contains(&code(&sheet)), "the code is shown once");

        let browser = Browser::new(&site);
        let wrong = behind(&browser, "0000-0000-0000-0000");
        assert_eq!(wrong.status, 422);
        assert_eq!(wrong.attributes("#errors a", "href"), ["#f-code"]);
        let page = behind(&browser, &code(&sheet).to_uppercase().replace('-', " "));
        assert!(page.text().contains("鈴木 一郎") && page.text().contains("進行役"), "{}", page.text());
        let weak = choose(&browser, &page, "ichiro-2026-04");
        assert_eq!(weak.status, 422, "{}", weak.text());
        let done = choose(&browser, &weak, NEW_PASSWORD);
        assert_eq!(done.path, "/staff/sign-in?done=password", "{}", done.text());
        assert_eq!(role(&town, "ichiro@b-city.example.jp"), Some(Role::Facilitator));
        assert_eq!(sign_in(&browser, "ichiro@b-city.example.jp", NEW_PASSWORD).path, desk(&town));
        assert_eq!(behind(&Browser::new(&site), &code(&sheet)).status, 422, "used");
        assert!(!owner.get(&format!("{}/people", desk(&town))).text().contains("招待している方"));
    }

    fn what_is_wrong_is_told_at_once_and_nothing_typed_is_lost(database) {
        let town = town(database.store());
        let site = Site::start(database.store(), at(MORNING));
        let owner = owner(&site);
        let form = Form::of(&owner.get(&format!("{}/people/invitations/new", desk(&town))), "main form");
        let page = form.with("name", " ").with("mail", "ichiro").post(&owner);
        assert_eq!(page.status, 422);
        assert_eq!(page.attributes("#errors a", "href"), ["#f-name", "#f-mail", "#f-role"]);
        assert_eq!(page.attributes("#f-mail", "value"), ["ichiro"]);
        let member = invite(&owner, &town, &OWNER.to_uppercase(), Role::Coder);
        assert!(member.text().contains("すでにこのネットワークの利用者"), "{}", member.text());
    }

    fn a_code_ends_after_its_time_and_where_it_is_taken_back_or_made_anew(database) {
        let town = town(database.store());
        let site = Site::start(database.store(), at(MORNING));
        let owner = owner(&site);
        let first = code(&invite(&owner, &town, NEW, Role::Coder));
        let list = owner.get(&format!("{}/people", desk(&town)));
        let second = code(&Form::of(&list, "form[action$='/code']").post(&owner));
        assert_ne!(first, second);
        assert_eq!(behind(&Browser::new(&site), &first).status, 422, "replaced");
        assert_eq!(behind(&Browser::new(&site), &second).status, 200);
        drop(site);
        let late = Site::start(database.store(), at("2026-12-04T09:05:00+09:00"));
        assert_eq!(behind(&Browser::new(&late), &second).status, 422, "too late");
        drop(late);
        let site = Site::start(database.store(), at(MORNING));
        let owner = self::owner(&site);
        Form::of(&owner.get(&format!("{}/people", desk(&town))), "form[action$='/removal']").post(&owner);
        assert_eq!(behind(&Browser::new(&site), &second).status, 422, "taken back");
    }

    fn who_is_known_elsewhere_comes_with_their_own_password(database) {
        let (town, other) = (town(database.store()), Town::called(database.store(), "C市"));
        add_person(&other, "futatsu@c-city.example.jp", Role::Owner);
        let site = Site::start(database.store(), at(MORNING));
        let sheet = invite(&owner(&site), &town, "futatsu@c-city.example.jp", Role::Coordinator);
        assert!(sheet.text().contains("鈴木 一郎 様") && !sheet.texts("main").concat().contains("山田"), "the owner learns nothing");
        let browser = Browser::new(&site);
        let page = behind(&browser, &code(&sheet));
        let refused = choose(&browser, &page, NEW_PASSWORD);
        assert!(refused.status == 422 && refused.text().contains("いつものパスワード"), "{}", refused.text());
        assert_eq!(role(&town, "futatsu@c-city.example.jp"), None);
        sign_in(&browser, "futatsu@c-city.example.jp", PASSWORD);
        let join = browser.get(&format!("/staff/welcome?code={}", code(&sheet)));
        let home = Form::of(&join, "form[action='/staff/welcome/completion']").post(&browser);
        assert_eq!(home.attributes("main a", "href").len(), 2, "{}", home.text());
        assert_eq!(role(&town, "futatsu@c-city.example.jp"), Some(Role::Coordinator));
        assert_eq!(sign_in(&Browser::new(&site), "futatsu@c-city.example.jp", PASSWORD).status, 200, "the password is as it was");
    }

    fn a_lost_password_is_set_anew_by_a_code(database) {
        let town = town(database.store());
        add_person(&town, "hanako@b-city.example.jp", Role::Coordinator);
        let site = Site::start(database.store(), at(MORNING));
        let (owner, signed_in) = (owner(&site), Browser::new(&site));
        sign_in(&signed_in, "hanako@b-city.example.jp", PASSWORD);
        let sheet = do_with(&owner, &town, "hanako@b-city.example.jp", "code", &[("purpose", "password")]);
        assert!(sheet.text().contains("パスワードの再設定の案内"), "{}", sheet.text());
        assert_eq!(signed_in.get(&desk(&town)).path, desk(&town), "nothing happens before it is used");
        let browser = Browser::new(&site);
        let page = browser.get(&format!("/staff/welcome?code={}", code(&sheet)));
        Browser::new(&site).head(&format!("/staff/welcome?code={}", code(&sheet)));
        assert!(choose(&browser, &page, NEW_PASSWORD).path.contains("done=password"));
        assert!(signed_in.get(&desk(&town)).path.starts_with("/staff/sign-in"));
        assert_eq!(sign_in(&browser, "hanako@b-city.example.jp", NEW_PASSWORD).path, desk(&town));
        assert_eq!(choose(&Browser::new(&site), &page, "別の長い合言葉を選び直す").status, 403, "another browser's form");
        assert_eq!(behind(&Browser::new(&site), &code(&sheet)).status, 422, "used");
    }

    fn no_owner_comes_to_hold_the_password_of_someone_of_another_network(database) {
        let (town, other) = (town(database.store()), Town::called(database.store(), "C市"));
        add_person(&other, "futatsu@c-city.example.jp", Role::Owner);
        let (network, act) = (town.network.id, town.act);
        town.store.write_blocking(move |c| {
            let user = users::by_mail(c, "futatsu@c-city.example.jp")?.unwrap();
            memberships::grant(c, network, user.id, Role::Coordinator, &act)
        }).unwrap();
        let site = Site::start(database.store(), at(MORNING));
        let owner = owner(&site);
        let refused = do_with(&owner, &town, "futatsu@c-city.example.jp", "code", &[("purpose", "password")]);
        assert!(refused.status == 422 && refused.text().contains("再設定できません"), "{}", refused.text());
        for page in [owner.get(&person(&town, "futatsu@c-city.example.jp")), refused] {
            assert!(!page.text().contains("C市"), "{}", page.text());
        }
        do_with(&owner, &town, "futatsu@c-city.example.jp", "deactivation", &[]);
        assert_eq!(role(&town, "futatsu@c-city.example.jp"), None);
        assert_eq!(role(&other, "futatsu@c-city.example.jp"), Some(Role::Owner), "elsewhere all is as it was");
    }

    fn leaving_closes_the_network_at_once_and_coming_back_opens_it(database) {
        let town = town(database.store());
        add_person(&town, "hanako@b-city.example.jp", Role::Coordinator);
        let site = Site::start(database.store(), at(MORNING));
        let (owner, hanako) = (owner(&site), Browser::new(&site));
        sign_in(&hanako, "hanako@b-city.example.jp", PASSWORD);
        do_with(&owner, &town, "hanako@b-city.example.jp", "deactivation", &[]);
        assert_eq!(hanako.get(&desk(&town)).status, 404);
        assert!(owner.get(&format!("{}/people", desk(&town))).text().contains("利用停止"));
        do_with(&owner, &town, "hanako@b-city.example.jp", "activation", &[]);
        assert_eq!(hanako.get(&desk(&town)).status, 200);
        do_with(&owner, &town, "hanako@b-city.example.jp", "role", &[("role", "auditor")]);
        assert_eq!(role(&town, "hanako@b-city.example.jp"), Some(Role::Auditor));
        assert_eq!(hanako.get(&format!("{}/cases", desk(&town))).status, 404);
    }

    fn the_last_owner_cannot_go(database) {
        let town = town(database.store());
        let site = Site::start(database.store(), at(MORNING));
        let owner = owner(&site);
        for (what, fields) in [("role", &[("role", "coder")][..]), ("deactivation", &[])] {
            let refused = do_with(&owner, &town, OWNER, what, fields);
            assert!(refused.status == 422 && refused.text().contains("ただ一人の管理者"), "{what}: {}", refused.text());
        }
        assert_eq!(role(&town, OWNER), Some(Role::Owner));
        add_person(&town, "futarime@b-city.example.jp", Role::Owner);
        assert_eq!(do_with(&owner, &town, OWNER, "role", &[("role", "coordinator")]).status, 404, "no owner any more");
        assert_eq!(role(&town, OWNER), Some(Role::Coordinator));
    }

    fn two_owners_who_take_each_others_role_away_leave_one(database) {
        let town = town(database.store());
        add_person(&town, "futarime@b-city.example.jp", Role::Owner);
        let ids = [OWNER, "futarime@b-city.example.jp"].map(|mail| town.read(move |c| users::by_mail(c, mail)).unwrap().id);
        let (network, act) = (town.network.id, town.act);
        for _ in 0..10 {
            std::thread::scope(|scope| {
                for id in ids {
                    let store = town.store.clone();
                    scope.spawn(move || store.write_blocking(move |c| memberships::change(c, network, id, memberships::Change::Deactivated, &act)).unwrap());
                }
            });
            let left = ids.iter().filter(|id| town.read(|c| memberships::role_of(c, network, **id)).is_some()).count();
            assert_eq!(left, 1);
            for id in ids {
                town.store.write_blocking(move |c| memberships::change(c, network, id, memberships::Change::Activated, &act)).unwrap();
            }
        }
    }
}
