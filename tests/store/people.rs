//! People who sign in, their roles and their sessions.

use jiff::{SignedDuration, Timestamp};
use norishiro::store::memberships::{self, Role};
use norishiro::store::sessions::Stage;
use norishiro::store::users::{self, NewUser};
use norishiro::store::{Store, StoreError, TokenHash, UserId, sessions};

use crate::harness::Town;

fn add_user(store: &Store, mail: &'static str, now: Timestamp) -> Result<UserId, StoreError> {
    let id = UserId::new(now);
    let act = norishiro::store::audit::Act::by_program(now);
    store.write_blocking(move |c| {
        let user = NewUser { id, mail, display_name: "佐藤 花子", password_hash: "$argon2id$" };
        users::add(c, &user, &act)?;
        Ok(id)
    })
}

on_both_databases! {
    fn a_mail_address_signs_in_in_any_case_and_is_taken_once(database) {
        let town = Town::new(database.store());
        let id = add_user(&town.store, "Hanako@City.example ", town.act.at).unwrap();
        assert_eq!(town.read(|c| users::by_mail(c, " hanako@city.EXAMPLE")).unwrap().id, id);
        assert_eq!(town.read(|c| users::find(c, id)).unwrap().mail, "hanako@city.example");
        assert!(add_user(&town.store, "HANAKO@city.example", town.act.at).unwrap_err().is_duplicate());
    }

    fn a_person_has_one_role_in_each_network(database) {
        let town = Town::new(database.store());
        let other = Town::called(database.store(), "C市");
        let id = add_user(&town.store, "hanako@city.example", town.act.at).unwrap();
        let (here, there, act) = (town.network.id, other.network.id, town.act);
        town.store.write_blocking(move |c| {
            memberships::grant(c, here, id, Role::Coordinator, &act)?;
            memberships::grant(c, here, id, Role::Owner, &act)?;
            memberships::grant(c, there, id, Role::Auditor, &act)
        }).unwrap();
        let roles: Vec<_> = town.read(|c| memberships::of_user(c, id)).into_iter().map(|(network, role)| (network.id, role)).collect();
        assert_eq!(roles, [(here, Role::Owner), (there, Role::Auditor)]);
        assert_eq!(town.read(|c| memberships::role_of(c, there, id)), Some(Role::Auditor));
        assert_eq!(town.read(|c| memberships::members(c, here)).len(), 1);
        assert!(town.store.write_blocking(move |c| memberships::revoke(c, here, id, &act)).unwrap());
        assert_eq!(town.read(|c| memberships::role_of(c, here, id)), None);
    }

    fn too_many_failures_lock_a_person_out(database) {
        let town = Town::new(database.store());
        let id = add_user(&town.store, "hanako@city.example", town.act.at).unwrap();
        let act = town.act;
        let until = act.at + SignedDuration::from_mins(15);
        for failures in 1..=5 {
            assert_eq!(town.read(|c| users::find(c, id)).unwrap().locked_until, None, "after {} failures", failures - 1);
            town.store.write_blocking(move |c| users::sign_in_failed(c, id, 5, until, &act)).unwrap();
        }
        assert_eq!(town.read(|c| users::find(c, id)).unwrap().locked_until, Some(until));
        town.store.write_blocking(move |c| users::signed_in(c, id, &act)).unwrap();
        assert_eq!(town.read(|c| users::find(c, id)).unwrap().locked_until, None);
    }

    fn a_session_ends_by_itself_by_hand_and_with_the_person(database) {
        let town = Town::new(database.store());
        let id = add_user(&town.store, "hanako@city.example", town.act.at).unwrap();
        let (now, act) = (town.act.at, town.act);
        let later = move |minutes| now + SignedDuration::from_mins(minutes);
        let start = |token: &'static str| town.store.write_blocking(move |c| sessions::start(c, TokenHash::of(token), id, "csrf", Stage::Open, (now, later(60)))).unwrap();
        let alive = |token: &str, at| town.read(|c| sessions::find(c, TokenHash::of(token), Stage::Open, at)).is_some();
        for token in ["a", "b", "c"] {
            start(token);
        }
        assert!(alive("a", later(59)) && !alive("a", later(60)) && !alive("z", now));
        town.store.write_blocking(move |c| sessions::extend(c, TokenHash::of("a"), later(50), later(110))).unwrap();
        assert!(alive("a", later(109)));
        town.store.write_blocking(|c| sessions::end(c, TokenHash::of("a"))).unwrap();
        assert!(!alive("a", now) && alive("b", now));
        assert_eq!(town.store.write_blocking(move |c| sessions::remove_expired(c, later(60))).unwrap(), 2);
        start("d");
        town.store.write_blocking(move |c| users::set_active(c, id, false, &act)).unwrap();
        assert!(!alive("d", now));
        assert_eq!(town.store.write_blocking(move |c| sessions::end_all_of(c, id)).unwrap(), 1);
    }
}
