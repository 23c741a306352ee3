//! Codings: what was given before passages could be coded, and whose readings are held.

use diesel::connection::SimpleConnection;
use norishiro::app::coding::counted;
use norishiro::store::coding_rules::{self, RuleUnit};
use norishiro::store::coding_suggestions::{self, NewSuggestion};
use norishiro::store::codings::{self, CodingKind, NewCoding, Passage};
use norishiro::store::theme_summaries::{self, NewSummary};
use norishiro::store::users::{self, NewUser};
use norishiro::store::{Connection, StoreError, UserId, case_readings};

use crate::harness::Town;

/// The statements of the migration that gave codings a passage, by database and direction.
const SQLITE: [&str; 2] = [
    include_str!("../../migrations/sqlite/2026-11-20-000022_coding/down.sql"),
    include_str!("../../migrations/sqlite/2026-11-20-000022_coding/up.sql"),
];
const POSTGRES: [&str; 2] = [
    include_str!("../../migrations/postgresql/2026-11-20-000022_coding/down.sql"),
    include_str!("../../migrations/postgresql/2026-11-20-000022_coding/up.sql"),
];

/// Undoes the migration and runs it again.
fn migrate_again(town: &Town) {
    let done = town.store.write_blocking(move |connection| -> Result<(), StoreError> {
        match connection {
            Connection::Sqlite(connection) => {
                SQLITE.iter().try_for_each(|statements| connection.batch_execute(statements))?;
            }
            Connection::Postgres(connection) => {
                POSTGRES.iter().try_for_each(|statements| connection.batch_execute(statements))?;
            }
        }
        Ok(())
    });
    done.unwrap();
}

fn reader(town: &Town, mail: &'static str) -> UserId {
    let (id, act) = (UserId::new(town.act.at), town.act);
    let user = NewUser { id, mail, display_name: "読み手", password_hash: "" };
    town.store.write_blocking(move |c| users::add(c, &user, &act)).unwrap();
    id
}

