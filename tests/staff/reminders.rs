//! A round by mail: invitations, reminders to those who have not answered, and what the office sends itself. The time is
//! given to the program; what arrives is read back from a real mail server.

mod clicking;
mod passing_on;

use std::collections::BTreeMap;

use jiff::Timestamp;
use norishiro::app::outbox::Outbox;
use norishiro::app::reminders::planner::Planner;
use norishiro::app::{Calendar, Definitions, shipped};
use norishiro::assets::Templates;
use norishiro::store::outbox::{self as mails, MailState};
use norishiro::store::{RoundId, SheetId, Store, board};

use super::making::{NOW, form, links, opened, registered, round_of};
use super::{MAIL, at_desk, desk, town_with_coordinator};
use crate::harness::{Backend, Browser, Database, Form, MailServer, Page, Site, Town, at};
use crate::mail::{outbox, send_at};

/// After what the desk did at [`NOW`]: its clock runs on.
const SOON: &str = "2026-11-20T09:30:00+09:00";
const COUNCIL: &str = "soudan@shakyo.example.jp";
const CLINIC: &str = "incho@sakura.example.jp";

/// An open round that asks three agencies, of which two have a contact with an address.
struct Story {
    town: Town,
    server: MailServer,
    round: RoundId,
    told: Page,
}

impl Story {
    /// The round is opened at this time, and is due on Friday, 18 December 2026.
    fn opened_at(store: &Store, now: &str) -> Self {
        let town = town_with_coordinator(store);
        let guests = registered(&town);
        town.contact(&guests[1], "院長", CLINIC);
        let site = Site::queuing(store, at(now));
        let told = opened(&at_desk(&site), &town);
        Self { round: round_of(&told), server: MailServer::start(), town, told }
    }

    fn outbox(&self) -> Outbox {
        Outbox { calendar: Some(Calendar::shipped().unwrap()), ..outbox(&self.town.store, self.server.port) }
    }

    /// Sends what is due, and tells what arrived: address and subject, in the order of the addresses.
    fn sent_at(&self, now: &str) -> Vec<(String, String)> {
        let before = self.server.received().len();
        send_at(&self.outbox(), at(now));
        let new = self.server.received().split_off(before);
        let arrived: BTreeMap<_, _> = new.iter().map(|mail| (mail.to.concat(), mail.subject())).collect();
        assert_eq!(arrived.len(), new.len(), "one mail each");
        arrived.into_iter().collect()
    }

    /// The reminders that the plan has for this time, sent.
    fn planned_at(&self, now: &str) -> Vec<(String, String)> {
        planner(&self.town.store).pass(at(now)).unwrap();
        assert_eq!(planner(&self.town.store).pass(at(now)).unwrap(), 0, "another node finds nothing left to do");
        self.sent_at(now)
    }

    /// The text that arrived last at an address.
    fn text_to(&self, address: &str) -> String {
        self.server.received().iter().rfind(|mail| mail.to.concat() == address).unwrap().text()
    }

    /// The desk at another time.
    fn desk_at(&self, now: &str) -> (Site, Browser) {
        let site = Site::queuing(&self.town.store, at(now));
        let browser = at_desk(&site);
        (site, browser)
    }

    fn page(&self, browser: &Browser, page: &str) -> Page {
        browser.get(&format!("{}/rounds/{}/{page}", desk(&self.town), self.round))
    }

    fn press(&self, browser: &Browser, button: &str) {
        let settings = self.page(browser, "settings");
        let page = Form::of(&settings, &format!("form[action$='/{button}']")).post(browser);
        assert_eq!(page.status, 200, "{}", page.text());
    }

    /// The first sheet of the clinic, which comes first by its reading.
    fn clinics_sheet(&self) -> SheetId {
        let rows = self.town.read(|connection| board::of_round(connection, self.town.network.id, self.round));
        assert_eq!(rows[0].agency.name, "さくらクリニック");
        rows[0].sheets[0].sheet.id
    }

    /// The council, which comes second, answers.
    fn council_answers(&self) {
        let (site, browser) = self.desk_at(NOW);
        let link = links(&browser, &self.town, self.round).remove(1);
        let receipt = crate::respond::answer_all(&Browser::new(&site), &link);
        assert!(receipt.path.ends_with("/receipt"), "{}", receipt.path);
    }

    fn states(&self) -> Vec<MailState> {
        let all = self.town.read(|connection| mails::of_round(connection, self.town.network.id, self.round));
        all.into_iter().map(|mail| mail.state).collect()
    }
}

