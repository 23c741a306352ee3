//! Crosstabs of a round, against figures counted by hand.

use norishiro::store::audit::{self, Subject};
use norishiro::store::memberships::Role;

use super::results::{cases, survey};
use super::{PASSWORD, add_person, asking, at_desk, round, sign_in, town_with_coordinator};
use crate::harness::{Browser, Page, Site, Town, at, row};

const NOW: &str = "2026-11-20T09:00:00+09:00";
const FACILITATOR: &str = "shinko@b-city.example.jp";

fn facilitator(town: &Town, site: &Site) -> Browser {
    add_person(town, FACILITATOR, Role::Facilitator);
    let browser = Browser::new(site);
    sign_in(&browser, FACILITATOR, PASSWORD);
    browser
}

/// So many agencies of a kind, which all answer alike.
fn answers(town: &Town, kind: &str, number: usize, document: &str) {
    for at in 0..number {
        let guest = town.invite(&format!("{kind}{at}"), "キカン", kind);
        town.answer(&guest, document);
    }
}

/// Three NPOs that supported 0, 1 and 1 men of 19～29 and 20 women each, three clinics with 30 of each.
fn persons(town: &Town) -> Town {
    let persons = asking(town, "agency-survey", "人数の調査");
    for men in [0, 1, 1] {
        let document = format!(
            r#"{{"methods": {{"selected": ["phone"]}}, "caseload_by_age_sex": {{"age_19_29": {{"male": {men}}}, "age_50_59": {{"female": 20}}}}}}"#
        );
        answers(&persons, "npo", 1, &document);
    }
    let of_clinic = r#"{"methods": {"selected": ["visit"]}, "caseload_by_age_sex": {"age_19_29": {"male": 30}, "age_50_59": {"female": 30}}}"#;
    answers(&persons, "medical", 3, of_clinic);
    persons
}

