//! In which order the results stand, and which rows are left out: the address says so.

use super::results::survey;
use super::{at_desk, round, town_with_coordinator};
use crate::harness::{Site, at};

on_both_databases! {
    fn results_are_sorted_and_shortened_as_the_address_says(database) {
        let survey = survey(&town_with_coordinator(database.store()));
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = at_desk(&site);
        let results = format!("{}/results", round(&survey));
        let methods = |query: &str| browser.get(&format!("{results}{query}")).texts("#methods tbody th");
        let asked = methods("");
        assert_eq!((asked.first().unwrap().as_str(), asked.last().unwrap().as_str()), ("電話相談", "無回答"));
        assert!(asked.len() > 5, "every option: {asked:?}");
        // Two named 電話相談, one each 家庭訪問 and その他; nobody left it blank.
        assert_eq!(methods("?order=count")[..3], ["電話相談", "家庭訪問", "その他"]);
        assert_eq!(methods("?order=count").last().unwrap(), "無回答");
        assert_eq!(methods("?empty=hide"), ["電話相談", "家庭訪問", "その他", "無回答"]);

        let page = browser.get(&format!("{results}?order=count&empty=hide"));
        assert_eq!(page.texts(".switch a[aria-current]"), ["多い順", "省く"]);
        assert!(page.texts("#methods .notes").concat().contains("該当のない行（"), "{}", page.text());
        let ages = page.texts("#caseload_by_age_sex tbody th");
        assert_eq!(ages, ["19～29歳", "50～59歳", "計"], "bands keep their order");
        // Each switch changes one choice and keeps the other.
        let links = page.attributes(".switch a", "href");
        let query = |link: &String| link.split_once('?').map_or("", |(_, query)| query).to_owned();
        assert_eq!(
            links.iter().map(query).collect::<Vec<_>>(),
            ["empty=hide", "order=count&empty=hide", "order=count", "order=count&empty=hide"]
        );
        assert_eq!(browser.get(&links[0]).texts("#methods tbody th")[..2], ["電話相談", "家庭訪問"]);
    }

    fn what_would_be_published_keeps_its_address(database) {
        let survey = survey(&town_with_coordinator(database.store()));
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let page = at_desk(&site).get(&format!("{}/results?for=publication&empty=hide", round(&survey)));
        let links = page.attributes(".switch a", "href");
        assert!(links.iter().all(|link| link.contains("?for=publication")), "{links:?}");
        assert!(page.texts("h1").concat().contains("公表用"));
    }
}
