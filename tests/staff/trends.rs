//! A questionnaire over several periods, through the pages.

use jiff::civil::date;
use norishiro::app::shipped;
use norishiro::definition::bundle;
use norishiro::store::audit::{self, Subject};
use norishiro::store::memberships::Role;

use super::{PASSWORD, add_person, asking, at_desk, desk, round, sign_in, town_with_coordinator};
use crate::harness::{Browser, Page, Site, Town, at, row};

const NOW: &str = "2026-11-20T09:00:00+09:00";
const FACILITATOR: &str = "shinko@b-city.example.jp";

/// The agencies' survey about the fiscal year 2024, in words that were changed since.
fn last_year(town: &Town) -> Town {
    let library = shipped::library().unwrap();
    let older = bundle::write(&library, "agency-survey").unwrap().replace("電話相談", "電話での相談");
    assert!(older.contains("電話での相談"));
    let asked = town.asking("agency-survey", "令和6年度アンケート", &older);
    asked.change_round(|round| {
        round.fiscal_year = Some(2024);
        round.period_start = Some(date(2024, 4, 1));
        round.period_end = Some(date(2025, 3, 31));
        round.period_text = "令和6年4月～令和7年3月".to_owned();
    });
    asked
}

/// Two years: one agency answered both, one only in the first, one only in the second.
fn two_years(town: &Town) -> (Town, Town) {
    let old = last_year(town);
    let centre = old.invite("B市地域包括支援センター", "ビーシチイキホウカツ", "community_care");
    let npo = old.invite("特定非営利活動法人やまびこ", "ヤマビコ", "npo");
    old.answer(
        &centre,
        r#"{"methods": {"selected": ["phone"]}, "caseload": {"persons": 9, "contacts": 20},
            "caseload_by_age_sex": {"age_19_29": {"male": 9}}}"#,
    );
    old.answer(&npo, "{}");
    let new = asking(town, "agency-survey", "令和7年度アンケート");
    let again = new.invite_again(&centre.agency);
    let council = new.invite("B市社会福祉協議会", "ビーシシャキョウ", "social_welfare_council");
    new.answer(
        &again,
        r#"{"methods": {"selected": ["phone", "visit"]}, "caseload": {"persons": 3, "contacts": 30},
            "caseload_by_age_sex": {"age_19_29": {"male": 3}}}"#,
    );
    new.answer(&council, r#"{"methods": {"selected": ["phone"]}, "caseload": {"persons": 0, "contacts": 0}}"#);
    (old, new)
}

fn views(town: &Town) -> Vec<String> {
    let (network, subject) = (town.network.id, Subject::new("round", town.round.id));
    let lines = town.read(|connection| audit::about(connection, network, &subject));
    lines.into_iter().filter(|line| line.action == "trends.viewed").map(|line| line.details).collect()
}

