//! The pages of gaps, against a small town counted by hand.

use jiff::civil::date;
use norishiro::store::codebooks::{self, NetworkCode};
use norishiro::store::coding_suggestions::{self, NewSuggestion};
use norishiro::store::codings::{self, CodingKind, NewCoding};
use norishiro::store::memberships::Role;
use norishiro::store::rounds::RoundState;

use super::results::{cases, survey};
use super::{PASSWORD, add_person, asking, at_desk, desk, round, sign_in, town_with_coordinator};
use crate::harness::{Browser, Page, Site, Town, at, row};

const NOW: &str = "2026-11-20T09:00:00+09:00";

/// Four agencies were asked and three answered; one of them wrote down no number of cases.
pub(super) fn offers(town: &Town) -> Town {
    let survey = asking(town, "agency-survey", "令和7年度アンケート");
    let centre = survey.invite("B市保健センター", "ビーシホケン", "health_centre");
    let npo = survey.invite("特定非営利活動法人やまびこ", "ヤマビコ", "npo");
    let council = survey.invite("B市社会福祉協議会", "ビーシシャキョウ", "social_welfare_council");
    survey.invite("Bクリニック", "ビークリニック", "medical");
    survey.answer(
        &centre,
        r#"{"methods": {"selected": ["phone", "visit"]}, "functions": {"selected": ["person", "outreach"]},
            "eligible_ages": {"selected": ["any"]}, "caseload_by_age_sex": {"age_50_59": {"male": 4}}, "unmet_any": "no",
            "hard_to_reach": {"selected": ["far"]}}"#,
    );
    survey.answer(
        &npo,
        r#"{"methods": {"selected": ["line"]}, "functions": {"selected": ["place"]},
            "eligible_ages": {"selected": ["age_19_29", "age_30_39"]},
            "caseload_by_age_sex": {"age_19_29": {"male": 9, "female": 1}},
            "resources": [{"name": "やまびこの部屋", "support": "place", "ages": {"selected": ["age_19_29"]}, "area": "駅前"}],
            "unmet_any": "yes", "unmet": [{"support": "outreach", "ages": {"selected": ["age_50_59"]}, "cases": 2, "why": "<i>遠い</i>"}],
            "hard_to_reach": {"selected": ["far", "alone"]}}"#,
    );
    survey.answer(
        &council,
        r#"{"functions": {"selected": ["accompany"]}, "eligible_ages": {"selected": ["age_50_59", "age_60_64"]},
            "unmet_any": "yes", "unmet": [{"support": "outreach", "ages": {"selected": ["age_50_59"]}}]}"#,
    );
    survey
}

/// One difficult case and a good one.
pub(super) fn needs(town: &Town) -> Town {
    let cases = asking(town, "case-sheet", "令和7年度事例シート");
    let care = cases.invite("ひだまり居宅介護支援事業所", "ヒダマリ", "care_manager");
    cases.answer(
        &care,
        r#"{"valence": "difficult", "age_band": "age_50_59", "sex": "male", "outline": "親の介護で訪問",
            "needs": {"selected": ["outreach", "place"]}, "state": "supporting"}"#,
    );
    let station = cases.invite("地域若者サポートステーションB", "ワカモノ", "youth_station");
    cases.answer(
        &station,
        r#"{"valence": "good", "age_band": "age_19_29", "sex": "female", "outline": "見学から始めた",
            "needs": {"selected": ["work"]}, "state": "ended"}"#,
    );
    cases
}

fn opened(site: &Site, path: &str) -> Page {
    let page = at_desk(site).get(path);
    assert_eq!(page.status, 200, "{path}: {}", page.text());
    page
}

const NONE: &str = "0該当機関なし";
const THIN: &str = "1手薄";

