//! 地域の資源一覧: what the desk and the agencies find in it, and what stays out.

use std::io::Cursor;

use calamine::{Reader, Xlsx};
use jiff::civil::date;
use norishiro::store::audit::{self, Subject};
use norishiro::store::memberships::Role;

use super::{PASSWORD, add_person, asking, at_desk, desk, round, sign_in, structure, town_with_coordinator};
use crate::harness::{Browser, Form, Guest, Site, Town, at};
use crate::respond::asked;

const NOW: &str = "2026-11-20T09:00:00+09:00";
const FACILITATOR: &str = "shinko@b-city.example.jp";

const CENTRE: &str = r#"{
    "functions": {"selected": ["person", "outreach"]}, "eligible_ages": {"selected": ["age_19_29", "age_30_39", "age_40_49"]},
    "targets": {"selected": ["person", "family"]}, "caseload": {"persons": 4321, "contacts": 4321},
    "referral_contact": "相談係　電話 0000-00-1234", "strengths": "夜間も電話を受けられます。",
    "remarks": "会議では言いにくいこと",
    "resources": [{"name": "居場所「ひだまり」", "support": "place", "ages": {"selected": ["any"]}, "who_for": {"selected": ["person"]},
        "area": "駅前", "access": {"selected": ["free", "evening"]}, "entry": "tour"}]}"#;
const NPO: &str = r#"{"functions": {"selected": ["online"]}, "eligible_ages": {"selected": ["age_13_15"]}}"#;

/// Two agencies that told of themselves, and one that has not.
fn two_of_three(town: &Town) -> (Town, Guest) {
    let survey = asking(town, "agency-survey", "令和7年度アンケート");
    let centre = survey.invite("ひきこもり地域支援センター", "ヒキコモリ", "hikikomori_centre");
    let npo = survey.invite("特定非営利活動法人やまびこ", "ヤマビコ", "npo");
    survey.invite("Bクリニック", "ビークリニック", "medical");
    survey.answer(&centre, CENTRE);
    survey.answer(&npo, NPO);
    (survey, centre)
}

/// Names of the agencies on a page.
fn found(browser: &Browser, address: &str) -> Vec<String> {
    let page = browser.get(address);
    assert_eq!(page.status, 200, "{address}: {}", page.text());
    page.texts("article.resource h3")
}

