//! What a real installation begins with: settings, tables, a network, its first people.

use norishiro::app::passwords;
use norishiro::store::memberships::{self, Role};
use norishiro::store::networks;
use norishiro::store::users;
use tempfile::TempDir;

use crate::harness::{Database, Program, Run};

/// A folder and the database that the program is told to use.
struct Office {
    folder: TempDir,
    database: Database,
}

impl Office {
    fn new(database: Database) -> Self {
        Self { folder: tempfile::tempdir().unwrap(), database }
    }

    fn program(&self) -> Program {
        Program::within(self.folder.path()).with("NORISHIRO_DATABASE_URL", &self.database.config().url)
    }

    fn run(&self, arguments: &[&str]) -> Run {
        self.program().run(arguments)
    }

    fn add_network(&self, name: &str) -> Run {
        self.run(&[
            "network",
            "add",
            "--name",
            name,
            "--municipality",
            "B市",
            "--department",
            "健康福祉課",
            "--officer",
            "佐藤",
            "--telephone",
            "0000-00-0000",
            "--mail",
            "kenko@city.example",
        ])
    }
}

const HANAKO: [&str; 8] = ["user", "add", "--name", "佐藤 花子", "--mail", "Hanako@city.example", "--role", "owner"];

fn hanako_in(network: &str) -> Vec<&str> {
    HANAKO.into_iter().chain(["--network", network]).collect()
}

on_both_databases! {
    fn from_an_empty_database_to_the_first_person(database) {
        let office = Office::new(database);
        office.database.store().revert_migrations().unwrap();

        let early = office.add_network("B市ネットワーク");
        assert_eq!(early.code, 1);
        assert!(early.words.contains("norishiro migrate"), "{}", early.words);

        let migrated = office.run(&["migrate"]);
        assert_eq!((migrated.code, migrated.out.as_str()), (0, ""));
        assert_eq!(office.run(&["migrate"]).words, "norishiro: the tables are up to date\n");

        let added = office.add_network("B市ネットワーク");
        assert_eq!(added.code, 0, "{}", added.words);
        let id = added.out.trim();
        let listed = office.run(&["network", "list"]);
        assert_eq!(listed.out, format!("{id}\tB市ネットワーク\n"));

        let person = office.run(&hanako_in("B市ネットワーク"));
        assert_eq!(person.code, 0, "{}", person.words);
        let store = office.database.store();
        let user = store.read_blocking(|c| users::by_mail(c, "hanako@city.example")).unwrap().unwrap();
        assert_eq!(user.display_name, "佐藤 花子");
        assert!(passwords::verify(person.out.trim(), &user.password_hash));
        let network = id.parse().unwrap();
        assert_eq!(store.read_blocking(|c| memberships::role_of(c, network, user.id)).unwrap(), Some(Role::Owner));
    }

    fn a_person_with_a_chosen_password_and_a_second_role(database) {
        let office = Office::new(database);
        let first = office.add_network("B市ネットワーク").out;
        let second = office.add_network("B郡ネットワーク").out;
        let arguments: Vec<_> = hanako_in(first.trim()).into_iter().chain(["--password-stdin"]).collect();
        let added = office.program().typing("山の向こうの静かな町の駅\n").run(&arguments);
        assert_eq!((added.code, added.out.as_str()), (0, ""), "{}", added.words);
        let store = office.database.store();
        let user = store.read_blocking(|c| users::by_mail(c, "hanako@city.example")).unwrap().unwrap();
        assert!(passwords::verify("山の向こうの静かな町の駅", &user.password_hash));

        let again = office.run(&hanako_in(first.trim()));
        assert_eq!(again.code, 1);
        assert!(again.words.contains("norishiro user role"), "{}", again.words);
        let granted = office.run(&[
            "user", "role", "--mail", "hanako@city.example", "--network", second.trim(), "--role", "auditor",
        ]);
        assert_eq!(granted.code, 0, "{}", granted.words);
        let roles: Vec<_> = store.read_blocking(|c| memberships::of_user(c, user.id)).unwrap().into_iter().map(|(_, role)| role).collect();
        assert_eq!(roles.len(), 2);
        assert!(roles.contains(&Role::Auditor));
    }

    fn what_cannot_be_taken_is_told_at_once_and_nothing_is_written(database) {
        let office = Office::new(database);
        let wrong = office.run(&[
            "network", "add", "--name", "", "--municipality", "B市", "--department", "課", "--officer", "佐藤", "--telephone",
            "", "--mail", "kenko", "--time-zone", "Asia/Tokio",
        ]);
        assert_eq!((wrong.code, wrong.out.as_str()), (1, ""));
        for field in ["--name", "--telephone", "--mail", "--time-zone"] {
            assert!(wrong.words.contains(field), "{field}: {}", wrong.words);
        }
        assert_eq!(office.database.store().read_blocking(networks::all).unwrap(), []);

        let elsewhere = office.run(&hanako_in("C市ネットワーク"));
        assert_eq!(elsewhere.code, 1);
        assert!(elsewhere.words.contains("norishiro network list"), "{}", elsewhere.words);
        office.add_network("双子");
        office.add_network("双子");
        let which = office.run(&hanako_in("双子"));
        assert!(which.words.contains("several networks"), "{}", which.words);
        let weak: Vec<_> = hanako_in("双子").into_iter().chain(["--password-stdin"]).collect();
        let weak = office.program().with("LANG", "ja_JP.UTF-8").typing("short\n").run(&weak);
        assert!(weak.words.contains("12文字以上"), "{}", weak.words);
        assert!(office.database.store().read_blocking(|c| users::by_mail(c, "hanako@city.example")).unwrap().is_none());
    }
}

