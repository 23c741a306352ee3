//! The register as a file, from the command line.

use norishiro::store::agencies;

use crate::harness::{Program, Town};

on_both_databases! {
    fn a_register_goes_in_and_out(database) {
        let town = Town::new(database.store());
        let folder = tempfile::tempdir().unwrap();
        let run = |arguments: &[&str]| {
            let program = Program::within(folder.path()).with("NORISHIRO_DATABASE_URL", &database.config().url);
            program.run(&["register"].iter().chain(arguments).copied().collect::<Vec<_>>())
        };
        let network = town.network.name.as_str();
        let count = || town.read(|connection| agencies::of_network(connection, town.network.id)).len();
        std::fs::write(folder.path().join("bad.csv"), "機関名,種別,メール\nよりみち,NPO,yorimichi\n").unwrap();
        let bad = run(&["import", "bad.csv", "--network", network]);
        assert_eq!((bad.code, count()), (1, 0));
        assert!(bad.words.contains("シート「CSV」の2行目、C列（メールアドレス）"), "{}", bad.words);

        std::fs::write(folder.path().join("good.csv"), "機関名,種別\nよりみち,NPO\n").unwrap();
        let dry = run(&["import", "good.csv", "--network", network, "--dry-run"]);
        assert_eq!((dry.code, count()), (0, 0), "{}", dry.words);
        assert!(dry.words.contains("1 rows to add") && dry.words.contains("dry run"), "{}", dry.words);
        assert_eq!(run(&["import", "good.csv", "--network", network]).code, 0);
        assert_eq!(count(), 1);

        let out = run(&["export", "--network", network, "--out", "out.xlsx"]);
        assert_eq!(out.code, 0, "{}", out.words);
        let again = run(&["import", "out.xlsx", "--network", network]);
        assert!(again.words.contains("0 rows to add, 0 agencies to change, 1 unchanged"), "{}", again.words);
    }
}
