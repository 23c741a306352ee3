//! Results are counted over answers that each node keeps: what any node takes in is seen by all at once.

use norishiro::analysis::dataset::{Dimension, Place, Slot};
use norishiro::analysis::{Agencies, Counter};
use norishiro::app::desk::{DeskError, read_head};
use norishiro::app::{Definitions, RoundData, shipped};
use norishiro::definition::{Library, SourceFile, bundle};
use norishiro::store::agencies;
use norishiro::store::responses::{self, ResponseState};
use norishiro::store::submissions::{Receipt, Submitted};

use super::{at_desk, round, town_with_coordinator};
use crate::harness::{Guest, Site, Town, at};

/// What one node of several shows of a round.
struct Node {
    definitions: Definitions,
    data: RoundData,
}

/// How many answers count, by kind of agency and by option of the only question.
type Shown = (u64, Vec<(String, Vec<u64>)>);

impl Node {
    fn new() -> Self {
        Self::keeping(1 << 20)
    }

    fn keeping(bytes: usize) -> Self {
        Self { definitions: Definitions::new(&shipped::library().unwrap()), data: RoundData::keeping(bytes) }
    }

    fn shows(&self, town: &Town) -> Shown {
        let counted = town.store.read_blocking(|connection| {
            let head = read_head(connection, &self.definitions, town.network.id, town.round.id)?;
            self.data.count(connection, town.network.id, head, |head, dataset| {
                let agencies = Agencies { kinds: head.kinds.clone(), ..Agencies::default() };
                let counter = Counter { dataset, questionnaire: &head.questionnaire, agencies: &agencies };
                let wanted = Dimension::Options(Place::outside(0));
                let counts = counter.cross(&Dimension::AgencyKind, &wanted).unwrap();
                assert_eq!(counts.count(Slot::Given, Slot::NotAsked), 0);
                let kinds = counts.rows.codes.iter().map(|code| code.key.clone());
                (head.counts.valid, kinds.zip(counts.matrix()).collect())
            })
        });
        counted.map_err(|error: DeskError| error.to_string()).unwrap()
    }

    /// The same, and how many answers were read from the database for it.
    fn shows_after_reading(&self, town: &Town) -> (Shown, u64) {
        let before = self.data.answers_read();
        let shown = self.shows(town);
        (shown, self.data.answers_read() - before)
    }
}

const WANTED: &str = "sections:
  - key: page
    title: 頁
    questions:
      - {key: wanted, type: choice, label: ほしいもの, options: [{key: place, label: 居場所}, {key: visit, label: 訪問}]}
";

fn asking(town: &Town, answered_by: &str) -> Town {
    let head = "key: wishes\nkind: survey\ntitle: 要望\nminutes: 5\nanswers_per_agency: one\nanswered_by: ";
    let file = SourceFile { path: "wishes.yaml".to_owned(), text: format!("{head}{answered_by}\n{WANTED}") };
    let library = Library::read(&[file], None).unwrap();
    town.asking("wishes", "要望", &bundle::write(&library, "wishes").unwrap())
}

const PLACE: &str = r#"{"wanted": "place"}"#;
const VISIT: &str = r#"{"wanted": "visit"}"#;

fn correct(town: &Town, guest: &Guest, document: &str) {
    town.save(guest.sheet, "{}", 1, "again");
    assert!(matches!(town.submit(guest.sheet, document, 2, "again"), Submitted::Received(_)));
}

fn decide(town: &Town, receipt: &Receipt, state: ResponseState) {
    let (network, act, receipt) = (town.network.id, town.act, receipt.clone());
    let decided = town.store.write_blocking(move |connection| {
        responses::set_state(connection, network, receipt.response_id, receipt.revision, state, None, &act)
    });
    assert!(decided.unwrap());
}

fn kinds(shown: &[(&str, [u64; 2])]) -> Vec<(String, Vec<u64>)> {
    shown.iter().map(|(kind, counts)| ((*kind).to_owned(), counts.to_vec())).collect()
}

