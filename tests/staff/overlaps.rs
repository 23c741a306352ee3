//! のりしろ, through the real server.

use norishiro::store::audit::{self, Subject};
use norishiro::store::codebooks::{self, NetworkCode};
use norishiro::store::codings::{self, CodingKind, NewCoding, Passage};
use norishiro::store::memberships::Role;

use super::{PASSWORD, add_person, asking, at_desk, desk, sign_in, town_with_coordinator};
use crate::harness::{Browser, Page, Site, Town, at};

const NOW: &str = "2026-11-20T09:00:00+09:00";
const FACILITATOR: &str = "shinko@b-city.example.jp";

/// A centre that cannot go along to a clinic and names the other one, and a station that can.
fn group_work(town: &Town) -> Town {
    let work = asking(town, "group-work", "令和7年度グループワーク");
    let station = work.invite("訪問看護ステーションみなみ", "ホウモン", "npo");
    let centre = work.invite("ひきこもり相談センター", "ヒキコモリ", "npo");
    let named = station.agency.id;
    work.answer(
        &centre,
        &format!(
            r#"{{"strengths": "家族教室を続けている", "weaknesses": "受診同行まで手が回らない",
                "others_could": [{{"what": "夕方の見守り", "who": {{"id": "{named}"}}}}]}}"#
        ),
    );
    work.answer(&station, r#"{"strengths": "受診同行の経験がある", "weaknesses": "夜間は動けない"}"#);
    work
}

fn part(page: &Page, name: &str) -> scraper::Html {
    let document = page.document();
    let articles = scraper::Selector::parse("article.norishiro").unwrap();
    let heading = scraper::Selector::parse("h2").unwrap();
    let article = document
        .select(&articles)
        .find(|article| {
            article.select(&heading).next().is_some_and(|heading| heading.text().collect::<String>().starts_with(name))
        })
        .unwrap_or_else(|| panic!("no part of {name}: {}", page.text()));
    scraper::Html::parse_fragment(&article.html())
}

/// The texts of a part, by side: who could overlap with the agency, and with whom it could.
fn sides(page: &Page, name: &str) -> [String; 2] {
    let sections = scraper::Selector::parse("section .overlaps").unwrap();
    let found = part(page, name);
    let texts: Vec<String> = found.select(&sections).map(|section| section.text().collect()).collect();
    let section = scraper::Selector::parse("section").unwrap();
    let lists =
        found.select(&section).map(|section| section.select(&scraper::Selector::parse(".overlaps").unwrap()).count());
    let mut texts = texts.into_iter();
    let sides: Vec<String> =
        lists.map(|count| if count > 0 { texts.next().unwrap_or_default() } else { String::new() }).collect();
    [sides[0].clone(), sides[1].clone()]
}

