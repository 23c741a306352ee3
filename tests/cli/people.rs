//! Looking after people from the command line.

use norishiro::app::passwords;
use norishiro::store::memberships::{self, Role};
use norishiro::store::sessions::{self, Stage};
use norishiro::store::{Store, TokenHash, users};

use crate::harness::{Program, Run, Town, at};

const HANAKO: &str = "hanako@city.example";
const PASSWORD: &str = "山の向こうの静かな町の駅";

struct Office {
    folder: tempfile::TempDir,
    url: String,
    network: String,
}

impl Office {
    fn user(&self, arguments: &[&str]) -> Run {
        self.program().run(&[&["user"], arguments].concat())
    }

    fn program(&self) -> Program {
        Program::within(self.folder.path())
            .with("NORISHIRO_DATABASE_URL", &self.url)
            .with("NORISHIRO_NOW", "2026-11-20T09:00:00+09:00")
    }
}

/// A network with one owner, made by the command line.
fn office(database: &crate::harness::Database) -> (Office, Town) {
    let town = Town::new(database.store());
    let office = Office {
        folder: tempfile::tempdir().unwrap(),
        url: database.config().url.clone(),
        network: town.network.id.to_string(),
    };
    let add = ["user", "add", "--name", "佐藤 花子", "--mail", HANAKO, "--role", "owner", "--password-stdin"];
    let added =
        office.program().typing(&format!("{PASSWORD}\n")).run(&[&add[..], &["--network", &office.network]].concat());
    assert_eq!(added.code, 0, "{}", added.words);
    (office, town)
}

fn session(store: &Store) -> bool {
    let now = at("2026-11-20T09:00:00+09:00");
    store.read_blocking(|c| sessions::find(c, TokenHash::of("token"), Stage::Open, now)).unwrap().is_some()
}

fn begin_session(store: &Store) {
    let (now, until) = (at("2026-11-20T09:00:00+09:00"), at("2026-11-20T17:00:00+09:00"));
    store
        .write_blocking(move |c| {
            let user = users::by_mail(c, HANAKO)?.unwrap();
            sessions::start(c, TokenHash::of("token"), user.id, "csrf", Stage::Open, (now, until))
        })
        .unwrap();
}

on_both_databases! {
    fn people_are_listed_with_what_matters_of_them(database) {
        let (office, _town) = office(&database);
        let listed = office.user(&["list", "--network", &office.network]);
        assert_eq!(listed.out, format!("佐藤 花子\t{HANAKO}\towner\t\t\t\n"), "{}", listed.words);
        assert_eq!(office.user(&["list"]).out, format!("佐藤 花子\t{HANAKO}\t\t\t\t\n"));
    }

    fn a_lost_password_is_replaced_and_everyone_with_the_old_one_is_out(database) {
        let (office, town) = office(&database);
        begin_session(&town.store);
        let reset = office.user(&["reset-password", "--mail", HANAKO]);
        assert_eq!(reset.code, 0, "{}", reset.words);
        let user = town.read(|c| users::by_mail(c, HANAKO)).unwrap();
        assert!(passwords::verify(reset.out.trim(), &user.password_hash) && !passwords::verify(PASSWORD, &user.password_hash));
        assert!(!session(&town.store));
        let weak = office.program().typing("hanako2026hanako\n").run(&["user", "reset-password", "--mail", HANAKO, "--password-stdin"]);
        assert_eq!(weak.code, 1);
        assert!(weak.words.contains("easy to guess"), "{}", weak.words);
        assert_eq!(office.user(&["reset-password", "--mail", "nobody@city.example"]).code, 1);
    }

    fn sessions_are_ended_and_accounts_stopped(database) {
        let (office, town) = office(&database);
        begin_session(&town.store);
        let out = office.user(&["sign-out", "--mail", HANAKO]);
        assert!(out.code == 0 && out.words.contains("1 session"), "{}", out.words);
        assert!(!session(&town.store));
        assert!(office.user(&["reset-totp", "--mail", HANAKO]).words.contains("off already"));

        let last = office.user(&["deactivate", "--mail", HANAKO, "--network", &office.network]);
        assert!(last.code == 1 && last.words.contains("only owner"), "{}", last.words);
        assert_eq!(office.user(&["deactivate", "--mail", HANAKO]).code, 0);
        assert!(town.read(|c| users::by_mail(c, HANAKO)).unwrap().deactivated_at.is_some());
        assert_eq!(office.user(&["activate", "--mail", HANAKO]).code, 0);
        assert!(town.read(|c| users::by_mail(c, HANAKO)).unwrap().deactivated_at.is_none());

        let role = office.user(&["role", "--mail", HANAKO, "--network", &office.network, "--role", "auditor"]);
        assert_eq!(role.code, 1, "the only owner keeps the role: {}", role.words);
        let id = town.read(|c| users::by_mail(c, HANAKO)).unwrap().id;
        assert_eq!(town.read(|c| memberships::role_of(c, town.network.id, id)), Some(Role::Owner));
    }
}