on_both_databases! {
    fn every_change_of_an_answer_is_seen_by_every_node(database) {
        let town = asking(&town_with_coordinator(database.store()), "agency");
        let (one, two) = (Node::new(), Node::new());
        let check = |valid: u64, expect: &[(&str, [u64; 2])], read: u64, what: &str| {
            for node in [&one, &two] {
                assert_eq!(node.shows_after_reading(&town), ((valid, kinds(expect)), read), "{what}");
                assert_eq!(node.shows_after_reading(&town).1, 0, "{what}: nothing is read twice");
            }
        };
        check(0, &[], 0, "nobody has answered");
        let (npo, centre) = (town.invite("やまびこ", "ヤマビコ", "npo"), town.invite("包括", "ホウカツ", "community_care"));
        let first = town.answer(&npo, PLACE);
        check(1, &[("npo", [1, 0])], 1, "a first answer");
        town.answer(&centre, PLACE);
        check(2, &[("community_care", [1, 0]), ("npo", [1, 0])], 1, "another one: one is read");
        correct(&town, &centre, VISIT);
        check(2, &[("community_care", [0, 1]), ("npo", [1, 0])], 1, "a correction");
        decide(&town, &first, ResponseState::SetAside);
        check(1, &[("community_care", [0, 1])], 1, "an answer is set aside");
        decide(&town, &first, ResponseState::Accepted);
        check(2, &[("community_care", [0, 1]), ("npo", [1, 0])], 1, "and taken back");
        let mut moved = centre.agency.clone();
        "school".clone_into(&mut moved.kind);
        let (network, act) = (town.network.id, town.act);
        assert!(town.store.write_blocking(move |connection| agencies::update(connection, network, &moved, &act)).unwrap());
        check(2, &[("school", [0, 1]), ("npo", [1, 0])], 0, "an agency gets another kind");
    }

    fn a_hearing_is_counted_by_every_node_once_it_is_confirmed(database) {
        let town = asking(&town_with_coordinator(database.store()), "interviewer");
        let (one, two) = (Node::new(), Node::new());
        let guest = town.invite("やまびこ", "ヤマビコ", "npo");
        let receipt = town.answer(&guest, PLACE);
        for node in [&one, &two] {
            assert_eq!(node.shows(&town), (0, Vec::new()));
        }
        let (network, act) = (town.network.id, town.act);
        let confirmed = town.store.write_blocking(move |connection| {
            responses::confirm(connection, network, receipt.response_id, receipt.revision, &act)
        });
        assert!(confirmed.unwrap());
        for node in [&one, &two] {
            assert_eq!(node.shows(&town), (1, kinds(&[("npo", [1, 0])])));
        }
    }

    fn one_more_answer_to_a_large_round_is_one_answer_read(database) {
        let town = asking(&town_with_coordinator(database.store()), "agency");
        for number in 0..120 {
            let guest = town.invite(&format!("機関{number}"), &format!("キカン{number}"), "npo");
            town.answer(&guest, if number % 3 == 0 { PLACE } else { VISIT });
        }
        let node = Node::new();
        assert_eq!(node.shows_after_reading(&town), ((120, kinds(&[("npo", [40, 80])])), 120));
        let late = town.invite("遅れた機関", "オクレタ", "npo");
        town.answer(&late, PLACE);
        assert_eq!(node.shows_after_reading(&town), ((121, kinds(&[("npo", [41, 80])])), 1));
    }

    fn what_is_kept_stays_within_its_bound(database) {
        let desk = town_with_coordinator(database.store());
        let rounds: Vec<Town> = (0..3).map(|_| asking(&desk, "agency")).collect();
        for town in &rounds {
            let guest = town.invite("やまびこ", "ヤマビコ", "npo");
            town.answer(&guest, PLACE);
        }
        let roomy = Node::new();
        rounds.iter().for_each(|town| assert_eq!(roomy.shows(town).0, 1));
        let each = roomy.data.bytes() / 3;
        let narrow = Node::keeping(each * 2);
        for town in rounds.iter().chain(&rounds) {
            assert_eq!(narrow.shows(town), (1, kinds(&[("npo", [1, 0])])));
            assert!(narrow.data.bytes() <= each * 2, "{} of {}", narrow.data.bytes(), each * 2);
        }
        assert_eq!(narrow.data.answers_read(), 6, "the one used longest ago is forgotten and read anew");
        assert_eq!(roomy.data.answers_read(), 3);
    }

    fn two_nodes_show_the_same_results(database) {
        let town = asking(&town_with_coordinator(database.store()), "agency");
        let sites = [(); 2].map(|()| Site::start(database.store(), at("2026-11-20T09:00:00+09:00")));
        let shown = |site: &Site| at_desk(site).get(&format!("{}/results", round(&town))).texts("#wanted tbody td").join(" ");
        let (npo, centre) = (town.invite("やまびこ", "ヤマビコ", "npo"), town.invite("包括", "ホウカツ", "community_care"));
        let receipt = town.answer(&npo, PLACE);
        sites.iter().for_each(|site| assert_eq!(shown(site), "1 100.0 0 0.0 0 0.0"));
        town.answer(&centre, VISIT);
        sites.iter().for_each(|site| assert_eq!(shown(site), "1 50.0 1 50.0 0 0.0"));
        decide(&town, &receipt, ResponseState::SetAside);
        sites.iter().for_each(|site| assert_eq!(shown(site), "0 0.0 1 100.0 0 0.0"));
    }
}