on_both_databases! {
    fn each_agency_sees_who_could_overlap_and_the_reverse(database) {
        let town = town_with_coordinator(database.store());
        group_work(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let list = browser.get(&format!("{}/norishiro", desk(&town)));
        assert_eq!(list.status, 200, "{}", list.text());
        assert!(list.texts("article").is_empty(), "first the list alone");
        let all = browser.get(&format!("{}/norishiro?all=1", desk(&town)));
        assert_eq!(all.texts("article h2").len(), 2, "{}", all.text());
        let of = |name: &str| {
            let at = list.texts(".norishiro-list a").iter().position(|link| link == name).unwrap();
            browser.get(&list.attributes(".norishiro-list a", "href")[at])
        };
        let page = of("ひきこもり相談センター");
        let [to_centre, from_centre] = sides(&page, "ひきこもり相談センター");
        assert!(to_centre.contains("訪問看護ステーションみなみ"), "{to_centre}");
        assert!(to_centre.contains("相手として挙げられています") && to_centre.contains("夕方の見守り"), "{to_centre}");
        assert!(to_centre.contains("共通する語：受診同行"), "{to_centre}");
        assert_eq!(from_centre, "", "nothing that the station lacks is there");
        let [to_station, from_station] = sides(&of("訪問看護ステーションみなみ"), "訪問看護ステーションみなみ");
        assert_eq!(to_station, "");
        assert!(from_station.contains("ひきこもり相談センター") && from_station.contains("受診同行"), "{from_station}");
        let evidence = page.attributes("article.norishiro .overlap-said a", "href");
        let answer = browser.get(&evidence[0]);
        assert!(answer.status == 200 && answer.text().contains("ひきこもり相談センターの回答"), "{}", answer.text());
        let (network, subject) = (town.network.id, Subject::new("network", town.network.id));
        let lines = town.read(|connection| audit::about(connection, network, &subject));
        assert!(lines.iter().any(|line| line.action == "norishiro.viewed"));
    }
}

on_both_databases! {
    fn functions_that_an_agency_offers_meet_what_others_need(database) {
        let town = town_with_coordinator(database.store());
        let work = group_work(&town);
        let survey = asking(&town, "agency-survey", "令和7年度アンケート");
        let club = survey.invite("フリースペースはなみず", "フリー", "npo");
        survey.answer(&club, r#"{"functions": {"selected": ["accompany"]}}"#);
        let site = Site::start(database.store(), at(NOW));
        let page = at_desk(&site).get(&format!("{}/norishiro?all=1", desk(&work)));
        let [to_centre, _] = sides(&page, "ひきこもり相談センター");
        assert!(
            to_centre.contains("「受診や手続への同行」を行っていると回答しています（語「同行」による目安）"),
            "{to_centre}"
        );
    }
}

on_both_databases! {
    fn what_readers_coded_meets_whatever_the_codebook(database) {
        let town = town_with_coordinator(database.store());
        let work = group_work(&town);
        let (network, act) = (town.network.id, town.act);
        let cats = NetworkCode {
            codebook: "needs".to_owned(),
            code: "cats".to_owned(),
            label: "猫の世話".to_owned(),
            about: String::new(),
            is_own: true,
            retired_at: None,
            edition: 0,
        };
        town.store.write_blocking(move |c| codebooks::keep(c, network, &cats, &act)).unwrap();
        let said = |name: &str, document: &str| work.answer(&work.invite(name, "キカン", "npo"), document).response_id;
        let club = said("フリースペースはなみず", r#"{"weaknesses": "雨の日は閉めている"}"#);
        let helper = said(
            "おたすけ隊",
            r#"{"strengths": "買い物を手伝う", "others_could": [{"what": "猫の世話", "who": {"name": "どなたか"}}]}"#,
        );
        let watch = said("みまもり隊", r#"{"strengths": "夜に回っている"}"#);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let list = || browser.get(&format!("{}/norishiro?all=1", desk(&work)));
        let [to_club, _] = sides(&list(), "フリースペースはなみず");
        assert_eq!(to_club, "");
        let give = |response, question: &str, (book, code): (&str, &str), kind| {
            let passage = Passage { question: question.to_owned(), ..Passage::default() };
            let new = NewCoding { passage, kind, ..NewCoding::of_whole(response, 1, book, code) };
            town.store.write_blocking(move |c| codings::give(c, network, &new, &act)).unwrap();
        };
        let reader = CodingKind::Reader;
        give(club, "weaknesses", ("difficult-factors", "no_advice"), reader);
        give(club, "weaknesses", ("handbook-points", "p41"), reader);
        give(helper, "strengths", ("good-factors", "advice"), reader);
        give(helper, "strengths", ("handbook-points", "p41"), reader);
        give(watch, "strengths", ("needs", "cats"), reader);
        let page = list();
        let [to_club, _] = sides(&page, "フリースペースはなみず");
        for part in ["おたすけ隊", "向かい合う分類：", "同じ内容：", "（読み手が付けた分類による）"] {
            assert!(to_club.contains(part), "{part} in {to_club}");
        }
        let [to_helper, _] = sides(&page, "おたすけ隊");
        assert!(to_helper.contains("同じ内容：猫の世話（語「猫の世話」による目安）"), "{to_helper}");
        assert!(to_helper.contains("みまもり隊"), "{to_helper}");
        // What was settled not to be there is no ground.
        give(club, "weaknesses", ("handbook-points", "p41"), CodingKind::Dropped);
        let [to_club, _] = sides(&list(), "フリースペースはなみず");
        assert!(!to_club.contains("同じ内容：") && to_club.contains("向かい合う分類："), "{to_club}");
    }
}

on_both_databases! {
    fn whoever_chairs_the_meeting_reads_what_was_written_for_its_table(database) {
        let town = town_with_coordinator(database.store());
        add_person(&town, FACILITATOR, Role::Facilitator);
        group_work(&town);
        // What a hearing expects of others is told in totals only.
        let cases = asking(&town, "case-sheet", "令和7年度事例シート");
        let guest = cases.invite("支援機関", "シエン", "npo");
        cases.answer(
            &guest,
            r#"{"valence": "good", "age_band": "age_50_59", "sex": "male", "outline": "受診同行した", "state": "ended",
                "good_own": "事例の中の強み"}"#,
        );
        let site = Site::start(database.store(), at(NOW));
        let browser = Browser::new(&site);
        sign_in(&browser, FACILITATOR, PASSWORD);
        let page = browser.get(&format!("{}/norishiro?all=1", desk(&town)));
        assert_eq!(page.status, 200);
        assert!(page.text().contains("受診同行の経験がある"), "{}", page.text());
        assert!(!page.text().contains("事例の中の強み"), "strengths told of a case are the case's");
        assert!(page.attributes("article a", "href").iter().all(|link| link.contains("/norishiro?agency=")), "no link to answers");
    }
}

on_both_databases! {
    fn the_page_is_there_where_nothing_was_said(database) {
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let empty = browser.get(&format!("{}/norishiro?all=1", desk(&town)));
        assert!(empty.status == 200 && empty.text().contains("まだ並べられる回答がありません"), "{}", empty.text());
        let work = asking(&town, "group-work", "令和7年度グループワーク");
        let alone = work.invite("ひきこもり相談センター", "ヒキコモリ", "npo");
        work.answer(&alone, r#"{"weaknesses": "受診同行まで手が回らない"}"#);
        let page = browser.get(&format!("{}/norishiro?all=1", desk(&town)));
        assert!(page.text().contains("回答からは見つかりませんでした"), "{}", page.text());
    }
}
