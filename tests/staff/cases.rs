//! The case board: all cases over rounds in two lanes, filtered, searched, and as each role may see them.

use norishiro::store::audit::{self, Subject};
use norishiro::store::codings::{self, NewCoding};
use norishiro::store::masked_cases::{self, MaskedState, NewVersion};
use norishiro::store::memberships::Role;

use super::results::cases;
use super::{PASSWORD, add_person, asking, at_desk, desk, sign_in, town_with_coordinator};
use crate::harness::{Browser, Page, Site, Town, at};

const FACILITATOR: &str = "shinko@b-city.example.jp";

fn site(town: &Town) -> Site {
    Site::start(&town.store, at("2026-11-20T09:00:00+09:00"))
}

fn open(browser: &Browser, path: &str) -> Page {
    let page = browser.get(path);
    assert_eq!(page.status, 200, "{path}: {}", page.text());
    page
}

fn facilitator(town: &Town, site: &Site) -> Browser {
    add_person(town, FACILITATOR, Role::Facilitator);
    let browser = Browser::new(site);
    sign_in(&browser, FACILITATOR, PASSWORD);
    browser
}

/// The headings of the two lanes.
fn lanes(page: &Page) -> Vec<String> {
    page.texts(".case-kind h2")
}

/// Gives the difficult case of [`cases`] a code.
fn code(town: &Town, book: &'static str, code: &'static str) {
    let (network, round, act) = (town.network.id, town.round.id, town.act);
    let rows = town.read(move |c| norishiro::store::board::of_round(c, network, round));
    let row = rows.into_iter().find(|row| row.agency.name.contains("ひだまり")).unwrap();
    let response = row.sheets[0].response.as_ref().unwrap().id;
    let new = NewCoding::of_whole(response, 1, book, code);
    assert!(town.store.write_blocking(move |c| codings::give(c, network, &new, &act)).unwrap());
}

/// The agencies agree to all cases of a round as they were written.
fn approve(town: &Town) {
    let (network, round, act) = (town.network.id, town.round.id, town.act);
    for row in town.read(move |c| norishiro::store::board::of_round(c, network, round)) {
        let response = row.sheets[0].response.as_ref().unwrap().id;
        let saved = town.store.write_blocking(move |c| {
            let new = NewVersion { response, revision: 1, state: MaskedState::Approved, decisions: &[], note: "" };
            masked_cases::save(c, network, 0, new, &act)
        });
        assert!(saved.unwrap());
    }
}

