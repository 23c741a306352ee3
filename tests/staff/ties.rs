//! Ties between agencies, against what can be counted by hand.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use norishiro::store::memberships::Role;

use super::{PASSWORD, add_person, asking, at_desk, desk, sign_in, town_with_coordinator};
use crate::harness::{Browser, Guest, Page, Site, Town, at};

const NOW: &str = "2026-11-20T09:00:00+09:00";

/// Six agencies: the centre, the club and the office answer, the clinic leaves the ties blank, the school is silent,
/// the library was never asked. The centre and the club name each other; the office names the centre (by its name),
/// the job centres as a kind, and somebody who is not in the register.
struct Six {
    survey: Town,
    centre: Guest,
    club: Guest,
}

fn six(town: &Town) -> Six {
    let survey = asking(town, "agency-survey", "令和7年度アンケート");
    let centre = survey.invite("保健センター", "あ", "health_centre");
    let club = survey.invite("NPO法人 よりみち", "い", "npo");
    let office = survey.invite("相談窓口", "う", "city_office");
    let clinic = survey.invite("Bクリニック", "え", "medical");
    survey.invite("B高校", "お", "school");
    town.invite("図書館", "か", "other_kind");
    let offers = r#""functions": {"selected": ["outreach"]}, "eligible_ages": {"selected": ["any"]}"#;
    let named = |guest: &Guest| guest.agency.id.to_string();
    let (to_club, to_centre) = (named(&club), named(&centre));
    survey.answer(
        &centre,
        &format!(
            r#"{{{offers}, "partners": [{{"partner": {{"id": "{to_club}"}}, "purposes": {{"selected": ["share", "send"]}}}}],
                "referred_to": [{{"id": "{to_club}"}}]}}"#
        ),
    );
    survey.answer(
        &club,
        &format!(r#"{{{offers}, "partners": [{{"partner": {{"id": "{to_centre}"}}, "purposes": {{"selected": ["share"]}}}}]}}"#),
    );
    survey.answer(
        &office,
        &format!(
            r#"{{{offers}, "partners": [{{"partner": {{"name": "保健センター"}}}}, {{"partner": {{"kind": "job_centre"}}}},
                {{"partner": {{"name": "<i>となり</i>の会"}}}}]}}"#
        ),
    );
    survey.answer(&clinic, &format!("{{{offers}}}"));
    Six { survey, centre, club }
}

fn ties(town: &Town, rest: &str) -> String {
    format!("{}/ties{rest}", desk(town))
}

/// The cells of an agency in the table of agencies.
fn row(page: &Page, agency: &str) -> Vec<String> {
    let names = page.texts(".ties-table tbody th");
    let at = names.iter().position(|name| name == agency).unwrap_or_else(|| panic!("{agency} in {names:?}"));
    page.texts(&format!(".ties-table tbody tr:nth-child({}) td", at + 1))
}

fn looked(site: &Site, path: &str) -> Page {
    let page = at_desk(site).get(path);
    assert_eq!(page.status, 200, "{}", page.text());
    page
}

