//! Hearings by theme: all agencies' words side by side, with codes and a summary that keeps its history.

use norishiro::store::audit::{self, Subject};
use norishiro::store::codings::{self, NewCoding, Passage};
use norishiro::store::responses;
use norishiro::store::submissions::Receipt;

use super::{asking, at_desk, desk, round, town_with_coordinator};
use crate::harness::{Browser, Form, Page, Site, Town, at};

const NOW: &str = "2026-11-20T09:00:00+09:00";

/// Two agencies stand by what they said, a third has not been heard.
fn two_hearings(town: &Town) -> (Town, Receipt) {
    let hearings = asking(town, "hearing-sheet", "令和7年度ヒアリング");
    let centre = hearings.invite("ひきこもり地域支援センター", "ヒキコモリ", "hikikomori_centre");
    let npo = hearings.invite("特定非営利活動法人やまびこ", "ヤマビコ", "npo");
    hearings.invite("Bクリニック", "ビークリニック", "medical");
    let receipt = hearings.answer(
        &centre,
        r#"{"coop_issues": "市から離れていて、日々の変化に合わせた訪問ができません。", "cherished": "急がないこと。",
            "coop_issue_codes": {"selected": ["far"]}}"#,
    );
    let other = hearings.answer(&npo, r#"{"coop_issues": "夜間に相談できる先がありません。"}"#);
    for receipt in [&receipt, &other] {
        let (network, act, id, revision) = (town.network.id, town.act, receipt.response_id, receipt.revision);
        let confirm = move |connection: &mut _| responses::confirm(connection, network, id, revision, &act);
        assert!(town.store.write_blocking(confirm).unwrap());
    }
    (hearings, receipt)
}

/// A reader gives a code to the words of an item.
fn code(town: &Town, receipt: &Receipt, question: &str, code: &str) {
    let (network, act) = (town.network.id, town.act);
    let mut new = NewCoding::of_whole(receipt.response_id, receipt.revision, "difficult-factors", code);
    new.passage = Passage { question: question.to_owned(), ..Passage::default() };
    let give = move |connection: &mut norishiro::store::Connection| codings::give(connection, network, &new, &act);
    assert!(town.store.write_blocking(give).unwrap());
}

fn summarise(browser: &Browser, page: &Page, words: &str) -> Page {
    Form::of(page, "form[action$='/summaries']").with("summary", words).post(browser)
}

