//! Good and difficult cases side by side, through the pages.

use norishiro::store::memberships::Role;

use super::{PASSWORD, add_person, asking, at_desk, desk, sign_in, town_with_coordinator};
use crate::harness::{Browser, Site, Town, at, row};

const NOW: &str = "2026-11-20T09:00:00+09:00";

/// Two agencies wrote three difficult cases and one good one, in two years.
fn four_cases(town: &Town) -> (Town, Town) {
    let before = asking(town, "case-sheet", "令和6年度事例シート");
    before.change_round(|round| round.due_on = jiff::civil::date(2025, 12, 19));
    let care = before.invite("ひだまり居宅介護支援事業所", "ヒダマリ", "care_manager");
    let station = before.invite("地域若者サポートステーションB", "ワカモノ", "youth_station");
    before.answer(
        &care,
        r#"{"valence": "difficult", "age_band": "age_50_59", "sex": "male", "needs": {"selected": ["outreach"]}}"#,
    );
    before.answer(&station, r#"{"valence": "difficult", "age_band": "age_40_49"}"#);
    let cases = asking(town, "case-sheet", "令和7年度事例シート");
    cases.answer(
        &cases.invite_again(&care.agency),
        r#"{"valence": "difficult", "age_band": "age_50_59", "sex": "male", "needs": {"selected": ["outreach", "place"]},
            "outline": "親の介護で訪問", "state": "supporting"}"#,
    );
    cases.answer(
        &cases.invite_again(&station.agency),
        r#"{"valence": "good", "age_band": "age_19_29", "sex": "female", "needs": {"selected": ["place"]}, "state": "ended"}"#,
    );
    (cases, before)
}

on_both_databases! {
    fn what_cases_have_is_counted_over_all_rounds(database) {
        let town = town_with_coordinator(database.store());
        four_cases(&town);
        let site = Site::start(database.store(), at(NOW));
        let page = at_desk(&site).get(&format!("{}/profiles", desk(&town)));
        assert_eq!(row(&page, "age", "50～59歳"), ["2件（1機関）", "0件"]);
        assert_eq!(row(&page, "need", "家に来てもらえること（家庭訪問）"), ["2件（1機関）", "0件"]);
        assert_eq!(row(&page, "need", "来て過ごせる居場所"), ["1件（1機関）", "1件（1機関）"]);
        assert_eq!(row(&page, "kind", "教育・若者・就労"), ["1件（1機関）", "1件（1機関）"]);
        assert_eq!(page.texts("#need thead th").len(), 3, "no test unless somebody asks");
        let text = page.text();
        for said in [
            "全ての調査（「令和7年度事例シート」「令和6年度事例シート」）に2機関から寄せられた4件（困難事例3件、好事例1件）",
            "回答のあった事例：困難事例 n＝2、好事例 n＝1",
            "無回答：困難事例1件、好事例0件",
            "各機関が選んで寄せたもの",
        ] {
            assert!(text.contains(said), "{said}: {text}");
        }
        assert!(!text.contains("p値"), "{text}");
    }

    fn each_count_leads_to_its_cases_and_these_to_the_answers(database) {
        let town = town_with_coordinator(database.store());
        let (cases, _) = four_cases(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let page = browser.get(&format!("{}/profiles", desk(&town)));
        let links = page.attributes("#need tbody tr:nth-child(1) a", "href");
        assert_eq!(links.len(), 1, "nothing leads to no cases");
        let evidence = browser.get(&links[0]);
        assert_eq!(evidence.texts("tbody th"), ["ひだまり居宅介護支援事業所"; 2]);
        assert!(evidence.text().contains("必要とされた支援：家に来てもらえること（家庭訪問）、事例の別：困難事例 2件（1機関）"));
        let sheets = evidence.texts("tbody a");
        assert!(sheets[0].starts_with(&cases.round.title), "the newest round first: {sheets:?}");
        for case in evidence.attributes("tbody a", "href") {
            let page = browser.get(&case);
            assert!(page.status == 200 && page.text().contains("ひだまり居宅介護支援事業所"), "{case}");
        }
        assert_eq!(browser.get(&format!("{}/profiles/evidence?is=age:moon", desk(&town))).status, 404);
        assert_eq!(browser.get(&format!("{}/profiles/evidence", desk(&town))).texts("tbody tr").len(), 4);
    }

    fn two_attributes_are_put_together_as_counts(database) {
        let town = town_with_coordinator(database.store());
        four_cases(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let page = browser.get(&format!("{}/profiles?one=age&other=need", desk(&town)));
        assert_eq!(page.texts("#pairs tbody tr").len(), 3, "those that occur");
        assert_eq!(row(&page, "pairs", "50～59歳 × 家に来てもらえること（家庭訪問）"), ["2件（1機関）", "0件"]);
        let link = page.attributes("#pairs tbody a", "href");
        assert!(link.iter().all(|link| browser.get(link).status == 200));
        let same = browser.get(&format!("{}/profiles?one=age&other=age", desk(&town)));
        assert!(same.text().contains("異なる二つの項目を選ぶと"));
    }

    fn tests_are_made_on_request_with_their_names_and_the_warning(database) {
        let town = town_with_coordinator(database.store());
        four_cases(&town);
        let site = Site::start(database.store(), at(NOW));
        let page = at_desk(&site).get(&format!("{}/profiles?tests=yes", desk(&town)));
        // 3 difficult and 1 good answered the age; of 40～49歳 1 and 0: (1.5 × 1.5) / (2.5 × 0.5) = 1.8, and p = 1.
        assert_eq!(row(&page, "age", "40～49歳")[2..], ["1.80＊", "0.04～79.42", "1.000", "1.000"]);
        let text = page.text();
        for said in ["Woolfの方法", "フィッシャーの正確確率検定", "ホルムの方法", "無作為に抜き出したものではありません"] {
            assert!(text.contains(said), "{said}");
        }
    }

    fn a_page_without_cases_or_with_one_or_with_nothing_difficult_is_sensible(database) {
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let address = format!("{}/profiles", desk(&town));
        for query in ["", "?tests=yes", "?one=age&other=need"] {
            assert!(browser.get(&format!("{address}{query}")).text().contains("まだ事例が寄せられていません"));
        }
        assert!(browser.get(&format!("{address}/evidence")).text().contains("当てはまる事例はありません"));
        let cases = asking(&town, "case-sheet", "令和7年度事例シート");
        let station = cases.invite("地域若者サポートステーションB", "ワカモノ", "youth_station");
        cases.answer(&station, r#"{"valence": "good", "age_band": "age_19_29", "sex": "female", "state": "ended"}"#);
        for query in ["", "?tests=yes", "?one=age&other=sex&tests=yes"] {
            let page = browser.get(&format!("{address}{query}"));
            assert_eq!(row(&page, "age", "19～29歳")[..2], ["0件", "1件（1機関）"]);
            assert!(!page.text().contains("NaN") && !page.text().contains("inf"));
        }
    }

    fn a_facilitator_does_not_get_there(database) {
        let town = town_with_coordinator(database.store());
        four_cases(&town);
        add_person(&town, "shinko@b-city.example.jp", Role::Facilitator);
        let site = Site::start(database.store(), at(NOW));
        let browser = Browser::new(&site);
        sign_in(&browser, "shinko@b-city.example.jp", PASSWORD);
        for page in ["profiles", "profiles/evidence"] {
            assert_eq!(browser.get(&format!("{}/{page}", desk(&town))).status, 404);
        }
    }
}
