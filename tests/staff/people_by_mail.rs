//! Owners ask people and let them back in by mail: what arrives is read back from a real mail server.

use norishiro::app::outbox::Outbox;
use norishiro::app::people::{self, CodeMail, Handing};
use norishiro::assets::Templates;
use norishiro::store::access_codes::CodePurpose;
use norishiro::store::memberships::{self, Role};
use norishiro::store::outbox::{self as mails, Mail};
use norishiro::store::users;

use super::account::with_second_factor;
use super::{PASSWORD, add_person, desk, sign_in};
use crate::harness::{Browser, Database, Form, MailServer, Page, Received, Site, Town, at, server_key};
use crate::mail::{outbox, send_at};

const MORNING: &str = "2026-11-20T09:00:00+09:00";
const SOON: &str = "2026-11-20T09:30:00+09:00";
const OWNER: &str = "kanri@b-city.example.jp";
const NEW: &str = "ichiro@b-city.example.jp";
const HANAKO: &str = "hanako@b-city.example.jp";
const NEW_PASSWORD: &str = "柿と栗の皮をむく日曜日の朝";

/// A town whose owner sits at the desk, and a mail server that takes what leaves.
struct Story {
    town: Town,
    site: Site,
    owner: Browser,
    server: MailServer,
}

impl Story {
    fn new(database: &Database) -> Self {
        let town = Town::new(database.store());
        add_person(&town, OWNER, Role::Owner);
        let site = Site::queuing(database.store(), at(MORNING));
        let owner = Browser::new(&site);
        sign_in(&owner, OWNER, PASSWORD);
        Self { town, site, owner, server: MailServer::start() }
    }

    fn page(&self, path: &str) -> Page {
        self.owner.get(&format!("{}/people{path}", desk(&self.town)))
    }

    /// Asks someone by the button that says so.
    fn ask(&self, role: Role, by: &str) -> Page {
        let form = Form::of(&self.page("/invitations/new"), "main form");
        form.with("name", "鈴木 一郎").with("mail", NEW).with("role", role.as_str()).with("by", by).post(&self.owner)
    }

    /// Sends a person what lets them back in.
    fn reset(&self, mail: &'static str, purpose: &str) -> Page {
        let id = self.town.read(|c| users::by_mail(c, mail)).unwrap().id;
        let page = self.page(&format!("/{id}"));
        Form::of(&page, "form[action$='/code']:has(input[value='mail'])").with("purpose", purpose).post(&self.owner)
    }

    /// What arrives by this time.
    fn arrived(&self, time: &str) -> Vec<Received> {
        let before = self.server.received().len();
        let outbox = Outbox { public_url: self.site.url.clone(), ..outbox(&self.town.store, self.server.port) };
        send_at(&outbox, at(time));
        self.server.received().split_off(before)
    }

    fn mails(&self) -> Vec<Mail> {
        self.town.read(|c| mails::codes(c, self.town.network.id))
    }

    fn role(&self, mail: &'static str) -> Option<Role> {
        let user = self.town.read(|c| users::by_mail(c, mail))?;
        self.town.read(|c| memberships::role_of(c, self.town.network.id, user.id))
    }
}

/// The path of the one link in a mail.
fn link(mail: &Received, site: &Site) -> String {
    let text = mail.text();
    let start = text.find(&site.url).unwrap_or_else(|| panic!("{text}"));
    text[start + site.url.len()..].lines().next().unwrap().to_owned()
}

fn choose(browser: &Browser, path: &str, password: &str) -> Page {
    let form = Form::of(&browser.get(path), "form[action='/staff/welcome/completion']");
    form.with("password", password).with("again", password).post(browser)
}

