//! What is hard, what mirrors it in good cases, and the handbook's points, through the pages.

use norishiro::store::audit::Act;
use norishiro::store::codings::{self, NewCoding};
use norishiro::store::memberships::Role;
use norishiro::store::submissions::Receipt;
use norishiro::store::{ResponseId, case_readings, users};

use super::{add_person, asking, at_desk, desk, round, town_with_coordinator};
use crate::harness::{Page, Site, Town, at, row};

const NOW: &str = "2026-11-20T09:00:00+09:00";

fn code(town: &Town, receipt: &Receipt, book: &str, codes: &[&str]) {
    for code in codes {
        let (network, act) = (town.network.id, town.act);
        let new = NewCoding::of_whole(receipt.response_id, receipt.revision, book, code);
        let give = move |connection: &mut norishiro::store::Connection| codings::give(connection, network, &new, &act);
        assert!(town.store.write_blocking(give).unwrap());
    }
}

/// Two difficult cases with factors, one that nobody read, which is given back, and a good one.
fn coded_cases(town: &Town) -> ResponseId {
    let cases = asking(town, "case-sheet", "令和7年度事例シート");
    let care = cases.invite("ひだまり居宅介護支援事業所", "ヒダマリ", "care_manager");
    let npo = cases.invite("よりみち", "ヨリミチ", "npo");
    let station = cases.invite("地域若者サポートステーションB", "ワカモノ", "youth_station");
    let clinic = cases.invite("Bクリニック", "ビークリニック", "medical");
    let old = r#"{"valence": "difficult", "age_band": "age_50_59"}"#;
    let first = cases.answer(&care, old);
    code(town, &first, "difficult-factors", &["no_advice", "long_and_complex"]);
    code(town, &first, "handbook-points", &["p7"]);
    let second = cases.answer(&npo, r#"{"valence": "difficult", "age_band": "age_19_29"}"#);
    code(town, &second, "difficult-factors", &["no_advice"]);
    let unread = cases.answer(&clinic, old);
    let good = cases.answer(&station, r#"{"valence": "good", "age_band": "age_19_29"}"#);
    code(town, &good, "good-factors", &["advice", "clear_roles"]);
    code(town, &good, "handbook-points", &["p7", "p50"]);
    unread.response_id
}

on_both_databases! {
    fn factors_that_mirror_each_other_stand_in_pairs_true_ones_apart(database) {
        let town = town_with_coordinator(database.store());
        coded_cases(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let page = browser.get(&format!("{}/mirror", desk(&town)));
        assert_eq!(page.attributes("section.result", "id"), ["close", "loose", "only-difficult", "only-good"]);
        assert_eq!(row(&page, "#close", "支援者が助言を受ける機会がない"), ["2件（2機関）", "1件（1機関）"]);
        assert_eq!(row(&page, "#loose", "支援機関の機能・役割・強みが十分に知られていない"), ["0件", "1件（1機関）"]);
        assert_eq!(row(&page, "#only-difficult", "幼い頃からの困りごとが重なり、長く続いている"), ["1件（1機関）"]);
        let picture = page.texts("#close svg desc").concat();
        assert!(picture.contains("困難事例の「支援者が助言を受ける機会がない」2件（2機関）と、好事例の「助言を受ける機会があった」1件（1機関）"), "{picture}");
        assert_eq!(page.attributes("#close svg", "role"), ["img"]);
        let text = page.text();
        assert!(text.contains("要因が分類されている事例：困難事例2件、好事例1件") && text.contains("まだ要因が分類されていない困難事例1件、好事例0件"), "{text}");
        let cases = browser.get(&page.attributes("#close tbody a", "href")[0]);
        assert_eq!(cases.texts("tbody th"), ["ひだまり居宅介護支援事業所", "よりみち"]);
    }

    fn a_case_that_was_read_without_a_factor_is_told_from_one_that_nobody_read(database) {
        let town = town_with_coordinator(database.store());
        let unread = coded_cases(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let page = |name: &str| browser.get(&format!("{}/{name}", desk(&town)));
        assert_eq!(row(&page("difficulty"), "#factors", "数えたもの")[0], "2件（2機関）", "whether the third has one is not known");
        assert!(page("difficulty").text().contains("まだ読まれていない困難事例1件は含みません"));
        add_person(&town, "yomite@b-city.example.jp", Role::Coder);
        let reader = town.read(|connection| users::by_mail(connection, "yomite@b-city.example.jp")).unwrap().id;
        let (network, act) = (town.network.id, Act::by_user(reader, town.act.at));
        let finish = move |connection: &mut norishiro::store::Connection| {
            case_readings::hold(connection, network, (unread, reader), true, &act)?;
            case_readings::finish(connection, network, (unread, reader), &act)
        };
        town.store.write_blocking(finish).unwrap();
        assert_eq!(row(&page("difficulty"), "#factors", "数えたもの")[0], "3件（3機関）");
        let text = page("mirror").text();
        assert!(text.contains("読み手が読み終え、当てはまる要因がなかった事例：困難事例1件、好事例0件"), "{text}");
        assert!(!text.contains("まだ要因が分類されていない"), "{text}");
    }

    fn difficulties_are_counted_by_group_and_age_band_with_the_answers_behind(database) {
        let town = town_with_coordinator(database.store());
        coded_cases(&town);
        let survey = asking(&town, "agency-survey", "令和7年度アンケート");
        let centre = survey.invite("ひきこもり地域支援センター", "ヒキコモリ", "hikikomori_centre");
        let office = survey.invite("障害福祉課", "ショウガイ", "city_office");
        let silent = survey.invite("保健センター", "ホケン", "health_centre");
        survey.answer(&centre, r#"{"difficulties": {"selected": ["far", "advice"]}, "caseload_by_age_sex": {"age_19_29": {"male": 2}}}"#);
        survey.answer(&office, r#"{"difficulties": {"selected": ["far"]}, "caseload_by_age_sex": {"age_50_59": {"male": 1}, "age_19_29": {"female": 0}}}"#);
        survey.answer(&silent, r#"{"caseload_by_age_sex": {"age_19_29": {"male": 2}}}"#);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let address = format!("{}/difficulty", desk(&town));
        let page = browser.get(&address);
        let heads = |page: &Page, table: &str| page.texts(&format!("{table} thead th")).split_off(1);
        assert_eq!(heads(&page, "#said"), ["全体", "行政", "保健医療", "福祉"]);
        assert_eq!(row(&page, "#said", "距離・交通手段"), ["2機関", "1機関", "0機関", "1機関"]);
        assert_eq!(row(&page, "#said", "数えたもの"), ["2機関", "1機関", "0機関", "1機関"]);
        assert!(page.text().contains("無回答の1機関は、数えていません"));
        let young = browser.get(&format!("{address}?age=age_19_29"));
        assert_eq!(row(&young, "#said", "距離・交通手段"), ["1機関", "0機関", "0機関", "1機関"], "0 cases are none");
        // Difficult cases: 助言 in a 19～29歳 case of an NPO and a 50～59歳 one of a care manager.
        let factor = "支援者が助言を受ける機会がない";
        assert_eq!(row(&page, "#factors", factor)[0], "2件（2機関）");
        assert_eq!(row(&young, "#factors", factor)[0], "1件（1機関）");
        let links = young.attributes("#said tbody a", "href");
        let saying = browser.get(&links[0]);
        assert_eq!((saying.status, saying.texts("tbody th")), (200, vec!["ひきこもり地域支援センター".to_owned()]));
        assert_eq!(browser.get(&saying.attributes("tbody a", "href")[0]).status, 200);
        assert_eq!(browser.get(&young.attributes("#factors tbody a", "href")[0]).status, 200);
        assert_eq!(browser.get(&format!("{address}/evidence?code=moon")).status, 404);
        assert!(saying.attributes("tbody a", "href")[0].starts_with(&round(&survey)));
    }

    fn the_points_of_the_handbook_stand_beside_the_networks_own_cases(database) {
        let town = town_with_coordinator(database.store());
        coded_cases(&town);
        let site = Site::start(database.store(), at(NOW));
        let page = at_desk(&site).get(&format!("{}/handbook-points", desk(&town)));
        let rows = page.texts(".points tbody th");
        assert_eq!(rows.len(), 50);
        let cells = page.texts(".points tbody td");
        let of = |label: &str| {
            let at = rows.iter().position(|row| row == label).unwrap();
            cells[at * 3..at * 3 + 3].to_vec()
        };
        assert_eq!(of("7 本人に会えない"), ["11件", "1件（1機関）", "1件（1機関）"]);
        assert_eq!(of("50 支援者ケア"), ["2件", "0件", "1件（1機関）"]);
        let text = page.text();
        for said in ["このまとまりのポイントがあるもの：25件", "家族への暴力（3件）", "20歳代8", "同居の家族22", "架空の事例"] {
            assert!(text.contains(said), "{said}: {text}");
        }
    }

    fn nothing_coded_and_nothing_answered_is_said_so(database) {
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let text = |page: &str| browser.get(&format!("{}/{page}", desk(&town))).text();
        assert!(text("mirror").contains("要因の分類が付いた事例がありません"));
        assert!(text("difficulty").contains("まだ表を作れません"));
        assert!(text("difficulty/evidence").contains("0機関"));
        assert!(text("handbook-points").contains("手引きの30事例"));
        let cases = asking(&town, "case-sheet", "令和7年度事例シート");
        cases.answer(&cases.invite("よりみち", "ヨリミチ", "npo"), r#"{"valence": "good", "age_band": "age_19_29"}"#);
        assert!(text("mirror").contains("要因の分類が付いた事例がありません"), "one good case that nobody has read");
        assert!(text("difficulty").contains("全ての年代") && text("difficulty?age=age_40_49").contains("40～49歳"));
    }
}