on_both_databases! {
    fn two_years_stand_side_by_side_with_the_changes_of_shares(database) {
        let town = town_with_coordinator(database.store());
        let (old, new) = two_years(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let list = browser.get(&format!("{}/trends", desk(&town)));
        assert_eq!(list.texts(".card-facts span"), ["令和6年度", "令和7年度"], "{}", list.text());
        let results = browser.get(&format!("{}/results", round(&new)));
        let link = format!("{}/trends", round(&new));
        assert!(results.attributes("main a", "href").contains(&link));
        let page = browser.get(&link);
        assert_eq!(page.texts(".periods tbody th"), ["令和6年度", "令和7年度"]);
        let cells = page.texts(".periods tbody td");
        assert_eq!((cells[2].as_str(), cells[3].as_str(), cells[6].as_str(), cells[7].as_str()), ("2機関", "-", "2機関", "2機関のうち1機関"));
        // The newest words; 1 of 2, then 2 of 2.
        assert_eq!(row(&page, "methods", "電話相談"), ["1", "50.0", "2", "100.0", "50.0"]);
        assert_eq!(row(&page, "methods", "家庭訪問"), ["0", "0.0", "1", "50.0", "50.0"]);
        assert_eq!(row(&page, "methods", "無回答"), ["1", "50.0", "0", "0.0", "△50.0"]);
        assert_eq!(
            page.texts("#methods thead tr:first-child th"),
            ["令和6年度（n＝2 ※30未満）", "令和7年度（n＝2 ※30未満）"]
        );
        assert_eq!(row(&page, "caseload", "実"), ["1", "9", "9.0", "9.0", "2", "3", "1.5", "1.5"]);
        assert!(page.texts("#caseload thead").concat().contains("機関ごとの合計（重複を含む"));
        assert_eq!(row(&page, "caseload_by_age_sex", "19～29歳 計"), ["9", "3"]);
        assert_eq!(page.attributes("#methods svg", "role"), ["img"]);
        let drawn = page.texts("#methods svg desc").concat();
        assert!(drawn.contains("電話相談：令和6年度 50.0％、令和7年度 100.0％"), "{drawn}");
        // The round that was made with a definition nobody can read is left out.
        assert_eq!(page.texts("fieldset .option").len(), 2);
        assert_eq!((views(&old), views(&new)), (vec![r#"{"for":"office_use"}"#.to_owned()], vec![r#"{"for":"office_use"}"#.to_owned()]));

        // To read a large page takes so long that a kept connection may be closed meanwhile.
        let alone = at_desk(&site).get(&format!("{link}?with={}", old.round.id));
        assert_eq!(alone.texts(".periods tbody th"), ["令和6年度"]);
        assert!(alone.text().contains("表示している期間は一つだけです"));
        assert_eq!(row(&alone, "methods", "電話での相談"), ["1", "50.0"]);
        assert_eq!(views(&new).len(), 1, "what was not shown was not looked at");
    }

    fn periods_that_overlap_are_not_joined_and_the_page_says_why(database) {
        let town = town_with_coordinator(database.store());
        let (old, new) = two_years(&town);
        old.change_round(|round| {
            round.fiscal_year = None;
            round.period_start = Some(date(2024, 10, 1));
            round.period_end = Some(date(2025, 9, 30));
        });
        let site = Site::start(database.store(), at(NOW));
        let page = at_desk(&site).get(&format!("{}/trends", round(&new)));
        assert_eq!(row(&page, "methods", "電話相談"), ["1", "50.0", "2", "100.0"]);
        let text = page.text();
        assert!(text.contains("「令和6年10月から令和7年9月まで」と「令和7年度」は、対象とする期間が重なるため"), "{text}");
        assert!(page.texts("#methods svg desc").concat().contains("令和7年度の間は線で結んでいません"));
    }

    fn a_facilitator_sees_changes_of_agencies_and_no_small_counts_of_persons(database) {
        let town = town_with_coordinator(database.store());
        let (_, new) = two_years(&town);
        add_person(&town, FACILITATOR, Role::Facilitator);
        let site = Site::start(database.store(), at(NOW));
        let browser = Browser::new(&site);
        sign_in(&browser, FACILITATOR, PASSWORD);
        assert_eq!(browser.get(&format!("{}/trends", desk(&town))).status, 200);
        let page = browser.get(&format!("{}/trends", round(&new)));
        assert_eq!(row(&page, "methods", "電話相談"), ["1", "50.0", "2", "100.0", "50.0"]);
        assert_eq!(row(&page, "caseload_by_age_sex", "19～29歳 計")[1], "x");
        let drawn = page.texts("#caseload_by_age_sex svg").concat();
        assert!(drawn.contains("令和7年度 x") && !drawn.contains("令和7年度 3件"), "{drawn}");
        assert!(page.text().contains("令和7年度：記述の回答と"), "{}", page.text());
        assert_eq!(views(&new), [r#"{"for":"meeting"}"#]);
    }

    fn the_office_sees_what_would_be_published_of_a_trend_and_looks_behind_it(database) {
        let town = town_with_coordinator(database.store());
        let (old, new) = two_years(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let all = browser.get(&format!("{}/trends", round(&new)));
        assert_eq!(row(&all, "caseload_by_age_sex", "19～29歳 計"), ["9", "3"]);
        let link = |page: &Page, words: &str| {
            let links = page.attributes("main .actions a", "href");
            links.iter().find(|link| link.contains(words)).unwrap_or_else(|| panic!("{words} in {links:?}")).clone()
        };
        let public = browser.get(&link(&all, "for=publication"));
        assert_eq!(row(&public, "caseload_by_age_sex", "19～29歳 計"), ["x", "x"], "under 10");
        assert_eq!(row(&public, "methods", "電話相談")[..4], ["1", "50.0", "2", "100.0"], "agencies are counted openly");
        assert!(public.texts("title").concat().contains("公表用") && public.text().contains("1件から9件まで"), "{}", public.text());
        let drawn = public.texts("#caseload_by_age_sex svg").concat();
        assert!(!drawn.contains("9件") && !drawn.contains("3件"), "{drawn}");
        // Periods are chosen within the same output.
        assert_eq!(public.attributes("main form input[type=hidden]", "value"), ["publication"]);
        let one = browser.get(&format!("{}/trends?for=publication&with={}", round(&new), old.round.id));
        assert_eq!(one.texts(".periods tbody th"), ["令和6年度"]);
        assert_eq!(row(&one, "caseload_by_age_sex", "19～29歳 計"), ["x"]);

        let unhidden = |town: &Town| {
            let (network, subject) = (town.network.id, Subject::new("round", town.round.id));
            let lines = town.read(|connection| audit::about(connection, network, &subject));
            lines.iter().filter(|line| line.action == "trends.viewed_unhidden").count()
        };
        assert_eq!((unhidden(&old), unhidden(&new)), (0, 0));
        let behind = browser.get(&link(&one, "behind=publication"));
        assert_eq!(row(&behind, "caseload_by_age_sex", "19～29歳 計"), ["9"]);
        assert_eq!((unhidden(&old), unhidden(&new)), (1, 0), "who looks behind the hiding is noted, with what was shown");
        assert_eq!(views(&new), [r#"{"for":"office_use"}"#, r#"{"for":"publication"}"#]);

        add_person(&town, FACILITATOR, Role::Facilitator);
        let facilitator = Browser::new(&site);
        sign_in(&facilitator, FACILITATOR, PASSWORD);
        let meeting = facilitator.get(&format!("{}/trends?behind=publication", round(&new)));
        assert_eq!(row(&meeting, "caseload_by_age_sex", "19～29歳 計")[1], "x");
        assert!(!meeting.html.contains("behind=") && !meeting.html.contains("for=publication"), "no choice is offered");
        assert_eq!(unhidden(&new), 0);
    }
}