on_both_databases! {
    fn the_database_refuses_to_change_what_was_given_and_written(database) {
        let town = Town::new(database.store());
        let guest = town.invite("B市保健所", "ビーシホケンジョ", "health_centre");
        let response = town.answer(&guest, "{}").response_id;
        let (network, round, act) = (town.network.id, town.round.id, town.act);
        let new = NewCoding::of_whole(response, 1, "needs", "place");
        assert!(town.store.write_blocking(move |c| codings::give(c, network, &new, &act)).unwrap());
        let rules = move |c: &mut Connection| coding_rules::write(c, network, ("needs", 0), ("一", RuleUnit::Sentence), &act);
        assert!(town.store.write_blocking(rules).unwrap());
        let user = reader(&town, "yomite@b-city.example.jp");
        let theme = move |c: &mut Connection| {
            let new = NewSummary { round, question: "strengths", seen: 0, words: "まとめ", by: user };
            theme_summaries::write(c, network, &new, &act)
        };
        assert!(town.store.write_blocking(theme).unwrap());
        let refused = |statement: &'static str| {
            let answer = town.store.write_blocking(move |c| Ok::<_, StoreError>(c.batch_execute(statement)?));
            let words = answer.expect_err(statement).to_string();
            assert!(words.contains("kept for ever"), "{statement}: {words}");
        };
        for statement in [
            "UPDATE codings SET code = 'peer'",
            "UPDATE codings SET coded_by = 'program', taken_back_at = 1",
            "DELETE FROM codings",
            "UPDATE coding_rules SET rules = 'x'",
            "DELETE FROM coding_rules",
            "UPDATE theme_summaries SET words = 'x'",
            "DELETE FROM theme_summaries",
        ] {
            refused(statement);
        }
        let given = town.read(move |c| codings::of_network(c, network)).remove(0);
        assert!(town.store.write_blocking(move |c| codings::take_back(c, network, &given, &act)).unwrap());
        refused("UPDATE codings SET taken_back_by = NULL, taken_back_at = NULL");
    }

    fn codes_given_to_whole_answers_live_through_the_migration(database) {
        let town = Town::new(database.store());
        let guest = town.invite("B市保健所", "ビーシホケンジョ", "health_centre");
        let response = town.answer(&guest, "{}").response_id;
        let (network, act) = (town.network.id, town.act);
        for code in ["p7", "p12"] {
            let new = NewCoding::of_whole(response, 1, "handbook-points", code);
            assert!(town.store.write_blocking(move |c| codings::give(c, network, &new, &act)).unwrap());
        }
        migrate_again(&town);
        let kept = town.read(|c| codings::of_network(c, network));
        assert_eq!(kept.iter().map(|coding| coding.code.as_str()).collect::<Vec<_>>(), ["p12", "p7"]);
        assert!(kept.iter().all(|coding| coding.passage.is_whole_answer() && coding.revision == 1));
        assert!(kept.iter().all(|coding| coding.kind == CodingKind::Reader && coding.coded_by == act.actor));
    }

    fn what_was_settled_counts_instead_of_what_readers_gave(database) {
        let town = Town::new(database.store());
        let guest = town.invite("B市保健所", "ビーシホケンジョ", "health_centre");
        let response = town.answer(&guest, "{}").response_id;
        let (network, act) = (town.network.id, town.act);
        let give = |question: &str, code: &str, kind| {
            let passage = Passage { question: question.to_owned(), ..Passage::default() };
            let new = NewCoding { passage, kind, ..NewCoding::of_whole(response, 1, "needs", code) };
            town.store.write_blocking(move |c| codings::give(c, network, &new, &act)).unwrap()
        };
        give("outline", "place", CodingKind::Reader);
        give("outline", "family", CodingKind::Reader);
        give("recent", "family", CodingKind::Reader);
        assert!(give("outline", "place", CodingKind::Dropped));
        assert!(!give("outline", "place", CodingKind::Settled), "a difference is settled once");
        give("outline", "outreach", CodingKind::Settled);
        let counts = || town.read(|c| counted::of_network(c, network)).remove(&response).unwrap_or_default();
        let codes = |counted: std::collections::BTreeSet<(String, String)>| counted.into_iter().map(|(_, code)| code).collect::<Vec<_>>();
        assert_eq!(codes(counts()), ["family", "outreach"], "place was dropped, family is given, outreach was settled");
    }

    fn a_finished_reading_is_held_only_once_it_is_taken_up_again(database) {
        let town = Town::new(database.store());
        let guest = town.invite("B市保健所", "ビーシホケンジョ", "health_centre");
        let response = town.answer(&guest, "{}").response_id;
        let user = reader(&town, "yomite@b-city.example.jp");
        let (network, act, mine) = (town.network.id, town.act, (response, user));
        let hold = || town.store.write_blocking(move |c| case_readings::hold(c, network, mine, true, &act)).unwrap();
        assert!(hold() && hold());
        assert!(town.store.write_blocking(move |c| case_readings::finish(c, network, mine, &act)).unwrap());
        assert!(!hold());
        assert!(town.store.write_blocking(move |c| case_readings::reopen(c, network, mine, true, &act)).unwrap());
        assert!(hold());
        let readings = town.read(|c| case_readings::of_network(c, network));
        assert_eq!(readings.len(), 1);
        assert!(!readings[0].is_independent, "who has seen the codes of others reads no more independently");
        assert!(readings[0].finished_at.is_none());
    }

    fn suggestions_are_kept_once_and_decided_by_each_reader(database) {
        let town = Town::new(database.store());
        let guest = town.invite("B市保健所", "ビーシホケンジョ", "health_centre");
        let response = town.answer(&guest, "{}").response_id;
        let (network, act) = (town.network.id, town.act);
        let passage = Passage { question: "outline".to_owned(), start: 0, end: 5, quote_hash: "ab".to_owned() };
        let new = NewSuggestion { response, revision: 1, passage, codebook: "needs".to_owned(), code: "place".to_owned(), rule: "居場所".to_owned() };
        let add = || { let new = new.clone(); town.store.write_blocking(move |c| coding_suggestions::add(c, network, &[new], &act)).unwrap() };
        assert_eq!((add(), add()), (1, 0));
        assert_eq!(town.read(|c| coding_suggestions::undecided(c, network)), [(response, 1)]);
        let [one, other] = ["hito@b-city.example.jp", "futari@b-city.example.jp"].map(|mail| reader(&town, mail));
        let kept = town.read(|c| coding_suggestions::of_response(c, network, response)).remove(0);
        let decide = |user, accepted| { let kept = kept.clone(); town.store.write_blocking(move |c| coding_suggestions::decide(c, network, &kept, (user, accepted), &act)).unwrap() };
        assert!(decide(one, true));
        assert!(!decide(one, false), "a decision stands");
        assert!(decide(other, false));
        assert!(town.read(|c| coding_suggestions::undecided(c, network)).is_empty());
        let decided = town.read(|c| coding_suggestions::decisions_of(c, network, response));
        assert_eq!(decided.iter().filter(|decision| decision.is_accepted).map(|decision| decision.user).collect::<Vec<_>>(), [one]);
        assert!(town.read(|c| codings::of_network(c, network)).is_empty(), "a suggestion is no coding");
    }
}
