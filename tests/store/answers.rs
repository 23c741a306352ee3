//! Drafts, submits and revisions: nothing typed is lost, nothing is handed in twice.

use diesel::connection::SimpleConnection;
use norishiro::store::audit::{self, Subject};
use norishiro::store::codings::{self, Coding, NewCoding};
use norishiro::store::drafts::{self, Saved};
use norishiro::store::responses::{self, ResponseState};
use norishiro::store::revisions;
use norishiro::store::sheets::{self, SheetState};
use norishiro::store::submissions::Submitted;
use norishiro::store::{StoreError, invitations};

use crate::harness::Town;

fn health_centre(town: &Town) -> crate::harness::Guest {
    town.invite("B市保健センター", "びーしほけんせんたー", "health_centre")
}

on_both_databases! {
    fn a_draft_comes_back_as_it_was_typed(database) {
        let town = Town::new(database.store());
        let guest = health_centre(&town);
        let typed = r#"{"caseload.persons":["約10　件"],"note":["髙﨑𠮷\r\n2行目"]}"#;
        assert!(matches!(town.save(guest.sheet, typed, 0, "k1"), Saved::Stored { version: 1, .. }));
        let draft = town.read(|c| drafts::find(c, town.network.id, guest.sheet)).unwrap();
        assert_eq!((draft.fields.as_str(), draft.version), (typed, 1));
    }

    fn a_save_that_has_not_seen_the_one_before_is_a_conflict(database) {
        let town = Town::new(database.store());
        let guest = health_centre(&town);
        town.save(guest.sheet, r#"{"a":["1"]}"#, 0, "mine");
        let theirs = town.save(guest.sheet, r#"{"a":["2"]}"#, 0, "theirs");
        assert!(matches!(theirs, Saved::Conflict { current } if current.fields == r#"{"a":["1"]}"# && current.version == 1));
        assert!(matches!(town.save(guest.sheet, r#"{"a":["3"]}"#, 1, "mine again"), Saved::Stored { version: 2, .. }));
        assert!(matches!(town.save(guest.sheet, r#"{"a":["4"]}"#, 1, "theirs again"), Saved::Conflict { current } if current.version == 2));
    }

    fn a_save_sent_twice_is_stored_once(database) {
        let town = Town::new(database.store());
        let guest = health_centre(&town);
        for _ in 0..2 {
            assert!(matches!(town.save(guest.sheet, "{}", 0, "first"), Saved::Stored { version: 1, .. }));
        }
        for _ in 0..2 {
            assert!(matches!(town.save(guest.sheet, "{}", 1, "second"), Saved::Stored { version: 2, .. }));
        }
    }

    fn of_many_saves_at_once_one_wins_and_the_others_are_told(database) {
        let town = Town::new(database.store());
        let guest = health_centre(&town);
        for round in 0..3 {
            let stored = at_once(8, |writer| {
                let answer = town.save(guest.sheet, &format!(r#"{{"a":["{writer}"]}}"#), round, &format!("{round}/{writer}"));
                matches!(answer, Saved::Stored { .. })
            });
            assert_eq!(stored.into_iter().filter(|stored| *stored).count(), 1);
        }
        assert_eq!(town.read(|c| drafts::find(c, town.network.id, guest.sheet)).unwrap().version, 3);
    }

    fn the_first_save_counts_as_the_first_action(database) {
        let town = Town::new(database.store());
        let guest = health_centre(&town);
        let opened = || town.read(|c| invitations::find(c, town.network.id, guest.invitation.id)).unwrap().first_action_at;
        assert_eq!(opened(), None);
        town.save(guest.sheet, "{}", 0, "k");
        assert_eq!(opened(), Some(town.act.at));
    }

    fn a_submit_makes_a_revision_with_the_fields_as_typed(database) {
        let town = Town::new(database.store());
        let guest = health_centre(&town);
        town.save(guest.sheet, r#"{"persons":["１２"]}"#, 0, "k");
        let Submitted::Received(receipt) = town.submit(guest.sheet, r#"{"persons":12}"#, 1, "s") else { panic!("nobody else saved") };
        let revisions = town.read(|c| revisions::of_response(c, town.network.id, receipt.response_id));
        let [revision] = revisions.as_slice() else { panic!("one revision: {revisions:?}") };
        assert_eq!((revision.number, revision.document.as_str(), revision.fields.as_str()), (1, r#"{"persons":12}"#, r#"{"persons":["１２"]}"#));
        assert_eq!(revision.version_id, town.version.id);
        let response = town.read(|c| responses::find(c, town.network.id, receipt.response_id)).unwrap();
        assert_eq!((response.state, response.receipt_number), (ResponseState::Submitted, receipt.receipt_number));
    }

    fn a_submit_sent_twice_makes_one_revision(database) {
        let town = Town::new(database.store());
        let guest = health_centre(&town);
        let first = town.answer(&guest, "{}");
        let again = town.submit(guest.sheet, "{}", 1, "submit");
        assert!(matches!(&again, Submitted::Received(receipt) if *receipt == first), "{again:?}");
        // Sent again by a lost reply after the answer was mended already.
        town.save(guest.sheet, "{}", 1, "mended");
        let again = town.submit(guest.sheet, "{}", 1, "submit");
        assert!(matches!(&again, Submitted::Received(receipt) if *receipt == first), "{again:?}");
        assert_eq!(town.read(|c| revisions::of_response(c, town.network.id, first.response_id)).len(), 1);
    }

    fn many_submits_of_one_save_at_once_make_one_revision(database) {
        let town = Town::new(database.store());
        let guest = health_centre(&town);
        town.save(guest.sheet, "{}", 0, "k");
        let receipts = at_once(8, |writer| match town.submit(guest.sheet, "{}", 1, &format!("key {}", writer % 4)) {
            Submitted::Received(receipt) => receipt,
            Submitted::DraftChanged { .. } => panic!("nobody saved"),
        });
        let first = receipts.first().unwrap();
        assert!(receipts.iter().all(|receipt| receipt == first), "{receipts:?}");
        assert_eq!(town.read(|c| revisions::of_response(c, town.network.id, first.response_id)).len(), 1);
    }

    fn a_draft_that_changed_since_it_was_checked_is_not_submitted(database) {
        let town = Town::new(database.store());
        let guest = health_centre(&town);
        assert!(matches!(town.submit(guest.sheet, "{}", 1, "s"), Submitted::DraftChanged { current: None }));
        town.save(guest.sheet, "{}", 0, "mine");
        town.save(guest.sheet, r#"{"a":["2"]}"#, 1, "a colleague's");
        let answer = town.submit(guest.sheet, "{}", 1, "s");
        assert!(matches!(&answer, Submitted::DraftChanged { current: Some(current) } if current.version == 2), "{answer:?}");
        assert_eq!(town.read(|c| responses::of_sheet(c, town.network.id, guest.sheet)), None);
    }

    fn a_mended_answer_is_the_next_revision_and_the_first_is_kept(database) {
        let town = Town::new(database.store());
        let guest = health_centre(&town);
        let receipt = town.answer(&guest, r#"{"persons":1}"#);
        let (network, response, act) = (town.network.id, receipt.response_id, town.act);
        let sent_back = town.store.write_blocking(move |c| {
            responses::set_state(c, network, response, 1, ResponseState::SentBack, Some("合計をご確認ください"), &act)
        });
        assert!(sent_back.unwrap());
        town.save(guest.sheet, "{}", 1, "mended");
        let Submitted::Received(second) = town.submit(guest.sheet, r#"{"persons":2}"#, 2, "s2") else { panic!("nobody else saved") };
        assert_eq!((second.revision, &second.receipt_number), (2, &receipt.receipt_number));
        let documents: Vec<_> = town.read(|c| revisions::of_response(c, network, response)).into_iter().map(|revision| revision.document).collect();
        assert_eq!(documents, [r#"{"persons":1}"#, r#"{"persons":2}"#]);
        let response = town.read(|c| responses::find(c, network, response)).unwrap();
        assert_eq!((response.state, response.state_reason, response.latest_revision), (ResponseState::Submitted, None, 2));
    }

    fn an_answer_that_changed_meanwhile_is_not_accepted_unseen(database) {
        let town = Town::new(database.store());
        let guest = health_centre(&town);
        let receipt = town.answer(&guest, "{}");
        town.save(guest.sheet, "{}", 1, "mended");
        town.submit(guest.sheet, "{}", 2, "s2");
        let (network, act) = (town.network.id, town.act);
        let accepted = town.store.write_blocking(move |c| {
            responses::set_state(c, network, receipt.response_id, 1, ResponseState::Accepted, None, &act)
        });
        assert!(!accepted.unwrap());
    }

    fn the_database_itself_keeps_revisions_versions_and_the_log(database) {
        let town = Town::new(database.store());
        town.answer(&health_centre(&town), "{}");
        for statement in [
            "UPDATE revisions SET document = '{}'",
            "DELETE FROM revisions",
            "UPDATE questionnaire_versions SET definition = '{}'",
            "DELETE FROM questionnaire_versions",
            "UPDATE audit_log SET actor = 'program'",
            "DELETE FROM audit_log",
        ] {
            let answer = town.store.write_blocking(move |c| Ok::<_, StoreError>(c.batch_execute(statement)?));
            let words = answer.expect_err(statement).to_string();
            assert!(words.contains("kept for ever"), "{statement}: {words}");
        }
    }

    fn a_sheet_tells_how_far_it_is(database) {
        let town = Town::new(database.store());
        let guest = health_centre(&town);
        let status = || town.read(|c| sheets::of_invitation(c, town.network.id, guest.invitation.id)).remove(0);
        assert_eq!(status().state(), SheetState::NotStarted);
        town.save(guest.sheet, "{}", 0, "k");
        assert_eq!((status().state(), status().has_unsent_changes()), (SheetState::InProgress, true));
        town.submit(guest.sheet, "{}", 1, "s");
        assert_eq!((status().state(), status().has_unsent_changes()), (SheetState::Answered(ResponseState::Submitted), false));
        town.save(guest.sheet, "{}", 1, "k2");
        assert_eq!((status().state(), status().has_unsent_changes()), (SheetState::Answered(ResponseState::Submitted), true));
    }

    fn a_wrong_sheet_can_be_removed_and_put_back_but_not_an_answered_one(database) {
        let town = Town::new(database.store());
        let guest = health_centre(&town);
        let (network, invitation, act) = (town.network.id, guest.invitation.id, town.act);
        let second = town.store.write_blocking(move |c| sheets::add(c, network, invitation, &act)).unwrap();
        assert_eq!(second.number, 2);
        let remove = |id, removed| town.store.write_blocking(move |c| sheets::set_removed(c, network, id, removed, &act)).unwrap();
        let numbers = || town.read(|c| sheets::of_invitation(c, network, invitation)).into_iter().map(|status| status.sheet.number).collect::<Vec<_>>();
        assert!(remove(second.id, true));
        assert_eq!(numbers(), [1]);
        assert!(remove(second.id, false));
        assert_eq!(numbers(), [1, 2]);
        town.answer(&guest, "{}");
        assert!(!remove(guest.sheet, true));
    }

    fn codes_are_given_once_by_each_reader(database) {
        let town = Town::new(database.store());
        let receipt = town.answer(&health_centre(&town), "{}");
        let (network, round, response, act) = (town.network.id, town.round.id, receipt.response_id, town.act);
        for code in ["p7", "p7", "p12"] {
            let new = NewCoding::of_whole(response, 1, "handbook-points", code);
            town.store.write_blocking(move |c| codings::give(c, network, &new, &act)).unwrap();
        }
        let codes = || town.read(|c| codings::of_round(c, network, round)).into_iter().map(|coding| coding.code).collect::<Vec<_>>();
        assert_eq!(codes(), ["p12", "p7"]);
        let p7 = town.read(|c| codings::of_network(c, network)).into_iter().find(|coding| coding.code == "p7").unwrap();
        let take_back = |coding: Coding| town.store.write_blocking(move |c| codings::take_back(c, network, &coding, &act)).unwrap();
        assert!(take_back(p7.clone()));
        assert!(!take_back(p7));
        assert_eq!(codes(), ["p12"]);
        let kept = town.read(|c| codings::history(c, network, response));
        assert_eq!(kept.iter().filter(|coding| coding.taken_back_by == Some(act.actor)).count(), 1, "what was taken back stays");
    }

    fn every_change_leaves_a_line_in_the_log(database) {
        let town = Town::new(database.store());
        let guest = health_centre(&town);
        let receipt = town.answer(&guest, "{}");
        let actions = |subject: Subject| town.read(|c| audit::about(c, town.network.id, &subject)).into_iter().map(|line| line.action).collect::<Vec<_>>();
        assert_eq!(actions(Subject::new("sheet", guest.sheet)), ["sheet.added", "draft.saved"]);
        assert_eq!(actions(Subject::new("response", receipt.response_id)), ["response.submitted"]);
        let lines = town.read(|c| audit::newest(c, town.network.id, None, 100));
        let second_page = town.read(|c| audit::newest(c, town.network.id, lines.get(2), 100));
        assert_eq!(second_page.len(), lines.len() - 3);
    }
}

/// What each of several callers gets who do the same at once.
pub(super) fn at_once<T: Send>(callers: usize, act: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let start = std::sync::Barrier::new(callers);
    std::thread::scope(|scope| {
        let waiting: Vec<_> = (0..callers)
            .map(|caller| {
                let (start, act) = (&start, &act);
                scope.spawn(move || {
                    start.wait();
                    act(caller)
                })
            })
            .collect();
        waiting.into_iter().map(|caller| caller.join().unwrap()).collect()
    })
}
