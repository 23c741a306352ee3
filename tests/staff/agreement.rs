//! How far readers agree, against what can be counted by hand.

use norishiro::store::audit::Act;
use norishiro::store::codings::{CodingKind, NewCoding, Passage};
use norishiro::store::memberships::Role;
use norishiro::store::{ResponseId, UserId, case_readings, codings, users};

use super::{add_person, asking, at_desk, desk, town_with_coordinator};
use crate::harness::{Page, Site, Town, at};

const NOW: &str = "2026-11-20T09:00:00+09:00";

fn reader(town: &Town, mail: &'static str) -> UserId {
    add_person(town, mail, Role::Coder);
    town.read(|connection| users::by_mail(connection, mail)).unwrap().id
}

/// Four cases of one text each.
fn four(town: &Town) -> (Town, Vec<ResponseId>) {
    let cases = asking(town, "case-sheet", "令和7年度事例シート");
    let names = ["甲", "乙", "丙", "丁"];
    let answered = names.map(|name| {
        let guest = cases.invite(name, name, "npo");
        cases.answer(&guest, r#"{"valence": "good", "outline": "居場所に通い始めた。"}"#).response_id
    });
    (cases, answered.to_vec())
}

/// Reads a case, giving these codes to its outline, and finishes.
fn read(town: &Town, case: ResponseId, who: UserId, codes: &'static [&'static str]) {
    let (network, act) = (town.network.id, Act::by_user(who, town.act.at));
    town.store
        .write_blocking(move |connection| {
            assert!(case_readings::hold(connection, network, (case, who), true, &act)?);
            for code in codes {
                let passage = Passage { question: "outline".to_owned(), ..Passage::default() };
                let (codebook, code) = ("needs".to_owned(), (*code).to_owned());
                let kind = CodingKind::Reader;
                let new = NewCoding { response: case, revision: 1, passage, codebook, code, kind };
                assert!(codings::give(connection, network, &new, &act)?);
            }
            case_readings::finish(connection, network, (case, who), &act)
        })
        .unwrap();
}

fn looked(site: &Site, town: &Town) -> Page {
    let page = at_desk(site).get(&format!("{}/agreement", desk(town)));
    assert_eq!(page.status, 200, "{}", page.text());
    page
}

on_both_databases! {
    fn agreement_is_counted_code_by_code_and_in_all(database) {
        let town = town_with_coordinator(database.store());
        let (cases, responses) = four(&town);
        let (one, other) = (reader(&town, "hitori@b-city.example.jp"), reader(&town, "futari@b-city.example.jp"));
        // place: both, both, the first alone, neither. family: neither three times, then the second alone.
        let given: [(&[&str], &[&str]); 4] = [(&["place"], &["place"]), (&["place"], &["place"]), (&["place"], &[]), (&[], &["family"])];
        for (case, (first, second)) in responses.iter().zip(given) {
            read(&cases, *case, one, first);
            read(&cases, *case, other, second);
        }
        let site = Site::start(database.store(), at(NOW));
        let page = looked(&site, &town);
        let text = page.text();
        assert_eq!(page.texts("dl.figures dd"), ["4件", "2人", "2件"]);
        let rows = page.texts(".agreement tbody tr");
        let row = |label: &str| rows.iter().find(|row| row.starts_with(label)).unwrap_or_else(|| panic!("{label} in {rows:?}"));
        // By hand: po = 3/4, pe = (3·2 + 1·2)/16 = 1/2, kappa = 1/2. Alpha: Do = 1/4, De = 30/56; 1 - 14/30 = 0.53.
        let place = row("来て過ごせる居場所");
        assert!(place.contains("4（少）") && place.contains("5／8（62.5％）") && place.contains("3／4（75.0％）"), "{place}");
        assert!(place.contains("0.50") && place.contains("0.53"), "{place}");
        // po = 3/4, pe = 3/4: kappa 0. Alpha: Do = 1/4, De = 14/56: 0.
        let family = row("家族が安心して");
        assert!(family.contains("0.00") && family.contains("n＝4（少）：二人とも付けた0、一人目だけ") && family.contains("1／8（12.5％）"), "{family}");
        // In all: kappa (1/4 + 0)/(1/2 + 1/4) = 1/3; alpha 1 - (1/4 + 1/4)/(30/56 + 14/56) = 16/44.
        let all = page.texts("section, main").concat();
        assert!(all.contains("α：0.36（n＝4（少）") && page.texts("[aria-labelledby=title-all] td") == ["0.33", "n＝4（少）"], "{all}");
        for said in ["κ と α は低くなります", "30に満たない", "読み手の評価や、分類が正しいことの証明にはなりません"] {
            assert!(text.contains(said), "{said}");
        }
        assert!(page.attributes("main a", "href").iter().any(|link| link.ends_with("/disagreements")));
        // Whoever has seen the other's codes is not compared any more.
        let (network, act) = (cases.network.id, cases.act);
        let case = responses[0];
        cases.store.write_blocking(move |c| case_readings::reopen(c, network, (case, one), true, &act)).unwrap();
        assert_eq!(looked(&site, &town).texts("dl.figures dd")[0], "3件");
    }

    fn without_two_readers_nothing_is_claimed(database) {
        let town = town_with_coordinator(database.store());
        let site = Site::start(database.store(), at(NOW));
        assert!(looked(&site, &town).text().contains("まだありません"));
        let (cases, responses) = four(&town);
        read(&cases, responses[0], reader(&town, "hitori@b-city.example.jp"), &["place"]);
        assert!(looked(&site, &town).text().contains("まだありません"));
    }
}
