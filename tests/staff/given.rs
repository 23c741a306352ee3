//! Readers see the cases given to them, and nothing else.

use norishiro::store::board::{self, BoardRow};
use norishiro::store::memberships::Role;

use super::answers::{open, send, site};
use super::results::cases;
use super::{PASSWORD, add_person, at_desk, desk, round, sign_in, town_with_coordinator};
use crate::harness::{Browser, Town};

const YOMITE: &str = "yomite@b-city.example.jp";

fn row_of(town: &Town, name: &str) -> BoardRow {
    let (network, round) = (town.network.id, town.round.id);
    let rows = town.read(move |connection| board::of_round(connection, network, round));
    rows.into_iter().find(|row| row.agency.name == name).unwrap()
}

on_both_databases! {
    fn a_reader_sees_the_cases_that_were_given_and_no_agency(database) {
        let town = cases(&town_with_coordinator(database.store()));
        add_person(&town, YOMITE, Role::Coder);
        let site = site(&town);
        let (office, reader) = (at_desk(&site), Browser::new(&site));
        sign_in(&reader, YOMITE, PASSWORD);
        let guest = town.invite("北居宅介護支援事業所", "キタ", "care_manager");
        town.save(guest.sheet, r#"{"valence":["difficult"],"outline":["親の介護で訪問"]}"#, 0, "save");
        town.submit(guest.sheet, r#"{"valence":"difficult","outline":"親の介護で訪問"}"#, 1, "submit");
        let care = row_of(&town, "北居宅介護支援事業所");
        let page = open(&office, &format!("{}/agencies/{}/sheets/1", round(&town), care.agency.id));
        let user = page.attributes("select[name=user] option", "value").concat();
        let given = send(&office, &page, "/readers", &[("user", &user)]);
        assert!(given.text().contains(YOMITE), "{}", given.text());

        let list = open(&reader, &desk(&town));
        assert_eq!(list.texts(".card h2"), ["事例 1"]);
        let address = list.attributes(".card a", "href").concat();
        assert_eq!(list.texts(".card-facts").concat().matches("機関が承認した本文はありません").count(), 1);
        let case = open(&reader, &address);
        assert!(case.text().contains("機関が承認した本文はありません") && !case.text().contains("親の介護で訪問"), "{}", case.text());
        town.release(care.sheets[0].response.as_ref().unwrap().id);
        let case = open(&reader, &address);
        assert!(case.text().contains("親の介護で訪問"), "{}", case.text());
        assert!(!case.text().contains("北居宅"), "the agency is not named: {}", case.text());
        let other = row_of(&town, "地域若者サポートステーションB").sheets[0].response.as_ref().unwrap().id;
        let mine = care.sheets[0].response.as_ref().unwrap().id;
        let foreign = address.replace(&mine.to_string(), &other.to_string());
        for path in [foreign, format!("{}/cases", desk(&town)), format!("{}/cases/{mine}", desk(&town)), format!("{}/results", round(&town))] {
            assert_eq!(reader.get(&path).status, 404, "{path}");
        }
        send(&office, &given, "/removal", &[]);
        assert_eq!(reader.get(&address).status, 404);
    }
}
