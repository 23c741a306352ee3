//! A coordinator makes a round in four steps, opens it, and an agency answers.

use norishiro::store::audit::{self, Subject};
use norishiro::store::contacts::{self, Contact};
use norishiro::store::rounds::{self, Round, RoundState};
use norishiro::store::{ContactId, RoundId};

use super::{at_desk, desk, town_with_coordinator};
use crate::harness::{Browser, Form, Guest, Page, Site, Town, at};

pub(super) const NOW: &str = "2026-11-20T09:00:00+09:00";

/// Three agencies of two kinds in the register; the first has a contact.
pub(super) fn registered(town: &Town) -> Vec<Guest> {
    let names = [
        ("B市社会福祉協議会", "びーししゃかいふくしきょうぎかい", "social_welfare_council"),
        ("さくらクリニック", "さくらくりにっく", "medical"),
        ("もみじ病院", "もみじびょういん", "medical"),
    ];
    let guests: Vec<Guest> = names.into_iter().map(|(name, kana, kind)| town.invite(name, kana, kind)).collect();
    let (network, act) = (town.network.id, town.act);
    let contact = Contact {
        mail: Some("soudan@shakyo.example.jp".to_owned()),
        ..Contact::named(ContactId::new(act.at), guests[0].agency.id, "相談係")
    };
    town.store.write_blocking(move |connection| contacts::add(connection, network, &contact, &act)).unwrap();
    guests
}

/// The form of a step.
pub(super) fn form(page: &Page) -> Form {
    Form::of(page, "main form[method=post]")
}

/// Begins a round of a shipped questionnaire: the page of its period.
pub(super) fn begin(browser: &Browser, town: &Town, key: &str) -> Page {
    let page = browser.get(&format!("{}/rounds/new", desk(town)));
    form(&page).with("questionnaire", &format!("shipped:{key}")).post(browser)
}

/// Makes a round of the agency survey for every agency: the page of its settings.
pub(super) fn made(browser: &Browser, town: &Town) -> Page {
    let page = form(&begin(browser, town, "agency-survey")).post(browser);
    let mut choice = form(&page);
    choice.pairs.extend(page.attributes("input[name=agency]", "value").into_iter().map(|id| ("agency".to_owned(), id)));
    let page = choice.post(browser);
    form(&page).with("due_on", "令和8年12月18日").post(browser)
}

/// Makes it and opens it: the page of its settings.
pub(super) fn opened(browser: &Browser, town: &Town) -> Page {
    let page = Form::of(&made(browser, town), "form[action$='/opening']").post(browser);
    assert!(page.text().contains("調査を開始し、"), "{}", page.text());
    page
}

pub(super) fn round_of(page: &Page) -> RoundId {
    page.path.split("/rounds/").nth(1).unwrap().split(['/', '?']).next().unwrap().parse().unwrap()
}

pub(super) fn stored(town: &Town, id: RoundId) -> Round {
    town.read(|connection| rounds::find(connection, town.network.id, id)).unwrap()
}

/// The actions that the audit log holds about a round, oldest first.
pub(super) fn actions(town: &Town, id: RoundId) -> Vec<String> {
    let lines = town.read(|connection| audit::about(connection, town.network.id, &Subject::new("round", id)));
    lines.into_iter().map(|line| line.action).collect()
}

/// The links that the board of a round shows.
pub(super) fn links(browser: &Browser, town: &Town, id: RoundId) -> Vec<String> {
    let board = browser.get(&format!("{}/rounds/{id}", desk(town)));
    let links = board.attributes(".board a[href*='/a/']", "href");
    links.iter().map(|link| link[link.find("/a/").unwrap()..].to_owned()).collect()
}

