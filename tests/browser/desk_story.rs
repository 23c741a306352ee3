//! From an empty network to the third reminder: the coordinator at a real browser, without JavaScript, and the mails
//! that agencies get. The clock is given to the program, which is started anew at each date.

use std::time::{Duration, Instant};

use norishiro::app::add_network::{NewNetwork, add_network};
use norishiro::app::add_user::add_user;
use norishiro::store::Store;
use norishiro::store::memberships::Role;
use thirtyfour::Key;

use super::chromium::Chromium;
use super::desk::follow;
use super::{in_chromium, is_left_out};
use crate::harness::{Backend, Browser, Database, MailServer, Site, at};

const MAIL: &str = "jimukyoku@b-city.example.jp";
const PASSWORD: &str = "川の音が聞こえる窓辺で本を読む";

/// The running program. It has to be stopped on another thread than the browser's, which waits for nothing else then.
struct Running(Option<Site>);

impl Running {
    fn url(&self) -> &str {
        self.0.as_ref().map_or("", |site| site.url.as_str())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(site) = self.0.take() {
            drop(std::thread::spawn(move || drop(site)).join());
        }
    }
}

/// Address and subject.
type Arrived = (String, String);

struct Office<'a> {
    store: &'a Store,
    server: MailServer,
    chromium: &'a Chromium,
}

impl Office<'_> {
    /// The program at a date, and the coordinator signed in. It stops with this value.
    async fn on(&self, now: &str) -> Running {
        let site = Site::working("127.0.0.1:0", self.store, at(now), self.server.port);
        self.chromium.page.goto(format!("{}/staff", site.url)).await.unwrap();
        self.chromium.fill("mail", MAIL).await;
        self.chromium.fill("password", PASSWORD).await;
        self.chromium.enter(&self.chromium.find("main form button").await).await;
        Running(Some(site))
    }

    async fn add_agency(&self, name: &str, kana: &str, mail: &str) {
        follow(self.chromium, "機関").await;
        follow(self.chromium, "機関を登録する").await;
        self.chromium.fill("name", name).await;
        self.chromium.fill("kana", kana).await;
        self.chromium.find("#kind").await.send_keys(Key::Down).await.unwrap();
        self.chromium.fill("municipality", "B市").await;
        self.chromium.fill("contact-0-person", "相談係").await;
        self.chromium.fill("contact-0-mail", mail).await;
        self.chromium.press("保存する").await;
        assert!(self.chromium.text().await.contains(name), "{}", self.chromium.text().await);
    }

    /// Waits until so many mails more have arrived, and a moment for one too many: in the order of their addresses.
    fn arrived(&self, before: usize, number: usize) -> Vec<Arrived> {
        let begun = Instant::now();
        while self.server.received().len() < before + number {
            assert!(begun.elapsed() < Duration::from_secs(120), "{:?}", self.server.received().len());
            std::thread::sleep(Duration::from_millis(100));
        }
        std::thread::sleep(Duration::from_secs(2));
        let new = self.server.received().split_off(before);
        let mut all: Vec<Arrived> = new.iter().map(|mail| (mail.to.concat(), mail.subject())).collect();
        all.sort();
        all
    }
}

#[test]
fn from_an_empty_network_to_the_third_reminder() {
    if is_left_out() {
        return;
    }
    let database = Database::fresh(Backend::Sqlite);
    let store = database.store();
    let text = str::to_owned;
    let new = NewNetwork {
        name: text("B市ひきこもり支援ネットワーク"),
        municipality: text("B市"),
        department: text("健康福祉課"),
        officer_name: text("佐藤"),
        telephone: text("0000-00-0000"),
        mail: text("kenko@city.example"),
        office_hours: text("平日8時30分～17時15分"),
        time_zone: text("Asia/Tokyo"),
    };
    let begin = at("2026-11-20T09:00:00+09:00");
    let network = add_network(store, new, begin).unwrap();
    add_user(store, MAIL, "佐藤 花子", PASSWORD, (&network.id.to_string(), Role::Owner), begin).unwrap();
    in_chromium(false, async |chromium| {
        let office = Office { store, server: MailServer::start(), chromium };
        tell(&office).await;
    });
}