on_both_databases! {
    fn the_list_tells_who_offers_what_to_whom_and_how_one_gets_there(database) {
        let town = town_with_coordinator(database.store());
        let (survey, centre) = two_of_three(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let page = browser.get(&format!("{}/resources", desk(&town)));
        let (facts, labels) = (page.texts("article:nth-of-type(1) dd"), page.texts("article:nth-of-type(1) dt"));
        let fact = |label: &str| facts[labels.iter().position(|other| other == label).unwrap()].as_str();
        assert_eq!(fact("相談・紹介の窓口"), "相談係 電話 0000-00-1234");
        assert_eq!(fact("支援の内容"), "本人の相談、家庭訪問（アウトリーチ）");
        assert_eq!(fact("利用できる年代"), "19～29歳から40～49歳まで");
        assert_eq!(fact("強み・知ってほしいこと"), "夜間も電話を受けられます。");
        let place = page.texts(".resource-places tbody td");
        assert_eq!(place, ["居場所（来て過ごせる場）", "年代による制限はない本人", "駅前", "夜間・休日あり、無料", "見学から"]);
        let text = page.text();
        assert!(!text.contains("4321") && !text.contains("4,321") && !text.contains("言いにくい"), "totals only: {text}");
        assert!(text.contains("載っていない機関（1機関）") && text.contains("Bクリニック"), "{text}");
        let evidence = format!("{}/agencies/{}", round(&survey), centre.agency.id);
        assert!(page.attributes("article a", "href").contains(&evidence), "one click from the answer");
        assert_eq!(browser.get(&evidence).status, 200);
        assert!(page.texts(".resource-functions li").contains(&"居場所（来て過ごせる場）（1機関）".to_owned()));
    }

    fn function_and_age_are_looked_for_together(database) {
        let town = town_with_coordinator(database.store());
        two_of_three(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let list = format!("{}/resources", desk(&town));
        let (centre, npo) = ("ひきこもり地域支援センターひきこもり地域支援センター", "特定非営利活動法人やまびこ民間支援団体・NPO");
        for (query, expect) in [
            ("", vec![centre, npo]),
            ("?function=online", vec![npo]),
            // The visits are for those of 19 to 49; the place is for every age.
            ("?function=outreach&age=age_13_15", vec![]),
            ("?function=place&age=age_13_15", vec![centre]),
            ("?age=age_13_15", vec![centre, npo]),
            ("?whom=family", vec![centre]),
            ("?function=%22%3E%3Cscript%3E&age=&whom=", vec![centre, npo]),
        ] {
            assert_eq!(found(&browser, &format!("{list}{query}")), expect, "{query}");
        }
        let page = browser.get(&format!("{list}?function=place"));
        assert_eq!(page.attributes("option[selected]", "value"), ["place", "", ""], "what is looked for stays chosen");
        assert!(page.text().contains("2機関のうち、条件に合う1機関"));
        let links = page.attributes(".resource-functions a", "href");
        assert_eq!(found(&browser, &links[0]).len(), 1, "each function leads to its agencies");
    }

    fn a_facilitator_reads_the_list_but_no_answers(database) {
        let town = town_with_coordinator(database.store());
        two_of_three(&town);
        add_person(&town, FACILITATOR, Role::Facilitator);
        let site = Site::start(database.store(), at(NOW));
        let browser = Browser::new(&site);
        sign_in(&browser, FACILITATOR, PASSWORD);
        let page = browser.get(&format!("{}/resources", desk(&town)));
        assert!(page.text().contains("居場所「ひだまり」"));
        assert!(page.attributes("article a", "href").is_empty());
        assert!(!page.text().contains("Bクリニック") && page.attributes("form[action$='/sharing']", "action").is_empty());
    }

    fn the_booklet_and_the_workbook_hold_the_same(database) {
        let town = town_with_coordinator(database.store());
        two_of_three(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let booklet = browser.get(&format!("{}/resources/booklet", desk(&town)));
        assert_eq!(booklet.texts(".booklet-contents li"), ["支援の内容から探す", "福祉（1機関）", "民間・当事者（1機関）"]);
        let offers = booklet.texts(".booklet-offers li");
        assert!(offers.contains(&"居場所「ひだまり」（ひきこもり地域支援センター） 年代による制限はない 本人".to_owned()), "{offers:?}");
        assert!(offers.contains(&"特定非営利活動法人やまびこ 13～15歳".to_owned()), "{offers:?}");
        assert!(booklet.text().contains("令和8年11月20日（金）現在"));

        let (_, bytes) = browser.download(&format!("{}/resources.xlsx", desk(&town)));
        structure::checked(&bytes);
        let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
        assert_eq!(book.sheet_names(), ["機関", "場や事業"]);
        let places = book.worksheet_range("場や事業").unwrap();
        let place: Vec<String> = places.rows().next_back().unwrap().iter().map(ToString::to_string).collect();
        assert_eq!(
            place,
            [
                "居場所「ひだまり」", "ひきこもり地域支援センター", "居場所（来て過ごせる場）", "年代による制限はない", "本人",
                "駅前", "夜間・休日あり、無料", "見学から", "相談係　電話 0000-00-1234"
            ]
        );
        let (network, subject) = (town.network.id, Subject::new("network", town.network.id));
        let lines = town.read(|connection| audit::about(connection, network, &subject));
        let noted: Vec<_> = lines.iter().map(|line| line.action.as_str()).filter(|action| action.starts_with("resources.")).collect();
        assert_eq!((noted.len(), noted.contains(&"resources.viewed"), noted.contains(&"resources.exported")), (2, true, true));
    }

    fn agencies_read_the_list_behind_their_link_once_the_office_shares_it(database) {
        let town = town_with_coordinator(database.store());
        let (survey, guest) = two_of_three(&town);
        let site = Site::start(database.store(), at(NOW));
        let (agency, office) = (Browser::new(&site), at_desk(&site));
        let start = format!("/a/{}", guest.token);
        let list = format!("{start}/resources");
        let is_offered = || agency.get(&start).attributes("main a", "href").contains(&list);
        assert!(!is_offered());
        for closed in [list.clone(), format!("{list}/booklet"), format!("{list}.xlsx")] {
            assert_eq!(agency.get(&closed).status, 404);
        }
        let page = office.get(&format!("{}/resources", desk(&town)));
        let told = Form::of(&page, "form[action$='/resources/sharing']").post(&office);
        assert!(told.text().contains("保存しました。"), "{}", told.text());
        assert!(is_offered());
        assert_eq!(found(&agency, &format!("{list}?function=online")).len(), 1);
        let page = agency.get(&list);
        assert!(page.text().contains("0000-00-1234") && !page.text().contains("Bクリニック"), "who has not told is not named");
        assert!(!page.html.contains("/staff/") && !page.text().contains("言いにくい"));
        assert!(agency.get(&format!("{list}/booklet")).text().contains("居場所「ひだまり」"));
        assert!(page.attributes("main a", "href").contains(&format!("{list}.xlsx")));
        let (head, bytes) = agency.download(&format!("{list}.xlsx"));
        assert!(head["content-disposition"].to_str().unwrap().contains("resources.xlsx"), "{head:?}");
        structure::checked(&bytes);
        let places = Xlsx::new(Cursor::new(bytes)).unwrap().worksheet_range("場や事業").unwrap();
        assert!(places.rows().any(|row| row[0] == "居場所「ひだまり」"));
        let (network, subject) = (town.network.id, Subject::new("network", town.network.id));
        let lines = town.read(|connection| audit::about(connection, network, &subject));
        assert!(lines.iter().any(|line| line.action == "resources.exported"), "who took it out is noted");
        // What comes in later, or is called otherwise, is there at the next look.
        let late = survey.invite("Cの会", "シーノカイ", "npo");
        assert_eq!(found(&agency, &list).len(), 2);
        survey.answer(&late, NPO);
        assert_eq!(found(&agency, &list).len(), 3);
        survey.change_round(|round| round.title = "令和7年度の調査".to_owned());
        assert!(agency.get(&list).text().contains("令和7年度の調査"));
        let page = office.get(&format!("{}/resources", desk(&town)));
        Form::of(&page, "form[action$='/resources/sharing']").post(&office);
        assert!(!is_offered());
        assert_eq!(agency.get(&list).status, 404);
    }

    fn what_an_agency_told_comes_back_to_it_next_year(database) {
        let town = town_with_coordinator(database.store());
        let (before, _) = asked(&town, "agency-survey");
        before.change_round(|round| round.due_on = date(2025, 12, 19));
        let guest = before.invite("ひきこもり地域支援センター", "ヒキコモリ", "hikikomori_centre");
        before.answer(&guest, CENTRE);
        let again = asked(&town, "agency-survey").0.invite_again(&guest.agency);
        let site = Site::start(database.store(), at(NOW));
        let browser = Browser::new(&site);
        browser.post(&format!("/a/{}/sheets/1", again.token), &[]);
        let page = browser.get(&format!("/a/{}/sheets/1/sections/functions_and_places", again.token));
        for (name, value) in [
            ("resources.0.name", "居場所「ひだまり」"),
            ("resources.0.area", "駅前"),
            ("referral_contact", "相談係　電話 0000-00-1234"),
        ] {
            assert_eq!(page.attributes(&format!("[name='{name}']"), "value"), [value], "{name}");
        }
        assert_eq!(page.attributes("[name='functions'][checked]", "value"), ["person", "outreach"]);
        assert_eq!(page.attributes("[name='resources.0.access'][checked]", "value"), ["evening", "free"]);
    }

    fn the_newest_answer_of_an_agency_counts_and_an_archived_one_is_left_out(database) {
        let town = town_with_coordinator(database.store());
        let (_, centre) = two_of_three(&town);
        let later = asking(&town, "agency-survey", "令和8年度アンケート");
        later.change_round(|round| round.due_on = date(2027, 12, 18));
        let again = later.invite_again(&centre.agency);
        later.answer(&again, r#"{"functions": {"selected": ["learning"]}}"#);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let list = format!("{}/resources", desk(&town));
        assert_eq!(found(&browser, &format!("{list}?function=learning")).len(), 1);
        assert!(found(&browser, &format!("{list}?function=outreach")).is_empty(), "the older answer is past");
        let (network, agency, act) = (town.network.id, centre.agency.id, town.act);
        let archive = move |connection: &mut norishiro::store::Connection| {
            norishiro::store::agencies::set_archived(connection, network, agency, true, &act)
        };
        assert!(town.store.write_blocking(archive).unwrap());
        assert_eq!(found(&browser, &list).len(), 1);
    }

    fn an_empty_network_and_one_agency_have_a_sensible_page(database) {
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let list = format!("{}/resources", desk(&town));
        assert!(browser.get(&list).text().contains("まだ一覧を作れません"));
        let booklet = browser.get(&format!("{list}/booklet"));
        assert!(booklet.text().contains("まだ載せられる内容がありません") && booklet.text().contains("まだ回答がありません"));
        structure::checked(&browser.download(&format!("{list}.xlsx")).1);
        let survey = asking(&town, "agency-survey", "令和7年度アンケート");
        let npo = survey.invite("特定非営利活動法人やまびこ", "ヤマビコ", "npo");
        survey.answer(&npo, r#"{"caseload": {"persons": 3}}"#);
        assert!(browser.get(&list).text().contains("まだ一覧を作れません"), "nothing was told to the others");
        survey.answer(&survey.invite("よりみち", "ヨリミチ", "npo"), NPO);
        assert_eq!(found(&browser, &list).len(), 1);
    }
}