on_both_databases! {
    fn four_steps_make_a_round_and_an_agency_answers_it(database) {
        let town = town_with_coordinator(database.store());
        registered(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);

        let page = browser.get(&desk(&town));
        assert!(page.attributes("main a", "href").contains(&format!("{}/rounds/new", desk(&town))));
        let page = begin(&browser, &town, "agency-survey");
        let id = round_of(&page);
        assert!(page.path.ends_with("/period"), "{}", page.path);
        let period = form(&page);
        assert_eq!(period.value("period"), Some("2025"), "last fiscal year is proposed");
        assert!(page.text().contains("令和7年度（2025年4月～2026年3月）"), "{}", page.text());
        let page = period.post(&browser);
        let round = stored(&town, id);
        assert_eq!((round.title.as_str(), round.period_text.as_str(), round.fiscal_year),
            ("令和7年度 ひきこもり支援に関するアンケート", "令和7年4月から令和8年3月まで", Some(2025)));

        assert!(page.path.ends_with("/agencies"), "{}", page.path);
        assert!(page.text().contains("担当者の登録がありません"), "{}", page.text());
        let page = form(&page).with("all", "medical").post(&browser);
        assert!(page.text().contains("今は2機関を選んでいます"), "{}", page.text());
        let page = form(&page).with("none", "medical").post(&browser);
        assert!(page.text().contains("今は0機関を選んでいます"), "{}", page.text());
        let page = form(&page).with("all", "social_welfare_council").post(&browser);
        let page = form(&page).post(&browser);

        assert!(page.path.ends_with("/schedule"), "{}", page.path);
        let schedule = form(&page);
        assert_eq!((schedule.value("before"), schedule.value("after")), (Some("7、1"), Some("3")));
        assert!(schedule.value("mail_text").unwrap().contains("{agency}　{contact} 様"));
        let page = schedule.with("due_on", "2026/12/18").with("document_number", "B地福第12号").with("go", "letter").post(&browser);
        assert!(page.path.ends_with("/letter"), "{}", page.path);
        let letter = page.texts(".letter").concat();
        assert!(letter.starts_with("B市社会福祉協議会 相談係 様"), "{letter}");
        assert!(letter.contains("（依頼文書：B地福第12号）") && letter.contains("回答期限：令和8年12月18日（金）"), "{letter}");

        let page = browser.get(&format!("{}/rounds/{id}/settings", desk(&town)));
        assert!(page.text().contains("期限の7日前、前日、3日後"), "{}", page.text());
        assert!(page.texts(".notice.warning").is_empty(), "nothing is missing");
        let page = Form::of(&page, "form[action$='/opening']").post(&browser);
        assert!(page.text().contains("調査を開始し、1機関に依頼しました。"), "{}", page.text());
        let round = stored(&town, id);
        assert_eq!((round.state, round.opens_on), (RoundState::Open, Some(jiff::civil::date(2026, 11, 20))));
        assert!(town.read(|connection| rounds::chosen(connection, town.network.id, id)).is_empty(), "they are invited now");

        let links = links(&browser, &town, id);
        assert_eq!(links.len(), 1);
        let receipt = crate::respond::answer_all(&Browser::new(&site), &links[0]);
        assert!(receipt.path.ends_with("/receipt"), "{}", receipt.path);
        let list = browser.get(&desk(&town));
        assert!(list.text().contains("1機関のうち1機関が回答（100.0％）"), "{}", list.text());
        assert_eq!(actions(&town, id), ["round.added", "round.changed", "round.changed", "round.changed", "round.changed", "round.changed", "round.changed", "round.opened"]);
    }

    fn a_draft_can_be_left_and_is_not_opened_before_all_is_decided(database) {
        let town = town_with_coordinator(database.store());
        registered(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let id = round_of(&begin(&browser, &town, "case-sheet"));
        let list = browser.get(&desk(&town));
        let settings = format!("{}/rounds/{id}/settings", desk(&town));
        assert!(list.attributes(".card a", "href").contains(&settings), "準備を続ける");
        let page = browser.get(&settings);
        assert_eq!(page.texts(".notice.warning li"), [
            "対象期間を決めてください。", "依頼する機関を選んでください。", "日程と依頼の文を決めてください。",
        ]);
        assert!(page.attributes("form[action$='/opening']", "action").is_empty());
        let token = form(&begin(&browser, &town, "case-sheet")).value("csrf").unwrap().to_owned();
        let pairs = [("csrf".to_owned(), token), ("edition".to_owned(), "0".to_owned())];
        let refused = browser.post(&settings.replace("/settings", "/opening"), &pairs);
        assert_eq!(refused.status, 422);
        assert!(refused.texts(".notice.error").concat().contains("対象期間を決めてください。"));
        assert_eq!(stored(&town, id).state, RoundState::Draft);

        let page = Form::of(&browser.get(&settings.replace("/settings", "/deletion")), "main form").post(&browser);
        assert_eq!(page.path, desk(&town));
        assert_eq!(browser.get(&settings).status, 404);
        assert_eq!(actions(&town, id), ["round.added", "round.deleted"]);
    }

    fn mistakes_come_back_at_their_fields_with_what_was_typed(database) {
        let town = town_with_coordinator(database.store());
        registered(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let new = browser.get(&format!("{}/rounds/new", desk(&town)));
        let page = form(&new).post(&browser);
        assert_eq!((page.status, page.texts(".error-text").concat().as_str()), (422, "＊使う調査票を1つ選んでください。"));

        let page = begin(&browser, &town, "agency-survey");
        let page = form(&page).with("period", "own").with("from", "令和8年4月1日").with("to", "2026/2/30").post(&browser);
        assert_eq!(page.status, 422);
        assert!(page.texts("title").concat().starts_with("エラー："), "{:?}", page.texts("title"));
        assert_eq!(page.texts("#errors-to"), ["＊2026年2月は28日までです。日を直してください。"]);
        assert_eq!(form(&page).value("to"), Some("2026/2/30"));
        let page = form(&page).with("to", "2026/3/31").post(&browser);
        assert_eq!(page.texts("#errors-to"), ["＊期間の末日は、初日以後の日にしてください。"]);
        let page = form(&page).with("from", "２０２５．４．１").with("to", "令和8年1月15日").post(&browser);
        assert!(page.path.ends_with("/agencies"), "{}", page.text());
        let round = stored(&town, round_of(&page));
        assert_eq!(round.period_text, "令和7年4月1日から令和8年1月15日まで");
        assert_eq!((round.fiscal_year, round.title.as_str()), (None, "ひきこもり支援に関するアンケート"));
        let page = form(&page).post(&browser);
        assert_eq!((page.status, page.texts(".error-text").concat().as_str()), (422, "＊依頼する機関を1つ以上選んでください。"));

        let page = browser.get(&page.path.replace("/agencies", "/schedule"));
        let page = form(&page)
            .with("opens_on", "2026-12-01")
            .with("due_on", "R8.11.30")
            .with("late_due_on", "11/30")
            .with("before", "毎週")
            .with("officer_mail", "kenko＠")
            .with("mail_subject", "{link}")
            .with("mail_text", "{agent}様、{meeting}のために御回答ください。")
            .post(&browser);
        assert_eq!(page.status, 422);
        let wrong = |field: &str| page.texts(&format!("#errors-{field}")).concat();
        assert_eq!(wrong("due_on"), "＊回答期限は、受付を始める日より後の日にしてください。");
        assert!(wrong("late_due_on").contains("年から入力してください"), "{}", wrong("late_due_on"));
        assert!(wrong("before").contains("「7、1」のように"), "{}", wrong("before"));
        assert!(wrong("officer_mail").contains("「@」を1つ入れて"), "{}", wrong("officer_mail"));
        assert!(wrong("mail_subject").contains("件名に{link}は使えません"), "{}", wrong("mail_subject"));
        let text = wrong("mail_text");
        assert!(text.contains("{agent}という差し込みはありません"), "{text}");
        assert!(text.contains("{meeting}がありますが、結果を共有する会議が空欄です。"), "{text}");
        assert!(text.contains("本文のどこかに{link}を入れてください。"), "{text}");
        assert_eq!(form(&page).value("mail_text"), Some("{agent}様、{meeting}のために御回答ください。"));
        assert_eq!(page.texts("#errors li").len(), 8, "{:?}", page.texts("#errors li"));
    }

    fn own_words_are_filled_for_each_agency(database) {
        let town = town_with_coordinator(database.store());
        registered(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let settings = made(&browser, &town);
        let schedule = browser.get(&settings.path.replace("/settings?done=saved", "/schedule"));
        let text = "{agency}の皆様\r\n\r\n{due_short}までに{link}から、{officer}まで。";
        let page = form(&schedule).with("mail_text", text).with("officer_name", "鈴木").with("go", "letter").post(&browser);
        let letter = page.texts(".letter").concat();
        assert!(letter.contains("の皆様 12月18日までに http") || letter.contains("の皆様 12月18日までにhttp"), "{letter}");
        assert!(letter.contains("から、鈴木まで。") && letter.contains("担当：鈴木"), "the closing block follows: {letter}");
        let other = page.attributes("#f-agency option", "value");
        assert_eq!(other.len(), 3);
        let page = browser.get(&format!("{}?agency={}", page.path, other[0]));
        assert!(page.texts(".letter").concat().contains("の皆様"));
        let page = form(&browser.get(&schedule.path)).with("mail_text", "").with("mail_subject", "").post(&browser);
        assert!(page.text().contains("いつもの文"), "{}", page.text());
    }

    fn a_change_over_somebody_elses_change_is_told_and_not_made(database) {
        let town = town_with_coordinator(database.store());
        registered(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let page = begin(&browser, &town, "agency-survey");
        let mine = form(&page).with("title", "わたしの調査");
        form(&page).with("title", "ほかの方の調査").post(&browser);
        let told = mine.post(&browser);
        assert_eq!(told.status, 422);
        assert!(told.text().contains("ほかの方が、この調査の設定を先に変更しました。"), "{}", told.text());
        assert_eq!(form(&told).value("title"), Some("わたしの調査"), "what was typed stays");
        assert_eq!(stored(&town, round_of(&page)).title, "ほかの方の調査");
        form(&told).post(&browser);
        assert_eq!(stored(&town, round_of(&page)).title, "わたしの調査");
    }

    fn the_questionnaire_is_shown_as_agencies_see_it_and_stores_nothing(database) {
        let town = town_with_coordinator(database.store());
        registered(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let offer = browser.get(&format!("{}/rounds/new/preview?questionnaire=shipped:agency-survey", desk(&town)));
        assert_eq!(offer.status, 200);
        assert!(offer.text().contains("機関が見る画面の確認です。"), "{}", offer.text());
        let id = round_of(&begin(&browser, &town, "agency-survey"));
        let preview = browser.get(&format!("{}/rounds/{id}/preview?section=activity", desk(&town)));
        assert!(!preview.attributes("[name='caseload.persons']", "name").is_empty(), "the real form");
        assert!(preview.attributes("main form[method=post]", "action").is_empty(), "nothing can be sent");
        assert_eq!(browser.get(&format!("{}/rounds/{id}/preview?section=none", desk(&town))).status, 404);
        assert_eq!(browser.get(&format!("{}/rounds/new/preview?questionnaire=shipped:none", desk(&town))).status, 404);
    }

    fn a_published_version_is_used_again_and_a_new_content_makes_a_new_one(database) {
        let town = town_with_coordinator(database.store());
        registered(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let first = stored(&town, round_of(&begin(&browser, &town, "agency-survey"))).version_id;
        let again = stored(&town, round_of(&begin(&browser, &town, "agency-survey"))).version_id;
        assert_ne!(first, town.version.id, "the shipped content is new: a version of its own");
        assert_eq!(first, again, "the same content is one version");
        let page = browser.get(&format!("{}/rounds/new", desk(&town)));
        assert!(page.text().contains("公開済み（第2版）"), "{}", page.text());
    }
}