async fn tell(office: &Office<'_>) {
    let chromium = office.chromium;
    let site = office.on("2026-11-20T09:00:00+09:00").await;
    office.add_agency("相談支援つむぎ", "そうだんしえんつむぎ", "tsumugi@example.jp").await;
    office.add_agency("居場所よりみち", "いばしょよりみち", "yorimichi@example.jp").await;

    follow(chromium, "調査の一覧").await;
    follow(chromium, "新しい調査を作る").await;
    chromium.choose("questionnaire", &["shipped:agency-survey"]).await;
    chromium.press("この調査票で次へ").await;
    chromium.press("保存して次へ").await;
    chromium.press("この種別を全て選ぶ").await;
    chromium.press("保存して次へ").await;
    chromium.fill("due_on", "令和8年12月18日").await;
    chromium.enter(&chromium.find("main form button.solid").await).await;
    let settings = chromium.page.current_url().await.unwrap().to_string();
    let round = settings.split("/settings").next().unwrap().split("/letter").next().unwrap();
    let round = round[round.find("/staff").unwrap()..].to_owned();
    chromium.page.goto(format!("{}{round}/letter", site.url())).await.unwrap();
    chromium.look("mail-letter").await;
    chromium.page.goto(format!("{}{round}/settings", site.url())).await.unwrap();
    chromium.press("開始する").await;
    assert!(chromium.text().await.contains("依頼のメール2通を、順に送ります。"), "{}", chromium.text().await);
    let arrived = office.arrived(0, 2);
    let title = "「令和7年度 ひきこもり支援に関するアンケート」";
    let invitation = format!("【御依頼】{title}への御協力について（12月18日まで）");
    let to = |address: &str, subject: &str| (address.to_owned(), subject.to_owned());
    assert_eq!(arrived, [to("tsumugi@example.jp", &invitation), to("yorimichi@example.jp", &invitation)]);
    chromium.page.goto(format!("{}{round}/mails", site.url())).await.unwrap();
    assert!(chromium.text().await.contains("送信済み"), "{}", chromium.text().await);
    chromium.look("mails").await;
    chromium.page.goto(format!("{}{round}/reminders", site.url())).await.unwrap();
    chromium.look("reminders").await;
    chromium.page.goto(format!("{}{round}/messages", site.url())).await.unwrap();
    chromium.look("messages").await;
    follow(chromium, "メール").await;
    follow(chromium, "送る時間を変える").await;
    chromium.look("mail-hours").await;
    drop(site);

    // A week before: both; one of them then answers behind the link of its mail.
    let site = office.on("2026-12-11T09:00:00+09:00").await;
    let unopened = format!("【再度の御案内】{title}の回答期限について（12月18日まで）");
    assert_eq!(office.arrived(2, 2), [to("tsumugi@example.jp", &unopened), to("yorimichi@example.jp", &unopened)]);
    let mail = office.server.received().into_iter().rfind(|mail| mail.to.concat() == "tsumugi@example.jp").unwrap();
    let letter = mail.text();
    let link = letter.lines().find_map(|line| line.strip_prefix("回答用ページ：")).unwrap().to_owned();
    let path = link[link.find("/a/").unwrap()..].to_owned();
    let url = site.url().to_owned();
    // That agency's own browser runs on a thread of its own.
    let receipt = std::thread::spawn(move || crate::respond::answer_all(&Browser::visiting(&url), &path).path);
    assert!(receipt.join().unwrap().ends_with("/receipt"));
    let receipt = format!("【受付】{title}の御回答をお受けしました");
    assert_eq!(office.arrived(4, 1), [to("tsumugi@example.jp", &receipt)]);
    drop(site);

    // The day before, and after the due date: only the other one.
    let site = office.on("2026-12-17T09:00:00+09:00").await;
    assert_eq!(office.arrived(5, 1), [to("yorimichi@example.jp", &unopened)]);
    drop(site);
    let site = office.on("2026-12-21T09:00:00+09:00").await;
    let late = format!("【再度の御案内】{title}への御回答について");
    assert_eq!(office.arrived(6, 1), [to("yorimichi@example.jp", &late)]);
    let third = office.server.received().pop().unwrap().text();
    let link = third.lines().find_map(|line| line.strip_prefix("回答用ページ：")).unwrap();
    insta::assert_snapshot!("third_reminder", third.replace(link, "（リンク）"));
    chromium.page.goto(format!("{}{round}/mails", site.url())).await.unwrap();
    let page = chromium.text().await;
    assert!(page.contains("受付のお知らせ") && page.contains("お知らせ（未着手）"), "{page}");
    chromium.look("mails-after-the-third-reminder").await;
}
