//! Small counts of persons and cases, by who looks: the office, whoever chairs the meeting, the public.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use norishiro::store::audit::{self, Subject};
use norishiro::store::memberships::Role;
use norishiro::store::output_settings::{self, OutputSettings};

use super::results::cases;
use super::{PASSWORD, add_person, asking, at_desk, desk, round, sign_in, town_with_coordinator};
use crate::harness::{Browser, Form, Site, Town, at, row};

const NOW: &str = "2026-11-20T09:00:00+09:00";
const FACILITATOR: &str = "shinko@b-city.example.jp";
const OWNER: &str = "kanri@b-city.example.jp";

fn person(town: &Town, site: &Site, mail: &str, role: Role) -> Browser {
    add_person(town, mail, role);
    let browser = Browser::new(site);
    sign_in(&browser, mail, PASSWORD);
    browser
}

/// Two agencies. Of 19～29: 2 men and 21 women; of 50～59: 24 men and 30 women; 77 in all.
fn survey(town: &Town) -> Town {
    let survey = asking(town, "agency-survey", "令和7年度アンケート");
    let centre = survey.invite("B市地域包括支援センター", "ビーシチイキホウカツ", "community_care");
    let npo = survey.invite("特定非営利活動法人やまびこ", "ヤマビコ", "npo");
    survey.answer(
        &centre,
        r#"{"methods": {"selected": ["phone", "visit"]}, "caseload": {"persons": 40, "contacts": 1210},
            "caseload_by_age_sex": {"age_19_29": {"male": 2, "female": 8}, "age_50_59": {"male": 12, "female": 18}}}"#,
    );
    survey.answer(
        &npo,
        r#"{"methods": {"selected": ["phone"]}, "caseload": {"persons": 37, "contacts": 300},
            "caseload_by_age_sex": {"age_19_29": {"male": 0, "female": 13}, "age_50_59": {"male": 12, "female": 12}}}"#,
    );
    survey
}