#[test]
fn a_role_that_does_not_exist_is_a_wrong_call() {
    let folder = tempfile::tempdir().unwrap();
    let run =
        Program::within(folder.path()).run(&["user", "role", "--mail", "a@b", "--network", "n", "--role", "boss"]);
    assert_eq!(run.code, 2);
    assert!(run.words.contains("coordinator"), "{}", run.words);
}

#[test]
fn without_settings_everything_is_kept_in_one_private_folder() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(Program::within(folder.path()).run(&["migrate"]).code, 0);
    let data = folder.path().join("norishiro-data");
    assert!(data.join("norishiro.sqlite3").exists());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&data).unwrap().permissions().mode() & 0o777, 0o700);
    }
}

#[test]
fn the_example_of_the_settings_can_be_used_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let example = Program::within(folder.path()).run(&["settings"]);
    std::fs::write(folder.path().join("norishiro.toml"), &example.out).unwrap();
    assert!(example.out.contains("NORISHIRO_DATABASE_URL"));
    assert_eq!(Program::within(folder.path()).run(&["migrate"]).code, 0);
}

#[test]
fn wrong_settings_are_told_all_at_once_in_the_language_of_the_machine() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("mine.toml"), "[web]\nlisten = 'here'\nport = 80\n").unwrap();
    let run = Program::within(folder.path()).with("LANG", "ja_JP.UTF-8").run(&["migrate", "--config", "mine.toml"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.words.lines().count(), 2, "{}", run.words);
    assert!(run.words.contains("設定 web.listen：") && run.words.contains("設定 web.port："), "{}", run.words);
    let missing = Program::within(folder.path()).run(&["migrate", "--config", "other.toml"]);
    assert!(missing.words.contains("other.toml"), "{}", missing.words);
    let time = Program::within(folder.path()).with("NORISHIRO_NOW", "noon").run(&["migrate"]);
    assert!(time.words.contains("NORISHIRO_NOW"), "{}", time.words);
}

#[test]
fn a_database_that_cannot_be_opened_is_named_without_its_password() {
    let folder = tempfile::tempdir().unwrap();
    let url = "postgres://norishiro:s3cret@127.0.0.1:1/norishiro";
    let run = Program::within(folder.path()).with("NORISHIRO_DATABASE_URL", url).run(&["migrate"]);
    assert_eq!((run.code, run.words.lines().count()), (1, 1), "{}", run.words);
    assert!(run.words.contains("127.0.0.1:1/norishiro") && !run.words.contains("s3cret"), "{}", run.words);
}

on_both_databases! {
    fn the_limits_of_disclosure_are_shown_and_set(database) {
        let office = Office::new(database);
        office.add_network("B市ネットワーク");
        let limits = |more: &[&str]| office.run(&[&["network", "disclosure", "--network", "B市ネットワーク"], more].concat());
        assert_eq!(limits(&[]).out, "inside\t5\npublic\t10\n");
        let wrong = limits(&["--inside", "0", "--public", "many"]);
        assert_eq!((wrong.code, wrong.out.as_str()), (1, ""));
        assert!(wrong.words.contains("--inside must be") && wrong.words.contains("--public must be"), "{}", wrong.words);
        assert!(limits(&["--public", "3"]).words.contains("--public must not be under --inside"));
        assert_eq!(limits(&["--inside", "3", "--public", "7"]).out, "inside\t3\npublic\t7\n");
        assert_eq!(limits(&[]).out, "inside\t3\npublic\t7\n");
    }
}