on_both_databases! {
    fn what_is_offered_to_which_ages_stands_apart_from_what_was_done(database) {
        let town = town_with_coordinator(database.store());
        offers(&town);
        let site = Site::start(database.store(), at(NOW));
        let page = opened(&site, &format!("{}/gaps/offered", desk(&town)));
        // 12以下 13-15 16-18 19-29 30-39 40-49 50-59 60-64 65以上, and those who did not say to which ages.
        let nine = |cells: [&str; 9]| cells.map(str::to_owned).into_iter().chain(["0".to_owned()]).collect::<Vec<_>>();
        assert_eq!(row(&page, "#functions", "家庭訪問（アウトリーチ）"), nine([THIN; 9]));
        assert_eq!(
            row(&page, "#functions", "居場所（来て過ごせる場）"),
            nine([NONE, NONE, NONE, THIN, THIN, NONE, NONE, NONE, NONE])
        );
        assert_eq!(row(&page, "#methods", "電話相談"), nine([THIN; 9]));
        assert_eq!(row(&page, "#served", "50～59歳"), ["1", "4", "100.0％"]);
        assert_eq!(row(&page, "#served", "40～49歳"), ["…", "…", "…"], "nobody wrote anything: not 0");
        let sources = page.texts(".sources li");
        assert!(sources[0].contains("依頼した4機関のうち、有効な回答は3機関です。回答のない1機関は"), "{sources:?}");
        assert!(sources.iter().any(|line| line == "1機関は、対応方法が無回答です。"), "{sources:?}");
        assert!(page.text().contains("地域に支援がないことを示すものではありません"));
        let served = opened(&site, &format!("{}/gaps/offered?show=served", desk(&town)));
        assert_eq!(row(&served, "#functions", "家庭訪問（アウトリーチ）")[6], "1機関（最大100.0％）手薄");
        assert_eq!(row(&served, "#functions", "受診や手続への同行")[6], "…手薄");
    }

    fn each_signal_stands_for_itself(database) {
        let town = town_with_coordinator(database.store());
        offers(&town);
        needs(&town);
        let site = Site::start(database.store(), at(NOW));
        let page = opened(&site, &format!("{}/gaps/needed", desk(&town)));
        assert_eq!(row(&page, "#unmet .gap-table", "家庭訪問（アウトリーチ）")[6], "2機関・2件");
        assert!(page.texts("#unmet .notes").concat().contains("件数の記入がないものが1件分あります"));
        assert_eq!(row(&page, "#unmet .result-table", "あった"), ["2機関"]);
        assert_eq!(row(&page, "#cases .gap-table", "居場所（来て過ごせる場）")[6], "1機関・1件");
        assert!(!page.texts("#cases").concat().contains("就職"), "a good case tells of no lack");
        assert_eq!(row(&page, "#hard-to-reach .result-table", "来所の手段がない・遠方の方"), ["2機関"]);
        assert!(page.texts("#hard-to-reach").concat().contains("尋ねた3機関（うち無回答1機関）"));
        assert!(page.texts("#conditions").concat().contains("機関の確認が済んだ聞き取りは、まだありません"));
        assert!(page.text().contains("足し合わせたり、順位を付けたりするものではありません"));
    }

    fn the_list_puts_what_is_needed_beside_what_is_not_offered(database) {
        let town = town_with_coordinator(database.store());
        offers(&town);
        needs(&town);
        let site = Site::start(database.store(), at(NOW));
        let page = opened(&site, &format!("{}/gaps", desk(&town)));
        assert_eq!(
            page.texts(".gap-list h3"),
            ["50～59歳 家庭訪問（アウトリーチ） 手薄", "50～59歳 居場所（来て過ごせる場） 該当機関なし"]
        );
        let gaps = page.texts(".gap-list > li");
        for part in [
            "行っていると答えた機関は、B市保健センターの1機関です。",
            "2機関（2件）が、つなぎ先を探したものの見つからなかった",
            "困難事例では、1機関・1件で必要とされていました。",
            "目安4点（探した支援2、困難事例1、読み手の分類0、体制1）",
            "近い機関（1機関）",
            "同じ年代に、近い支援「受診や手続への同行」を行っている：B市社会福祉協議会",
        ] {
            assert!(gaps[0].contains(part), "{part} in {}", gaps[0]);
        }
        assert!(gaps[1].contains("目安3点（探した支援0、困難事例1、読み手の分類0、体制2）"), "{}", gaps[1]);
        let without = opened(&site, &format!("{}/gaps?chosen=yes&part=unmet&part=supply", desk(&town)));
        assert_eq!(without.texts(".gap-list h3"), ["50～59歳 家庭訪問（アウトリーチ） 手薄"]);
        assert!(without.text().contains("目安3点（探した支援2、体制1）"));
        let nothing = opened(&site, &format!("{}/gaps?chosen=yes", desk(&town)));
        assert!(nothing.text().contains("のどれも目安に入れていない"), "{}", nothing.text());
        let supply = opened(&site, &format!("{}/gaps?chosen=yes&part=supply", desk(&town))).text();
        assert!(supply.contains("どれも目安に入れていない") && !supply.contains("2機関以上が行っていると答えています"));
    }

    fn every_figure_leads_to_the_answers_behind_it(database) {
        let town = town_with_coordinator(database.store());
        let survey = offers(&town);
        let sheets = needs(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let list = browser.get(&format!("{}/gaps", desk(&town)));
        let link = list.attributes(".gap-points a", "href").remove(0);
        let page = browser.get(&link);
        assert_eq!(page.status, 200);
        let titles = page.texts("section h2");
        assert!(titles[0].ends_with("：1機関") && titles[2].ends_with("：2機関・2件"), "{titles:?}");
        assert!(page.texts("#unmet").concat().contains("2件 <i>遠い</i>"), "words stay words");
        let mut answers = page.attributes("section a", "href");
        assert!(answers.iter().any(|path| path.starts_with(&round(&survey))), "{answers:?}");
        assert!(answers.iter().any(|path| path.starts_with(&format!("{}/cases/", desk(&sheets)))), "{answers:?}");
        answers.dedup();
        for path in answers {
            assert_eq!(browser.get(&path).status, 200, "{path}");
        }
        for page in ["offered", "needed"] {
            let page = browser.get(&format!("{}/gaps/{page}", desk(&town)));
            let mut figures = page.attributes("table a", "href");
            figures.dedup();
            for figure in figures.iter().step_by(7) {
                let evidence = browser.get(figure);
                assert!(evidence.status == 200 && !evidence.text().contains("見つかりません"), "{figure}");
            }
        }
        let place = format!("{}/gaps/evidence?functions=place&band=age_19_29", desk(&town));
        assert!(browser.get(&place).texts("#offered").concat().contains("やまびこの部屋 駅前"));
        let gone = browser.get(&format!("{}/gaps/evidence?functions=gone&band=age_19_29", desk(&town)));
        assert!(gone.status == 200 && gone.text().contains("見つかりません"));
    }

    fn what_readers_coded_stands_beside_what_the_sheets_say(database) {
        let town = town_with_coordinator(database.store());
        offers(&town);
        let sheets = needs(&town);
        let care = sheets.invite("ひだまり訪問看護", "ヒダマリホウモン", "medical");
        let case = sheets.answer(&care, r#"{"valence": "difficult", "age_band": "age_19_29", "outline": "猫と暮らす"}"#).response_id;
        let site = Site::start(database.store(), at(NOW));
        let page = |name: &str| opened(&site, &format!("{}/gaps{name}", desk(&town)));
        assert!(page("/needed").texts("#coded").concat().contains("分類した困難事例は、まだありません"));
        let (network, act) = (town.network.id, town.act);
        let give = |code: &str, kind: CodingKind, codebook: &str| {
            let new = NewCoding { kind, ..NewCoding::of_whole(case, 1, codebook, code) };
            town.store.write_blocking(move |c| codings::give(c, network, &new, &act)).unwrap();
        };
        let suggestion = NewSuggestion {
            response: case,
            revision: 1,
            passage: codings::Passage::default(),
            codebook: "needs".to_owned(),
            code: "person".to_owned(),
            rule: "話".to_owned(),
        };
        town.store.write_blocking(move |c| coding_suggestions::add(c, network, &[suggestion], &act)).unwrap();
        let cats = NetworkCode {
            codebook: "needs".to_owned(),
            code: "cats".to_owned(),
            label: "猫の世話".to_owned(),
            about: String::new(),
            is_own: true,
            retired_at: None,
            edition: 0,
        };
        assert!(town.store.write_blocking(move |c| codebooks::keep(c, network, &cats, &act)).unwrap());
        for (code, book) in [("outreach", "needs"), ("cats", "needs"), ("no_advice", "difficult-factors")] {
            give(code, CodingKind::Reader, book);
        }
        // 12以下 13-15 16-18 19-29 …
        let needed = page("/needed");
        assert_eq!(row(&needed, "#coded .gap-table", "家に来てもらえること（家庭訪問）")[3], "1機関・1件");
        assert_eq!(row(&needed, "#coded .gap-table", "猫の世話")[3], "1機関・1件", "the network's own code");
        assert!(!needed.texts("#coded").concat().contains("本人が安心して"), "a suggestion is no code");
        assert_eq!(row(&needed, "#cases .gap-table", "家庭訪問（アウトリーチ）")[3], "-", "never added up");
        for query in needed.attributes("#coded table a", "href") {
            let evidence = at_desk(&site).get(&query);
            assert_eq!(evidence.attributes("#coded a", "href"), [format!("{}/cases/{case}", desk(&town))], "{query}");
        }
        let gap = page("").texts(".gap-list > li").into_iter().find(|gap| gap.contains("19～29歳")).unwrap();
        assert!(gap.contains("事例の読み手は、困難事例の1機関・1件から、その必要を読み取っています。"), "{gap}");
        assert!(gap.contains("目安2点（探した支援0、困難事例0、読み手の分類1、体制1）"), "{gap}");
        let without = page("?chosen=yes&part=unmet&part=cases&part=supply");
        assert!(!without.texts(".gap-list h3").concat().contains("19～29歳"));
        // Readers differed, and it was settled that the need is not there.
        give("outreach", CodingKind::Dropped, "needs");
        assert!(!page("").texts(".gap-list h3").concat().contains("19～29歳"));
        assert_eq!(page("/needed").texts("#coded tbody tr").len(), 1, "猫の世話 alone");
    }

    fn pages_are_sensible_where_there_is_little_or_nothing(database) {
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(NOW));
        let page = |name: &str| opened(&site, &format!("{}/gaps{name}", desk(&town))).text();
        assert!(page("").contains("まだ一覧を作れません") && page("/offered").contains("まだ表を作れません"));
        assert!(page("/needed").contains("困難事例は、まだ寄せられていません") && page("/evidence").contains("見つかりません"));
        // One case, and nobody asked what they offer.
        let cases = asking(&town, "case-sheet", "事例シート");
        let care = cases.invite("ひだまり居宅介護支援事業所", "ヒダマリ", "care_manager");
        cases.answer(&care, r#"{"valence": "difficult", "age_band": "age_50_59", "needs": {"selected": ["place"]}}"#);
        assert!(page("").contains("まだ一覧を作れません") && page("/needed").contains("1機関・1件"));
        // One agency.
        let survey = asking(&town, "agency-survey", "アンケート");
        let centre = survey.invite("B市保健センター", "ビーシホケン", "health_centre");
        survey.answer(&centre, r#"{"functions": {"selected": ["person"]}, "eligible_ages": {"selected": ["any"]}}"#);
        assert!(page("").contains("1の組合せ") && page("/offered").contains("手薄"));
    }

    fn a_town_in_which_nothing_is_difficult_has_no_gaps(database) {
        let town = town_with_coordinator(database.store());
        let survey = asking(&town, "agency-survey", "アンケート");
        let centre = survey.invite("B市保健センター", "ビーシホケン", "health_centre");
        survey.answer(
            &centre,
            r#"{"functions": {"selected": ["person"]}, "eligible_ages": {"selected": ["any"]}, "unmet_any": "no"}"#,
        );
        let cases = asking(&town, "case-sheet", "事例シート");
        let care = cases.invite("ひだまり居宅介護支援事業所", "ヒダマリ", "care_manager");
        cases.answer(&care, r#"{"valence": "good", "age_band": "age_50_59", "needs": {"selected": ["place"]}}"#);
        let site = Site::start(database.store(), at(NOW));
        let list = opened(&site, &format!("{}/gaps", desk(&town))).text();
        assert!(list.contains("当てはまる組合せはありません"), "{list}");
        assert!(list.contains("支援の種類と年代の両方が分かる形で挙がったものは、まだありません"), "{list}");
        assert!(list.contains("ここにないことは、支援のはざまがないことを意味しません"));
    }

    fn the_newest_round_with_answers_speaks(database) {
        let town = town_with_coordinator(database.store());
        survey(&town);
        cases(&town);
        let newer = offers(&town);
        asking(&town, "agency-survey", "令和8年度アンケート");
        let site = Site::start(database.store(), at(NOW));
        let page = opened(&site, &format!("{}/gaps/offered", desk(&town)));
        assert!(page.texts(".sources").concat().contains(&newer.round.title), "{}", page.text());
    }

    fn a_round_that_has_just_begun_does_not_replace_the_picture(database) {
        let town = town_with_coordinator(database.store());
        let old = offers(&town);
        needs(&town);
        old.change_round(|round| round.state = RoundState::Closed);
        let new = asking(&town, "agency-survey", "令和8年度アンケート");
        new.change_round(|round| {
            (round.period_start, round.period_end) = (Some(date(2026, 4, 1)), Some(date(2027, 3, 31)));
            round.fiscal_year = Some(2026);
        });
        let centre = new.invite("B市北保健センター", "キタホケン", "health_centre");
        new.invite("B市南保健センター", "ミナミホケン", "health_centre");
        new.invite("B市東保健センター", "ヒガシホケン", "health_centre");
        new.answer(&centre, r#"{"functions": {"selected": ["person"]}, "eligible_ages": {"selected": ["age_19_29"]}}"#);
        let site = Site::start(database.store(), at(NOW));
        let page = opened(&site, &format!("{}/gaps", desk(&town)));
        let sources = page.texts(".sources").concat();
        assert!(sources.contains("令和7年度アンケート"), "{sources}");
        assert!(sources.contains("新しい「令和8年度アンケート」（依頼した3機関のうち、回答は1機関）は、この集計にまだ使っていません"), "{sources}");
        assert_eq!(page.texts(".gap-list h3").len(), 2, "the gaps of last year");
        // Whoever wants to see it can, and every link of the page stays with it.
        let chosen = opened(&site, &format!("{}/gaps?round={}", desk(&town), new.round.id));
        let sources = chosen.texts(".sources").concat();
        assert!(sources.contains("依頼した3機関のうち、有効な回答は1機関") && sources.contains("受付中"), "{sources}");
        assert!(sources.contains("対象期間が異なります"), "the cases are of last year: {sources}");
        assert_eq!(chosen.texts("#f-round option[selected]"), ["令和8年度アンケート"]);
        for name in ["", "/offered", "/needed"] {
            let page = opened(&site, &format!("{}/gaps{name}?round={}", desk(&town), new.round.id));
            let links = page.attributes("main a[href*='/gaps']", "href");
            assert!(!links.is_empty() && links.iter().all(|link| link.contains(&new.round.id.to_string())), "{links:?}");
        }
        let nonsense = opened(&site, &format!("{}/gaps?round=nothing", desk(&town)));
        assert!(nonsense.texts(".sources").concat().contains("令和7年度アンケート"));
        // Two of three: more than half.
        let second = new.invite("B市西保健センター", "ニシホケン", "health_centre");
        new.answer(&second, r#"{"functions": {"selected": ["person"]}, "eligible_ages": {"selected": ["any"]}}"#);
        let page = opened(&site, &format!("{}/gaps/offered", desk(&town)));
        assert!(page.texts(".sources").concat().contains("「令和8年度アンケート」：依頼した4機関のうち、有効な回答は2機関"), "{}", page.text());
    }

    fn cases_of_any_age_are_not_told_of_each_age(database) {
        let town = town_with_coordinator(database.store());
        let survey = asking(&town, "agency-survey", "アンケート");
        let centre = survey.invite("B市保健センター", "ビーシホケン", "health_centre");
        survey.answer(
            &centre,
            r#"{"functions": {"selected": ["outreach"]}, "eligible_ages": {"selected": ["unknown"]}, "unmet_any": "yes",
                "unmet": [{"support": "outreach", "ages": {"selected": ["age_19_29", "age_30_39"]}, "cases": 3}]}"#,
        );
        let site = Site::start(database.store(), at(NOW));
        let page = opened(&site, &format!("{}/gaps", desk(&town)));
        let gaps = page.texts(".gap-list > li");
        assert_eq!(gaps.len(), 2, "{gaps:?}");
        for gap in &gaps {
            assert!(gap.contains("1機関（複数の年代を合わせた件数で3件）が、つなぎ先を"), "{gap}");
            assert!(gap.contains("ほかに、年代が分からない機関が1機関あります"), "{gap}");
            assert!(gap.contains("同じ支援を行っているが、利用できる年代が分からない：B市保健センター"), "{gap}");
        }
        let needed = opened(&site, &format!("{}/gaps/needed", desk(&town)));
        assert_eq!(row(&needed, "#unmet .gap-table", "家庭訪問（アウトリーチ）")[3], "1機関・＊3件");
    }

    fn a_facilitator_sees_how_many_agencies_and_nothing_of_single_ones(database) {
        let town = town_with_coordinator(database.store());
        offers(&town);
        needs(&town);
        add_person(&town, "chair@city.example", Role::Facilitator);
        let site = Site::start(database.store(), at(NOW));
        let browser = Browser::new(&site);
        sign_in(&browser, "chair@city.example", PASSWORD);
        let page = |name: &str| browser.get(&format!("{}/gaps{name}", desk(&town)));
        let list = page("");
        assert!(list.texts(".gap-list > li")[0].contains("行っていると答えた機関は、1機関です。2機関が、つなぎ先を"), "{}", list.text());
        assert!(list.text().contains("近い支援「受診や手続への同行」を行っている：1機関"));
        assert_eq!(row(&page("/offered"), "#functions", "居場所（来て過ごせる場）")[3], THIN);
        assert_eq!(row(&page("/offered?show=served"), "#served", "50～59歳"), ["1"]);
        assert_eq!(row(&page("/needed"), "#cases .gap-table", "居場所（来て過ごせる場）")[6], "1機関");
        for name in ["", "/offered", "/offered?show=served", "/needed"] {
            let page = page(name);
            assert_eq!(page.status, 200, "{name}");
            for told in ["B市保健センター", "やまびこ", "社会福祉協議会", "ひだまり", "遠い", "件が、", "100.0％"] {
                assert!(!page.texts("main").concat().contains(told), "{told} in {name}");
            }
            assert_eq!(page.attributes("main a[href*='/evidence'], main a[href*='/rounds/']", "href"), Vec::<String>::new());
        }
        assert_eq!(page("/evidence?functions=place&band=age_19_29").status, 404);
    }

    fn who_sees_no_tables_sees_no_gaps(database) {
        let town = town_with_coordinator(database.store());
        offers(&town);
        add_person(&town, "reader@city.example", Role::Coder);
        let site = Site::start(database.store(), at(NOW));
        let browser = Browser::new(&site);
        sign_in(&browser, "reader@city.example", PASSWORD);
        for page in ["", "/offered", "/needed", "/evidence"] {
            assert_eq!(browser.get(&format!("{}/gaps{page}", desk(&town))).status, 404, "{page}");
        }
    }
}
