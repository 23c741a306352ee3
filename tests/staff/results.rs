//! What the pages show, against numbers counted by hand.

use super::{answer_set_aside, asking, at_desk, desk, round, town_with_coordinator};
use norishiro::store::submissions::Submitted;

use crate::harness::{Browser, Guest, Page, Site, Town, at, row};

/// Four agencies asked: two valid answers (one of them corrected), one set aside, one not yet there.
pub(super) fn survey(town: &Town) -> Town {
    let survey = asking(town, "agency-survey", "令和7年度アンケート");
    let centre = survey.invite("B市地域包括支援センター", "ビーシチイキホウカツ", "community_care");
    let npo = survey.invite("特定非営利活動法人やまびこ", "ヤマビコ", "npo");
    let twice = survey.invite("B市社会福祉協議会", "ビーシシャキョウ", "social_welfare_council");
    survey.invite("Bクリニック", "ビークリニック", "medical");
    survey.answer(&centre, r#"{"methods": {"selected": ["line"]}, "caseload": {"persons": 77, "contacts": 77}}"#);
    correct(
        &survey,
        &centre,
        r#"{"methods": {"selected": ["phone", "visit"]}, "caseload": {"persons": 3, "contacts": 1210},
            "caseload_by_age_sex": {"age_19_29": {"male": 2, "female": 1}},
            "referred_from": [{"name": "<b>太字</b>の会"}]}"#,
    );
    survey.answer(
        &npo,
        r#"{"methods": {"selected": ["phone", "other"], "other": "=SNS相談"}, "caseload": {"persons": 4, "contacts": 4},
            "caseload_by_age_sex": {"age_50_59": {"male": 4}, "age_19_29": {"female": 0}}}"#,
    );
    answer_set_aside(&survey, &twice, r#"{"methods": {"selected": ["visit"]}, "caseload": {"persons": 900}}"#);
    survey
}

/// Hands a second revision in: it alone counts from then on.
fn correct(town: &Town, guest: &Guest, document: &str) {
    town.save(guest.sheet, "{}", 1, "second save");
    assert!(matches!(town.submit(guest.sheet, document, 2, "second"), Submitted::Received(_)));
}

pub(super) fn cases(town: &Town) -> Town {
    let cases = asking(town, "case-sheet", "令和7年度事例シート");
    let care = cases.invite("ひだまり居宅介護支援事業所", "ヒダマリ", "care_manager");
    cases.answer(
        &care,
        r#"{"valence": "difficult", "age_band": "age_50_59", "sex": "male", "outline": "=1+1 親の介護で訪問\nお会いできていない",
            "state": "supporting", "hard_own": "お会いするまでに時間がかかった"}"#,
    );
    let station = cases.invite("地域若者サポートステーションB", "ワカモノ", "youth_station");
    cases.answer(
        &station,
        r#"{"valence": "good", "age_band": "age_19_29", "sex": "female", "outline": "見学から始めた",
            "state": "ended", "good_own": "本人のペースに合わせた"}"#,
    );
    cases
}

fn page_at_desk(site: &Site, path: &str) -> Page {
    let browser: Browser = at_desk(site);
    let page = browser.get(path);
    assert_eq!(page.status, 200, "{}", page.text());
    page
}