fn planner(store: &Store) -> Planner {
    Planner {
        store: store.clone(),
        definitions: Definitions::new(&shipped::library().unwrap()),
        templates: Templates::parse().unwrap(),
        calendar: Calendar::shipped().unwrap(),
    }
}

fn to(address: &str, subject: &str) -> (String, String) {
    (address.to_owned(), subject.to_owned())
}

const TITLE: &str = "「令和7年度 ひきこもり支援に関するアンケート」";

on_both_databases! {
    fn a_round_goes_out_and_its_reminders_reach_only_those_who_have_not_answered(database) {
        let story = Story::opened_at(database.store(), NOW);
        assert!(story.told.text().contains("依頼のメール2通を、順に送ります。"), "{}", story.told.text());
        let invitation = format!("【御依頼】{TITLE}への御協力について（12月18日まで）");
        assert_eq!(story.sent_at(SOON), [to(CLINIC, &invitation), to(COUNCIL, &invitation)]);
        let text = story.text_to(CLINIC);
        assert!(text.starts_with("さくらクリニック　院長 様\n") && text.contains("回答期限：令和8年12月18日（金）"), "{text}");

        assert_eq!(story.planned_at("2026-12-11T08:59:00+09:00"), [], "the office is closed");
        let unopened = format!("【再度の御案内】{TITLE}の回答期限について（12月18日まで）");
        assert_eq!(story.planned_at("2026-12-11T09:00:00+09:00"), [to(CLINIC, &unopened), to(COUNCIL, &unopened)]);
        assert_eq!(story.planned_at("2026-12-11T11:00:00+09:00"), []);

        story.council_answers();
        story.sent_at(SOON);
        story.town.save(story.clinics_sheet(), "{}", 0, "begun");
        let begun = format!("【御案内】{TITLE}の続きの御入力について（12月18日まで）");
        assert_eq!(story.planned_at("2026-12-17T09:00:00+09:00"), [to(CLINIC, &begun)]);
        assert!(story.text_to(CLINIC).contains("令和8年11月20日（金）9時00分までに保存された内容は"), "{}", story.text_to(CLINIC));

        let late = format!("【御案内】{TITLE}の続きの御入力について");
        assert_eq!(story.planned_at("2026-12-21T09:00:00+09:00"), [to(CLINIC, &late)]);
        assert!(story.text_to(CLINIC).contains("回答期限を過ぎておりますが、引き続きお受けしております。"), "{}", story.text_to(CLINIC));
        assert_eq!(story.planned_at("2026-12-22T09:00:00+09:00"), []);
    }

    fn a_program_that_was_off_makes_up_for_one_step_and_never_for_several(database) {
        let story = Story::opened_at(database.store(), NOW);
        story.sent_at(SOON);
        // Off since before the first step, on again after the second.
        assert_eq!(story.planned_at("2026-12-17T21:00:00+09:00"), [], "not at night");
        assert_eq!(story.planned_at("2026-12-18T09:00:00+09:00").len(), 2);
        assert_eq!(story.planned_at("2026-12-18T10:00:00+09:00"), []);
        // Off until long after the last step: what it says is of no use any more.
        assert_eq!(story.planned_at("2026-12-28T09:00:00+09:00"), []);
    }

    fn a_paused_round_sends_nothing_and_makes_up_for_nothing(database) {
        let story = Story::opened_at(database.store(), "2026-11-20T17:30:00+09:00");
        let (_site, browser) = story.desk_at("2026-11-20T17:40:00+09:00");
        story.press(&browser, "pause");
        assert_eq!(story.states(), [MailState::Held; 2]);
        assert_eq!(story.sent_at("2026-11-24T09:00:00+09:00"), []);
        assert_eq!(story.planned_at("2026-12-11T09:00:00+09:00"), []);
        assert!(story.page(&browser, "mails").text().contains("この調査のメールを止めています"));
        let (_site, browser) = story.desk_at("2026-12-14T10:00:00+09:00");
        story.press(&browser, "resumption");
        assert_eq!(story.planned_at("2026-12-14T11:00:00+09:00").len(), 2, "the invitations, and no reminder");
        assert_eq!(story.planned_at("2026-12-17T09:00:00+09:00").len(), 2, "the next step is taken");
    }

    fn mails_leave_on_working_days_within_the_hours_that_are_set(database) {
        // Friday evening; Monday is 勤労感謝の日.
        let story = Story::opened_at(database.store(), "2026-11-20T18:00:00+09:00");
        for closed in ["2026-11-20T18:00:00+09:00", "2026-11-21T10:00:00+09:00", "2026-11-23T10:00:00+09:00", "2026-11-24T08:59:00+09:00"] {
            assert_eq!(story.sent_at(closed), [], "{closed}");
        }
        let (_site, browser) = story.desk_at("2026-11-20T18:10:00+09:00");
        let hours = browser.get(&format!("{}/mail-hours", desk(&story.town)));
        let wrong = form(&hours).with("from", "朝").with("until", "8:00").post(&browser);
        assert_eq!((wrong.status, form(&wrong).value("from")), (422, Some("朝")));
        let saved = form(&hours).with("from", "１０：００").with("until", "16時30分").post(&browser);
        assert!(saved.text().contains("保存しました"), "{}", saved.text());
        assert!(story.page(&browser, "mails").text().contains("平日の10時00分から16時30分まで"));
        assert_eq!(story.sent_at("2026-11-24T09:30:00+09:00"), [], "the hours that hold when it leaves");
        assert_eq!(story.sent_at("2026-11-24T10:00:00+09:00").len(), 2);
    }

    fn the_office_reminds_at_once_and_is_asked_back_within_two_days(database) {
        let story = Story::opened_at(database.store(), NOW);
        story.sent_at(SOON);
        let (_site, browser) = story.desk_at("2026-11-20T10:00:00+09:00");
        let page = story.page(&browser, "reminders");
        assert!(page.text().contains("もみじ病院（未着手）には、メールの届く担当者がいません。"), "{}", page.text());
        let both = |page: &Page| {
            let mut form = form(page);
            let shown = page.attributes("input[name=agency]", "value");
            form.pairs.retain(|(name, _)| name != "agency");
            form.pairs.extend(shown.into_iter().map(|id| ("agency".to_owned(), id)));
            form
        };
        let asked_back = both(&page).post(&browser);
        assert_eq!(asked_back.status, 422);
        assert_eq!(asked_back.texts(".notice.warning li"), ["さくらクリニック", "B市社会福祉協議会"]);
        assert_eq!(story.sent_at("2026-11-20T10:00:00+09:00"), [], "nothing before it is confirmed");
        let done = form(&asked_back).post(&browser);
        assert!(done.text().contains("2機関へのお知らせ2通を用意しました。"), "{}", done.text());
        // One of them answers before its mail leaves.
        story.council_answers();
        let arrived = story.sent_at("2026-11-20T10:30:00+09:00");
        let reminded: Vec<_> = arrived.iter().filter(|(_, subject)| subject.contains("再度の御案内")).collect();
        assert_eq!(reminded.iter().map(|(address, _)| address.as_str()).collect::<Vec<_>>(), [CLINIC]);
        let page = story.page(&browser, "mails");
        assert!(page.text().contains("回答があったため"), "{}", page.text());

        let (_site, browser) = story.desk_at("2026-11-24T10:00:00+09:00");
        let page = story.page(&browser, "reminders");
        assert_eq!(page.attributes("input[name=agency][checked]", "value").len(), 1, "who has answered is not shown");
        assert!(form(&page).post(&browser).text().contains("1機関へのお知らせ1通"), "two days are over");
        let empty = form(&page);
        let nobody = Form { pairs: empty.pairs.iter().filter(|(name, _)| name != "agency").cloned().collect(), ..empty };
        assert!(nobody.post(&browser).text().contains("お知らせを送る機関を1つ以上選んでください。"));
    }

    fn an_invitation_goes_to_one_contact_again_and_a_message_to_chosen_agencies(database) {
        let story = Story::opened_at(database.store(), NOW);
        story.server.reply(CLINIC, 550);
        assert_eq!(story.sent_at(SOON).iter().map(|(address, _)| address.as_str()).collect::<Vec<_>>(), [COUNCIL]);
        let (_site, browser) = story.desk_at("2026-11-20T10:00:00+09:00");
        let page = story.page(&browser, "mails");
        assert!(page.text().contains("今のアドレスには届きません。"), "{}", page.text());
        story.server.relent();
        let again = page.attributes("tr:has(a) button[name=contact]", "value");
        assert_eq!(again.len(), 2);
        let done = form(&page).with("contact", &again[0]).post(&browser);
        assert!(done.text().contains("この担当者への依頼のメールを用意しました。"), "{}", done.text());
        let twice = form(&page).with("contact", &again[0]).post(&browser);
        assert!(twice.text().contains("新しい依頼は用意しませんでした。"), "{}", twice.text());
        assert_eq!(story.sent_at("2026-11-20T10:30:00+09:00").iter().map(|(to, _)| to.as_str()).collect::<Vec<_>>(), [CLINIC]);

        let page = story.page(&browser, "messages");
        let wrong = form(&page).with("subject", "会議{link}").with("text", "{meeting}と{agent}").post(&browser);
        assert_eq!(wrong.status, 422);
        assert!(wrong.texts("#errors-text").concat().contains("{agent}、{meeting}という差し込みはありません"), "{}", wrong.text());
        assert!(wrong.texts("#errors-agency").concat().contains("送る機関を1つ以上"));
        let council = page.attributes("input[name=agency]", "value").remove(1);
        let written = form(&page)
            .with("subject", "{agency}様へ：説明会のお知らせ")
            .with("text", "{contact} 様\n{due}までに{link}から御回答ください。")
            .with("agency", &council);
        let preview = written.clone().with("go", "preview").post(&browser);
        assert!(preview.texts(".letter").concat().contains("相談係 様 令和8年12月18日（金）までに"), "{}", preview.text());
        assert_eq!(story.sent_at("2026-11-20T10:40:00+09:00"), []);
        let done = form(&preview).with("go", "send").post(&browser);
        assert!(done.text().contains("1機関へのメッセージ1通を用意しました。"), "{}", done.text());
        form(&preview).with("go", "send").post(&browser);
        assert_eq!(story.sent_at("2026-11-20T10:50:00+09:00"), [to(COUNCIL, "B市社会福祉協議会様へ：説明会のお知らせ")], "once");
        assert!(story.text_to(COUNCIL).contains("/a/"), "{}", story.text_to(COUNCIL));
    }

    fn a_letter_is_tried_out_on_oneself_and_opens_nothing(database) {
        let story = Story::opened_at(database.store(), NOW);
        story.sent_at(SOON);
        // In the evening: who tries out waits for it.
        let (_site, browser) = story.desk_at("2026-11-20T20:00:00+09:00");
        let page = story.page(&browser, "letter");
        let done = Form::of(&page, "form[action$='/test-mails']").post(&browser);
        assert!(done.text().contains("ご自身宛てに試しのメールを送りました。"), "{}", done.text());
        let subject = format!("【試し送り】【御依頼】{TITLE}への御協力について（12月18日まで）");
        assert_eq!(story.sent_at("2026-11-20T20:30:00+09:00"), [to(MAIL, &subject)]);
        let text = story.text_to(MAIL);
        assert!(text.starts_with("※これは試し送りです。") && text.contains("さくらクリニック　院長 様"), "{text}");
        let link = text.lines().find_map(|line| line.strip_prefix("回答用ページ：")).unwrap();
        assert_eq!(browser.get(&link[link.find("/a/").unwrap()..]).status, 404);
    }

    fn a_closed_round_asks_nobody_and_later_agencies_get_theirs(database) {
        let story = Story::opened_at(database.store(), "2026-11-20T18:00:00+09:00");
        let (_site, browser) = story.desk_at("2026-11-20T18:10:00+09:00");
        let late = story.town.invite("よりみち", "よりみち", "npo");
        story.town.contact(&late, "担当", "yorimichi@example.jp");
        let page = story.page(&browser, "agencies");
        let added = form(&page).with("agency", &late.agency.id.to_string()).post(&browser);
        assert!(added.text().contains("1機関を加え、依頼しました。依頼のメール1通を、順に送ります。"), "{}", added.text());
        let closing = story.page(&browser, "closing");
        form(&closing).post(&browser);
        assert_eq!(story.states(), [MailState::Cancelled; 3]);
        assert_eq!(story.sent_at("2026-11-24T10:00:00+09:00"), []);
        assert_eq!(story.planned_at("2026-12-11T09:00:00+09:00"), []);
    }
}

#[test]
fn two_nodes_on_one_postgresql_take_each_step_once() {
    if Database::left_out(Backend::Postgresql) {
        return;
    }
    let database = Database::fresh(Backend::Postgresql);
    let story = Story::opened_at(database.store(), NOW);
    story.sent_at(SOON);
    let now: Timestamp = at("2026-12-11T09:00:00+09:00");
    let written: usize = std::thread::scope(|scope| {
        let nodes: Vec<_> = (0..4)
            .map(|_| {
                let node = planner(&Store::open(database.config()).unwrap());
                scope.spawn(move || node.pass(now).unwrap())
            })
            .collect();
        nodes.into_iter().map(|node| node.join().unwrap()).sum()
    });
    assert_eq!(written, 2);
    assert_eq!(story.sent_at("2026-12-11T09:00:00+09:00").len(), 2);
}