on_both_databases! {
    fn any_question_is_crossed_with_kinds_of_agencies_and_with_another(database) {
        let survey = survey(&town_with_coordinator(database.store()));
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let crosstabs = format!("{}/crosstabs", round(&survey));
        let first = browser.get(&crosstabs);
        assert_eq!((first.status, first.texts("section.result").len()), (200, 0), "nothing is asked for yet");
        assert_eq!(first.attributes("#f-column option[selected]", "value"), ["agency_kind"]);

        // The NPO named 電話相談 and その他, the centre 電話相談 and 家庭訪問.
        let page = browser.get(&format!("{crosstabs}?row=methods&column=agency_kind"));
        let table = "methods--agency_kind";
        let groups = page.texts(&format!("#{table} th[scope=colgroup]"));
        assert_eq!(groups[0], "全体（n＝2※）");
        let npo = groups.iter().position(|group| group.contains("NPO")).unwrap();
        let of_npo = |label: &str| row(&page, table, label)[npo * 2..npo * 2 + 2].to_vec();
        assert_eq!(row(&page, table, "電話相談"), ["2", "100.0", "1", "100.0", "1", "100.0"]);
        assert_eq!(row(&page, table, "家庭訪問")[..2], ["1", "50.0"]);
        assert_eq!(of_npo("家庭訪問"), ["0", "0.0"]);
        assert_eq!(of_npo("その他"), ["1", "100.0"]);
        assert_eq!(page.texts(&format!("#{table} tbody th")).last().unwrap(), "無回答");
        assert!(page.texts(&format!("#{table} .sentence")).concat().contains("「電話相談」"), "{}", page.text());
        assert_eq!(page.attributes(&format!("#{table} svg"), "role"), ["img"]);
        assert!(page.texts(&format!("#{table} svg desc")).concat().contains("電話相談"), "{}", page.html);

        // 横％: of the two who named 電話相談 half are the NPO; 総％: half of both is the NPO's 電話相談.
        let by_row = browser.get(&format!("{crosstabs}?row=methods&column=agency_kind&share=row"));
        assert_eq!(row(&by_row, table, "電話相談"), ["2", "100.0", "1", "50.0", "1", "50.0"]);
        let of_all = browser.get(&format!("{crosstabs}?row=methods&column=agency_kind&share=total"));
        assert_eq!(row(&of_all, table, "家庭訪問")[..2], ["1", "50.0"]);

        let numbers = browser.get(&format!("{crosstabs}?row=caseload.contacts&column=methods"));
        let phone = row(&numbers, "caseload-contacts--methods", "電話相談※");
        // 4 and 1,210: typed 2, unknown 0, blank 0, not asked 0, mean and median 607.
        assert_eq!(phone[..6], ["2", "0", "0", "0", "607.0", "607.0"]);
        let grid = browser.get(&format!("{crosstabs}?row=caseload_by_age_sex.rows&column=caseload_by_age_sex.columns"));
        assert_eq!(row(&grid, "caseload_by_age_sex-rows--caseload_by_age_sex-columns", "50～59歳")[..4], ["4", "57.1", "4", "66.7"]);
    }

    fn every_question_is_crossed_in_one_click(database) {
        let survey = survey(&town_with_coordinator(database.store()));
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let results = browser.get(&format!("{}/results?order=count&empty=hide", round(&survey)));
        let all = results.attributes("main .actions a[href*='row=all']", "href").concat();
        let page = browser.get(&all);
        assert_eq!(page.status, 200, "{all}");
        // What stands out in all, and the tables of the first section.
        let lines = page.attributes(".crosstab-overview li a", "href");
        let (here, elsewhere): (Vec<_>, Vec<_>) = lines.iter().filter(|link| link.contains('#')).partition(|link| link.starts_with('#'));
        let tables = |page: &Page| page.attributes("section.result", "id");
        assert_eq!(tables(&page).iter().map(|id| format!("#{id}")).collect::<Vec<_>>(), here.into_iter().cloned().collect::<Vec<_>>());
        assert!(elsewhere.len() > 20, "{lines:?}");
        assert!(page.texts(".crosstab-overview li").iter().any(|line| line.contains("職員") || line.contains("機関")));
        assert_eq!(page.attributes(".crosstab-overview details[open]", "class").len(), 1);
        // Each way leads to its table, with the results' order and left out rows kept.
        let caseload = elsewhere.iter().find(|link| link.ends_with("#caseload-persons--agency_kind")).unwrap();
        let activity = browser.get(caseload.split('#').next().unwrap());
        assert!(tables(&activity).contains(&"caseload-persons--agency_kind".to_owned()), "{:?}", tables(&activity));
        assert_eq!(activity.texts("#methods--agency_kind tbody th"), ["電話相談", "家庭訪問", "その他", "無回答"]);
        assert_eq!(activity.attributes(".crosstab-form input[type=hidden]", "name"), ["order", "empty", "section"]);
        assert_eq!(page.attributes(".crosstab-form input[type=hidden]", "name"), ["order", "empty"]);
        let number = |page: &Page| page.texts("#title-methods--agency_kind").concat();
        let every = browser.get(&page.attributes(".crosstab-overview nav li:last-child a", "href").concat());
        assert_eq!(tables(&every).len(), lines.iter().filter(|link| link.contains('#')).count());
        assert_eq!(number(&every), number(&activity), "a table's number does not hang on what else is shown");
        assert_eq!(tables(&browser.get(&format!("{all}&section=nonsense"))), tables(&page));
        assert!(page.text().contains("一方が他方の原因であることは示しません"));
        let single = results.attributes("#methods .to-crosstab a", "href").concat();
        assert_eq!(browser.get(&single).attributes("section.result", "id"), ["methods--agency_kind"]);
    }

    fn differences_are_tested_only_where_it_is_asked_for(database) {
        let town = town_with_coordinator(database.store());
        let tested = asking(&town, "agency-survey", "検定の調査");
        answers(&tested, "npo", 12, r#"{"methods": {"selected": ["visit"]}}"#);
        answers(&tested, "medical", 12, r#"{"methods": {"selected": ["phone"]}}"#);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let address = format!("{}/crosstabs?row=methods&column=agency_kind", round(&tested));
        let off = browser.get(&address);
        assert!(off.texts(".untested").concat().contains("検定は行っていません"), "{}", off.text());
        assert!(!off.html.contains("▲▲</td>") && off.texts("svg.heat").iter().all(|text| !text.contains("残差")));
        let on = browser.get(&format!("{address}&test=on"));
        assert_eq!(on.texts(".untested"), Vec::<String>::new());
        // 12 where 6 were expected: 6 / √(6 × ½ × ½) = 4.90 above, and as far below for the others.
        let visit = row(&on, "methods--agency_kind", "家庭訪問");
        let marks: Vec<_> = visit.iter().filter(|cell| cell.contains(['▲', '▼'])).collect();
        assert_eq!(marks.len(), 2, "{visit:?}");
        let heat = on.texts("#methods--agency_kind svg desc").concat();
        assert!(heat.contains("＋4.90") && heat.contains("－4.90"), "{heat}");
        let words = on.texts("#methods--agency_kind .sentence").concat();
        assert!(words.contains("差があるといえる") && words.contains("補正"), "{words}");
        assert_eq!(on.attributes(".crosstab-form input[name=test][checked]", "value"), ["on"]);
    }

    fn choices_that_do_not_fit_come_back_at_their_field(database) {
        let survey = survey(&town_with_coordinator(database.store()));
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let crosstabs = format!("{}/crosstabs", round(&survey));
        for (query, field, words) in [
            ("row=nobody&column=agency_kind", "row", "この調査票にありません"),
            ("row=&column=agency_kind", "row", "選んでください"),
            ("row=methods&column=", "column", "選んでください"),
            ("row=methods&column=methods", "column", "同じもの"),
            ("row=caseload&column=agency_kind", "row", "項目"),
            ("row=caseload.persons:9/1&column=agency_kind", "row", "小さい順"),
            ("row=methods&column=agency_kind&share=half", "share", "総％"),
        ] {
            let page = browser.get(&format!("{crosstabs}?{query}"));
            assert_eq!(page.status, 422, "{query}");
            assert!(page.texts("title").concat().starts_with("エラー"), "{query}");
            assert!(page.texts(&format!("#errors-{field}")).concat().contains(words), "{query}: {}", page.text());
            assert_eq!(page.attributes("#errors a", "href"), [format!("#f-{field}")], "{query}");
        }
        // All at once, and what fits is kept.
        let page = browser.get(&format!("{crosstabs}?row=nobody&column=nobody&test=on"));
        assert_eq!(page.attributes("#errors a", "href"), ["#f-row", "#f-column"]);
        let bands = browser.get(&format!("{crosstabs}?row=caseload.persons:1/5&column=agency_kind"));
        assert_eq!(bands.attributes("#f-row option[selected]", "value"), ["caseload.persons:1/5"]);
    }

    fn a_facilitator_never_reads_small_counts_of_persons_from_crosstabs(database) {
        let town = town_with_coordinator(database.store());
        let persons = persons(&town);
        let site = Site::start(database.store(), at(NOW));
        let address = format!("{}/crosstabs?row=caseload_by_age_sex.rows&column=agency_kind", round(&persons));
        let table = "caseload_by_age_sex-rows--agency_kind";
        let office = row(&at_desk(&site).get(&address), table, "19～29歳");
        assert!(office.contains(&"2".to_owned()), "the office reads what was written: {office:?}");
        let browser = facilitator(&town, &site);
        let page = browser.get(&address);
        assert_eq!(page.status, 200);
        let young = row(&page, table, "19～29歳");
        // 2 + 90 = 92: with the 2 the 90 is hidden, or the 92.
        assert!(!young.contains(&"2".to_owned()) && young.iter().filter(|cell| *cell == "x").count() >= 2, "{young:?}");
        // What the results page tells over all kinds is not hidden here, or it could be put back from there.
        let over_all = row(&browser.get(&format!("{}/results", round(&persons))), "caseload_by_age_sex", "19～29歳");
        assert_eq!(over_all.last(), Some(&"92".to_owned()), "{over_all:?}");
        assert!(young.contains(&"92".to_owned()), "{young:?}");
        assert!(page.text().contains("1件から4件まで") && page.text().contains("「x」は秘匿した値"), "{}", page.text());
        assert!(!page.html.contains("男2件"));

        // How agencies answered is shown by any question; what counts persons by kinds of agencies alone.
        let methods = browser.get(&format!("{}/crosstabs?row=targets&column=methods", round(&persons)));
        assert_eq!(methods.status, 200, "{}", methods.text());
        for unfit in ["row=caseload_by_age_sex.rows&column=methods", "row=methods&column=caseload.persons", "row=methods&column=caseload.persons:1/2"] {
            let refused = browser.get(&format!("{}/crosstabs?{unfit}", round(&persons)));
            assert!(refused.texts("#errors-column").concat().contains("機関種別"), "{unfit}: {}", refused.text());
            assert_eq!(refused.texts("section.result"), Vec::<String>::new());
        }
        let all = browser.get(&format!("{}/crosstabs?row=all&column=methods", round(&persons)));
        assert!(all.texts(".notice").concat().contains("機関種別によるクロス集計をご覧ください"), "{}", all.text());
        let offered = browser.get(&format!("{}/crosstabs", round(&persons))).attributes("#f-column option", "value");
        assert!(offered.contains(&"methods".to_owned()) && !offered.iter().any(|name| name.starts_with("caseload")), "{offered:?}");
    }

    fn no_kind_of_one_agency_is_told_to_a_facilitator(database) {
        let town = town_with_coordinator(database.store());
        let persons = persons(&town);
        answers(&persons, "community_care", 1, r#"{"methods": {"selected": ["mail"]}}"#);
        let site = Site::start(database.store(), at(NOW));
        let address = format!("{}/crosstabs?row=methods&column=agency_kind", round(&persons));
        let groups = |browser: &Browser| browser.get(&address).texts("#methods--agency_kind th[scope=colgroup]");
        assert_eq!(groups(&at_desk(&site)).len(), 4, "all together and three kinds");
        let told = groups(&facilitator(&town, &site));
        assert_eq!(told.len(), 3, "the one joins the smallest other kind: {told:?}");
        assert!(told.iter().any(|group| group.contains("少ない種別の計）（n＝4")), "{told:?}");
    }

    fn few_cases_are_kept_from_a_facilitator(database) {
        let town = town_with_coordinator(database.store());
        let cases = cases(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = facilitator(&town, &site);
        let page = browser.get(&format!("{}/crosstabs?row=valence&column=agency_kind", round(&cases)));
        assert_eq!(page.texts("section.result"), Vec::<String>::new(), "two cases are told from any table");
        assert!(page.text().contains("表ごと表示していません"), "{}", page.text());
        let other = browser.get(&format!("{}/crosstabs?row=valence&column=state", round(&cases)));
        assert!(other.texts("#errors-column").concat().contains("機関種別"), "{}", other.text());
    }

    fn who_looks_at_crosstabs_is_noted(database) {
        let survey = survey(&town_with_coordinator(database.store()));
        let site = Site::start(database.store(), at(NOW));
        at_desk(&site).get(&format!("{}/crosstabs?row=methods&column=agency_kind", round(&survey)));
        let (network, subject) = (survey.network.id, Subject::new("round", survey.round.id));
        let lines = survey.read(|connection| audit::about(connection, network, &subject));
        let noted = lines.iter().find(|line| line.action == "crosstabs.viewed").unwrap();
        assert_eq!(noted.details, r#"{"for":"office_use"}"#);
    }

    fn the_office_sees_what_would_be_published_of_crosstabs_and_looks_behind_it(database) {
        let town = town_with_coordinator(database.store());
        let persons = persons(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let table = "caseload_by_age_sex-rows--agency_kind";
        let results = browser.get(&format!("{}/results?for=publication", round(&persons)));
        let all = results.attributes("main .actions a[href*='row=all']", "href").concat();
        assert!(all.contains("for=publication"), "{all}");
        assert_eq!(browser.get(&all).attributes(".crosstab-form input[type=hidden]", "name"), ["for"]);
        let address = format!("{}/crosstabs?row=caseload_by_age_sex.rows&column=agency_kind&for=publication", round(&persons));
        let public = browser.get(&address);
        assert!(!row(&public, table, "19～29歳").contains(&"2".to_owned()));
        assert!(public.texts("title").concat().contains("公表用") && public.text().contains("1件から9件まで"), "{}", public.text());
        let switches = public.attributes(".switch a", "href");
        assert!(switches.iter().all(|link| link.contains("for=publication")), "{switches:?}");
        let behind = browser.get(&public.attributes("main a[href*='behind=']", "href").concat());
        assert!(row(&behind, table, "19～29歳").contains(&"2".to_owned()));
        let (network, subject) = (town.network.id, Subject::new("round", persons.round.id));
        let lines = town.read(|connection| audit::about(connection, network, &subject));
        let noted = |action: &str| lines.iter().filter(|line| line.action == action).map(|line| line.details.clone()).collect::<Vec<_>>();
        assert_eq!(noted("crosstabs.viewed"), [r#"{"for":"publication"}"#; 2]);
        assert_eq!(noted("crosstabs.viewed_unhidden").len(), 1, "who looks behind the hiding is noted");
    }
}