on_both_databases! {
    fn someone_is_asked_by_mail_and_comes(database) {
        let story = Story::new(&database);
        let told = story.ask(Role::Facilitator, "mail");
        assert!(told.text().contains("案内のメールを用意しました。"), "{}", told.text());
        assert!(told.text().contains("メール（送信待ち）"), "{}", told.text());
        assert!(!told.html.contains("code="), "the code is the person's alone");
        let sent = story.arrived(SOON);
        let [mail] = sent.as_slice() else { panic!("{sent:?}") };
        assert_eq!(mail.to, [NEW]);
        assert_eq!(mail.subject(), "【御案内】「のりしろ」の御利用の設定について（12月4日まで）");
        assert_eq!(mail.mailbox("To"), format!("鈴木 一郎 <{NEW}>"));
        let path = link(mail, &story.site);
        let text = mail.text().replace(&format!("{}{path}", story.site.url), "（リンク）");
        assert_eq!(
            text.trim_end(),
            "鈴木 一郎 様\n\nB市ひきこもり支援ネットワークの調査と分析に使う「のりしろ」を、進行役として御利用いただけるように\
             なりました。次のページを開き、御自身で決めたパスワードを設定してください。\n\n設定のページ：（リンク）\n\
             期限：令和8年12月4日（金）9時00分\n\nこのページは一度だけ使えます。ほかの方には転送しないでください。\
             期限を過ぎたときは、改めてお送りしますので、下記まで御連絡ください。\n\nB市健康福祉課　担当：佐藤\n\
             電話 0000-00-0000（平日8時30分～17時15分）　メール kenko@city.example\n※このメールは鈴木 一郎様宛てに\
             お送りしています。心当たりのない場合は、ページを開かずに、お手数ですが上記まで御連絡ください。"
        );
        assert!(story.page("").text().contains("メール（送信済み）"));

        let browser = Browser::new(&story.site);
        assert!(choose(&browser, &path, NEW_PASSWORD).path.contains("done=password"));
        assert_eq!(story.role(NEW), Some(Role::Facilitator));
        assert_eq!(sign_in(&browser, NEW, NEW_PASSWORD).path, desk(&story.town));
        assert_eq!(choose_again(&story, &path), 422, "used");
    }

    fn no_code_waits_in_clear_or_stays(database) {
        let story = Story::new(&database);
        story.ask(Role::Coder, "mail");
        let waiting = story.town.stored_mail();
        assert!(waiting.body.contains("{link}") && !waiting.body.contains("code="), "{}", waiting.body);
        let sealed = waiting.sealed.unwrap();
        let path = link(&story.arrived(SOON)[0], &story.site);
        let code = path.split_once("code=").unwrap().1;
        assert!(!sealed.contains(code));
        let sent = story.town.stored_mail();
        assert!(sent.sealed.is_none() && !sent.body.contains(code), "a sent code is kept nowhere");
    }

    fn a_button_pressed_twice_asks_once_and_a_new_mail_ends_the_first(database) {
        let story = Story::new(&database);
        story.ask(Role::Coder, "mail");
        story.ask(Role::Coder, "mail");
        assert_eq!(story.mails().len(), 1, "twice is once");
        story.ask(Role::Auditor, "mail");
        let sent = story.arrived(SOON);
        assert_eq!(sent.len(), 1, "the mail with the first code did not leave");
        assert!(sent[0].text().contains("監査として"), "{}", sent[0].text());
        Form::of(&story.page(""), "form[action$='/removal']").post(&story.owner);
        assert_eq!(choose_again(&story, &link(&sent[0], &story.site)), 422, "taken back");
        story.ask(Role::Auditor, "mail");
        let last = story.page("");
        Form::of(&last, "form[action$='/removal']").post(&story.owner);
        assert_eq!(story.arrived("2026-11-20T10:00:00+09:00").len(), 0, "taken back before it left");
    }

    fn a_lost_password_and_a_lost_authenticator_come_by_mail(database) {
        let story = Story::new(&database);
        add_person(&story.town, HANAKO, Role::Coordinator);
        let told = story.reset(HANAKO, "password");
        assert!(told.text().contains("案内のメールを用意しました。"), "{}", told.text());
        assert!(told.text().contains("パスワードの再設定：令和8年11月20日（金）9時00分に用意（送信待ち）"), "{}", told.text());
        let sent = story.arrived(SOON);
        assert_eq!(sent[0].subject(), "【御案内】「のりしろ」のパスワードの再設定について（11月23日まで）");
        let browser = Browser::new(&story.site);
        assert!(choose(&browser, &link(&sent[0], &story.site), NEW_PASSWORD).path.contains("done=password"));
        assert_eq!(sign_in(&browser, HANAKO, NEW_PASSWORD).path, desk(&story.town));
        let none = story.reset(HANAKO, "second_factor");
        assert!(none.status == 422 && none.text().contains("二段階認証を使っていません"), "{}", none.text());

        with_second_factor(&browser, at(MORNING));
        story.reset(HANAKO, "second_factor");
        let sent = story.arrived("2026-11-20T10:00:00+09:00");
        assert_eq!(sent[0].subject(), "【御案内】「のりしろ」の二段階認証の解除について（11月23日まで）");
        let fresh = Browser::new(&story.site);
        let page = fresh.get(&link(&sent[0], &story.site));
        let with = |page: &Page, password: &str| {
            Form::of(page, "form[action='/staff/welcome/completion']").with("password", password).post(&fresh)
        };
        let wrong = with(&page, "ちがう合言葉を入れてみる");
        assert_eq!(wrong.status, 422);
        assert!(with(&wrong, NEW_PASSWORD).path.contains("done=second_factor"));
        let hanako = story.town.read(|c| users::by_mail(c, HANAKO)).unwrap();
        assert!(hanako.totp_secret.is_none(), "with the link and the password it is off");
    }

    fn a_mail_that_may_come_back_to_the_office_takes_no_code_of_another_network(database) {
        let story = Story::new(&database);
        let other = Town::called(database.store(), "C市");
        add_person(&other, HANAKO, Role::Owner);
        let (network, act) = (story.town.network.id, story.town.act);
        story.town.store.write_blocking(move |c| {
            let user = users::by_mail(c, HANAKO)?.unwrap();
            memberships::grant(c, network, user.id, Role::Coordinator, &act)
        }).unwrap();
        let refused = story.reset(HANAKO, "password");
        assert!(refused.status == 422 && refused.text().contains("ここからは再設定できません"), "{}", refused.text());
        assert_eq!(story.mails(), []);

        // Where what cannot be delivered goes to a mailbox that no office reads, the person's own mail may bring it.
        let (office, site) = (story.town.network.clone(), story.site.url.clone());
        story.town.store.write_blocking(move |c| {
            let user = users::by_mail(c, HANAKO)?.unwrap();
            let (templates, key) = (Templates::parse().unwrap(), server_key());
            let mail = CodeMail { templates: &templates, key: &key, is_returned_elsewhere: true };
            let handing = Handing { public_url: &site, mail: Some(mail) };
            people::reset(c, &office, user.id, (CodePurpose::Password, &handing), &act)
        }).unwrap();
        assert_eq!(story.arrived(SOON).iter().map(|mail| mail.to.concat()).collect::<Vec<_>>(), [HANAKO]);
    }

    fn where_no_mail_is_sent_only_paper_is_offered(database) {
        let story = Story::new(&database);
        let site = Site::start(database.store(), at(MORNING));
        let owner = Browser::new(&site);
        sign_in(&owner, OWNER, PASSWORD);
        let page = owner.get(&format!("{}/people/invitations/new", desk(&story.town)));
        assert!(!page.text().contains("メールで招待する"), "{}", page.text());
        let form = Form::of(&page, "main form").with("name", "鈴木 一郎").with("mail", NEW).with("role", "coder");
        let sheet = form.with("by", "mail").post(&owner);
        assert!(sheet.text().contains("設定のコードを入力してください"), "a form of before is answered on paper");
        assert_eq!(story.mails(), []);
    }
}

/// The answer to a link that works no more.
fn choose_again(story: &Story, path: &str) -> u16 {
    Browser::new(&story.site).get(path).status
}