on_both_databases! {
    fn all_agencies_words_to_an_item_stand_side_by_side_with_their_codes(database) {
        let town = town_with_coordinator(database.store());
        let (hearings, receipt) = two_hearings(&town);
        code(&town, &receipt, "coop_issues", "no_fitting_place");
        code(&town, &receipt, "cherished", "no_picture");
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let overview = browser.get(&format!("{}/themes", desk(&town)));
        assert!(overview.text().contains("聞き取りの内容を確認していただいた2機関"), "{}", overview.text());
        let link = format!("{}/themes/coop_issues", round(&hearings));
        assert!(overview.attributes("h3 a", "href").contains(&link));
        assert!(!overview.attributes("h3 a", "href").iter().any(|link| link.ends_with("/visit_date")), "a day is no theme");
        let page = browser.get(&link);
        assert_eq!(page.texts(".voices h3"), ["ひきこもり地域支援センターひきこもり地域支援センター", "特定非営利活動法人やまびこ民間支援団体・NPO"]);
        assert_eq!(page.texts(".voices .answer")[1], "夜間に相談できる先がありません。");
        assert_eq!(page.texts(".voices .state"), ["多様なニーズに合う相談先・居場所・支援機関がない"], "codes of this item alone");
        let whole = page.attributes(".voices a", "href");
        assert!(whole.iter().all(|answer| browser.get(answer).status == 200), "{whole:?}");
        let other = browser.get(&format!("{}/themes/cherished", round(&hearings)));
        assert!(other.text().contains("この項目の記入がない機関：特定非営利活動法人やまびこ"), "silence is no answer: {}", other.text());
        assert!(browser.get(&format!("{}/themes/coop_issue_codes", round(&hearings))).text().contains("距離・交通手段"));
        assert_eq!(browser.get(&format!("{}/themes/moon", round(&hearings))).status, 404);
    }

    fn the_office_codes_a_hearing_and_filters_voices_by_code(database) {
        let town = town_with_coordinator(database.store());
        let (hearings, receipt) = two_hearings(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let progress = browser.get(&format!("{}/coding", desk(&town)));
        assert_eq!(progress.texts("#hearings"), ["聞き取り（2件）"], "{}", progress.text());
        assert!(progress.attributes("input[name=case]", "value").is_empty(), "hearings are given to nobody outside the office");
        let address = format!("{}/themes/coop_issues", round(&hearings));
        let coding = browser.get(&address).attributes(".voices a", "href").remove(0);
        assert_eq!(coding, format!("{}/cases/{}/coding", desk(&town), receipt.response_id));
        let page = browser.get(&coding);
        assert_eq!(page.texts("h1"), ["聞き取りの分類"], "{}", page.text());
        let place = page.attributes("fieldset[data-question=coop_issues] input[name=at]", "value").remove(0);
        let given = Form::of(&page, "#coding").with("at", &place).with("code", "needs:person").post(&browser);
        assert_eq!(given.texts(".passages .codes-given q"), ["市から離れていて、日々の変化に合わせた訪問ができません。"], "{}", given.text());
        Form::of(&given, "#coding").with("whole", "1").with("code", "needs:family").post(&browser);
        let theme = browser.get(&address);
        assert_eq!(theme.texts(".voices .state"), ["本人が安心して相談できること"]);
        assert!(theme.text().contains("聞き取り全体の分類：家族が安心して相談できること"), "{}", theme.text());
        let links = theme.attributes("nav.sub[aria-label='分類で絞り込む'] a", "href");
        assert_eq!(links, [address.clone(), format!("{address}?code=needs:person")]);
        let filtered = browser.get(&links[1]);
        assert!(filtered.texts(".voices h3").len() == 1 && filtered.text().contains("2機関のうち1機関"), "{}", filtered.text());
        assert_eq!(browser.get(&format!("{address}?code=needs:nothing")).texts(".voices h3").len(), 2, "an old address hides nothing");
        let overview = browser.get(&format!("{}/themes", desk(&town)));
        assert!(overview.attributes("section a", "href").contains(&links[1]) && overview.text().contains("本人が安心して相談できること（1機関）"));
        let case_page = format!("{}/cases/{}", desk(&town), receipt.response_id);
        assert_eq!(browser.get(&case_page).status, 404, "a hearing is no case");
    }

    fn who_codes_a_hearing_sees_only_their_own_codes_in_it(database) {
        let town = town_with_coordinator(database.store());
        let (hearings, receipt) = two_hearings(&town);
        code(&town, &receipt, "coop_issues", "no_fitting_place");
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let address = format!("{}/themes/coop_issues", round(&hearings));
        assert_eq!(browser.get(&address).texts(".voices .state").len(), 1);
        let coding = browser.get(&format!("{}/cases/{}/coding", desk(&town), receipt.response_id));
        Form::of(&coding, "#coding").with("question", "coop_issues").with("code", "needs:person").post(&browser);
        assert_eq!(browser.get(&address).texts(".voices .state"), ["本人が安心して相談できること"]);
        Form::of(&coding, "form[action$='/completion']").post(&browser);
        assert_eq!(browser.get(&address).texts(".voices .state").len(), 2);
    }

    fn a_summary_is_kept_with_every_edition_and_none_overwrites_another(database) {
        let town = town_with_coordinator(database.store());
        let (hearings, _) = two_hearings(&town);
        let site = Site::start(database.store(), at(NOW));
        let (one, other) = (at_desk(&site), at_desk(&site));
        let address = format!("{}/themes/coop_issues", round(&hearings));
        let (first, second) = (one.get(&address), other.get(&address));
        let saved = summarise(&one, &first, "距離と時間帯が課題として挙がった。");
        assert!(saved.text().contains("保存しました。"));
        let stale = summarise(&other, &second, "人手の課題。");
        assert_eq!(stale.status, 422);
        assert!(stale.text().contains("先に書き直しました") && stale.texts("textarea")[0] == "人手の課題。", "nothing typed is lost");
        assert!(stale.texts("title")[0].starts_with("エラー："));
        assert!(stale.text().contains("距離と時間帯が課題として挙がった。"), "what stands now is there to be read");
        summarise(&other, &stale, "距離、時間帯、人手の課題が挙がった。");
        let page = one.get(&address);
        assert_eq!(page.texts(".editions .answer"), ["距離、時間帯、人手の課題が挙がった。", "距離と時間帯が課題として挙がった。"]);
        summarise(&one, &page, "距離、時間帯、人手の課題が挙がった。");
        assert_eq!(one.get(&address).texts(".editions li").len(), 2, "saving the same is no edition");
        let overview = one.get(&format!("{}/themes", round(&hearings)));
        assert_eq!(overview.texts(".summary"), ["距離、時間帯、人手の課題が挙がった。"]);
        let long = summarise(&one, &one.get(&address), &"長".repeat(1001));
        assert!(long.text().contains("1000字以内で書いてください。今は1001字です。"), "{}", long.text());
        let (network, subject) = (town.network.id, Subject::new("round", hearings.round.id));
        let lines = town.read(|connection| audit::about(connection, network, &subject));
        let written: Vec<_> = lines.iter().filter(|line| line.action == "theme_summary.written").collect();
        assert_eq!(written.len(), 2);
        assert!(written.iter().all(|line| !line.details.contains("課題")), "no words of the summary in the log");
    }

    fn a_network_without_hearings_and_one_with_none_heard_are_sensible(database) {
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let address = format!("{}/themes", desk(&town));
        assert!(browser.get(&address).text().contains("まだ聞き取りの調査がありません"));
        let hearings = asking(&town, "hearing-sheet", "令和7年度ヒアリング");
        assert!(browser.get(&address).text().contains("声があるのは0機関のうち0機関"));
        let page = browser.get(&format!("{}/themes/coop_issues", round(&hearings)));
        assert!(page.text().contains("まだ声がありません"));
        let survey = asking(&town, "agency-survey", "令和7年度アンケート");
        assert_eq!(browser.get(&format!("{}/themes", round(&survey))).status, 404);
    }
}