fn book(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

/// The figures beside a label, wherever in the workbook it begins a row.
fn figures(book: &mut Xlsx<Cursor<Vec<u8>>>, label: &str) -> Vec<Vec<String>> {
    let sheets = book.worksheets();
    let rows = sheets.iter().flat_map(|(_, range)| range.rows().map(<[Data]>::to_vec).collect::<Vec<_>>());
    let found = rows.filter(|row| row.first().is_some_and(|cell| *cell == label));
    found.map(|row| row[1..].iter().map(ToString::to_string).filter(|text| !text.is_empty()).collect()).collect()
}

fn words(book: &mut Xlsx<Cursor<Vec<u8>>>) -> String {
    let cells = |range: &calamine::Range<Data>| {
        range.used_cells().map(|(_, _, cell)| cell.to_string()).collect::<Vec<_>>().join("\n")
    };
    book.worksheets().iter().map(|(_, range)| cells(range)).collect()
}

fn notes(town: &Town, action: &str) -> Vec<String> {
    let (network, subject) = (town.network.id, Subject::new("round", town.round.id));
    let lines = town.read(|connection| audit::about(connection, network, &subject));
    lines.into_iter().filter(|line| line.action == action).map(|line| line.details).collect()
}

on_both_databases! {
    fn a_facilitator_never_sees_small_counts_of_persons(database) {
        let town = town_with_coordinator(database.store());
        let survey = survey(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = person(&town, &site, FACILITATOR, Role::Facilitator);
        let page = browser.get(&format!("{}/results", round(&survey)));
        // 2 is small. Its square of four is the least that keeps it from being worked out from the margins.
        assert_eq!(row(&page, "caseload_by_age_sex", "19～29歳"), ["x", "x", "-", "23"]);
        assert_eq!(row(&page, "caseload_by_age_sex", "50～59歳"), ["x", "x", "-", "54"]);
        assert_eq!(row(&page, "caseload_by_age_sex", "計"), ["26", "51", "-", "77"]);
        // Agencies and their answers are counted, not persons.
        assert_eq!(row(&page, "methods", "家庭訪問"), ["1", "50.0"]);
        assert_eq!(row(&page, "caseload", "実")[..3], ["2", "0", "77"]);
        let text = page.text();
        assert!(text.contains("1件から4件まで") && text.contains("秘匿した件数は4か所です（小さな件数1か所"), "{text}");
        // Neither the picture nor its words give it away.
        let svg = page.texts("#caseload_by_age_sex svg").concat();
        assert!(svg.contains("男x・女x・性別不明0件") && !svg.contains("女21件"), "{svg}");
        for asked in ["?for=publication", "?for=office_use", "?behind=publication"] {
            let again = browser.get(&format!("{}/results{asked}", round(&survey)));
            assert_eq!(row(&again, "caseload_by_age_sex", "19～29歳")[0], "x", "{asked}");
            assert!(!again.html.contains("behind="), "no way behind the hiding is offered");
        }
        let (_, bytes) = browser.download(&format!("{}/workbook?for=office_use", round(&survey)));
        let mut book = book(bytes);
        assert!(figures(&mut book, "19～29歳").contains(&["x", "x", "-", "23"].map(str::to_owned).to_vec()));
        assert!(words(&mut book).contains("秘匿した件数は4か所です"));
        assert_eq!(notes(&survey, "results.exported"), [r#"{"format":"xlsx","for":"meeting"}"#]);
        assert_eq!(notes(&survey, "results.viewed_unhidden"), Vec::<String>::new());
    }

    fn the_office_sees_the_numbers_and_chooses_what_to_publish(database) {
        let town = town_with_coordinator(database.store());
        let (survey, _cases) = (survey(&town), cases(&town));
        let site = Site::start(database.store(), at(NOW));
        let browser = at_desk(&site);
        let page = browser.get(&format!("{}/results", round(&survey)));
        assert_eq!(row(&page, "caseload_by_age_sex", "19～29歳"), ["2", "21", "-", "23"]);
        let links = page.attributes("main .actions a", "href");
        let link = |end: &str| links.iter().find(|link| link.ends_with(end)).unwrap_or_else(|| panic!("{links:?}")).clone();

        let (_, office) = browser.download(&link("/workbook"));
        assert!(figures(&mut book(office), "19～29歳").contains(&["2", "21", "-", "23"].map(str::to_owned).to_vec()));
        let (headers, public) = browser.download(&link("/workbook?for=publication"));
        let name = headers["content-disposition"].to_str().unwrap();
        assert!(name.contains("results-publication.xlsx"), "{name}");
        let mut public = book(public);
        assert!(figures(&mut public, "19～29歳").contains(&["x", "x", "-", "23"].map(str::to_owned).to_vec()));
        assert!(words(&mut public).contains("1件から9件まで"));
        assert!(!public.sheet_names().iter().any(|sheet| sheet.contains("事例")), "{:?}", public.sheet_names());
        let mut exported = notes(&survey, "results.exported");
        exported.sort();
        assert_eq!(exported, [r#"{"format":"xlsx","for":"office_use"}"#, r#"{"format":"xlsx","for":"publication"}"#]);

        let preview = browser.get(&link("/results?for=publication"));
        assert_eq!(row(&preview, "caseload_by_age_sex", "19～29歳"), ["x", "x", "-", "23"]);
        let behind = preview.attributes("main .actions a", "href").into_iter().find(|link| link.contains("behind=")).unwrap();
        assert_eq!(notes(&survey, "results.viewed_unhidden").len(), 0);
        let shown = browser.get(&behind);
        assert_eq!(row(&shown, "caseload_by_age_sex", "19～29歳"), ["2", "21", "-", "23"]);
        assert_eq!(notes(&survey, "results.viewed_unhidden").len(), 1, "who looks behind the hiding is noted");
    }

    fn of_few_cases_a_facilitator_learns_not_even_how_many(database) {
        let town = town_with_coordinator(database.store());
        let cases = cases(&town);
        let site = Site::start(database.store(), at(NOW));
        let browser = person(&town, &site, FACILITATOR, Role::Facilitator);
        let few = browser.get(&format!("{}/results", round(&cases)));
        let facts: Vec<_> = few.texts("dl.facts dt").into_iter().zip(few.texts("dl.facts dd")).collect();
        assert!(facts.contains(&("有効件数".to_owned(), "x".to_owned())), "{facts:?}");
        assert!(!browser.get(&desk(&town)).text().contains("2件"));
        for number in 0..5 {
            let station = cases.invite(&format!("機関{number}"), "キカン", "youth_station");
            cases.answer(&station, r#"{"valence": "good", "age_band": "age_19_29"}"#);
        }
        // Seven cases now: six good, one difficult; six under 30, one in their fifties.
        let page = browser.get(&format!("{}/results", round(&cases)));
        assert_eq!(row(&page, "valence", "困難事例"), ["x", "x"]);
        assert_eq!(row(&page, "valence", "好事例"), ["x", "x"], "7 less 6 would be 1");
        assert_eq!(row(&page, "valence", "無回答"), ["0", "0.0"]);
        assert!(page.texts("#valence").concat().contains("n＝7"));
        // Asked of good cases alone: that there are 6 must not follow from n.
        assert!(!page.html.contains("n＝6"), "{}", page.text());
        assert!(!page.html.contains("n＝1（"));
    }

    fn owners_set_the_limits_and_nobody_else_does(database) {
        let town = town_with_coordinator(database.store());
        let survey = survey(&town);
        let site = Site::start(database.store(), at(NOW));
        let address = format!("{}/output-settings", desk(&town));
        assert_eq!(at_desk(&site).get(&address).status, 404, "coordinators keep to what the owner decided");
        let facilitator = person(&town, &site, FACILITATOR, Role::Facilitator);
        assert_eq!(facilitator.get(&address).status, 404);
        let owner = person(&town, &site, OWNER, Role::Owner);
        let page = owner.get(&address);
        let form = Form::of(&page, "main form");
        assert_eq!((form.value("inside"), form.value("public")), (Some("5"), Some("10")));
        let wrong = form.clone().with("inside", "五").with("public", "100").post(&owner);
        assert_eq!((wrong.status, Form::of(&wrong, "main form").value("inside")), (422, Some("五")));
        assert_eq!(wrong.attributes("#errors a", "href"), ["#f-inside", "#f-public"]);
        assert!(wrong.texts("title").concat().starts_with("エラー："), "{:?}", wrong.texts("title"));
        let less = form.clone().with("inside", "10").with("public", "5").post(&owner);
        assert!(less.text().contains("の値（10）以上にしてください"), "{}", less.text());

        let saved = form.clone().with("inside", "２").with("public", "３件").post(&owner);
        assert!(saved.text().contains("保存しました"), "{}", saved.text());
        let network = town.network.id;
        let limits = town.read(|connection| output_settings::of_network(connection, network));
        assert_eq!(limits, Some(OutputSettings { inside: 2, public: 3, region_code: String::new() }));
        let late = form.with("inside", "20").with("public", "20").post(&owner);
        assert!(late.text().contains("ほかの方が、集計の設定を先に変更しました"), "{}", late.text());
        let subject = Subject::new("network", network);
        let lines = town.read(|connection| audit::about(connection, network, &subject));
        let changed: Vec<_> = lines.iter().filter(|line| line.action == "network.disclosure_changed").collect();
        assert_eq!(changed.len(), 1);
        assert_eq!(changed[0].details, r#"{"inside":2,"public":3}"#);

        // The new limits hold at once: 2 is not under 2.
        let page = facilitator.get(&format!("{}/results", round(&survey)));
        assert_eq!(row(&page, "caseload_by_age_sex", "19～29歳"), ["2", "21", "-", "23"]);
    }

    fn the_code_of_the_municipality_is_kept_for_its_data(database) {
        let town = town_with_coordinator(database.store());
        let survey = survey(&town);
        let site = Site::start(database.store(), at(NOW));
        let (owner, office) = (person(&town, &site, OWNER, Role::Owner), at_desk(&site));
        let files = format!("{}/files", round(&survey));
        assert_eq!(office.get(&files).attributes("#f-region", "value"), [""]);

        let form = Form::of(&owner.get(&format!("{}/output-settings", desk(&town))), "main form");
        let wrong = form.clone().with("inside", "五").with("region", "131017").post(&owner);
        assert_eq!(wrong.status, 422);
        assert_eq!(wrong.attributes("#errors a", "href"), ["#f-inside", "#f-region"], "all that is wrong at once");
        assert_eq!(Form::of(&wrong, "main form").value("region"), Some("131017"));
        assert!(wrong.text().contains("検査数字）が合いません"), "{}", wrong.text());
        let saved = form.clone().with("region", "１３１０１－６").post(&owner);
        assert!(saved.text().contains("保存しました"), "{}", saved.text());
        let late = form.with("region", "011002").post(&owner);
        assert!(late.text().contains("ほかの方が、集計の設定を先に変更しました"), "{}", late.text());
        let (network, subject) = (town.network.id, Subject::new("network", town.network.id));
        let lines = town.read(|connection| audit::about(connection, network, &subject));
        let changed: Vec<_> = lines.iter().filter(|line| line.action.starts_with("network.") && line.action != "network.added").collect();
        assert_eq!(changed.len(), 1, "the limits stayed: {changed:?}");
        assert_eq!((changed[0].action.as_str(), changed[0].details.as_str()), ("network.region_changed", r#"{"region_code":"131016"}"#));

        assert_eq!(office.get(&files).attributes("#f-region", "value"), ["131016"]);
        let code = |asked: &str| {
            let (_, zip) = office.download(&format!("{files}/data{asked}"));
            let mut archive = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
            let mut csv = csv::Reader::from_reader(archive.by_name("tables.csv").unwrap());
            let column = csv.headers().unwrap().iter().position(|name| name == "region_code").unwrap();
            csv.records().next().unwrap().unwrap()[column].to_owned()
        };
        assert_eq!([code(""), code("?region=011002"), code("?region=")], ["131016", "011002", ""]);
    }
}