on_both_databases! {
    fn agencies_stand_in_the_registers_order_with_who_names_whom(database) {
        let six = six(&town_with_coordinator(database.store()));
        let site = Site::start(database.store(), at(NOW));
        let page = looked(&site, &ties(&six.survey, ""));
        assert_eq!(
            page.texts(".ties-table tbody th"),
            ["保健センター", "NPO法人 よりみち", "相談窓口", "Bクリニック", "B高校", "図書館"]
        );
        // kind, names, named by, mutual, between, standing
        assert_eq!(row(&page, "保健センター")[1..], ["1", "2", "1", "0.050", "回答あり"]);
        assert_eq!(row(&page, "NPO法人 よりみち")[1..], ["1", "1", "1", "0.000", "回答あり"]);
        assert_eq!(row(&page, "相談窓口")[1..], ["1", "0", "0", "0.000", "回答あり"]);
        assert_eq!(row(&page, "Bクリニック")[1..], ["…", "0", "…", "…", "無回答"]);
        assert_eq!(row(&page, "B高校")[1..], ["…", "0", "…", "…", "未回答"]);
        assert_eq!(row(&page, "図書館")[1..], ["…", "0", "…", "…", "依頼なし"]);
        let text = page.text();
        for said in [
            "依頼した5機関のうち、相手を挙げた機関3、無回答1、未回答1（依頼していない機関1）",
            "延べ6件（名簿の機関4件、種別のみ1件、名簿にない機関1件）",
            "互いに挙げている1組、一方だけが挙げている1組、挙げられた側の回答がない0組",
            "66.7％（どちらも相手を挙げて回答した機関どうしの矢印3本のうち",
            "各設問で挙げられる相手は3機関までです",
            "挙がっていないことは、連携がないことを意味しません",
            "ハローワーク（種別のみ）",
            "<i>となり</i>の会（名簿にない機関）",
        ] {
            assert!(text.contains(said), "{said} in {text}");
        }
        assert!(!page.html.contains("<i>となり"), "words of answers are no markup");
        let unnamed = page.texts("section:has(.ties-table) dl.facts dd");
        assert_eq!(unnamed, ["相談窓口", "Bクリニック、B高校、図書館"]);
        assert_eq!(page.attributes("svg.graph", "role"), ["img"]);
        assert_eq!(page.texts("svg.graph rect > title").len(), 8, "six agencies, a kind and a name");
    }

    fn every_figure_leads_to_the_answers_behind_it(database) {
        let six = six(&town_with_coordinator(database.store()));
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let page = browser.get(&ties(&six.survey, ""));
        let links = page.attributes(".ties-table td a, .ties-kinds td a, section[aria-labelledby=title-others] td a", "href");
        assert!(links.len() >= 10, "{links:?}");
        for link in links {
            let list = browser.get(&link);
            let answers = list.attributes("main td a", "href");
            assert!(list.status == 200 && !answers.is_empty(), "{link}: {}", list.text());
            assert_eq!(browser.get(&answers[0]).status, 200, "{}", answers[0]);
        }
        let to_centre = browser.get(&ties(&six.survey, &format!("/mentions?to={}", six.centre.agency.id)));
        assert_eq!(to_centre.texts("tbody th"), ["NPO法人 よりみち", "相談窓口"]);
        let from_centre = browser.get(&ties(&six.survey, &format!("/mentions?from={}", six.centre.agency.id)));
        assert_eq!(from_centre.texts("tbody td:nth-of-type(2)"), ["連携することが多い（1番目）", "紹介することが多い（1番目）"]);
        assert_eq!(from_centre.texts("tbody td:nth-of-type(3)"), ["情報共有・日頃の相談、つなぐ（紹介する）", ""]);
    }

    fn filters_stand_in_the_address(database) {
        let six = six(&town_with_coordinator(database.store()));
        let site = Site::start(database.store(), at(NOW));
        let page = looked(&site, &ties(&six.survey, "?purpose=send"));
        assert_eq!(row(&page, "保健センター")[1..4], ["1", "0", "0"]);
        assert_eq!(page.texts("#f-purpose option[selected]"), ["つなぐ（紹介する）"]);
        let page = looked(&site, &ties(&six.survey, "?kind=city_office"));
        assert_eq!(row(&page, "保健センター")[1..4], ["0", "1", "0"]);
        let page = looked(&site, &ties(&six.survey, "?relation=referred_to&round=nothing"));
        assert_eq!((row(&page, "保健センター")[1].as_str(), row(&page, "相談窓口")[1].as_str()), ("1", "0"));
        let by_kind = looked(&site, &ties(&six.survey, "?by=kind&purpose=share"));
        assert!(by_kind.texts(".ties-table").is_empty());
        let names = by_kind.texts(".ties-kinds tbody th");
        let centre = names.iter().position(|name| name == "保健所・保健センター").unwrap() + 1;
        let npo = by_kind.texts(".ties-kinds thead th").iter().position(|name| name == "民間支援団体・NPO").unwrap();
        let cell = by_kind.texts(&format!(".ties-kinds tbody tr:nth-child({centre}) td:nth-of-type({npo})"));
        assert_eq!(cell, ["1機関1／1組（100.0％）"]);
    }

    fn pairs_that_do_not_name_each_other_are_found_by_band_and_need(database) {
        let six = six(&town_with_coordinator(database.store()));
        let site = Site::start(database.store(), at(NOW));
        let page = looked(&site, &ties(&six.survey, "/pairs?band=age_30_39&need=outreach"));
        assert_eq!(page.texts("h1"), ["上位3つには挙がっていない組合せ"]);
        // Four offer it, three of them named somebody: of their three pairs two name each other in some way.
        let chosen = page.texts("#chosen").concat();
        assert!(chosen.contains("4機関（うち、連携の設問で相手を挙げた機関3）。その3組のうち、お互いに挙げていない組は1組です。"), "{chosen}");
        assert!(chosen.contains("Bクリニック（連携の設問が無回答）"), "{chosen}");
        let pairs = page.texts("#chosen tbody tr");
        assert!(pairs.len() == 1 && pairs[0].starts_with("NPO法人 よりみち") && pairs[0].contains("相談窓口"), "{pairs:?}");
        let links = page.attributes("#chosen a", "href");
        assert!(at_desk(&site).get(&links[0]).text().contains(&six.club.agency.name));
        assert!(page.texts("td").iter().any(|cell| cell == "4機関・1組"));
        assert!(page.text().contains("家庭訪問（アウトリーチ）") && !page.text().contains("いずれも行っていない"));
    }

    fn a_facilitator_sees_kinds_and_no_agency(database) {
        let town = town_with_coordinator(database.store());
        let six = six(&town);
        let site = Site::start(database.store(), at(NOW));
        add_person(&town, "shinko@b-city.example.jp", Role::Facilitator);
        let browser = Browser::new(&site);
        sign_in(&browser, "shinko@b-city.example.jp", PASSWORD);
        for rest in ["", "?by=agency", "/pairs", "/pairs?band=age_30_39&need=outreach"] {
            let page = browser.get(&ties(&six.survey, rest));
            assert_eq!(page.status, 200);
            for name in ["よりみち", "Bクリニック", "となり", "相談窓口"] {
                assert!(!page.html.contains(name), "{name} at {rest}");
            }
            assert!(page.attributes("main a", "href").iter().all(|link| !link.contains("/mentions")), "{rest}");
        }
        let page = browser.get(&ties(&six.survey, ""));
        assert!(page.text().contains("民間支援団体・NPO") && page.text().contains("1／1組（100.0％）"), "{}", page.text());
        assert_eq!(page.attributes("svg.graph", "role"), ["img"]);
        assert_eq!(browser.get(&ties(&six.survey, "/mentions")).status, 404);
        let (_, bytes) = browser.download(&ties(&six.survey, "/workbook?by=agency"));
        assert_eq!(Xlsx::new(Cursor::new(bytes)).unwrap().sheet_names(), ["種別と種別"]);
    }

    fn what_is_shared_in_totals_only_stands_with_kinds_alone(database) {
        let town = town_with_coordinator(database.store());
        let definition = "key: own\nkind: survey\ntitle: 独自\nminutes: 5\nanswers_per_agency: one\nanswered_by: agency\nsections:\n  - key: page\n    title: 頁\n    questions:\n      - {key: who, type: agencies, label: 機関, feeds: tie.partner, sharing: totals}\n";
        let own = town.asking("own", "独自調査", &bundled(definition));
        let (one, other) = (own.invite("甲の会", "こう", "npo"), own.invite("乙病院", "おつ", "medical"));
        own.answer(&one, &format!(r#"{{"who": [{{"id": "{}"}}]}}"#, other.agency.id));
        own.answer(&other, "{}");
        let site = Site::start(database.store(), at(NOW));
        let page = looked(&site, &ties(&own, ""));
        assert_eq!(row(&page, "甲の会")[1..4], ["0", "0", "0"]);
        assert!(page.text().contains("設問の1件は、種別ごとの図と表、組の数及び相互性だけに含めています"), "{}", page.text());
        let unnamed = page.texts("section:has(.ties-table) dl.facts dd");
        assert_eq!(unnamed, ["甲の会", "なし"], "of whom somebody names it is not said that nobody does");
        assert!(looked(&site, &ties(&own, "?by=kind")).text().contains("1／1組（100.0％）"));
        // Of one agency of a kind, how the kind answered tells how the agency did.
        add_person(&town, "shinko@b-city.example.jp", Role::Facilitator);
        let browser = Browser::new(&site);
        sign_in(&browser, "shinko@b-city.example.jp", PASSWORD);
        let page = browser.get(&ties(&own, ""));
        assert!(page.text().contains("設問の1件は、回答した機関が少ない種別のため、含めていません"), "{}", page.text());
        assert!(!page.text().contains("1／1組"));
    }

    fn pairs_and_ways_know_of_answers_that_are_shared_in_totals_only(database) {
        let town = town_with_coordinator(database.store());
        let definition = "key: own\nkind: survey\ntitle: 独自\nminutes: 5\nanswers_per_agency: one\nanswered_by: agency\nsections:\n  - key: page\n    title: 頁\n    questions:\n      - {key: open, type: agencies, top: 2, label: 機関, feeds: tie.partner, sharing: named}\n      - {key: closed, type: agencies, top: 2, label: 紹介先, feeds: tie.referred_to, sharing: totals}\n      - {key: functions, type: choices, label: 機能, feeds: supply.function, options: [{key: visit, label: 訪問}]}\n      - {key: ages, type: choices, label: 年代, feeds: supply.age_eligible, options: [{key: young, label: 29歳以下}]}\n";
        let own = town.asking("own", "独自調査", &bundled(definition));
        let (one, other) = (own.invite("甲の会", "こう", "npo"), own.invite("乙病院", "おつ", "medical"));
        let offers = r#""functions": {"selected": ["visit"]}, "ages": {"selected": ["young"]}"#;
        own.answer(&one, &format!(r#"{{{offers}, "open": [{{"id": "{}"}}]}}"#, other.agency.id));
        own.answer(&other, &format!(r#"{{{offers}, "closed": [{{"id": "{}"}}]}}"#, one.agency.id));
        let site = Site::start(database.store(), at(NOW));
        let page = looked(&site, &ties(&own, ""));
        // In the table of agencies the second tie has no place; that the first is one-sided would be wrong all the same.
        assert!(page.text().contains("互いに挙げている1組、一方だけが挙げている0組"), "{}", page.text());
        assert!(page.text().contains("上位2つには挙がっていない組合せ"));
        assert!(looked(&site, &ties(&own, "/pairs")).texts("td").contains(&"2機関・0組".to_owned()));
        // Of two agencies, whether they name each other is no total.
        add_person(&town, "shinko@b-city.example.jp", Role::Facilitator);
        let browser = Browser::new(&site);
        sign_in(&browser, "shinko@b-city.example.jp", PASSWORD);
        let pairs = browser.get(&ties(&own, "/pairs?band=young&need=visit"));
        assert_eq!(pairs.texts("td"), ["2機関"]);
        assert!(pairs.text().contains("3機関に満たない欄では、組の数を示していません"), "{}", pairs.text());
    }

    fn the_workbook_holds_numbers_as_numbers(database) {
        let six = six(&town_with_coordinator(database.store()));
        let site = Site::start(database.store(), at(NOW));
        let (_, bytes) = at_desk(&site).download(&ties(&six.survey, "/workbook"));
        crate::staff::structure::checked(&bytes);
        let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
        assert_eq!(book.sheet_names(), ["機関ごと", "種別と種別"]);
        let agencies = book.worksheet_range("機関ごと").unwrap();
        let centre = agencies.rows().find(|row| row[0] == Data::String("保健センター".to_owned())).unwrap();
        assert_eq!(centre[2..6], [1.0, 2.0, 1.0, 0.05].map(Data::Float));
    }

    fn a_network_of_nobody_and_of_one_has_a_page(database) {
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(NOW));
        let empty = looked(&site, &ties(&town, ""));
        assert!(empty.text().contains("挙がった相手は、まだありません"), "{}", empty.text());
        assert!(looked(&site, &ties(&town, "/pairs")).text().contains("まだ組合せを作れません"));
        assert!(looked(&site, &ties(&town, "/mentions")).text().contains("当てはまる回答はありません"));
        let survey = asking(&town, "agency-survey", "令和7年度アンケート");
        let one = survey.invite("保健センター", "あ", "health_centre");
        survey.answer(&one, &format!(r#"{{"referred_to": [{{"id": "{}"}}]}}"#, one.agency.id));
        let alone = looked(&site, &ties(&town, ""));
        assert_eq!(row(&alone, "保健センター")[1..], ["0", "0", "0", "0.000", "回答あり"]);
        assert!(alone.text().contains("自機関を挙げた回答"), "{}", alone.text());
        let (_, bytes) = at_desk(&site).download(&ties(&town, "/workbook"));
        crate::staff::structure::checked(&bytes);
    }
}

/// A definition of our own as it is published.
fn bundled(definition: &str) -> String {
    use norishiro::definition::{Library, SourceFile, bundle};
    let file = SourceFile { path: "own.yaml".to_owned(), text: definition.to_owned() };
    bundle::write(&Library::read(&[file], None).unwrap(), "own").unwrap()
}
