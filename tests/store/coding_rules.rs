//! Rules that propose codes: versions are kept, and nobody overwrites what somebody else has written.

use norishiro::store::coding_rules::{self, RuleUnit};

use crate::harness::Town;

on_both_databases! {
    fn a_save_is_the_next_version_of_what_was_seen(database) {
        let town = Town::new(database.store());
        let (network, act) = (town.network.id, town.act);
        let write = |book: &'static str, seen: i32, text: &'static str| {
            town.store
                .write_blocking(move |connection| {
                    coding_rules::write(connection, network, (book, seen), (text, RuleUnit::Sentence), &act)
                })
                .unwrap()
        };
        assert!(write("needs", 0, "一") && write("needs", 1, "二") && write("good-factors", 0, "別"));
        assert!(!write("needs", 1, "三"), "somebody else has written the second version");
        assert!(!write("needs", 0, "三") && !write("needs", 5, "三"));
        let all = town.read(|connection| coding_rules::of_network(connection, network));
        let told: Vec<_> = all.iter().map(|one| (one.codebook.as_str(), one.version, one.text.as_str())).collect();
        assert_eq!(told, [("good-factors", 1, "別"), ("needs", 2, "二")]);
        let other = Town::called(database.store(), "C市").network.id;
        assert!(town.read(|connection| coding_rules::of_network(connection, other)).is_empty());
    }
}
