//! Saving a page of questions behind a link: by one look-up and, on PostgreSQL, one statement.

use norishiro::store::audit::{self, Subject};
use norishiro::store::drafts::{self, Save, Saved};
use norishiro::store::opened_sheets::{self, OpenedSheet};
use norishiro::store::rounds::RoundState;
use norishiro::store::{StoreError, TokenHash, invitations, page_saves, sheets};

use crate::harness::{Guest, Town};

fn health_centre(town: &Town) -> Guest {
    town.invite("B市保健センター", "びーしほけんせんたー", "health_centre")
}

/// What the guest's link opens, with its sheet of a number.
fn opened(town: &Town, guest: &Guest, number: i32) -> OpenedSheet {
    let token = TokenHash::of(&guest.token);
    town.read(|connection| opened_sheets::by_token(connection, token, number)).unwrap()
}

/// Saves a page over version `expected`; `meanwhile` happens between its look-up and its storing.
fn save(
    town: &Town,
    guest: &Guest,
    (fields, expected): (&str, i32),
    key: &str,
    meanwhile: impl FnOnce(),
) -> Option<Saved> {
    let (token, sheet, act) = (TokenHash::of(&guest.token), guest.sheet, town.act);
    let found = town.read(|connection| opened_sheets::by_token(connection, token, 1)).unwrap();
    meanwhile();
    let (fields, key, store) = (fields.to_owned(), key.to_owned(), town.store.clone());
    let saving = async move {
        let write = move |connection: &mut norishiro::store::Connection, opened| {
            let save = Save { fields: &fields, expected_version: expected, base_version: expected, save_key: &key };
            page_saves::save(connection, &opened, sheet, &save, &act)
        };
        store.prepare_and_write(move |_| Ok::<_, StoreError>(found.opened), write).await
    };
    actix_web::rt::System::new().block_on(saving).unwrap()
}

/// How many saves the log tells of.
fn recorded(town: &Town, guest: &Guest) -> usize {
    let lines = town.read(|c| audit::about(c, town.network.id, &Subject::new("sheet", guest.sheet)));
    lines.iter().filter(|line| line.action == "draft.saved").count()
}

on_both_databases! {
    fn a_link_opens_with_its_sheet_and_draft_at_once(database) {
        let town = Town::new(database.store());
        let guest = health_centre(&town);
        let found = opened(&town, &guest, 1);
        assert_eq!((found.sheet.as_ref().unwrap().sheet.id, found.draft, found.has_other_invitations), (guest.sheet, None, false));
        assert!(opened(&town, &guest, 2).sheet.is_none());
        assert!(town.read(|c| opened_sheets::by_token(c, TokenHash::of("guessed"), 1)).is_none());

        town.answer(&guest, "{}");
        let found = opened(&town, &guest, 1);
        let listed = town.read(|c| sheets::of_invitation(c, town.network.id, guest.invitation.id));
        assert_eq!((found.sheet, found.draft.map(|draft| draft.version)), (listed.into_iter().next(), Some(1)));
        town.asking("case-sheet", "事例シート", "{}").invite_again(&guest.agency);
        assert!(opened(&town, &guest, 1).has_other_invitations);
        let neighbour = town.invite("B市社会福祉協議会", "びーししゃきょう", "council");
        assert!(!opened(&town, &neighbour, 1).has_other_invitations);
    }

    fn every_save_is_stored_with_its_line_in_the_log(database) {
        let town = Town::new(database.store());
        let guest = health_centre(&town);
        for version in 0..3 {
            let fields = format!(r#"{{"a":["{version}"]}}"#);
            let saved = save(&town, &guest, (&fields, version), &format!("k{version}"), || {}).unwrap();
            assert!(matches!(saved, Saved::Stored { version: stored, .. } if stored == version + 1), "{saved:?}");
        }
        let draft = town.read(|c| drafts::find(c, town.network.id, guest.sheet)).unwrap();
        assert_eq!((draft.fields.as_str(), draft.version, draft.save_key.as_str()), (r#"{"a":["2"]}"#, 3, "k2"));
        let lines = town.read(|c| audit::about(c, town.network.id, &Subject::new("sheet", guest.sheet)));
        let told: Vec<_> = lines.iter().map(|line| (line.action.as_str(), line.details.as_str())).skip(1).collect();
        let saved = |version| ("draft.saved", version);
        assert_eq!(told, [saved(r#"{"version":1}"#), saved(r#"{"version":2}"#), saved(r#"{"version":3}"#)]);
        assert!(lines.iter().all(|line| line.at == town.act.at && line.actor == town.act.actor));
    }

    fn a_save_that_others_were_faster_than_is_told_and_changes_nothing(database) {
        let town = Town::new(database.store());
        let guest = health_centre(&town);
        save(&town, &guest, ("{}", 0), "first", || {});
        let faster = || { town.save(guest.sheet, r#"{"theirs":["1"]}"#, 1, "theirs"); };
        let told = save(&town, &guest, (r#"{"mine":["1"]}"#, 1), "mine", faster).unwrap();
        assert!(matches!(&told, Saved::Conflict { current } if current.version == 2), "{told:?}");
        assert_eq!(town.read(|c| drafts::find(c, town.network.id, guest.sheet)).unwrap().save_key, "theirs");
        assert_eq!(recorded(&town, &guest), 2);
        let again = save(&town, &guest, (r#"{"theirs":["1"]}"#, 1), "theirs", || {}).unwrap();
        assert!(matches!(again, Saved::Stored { version: 2, .. }), "sent twice, stored once: {again:?}");
        assert_eq!(recorded(&town, &guest), 2);
    }

    fn nothing_is_saved_behind_a_link_that_was_replaced_or_closed_meanwhile(database) {
        let town = Town::new(database.store());
        let guest = health_centre(&town);
        save(&town, &guest, ("{}", 0), "first", || {});
        let close = || town.change_round(|round| round.state = RoundState::Closed);
        assert!(save(&town, &guest, (r#"{"late":["1"]}"#, 1), "late", close).is_none());
        town.change_round(|round| round.state = RoundState::Open);
        let (network, id, act) = (town.network.id, guest.invitation.id, town.act);
        let replace = move |connection: &mut norishiro::store::Connection| {
            invitations::reissue(connection, network, id, 2, TokenHash::of("new link"), &act)
        };
        let replaced = || assert!(town.store.write_blocking(replace).unwrap());
        assert!(save(&town, &guest, (r#"{"late":["2"]}"#, 1), "late too", replaced).is_none());
        assert_eq!(town.read(|c| drafts::find(c, network, guest.sheet)).unwrap().fields, "{}");
        assert_eq!(recorded(&town, &guest), 1);
    }
}
