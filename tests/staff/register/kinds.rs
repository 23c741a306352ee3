//! Kinds of agencies of a network's own.

use calamine::Reader;

use super::*;
use crate::staff::{asking, round};

fn save_kind(browser: &Browser, town: &Town, query: &str, label: &str, group: &str) -> Page {
    let page = browser.get(&format!("{}/kinds{query}", register(town)));
    Form::of(&page, "main form:has(#label)").with("label", label).with("group", group).post(browser)
}

on_both_databases! {
    fn a_network_adds_renames_and_retires_its_own_kinds(database) {
        let town = town_with_coordinator(database.store());
        let other = Town::called(database.store(), "C市");
        let site = Site::start(database.store(), at(MORNING));
        let browser = at_desk(&site);
        let wrong = save_kind(&browser, &town, "", "ハローワーク", "");
        assert_eq!(wrong.attributes("#errors a", "href"), ["#label", "#group"]);
        assert_eq!(wrong.attributes("#label", "value"), ["ハローワーク"]);
        save_kind(&browser, &town, "", "フリースペース", "民間・当事者");
        add(&browser, &town, &[("name", "ひだまり"), ("kind", "own_1")]);
        let (agency, _) = kept(&town).remove(0);
        assert_eq!((agency.kind.as_str(), agency.kana.as_str()), ("own_1", "ひだまり"), "a name in kana reads itself");

        save_kind(&browser, &town, "?code=own_1", "居場所", "民間・当事者");
        let page = browser.get(&format!("{}/{}", register(&town), agency.id));
        assert!(page.text().contains("居場所") && !page.text().contains("フリースペース"), "{}", page.text());

        let retire = browser.get(&format!("{}/kinds", register(&town)));
        Form::of(&retire, "td form").post(&browser);
        let options = |path: &str| browser.get(path).attributes("#kind option", "value");
        assert!(!options(&format!("{}/new", register(&town))).contains(&"own_1".to_owned()));
        let edit = format!("{}/{}/edit", register(&town), agency.id);
        assert!(options(&edit).contains(&"own_1".to_owned()), "what is chosen stays");

        let network = other.network.id;
        assert_eq!(town.read(|c| norishiro::store::agency_kinds::of_network(c, network)), [], "nobody else's");
    }

    fn an_own_kind_is_named_wherever_kinds_are(database) {
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(MORNING));
        let browser = at_desk(&site);
        save_kind(&browser, &town, "", "フリースペース", "民間・当事者");
        let survey = asking(&town, "hearing-sheet", "聞き取り");
        let guest = survey.invite("ひだまり", "ひだまり", "own_1");
        survey.answer(&guest, r#"{"top_partners": [{"kind": "own_1"}]}"#);
        assert!(browser.get(&round(&survey)).text().contains("フリースペース"), "the board");
        let results = browser.get(&format!("{}/results", round(&survey))).text();
        assert!(results.contains("フリースペース") && !results.contains("own_1"), "the results: {results}");
        let (_, bytes) = browser.download(&format!("{}/workbook", round(&survey)));
        let mut book = calamine::Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
        let cells = book.worksheets();
        let holds = |words: &str| {
            cells.iter().any(|(_, range)| range.used_cells().any(|(_, _, cell)| cell.to_string().contains(words)))
        };
        assert!(holds("フリースペース") && !holds("own_1"), "the workbook");
    }
}