on_both_databases! {
    fn the_board_is_sensible_with_no_round_no_case_and_nothing_difficult(database) {
        let town = town_with_coordinator(database.store());
        let site = site(&town);
        let (office, chair) = (at_desk(&site), facilitator(&town, &site));
        let path = format!("{}/cases", desk(&town));
        for browser in [&office, &chair] {
            assert!(open(browser, &path).text().contains("まだ事例が寄せられていません"));
        }
        let round = asking(&town, "case-sheet", "令和7年度事例シート");
        for browser in [&office, &chair] {
            assert_eq!(lanes(&open(browser, &path)).len(), 2);
            assert!(open(browser, &path).text().contains("まだ寄せられていません"));
        }
        let station = round.invite("地域若者サポートステーションB", "ワカモノ", "youth_station");
        round.answer(&station, r#"{"valence": "good", "outline": "見学から始めた"}"#);
        assert_eq!(lanes(&open(&office, &path)), ["好事例（1件・1機関）", "困難事例（0件・0機関）"]);
        assert_eq!(lanes(&open(&chair, &path)), ["好事例（1件）", "困難事例（0件）"]);
    }

    fn cases_of_all_rounds_are_filtered_by_what_the_address_says(database) {
        let town = town_with_coordinator(database.store());
        let first = cases(&town);
        code(&first, "needs", "place");
        let next = asking(&town, "case-sheet", "令和8年度事例シート");
        next.change_round(|round| round.fiscal_year = Some(2026));
        let clinic = next.invite("Bクリニック", "ビークリニック", "medical");
        next.answer(&clinic, r#"{"valence": "difficult", "age_band": "age_19_29", "sex": "female", "conditions": {"selected": ["mental"]},
            "outline": "受診につながるまでに二年かかった", "state": "ended"}"#);
        let site = site(&town);
        let office = at_desk(&site);
        let path = format!("{}/cases", desk(&town));
        assert_eq!(lanes(&open(&office, &path)), ["好事例（1件・1機関）", "困難事例（2件・2機関）"]);
        for (query, expect) in [
            ("age=age_19_29", [1, 1]),
            ("sex=male", [0, 1]),
            ("kind=medical", [0, 1]),
            ("condition=mental", [0, 1]),
            ("outcome=ended", [1, 1]),
            ("code=needs:place", [0, 1]),
            ("code=needs:family", [0, 0]),
            ("year=2026", [0, 1]),
            (&format!("round={}", first.round.id), [1, 1]),
            ("age=age_19_29&sex=female&outcome=ended&year=2025", [1, 0]),
        ] {
            let page = open(&office, &format!("{path}?{query}"));
            let shown: Vec<_> = ["section:nth-of-type(1)", "section:nth-of-type(2)"].map(|lane| page.texts(&format!("{lane} thead th:not(.item)")).len()).to_vec();
            assert_eq!(shown, expect, "{query}: {:?}", lanes(&page));
        }
        let one = open(&office, &format!("{path}?kind=medical"));
        assert_eq!(one.texts("#by-kind option[selected]"), ["医療機関"]);
        assert!(one.text().contains("全3件のうち"), "{}", one.text());
        assert_eq!(office.get(&format!("{}/rounds/{}/cases", desk(&town), next.round.id)).path, format!("{path}?round={}", next.round.id), "a round's cases are a filter of the board");
    }

    fn words_are_found_in_any_writing_and_shown_where_they_stand(database) {
        let town = town_with_coordinator(database.store());
        cases(&town);
        let site = site(&town);
        let office = at_desk(&site);
        let hits = |words: &str| {
            let page = open(&office, &format!("{}/cases?q={words}", desk(&town)));
            (lanes(&page), page.texts("mark"))
        };
        let difficult = ["好事例（0件・0機関）", "困難事例（1件・1機関）"].map(str::to_owned).to_vec();
        assert_eq!(hits("＝１＋１"), (difficult.clone(), vec!["=1+1".to_owned()]), "full and half width are the same");
        assert_eq!(hits("ｵ会い"), (difficult.clone(), vec!["お会い".to_owned(), "お会い".to_owned()]), "in two texts of the case");
        assert_eq!(hits("介護　お会い").0, difficult, "all words have to occur");
        assert!(hits("介護　見学").1.is_empty());
        let sheets = open(&office, &format!("{}/cases?q=介護&show=sheets", desk(&town)));
        assert_eq!(sheets.texts("td mark"), ["介護"]);
        let odd = open(&office, &format!("{}/cases?q=%25_%27%22%3Cb%3E&page=999", desk(&town)));
        assert!(odd.text().contains("当てはまる事例はありません") && !odd.html.contains("<b>"), "signs of databases and of pages are words");
    }

    fn a_case_stands_on_a_page_of_its_own_with_its_codes(database) {
        let town = town_with_coordinator(database.store());
        let cases = cases(&town);
        code(&cases, "needs", "place");
        let site = site(&town);
        let office = at_desk(&site);
        let board = open(&office, &format!("{}/cases", desk(&town)));
        let path = board.attributes("section:nth-of-type(2) thead a", "href").concat();
        let page = open(&office, &path);
        assert_eq!(page.texts("h1"), ["困難事例1"]);
        let text = page.text();
        for word in ["50～59歳", "ひだまり居宅介護支援事業所", "親の介護で訪問", "来て過ごせる居場所"] {
            assert!(text.contains(word), "{word}: {text}");
        }
        let (network, id) = (town.network.id, path.rsplit('/').next().unwrap().to_owned());
        let viewed = town.read(move |c| audit::about(c, network, &Subject::new("response", &id)));
        assert!(viewed.iter().any(|line| line.action == "answer.viewed"), "who read it is noted");
    }

    fn a_facilitator_sees_of_a_case_only_what_its_agency_has_agreed_to(database) {
        let town = town_with_coordinator(database.store());
        let cases = cases(&town);
        code(&cases, "needs", "place");
        code(&cases, "conditions", "mental");
        let site = site(&town);
        let (office, chair) = (at_desk(&site), facilitator(&town, &site));
        let path = format!("{}/cases", desk(&town));
        let own = open(&office, &path).attributes("section:nth-of-type(2) thead a", "href").concat();
        let addresses =
            [path.clone(), own, format!("{path}?sex=male&q=介護"), format!("{path}?code=needs:place"), format!("{path}?age=age_50_59")];
        let pages = addresses.each_ref().map(|address| open(&chair, address));
        for page in &pages {
            for hidden in ["ひだまり", "サポートステーションB", "介護で訪問", "お会い", "見学から", "男性", "女性", "精神疾患", "50～59歳", "来て過ごせる居場所"] {
                assert!(!page.html.contains(hidden), "{hidden} in {}", page.text());
            }
        }
        assert_eq!(pages[0].text().matches("このうち1件は、機関が承認した本文がないため、表示しません。").count(), 2, "{}", pages[0].text());
        assert!(pages[0].attributes("thead a", "href").is_empty(), "nothing of them can be opened");
        assert_eq!(lanes(&pages[0]), ["好事例（1件）", "困難事例（1件）"], "they are counted");
        assert!(pages[1].text().contains("機関が承認した本文はありません"), "{}", pages[1].text());
        for page in &pages[2..] {
            assert_eq!(lanes(page), ["好事例（0件）", "困難事例（0件）"], "nothing is found by what may not be seen");
        }

        approve(&cases);
        let pages = addresses.each_ref().map(|address| open(&chair, address));
        for page in &pages {
            for hidden in ["ひだまり", "サポートステーションB", "男性", "女性", "精神疾患"] {
                assert!(!page.html.contains(hidden), "{hidden} in {}", page.text());
            }
        }
        assert!(pages[1].text().contains("介護で訪問") && pages[1].text().contains("50～59歳") && pages[1].text().contains("来て過ごせる居場所"));
        for page in &pages[2..] {
            assert_eq!(lanes(page), ["好事例（0件）", "困難事例（1件）"]);
        }
        for hidden in ["code=conditions:mental", "condition=mental&code=conditions:mental"] {
            assert_eq!(lanes(&open(&chair, &format!("{path}?{hidden}"))), ["好事例（0件）", "困難事例（0件）"], "{hidden}");
        }
        assert_eq!(lanes(&open(&office, &format!("{path}?code=conditions:mental"))), ["好事例（0件・0機関）", "困難事例（1件・1機関）"]);
    }

    fn a_page_that_does_not_exist_is_the_last_one(database) {
        let town = town_with_coordinator(database.store());
        cases(&town);
        let site = site(&town);
        let office = at_desk(&site);
        for number in ["2", "999", &usize::MAX.to_string(), &(usize::MAX / 10).to_string(), "0", "x"] {
            let page = open(&office, &format!("{}/cases?page={number}", desk(&town)));
            assert_eq!(page.texts("thead th:not(.item)").len(), 2, "{number}: {}", page.text());
        }
    }
}