on_both_databases! {
    fn returned_and_valid_are_told_apart(database) {
        let survey = survey(&town_with_coordinator(database.store()));
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let page = page_at_desk(&site, &format!("{}/results", round(&survey)));
        let facts: Vec<_> = page.texts("dl.facts dt").into_iter().zip(page.texts("dl.facts dd")).collect();
        for (label, value) in [
            ("配布数", "4機関"),
            ("回収数", "3機関"),
            ("回収率", "75.0％（3／4）"),
            ("有効回答数", "2機関"),
            ("有効回答率", "50.0％（2／4）"),
        ] {
            assert!(facts.contains(&(label.to_owned(), value.to_owned())), "{label} {value} in {facts:?}");
        }
    }

    fn every_question_is_tabulated_from_valid_answers_alone(database) {
        let survey = survey(&town_with_coordinator(database.store()));
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let page = page_at_desk(&site, &format!("{}/results", round(&survey)));
        assert_eq!(row(&page, "methods", "電話相談"), ["2", "100.0"]);
        assert_eq!(row(&page, "methods", "家庭訪問"), ["1", "50.0"]);
        assert_eq!(row(&page, "methods", "LINE"), ["0", "0.0"]);
        assert_eq!(row(&page, "methods", "無回答"), ["0", "0.0"]);
        assert_eq!(row(&page, "targets", "無回答"), ["2", "100.0"]);
        assert_eq!(row(&page, "caseload", "延"), ["2", "0", "1,214", "607.0", "607.0", "4", "1,210"]);
        assert_eq!(row(&page, "caseload_by_age_sex", "19～29歳"), ["2", "1", "-", "3"]);
        assert_eq!(row(&page, "caseload_by_age_sex", "50～59歳"), ["4", "-", "-", "4"]);
        assert_eq!(row(&page, "caseload_by_age_sex", "計"), ["6", "1", "-", "7"]);
        assert!(page.texts("#caseload_by_age_sex thead").concat().contains("機関ごとの合計（重複を含む"));
        assert_eq!(page.attributes("#caseload_by_age_sex svg", "role"), ["img"]);
        assert!(page.texts("#caseload_by_age_sex svg desc").concat().contains("人口ピラミッド"));
        // Asked only of those with first contacts from families: nobody here.
        assert!(page.texts("#first_contact_family").concat().contains("n＝0（該当者数"));
        assert_eq!(row(&page, "referred_from", "<b>太字</b>の会"), ["1", "50.0"]);
        assert!(!page.html.contains("<b>太字"), "words of answers are no markup, in tables and in charts");
    }

    fn cases_stand_side_by_side_with_agencies_in_columns(database) {
        let cases = cases(&town_with_coordinator(database.store()));
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        for path in [format!("{}/cases", round(&cases)), format!("{}/cases", desk(&cases))] {
            let page = page_at_desk(&site, &path);
            assert_eq!(page.texts(".case-kind h2"), ["好事例（1件・1機関）", "困難事例（1件・1機関）"]);
            assert_eq!(page.texts("section:nth-of-type(2) thead th"), ["項目", "困難事例1ひだまり居宅介護支援事業所"]);
            let good = page.texts("section:nth-of-type(1)").concat();
            assert!(good.contains("本人のペースに合わせた") && !good.contains("【困難事例】"), "{good}");
            let difficult = page.texts("section:nth-of-type(2)").concat();
            assert!(difficult.contains("=1+1 親の介護で訪問") && !difficult.contains("【好事例】"), "{difficult}");
        }
    }

    fn the_board_tells_where_each_agency_stands_with_its_link(database) {
        let survey = survey(&town_with_coordinator(database.store()));
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let page = page_at_desk(&site, &round(&survey));
        let rows = page.texts(".board tbody tr");
        let expect = |agency: &str, state: &str| {
            assert!(rows.iter().any(|row| row.contains(agency) && row.contains(state)), "{agency} {state} in {rows:?}");
        };
        expect("Bクリニック", "未着手");
        expect("B市地域包括支援センター", "提出済み");
        expect("B市社会福祉協議会", "集計対象外");
        let own = format!("{}/a/", site.url);
        let links = page.attributes(".board td a", "href").into_iter().filter(|link| link.starts_with(&own));
        assert_eq!(links.count(), 4);
        let list = page_at_desk(&site, &desk(&survey));
        assert!(list.text().contains("4機関のうち3機関が回答（75.0％）"), "{}", list.text());
    }

    fn a_desk_without_answers_says_what_will_come(database) {
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        assert!(page_at_desk(&site, &format!("{}/cases", desk(&town))).text().contains("まだ事例が寄せられていません"));
    }
}
