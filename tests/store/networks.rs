//! Registers, rounds and links: found by those of the network, and by nobody else.

use norishiro::store::agencies;
use norishiro::store::board;
use norishiro::store::contacts::{self, Contact};
use norishiro::store::invitations::{self, InvitationState};
use norishiro::store::responses::{self, ResponseState};
use norishiro::store::rounds::{self, ReminderDays, Round, RoundPlan, RoundState};
use norishiro::store::{ContactId, RoundId, TokenHash, drafts, networks, revisions, sheets, versions};

use crate::harness::{Town, at};

on_both_databases! {
    fn a_link_opens_everything_at_once(database) {
        let town = Town::new(database.store());
        town.invite("B市社会福祉協議会", "びーししゃかいふくしきょうぎかい", "social_welfare_council");
        let guest = town.invite("B市保健センター", "びーしほけんせんたー", "health_centre");
        let opened = town.read(|c| invitations::by_token(c, TokenHash::of(&guest.token))).unwrap();
        assert_eq!(opened.network, town.network);
        assert_eq!(opened.round, town.round);
        assert_eq!(opened.agency, guest.agency);
        assert_eq!(opened.invitation, guest.invitation);
        assert_eq!(opened.version, town.version);
        assert!(town.read(|c| invitations::by_token(c, TokenHash::of("guessed"))).is_none());
    }

    fn a_link_issued_anew_kills_the_old_one(database) {
        let town = Town::new(database.store());
        let guest = town.invite("B市保健センター", "びーしほけんせんたー", "health_centre");
        let (network, id, act) = (town.network.id, guest.invitation.id, town.act);
        let reissue = |issue| town.store.write_blocking(move |c| {
            invitations::reissue(c, network, id, issue, TokenHash::of(&format!("issue {issue}")), &act)
        }).unwrap();
        assert!(reissue(2));
        assert!(!reissue(2), "the same issue again");
        assert!(town.read(|c| invitations::by_token(c, TokenHash::of(&guest.token))).is_none());
        let opened = town.read(|c| invitations::by_token(c, TokenHash::of("issue 2"))).unwrap();
        assert_eq!(opened.invitation.issue_number, 2);
    }

    fn a_questionnaire_that_did_not_change_is_not_published_again(database) {
        let town = Town::new(database.store());
        let (network, act) = (town.network.id, town.act);
        let publish = |definition: &'static str| town.store.write_blocking(move |c| {
            versions::publish(c, network, "agency-survey", "アンケート", definition, &act)
        }).unwrap();
        assert_eq!(publish("{}").id, town.version.id);
        let second = publish(r#"{"title":"新"}"#);
        assert_eq!(second.number, 2);
        assert_eq!(town.read(|c| versions::definition(c, network, second.id)).unwrap(), r#"{"title":"新"}"#);
        assert_eq!(town.read(|c| versions::newest(c, network, "agency-survey")).unwrap(), second);
        assert_eq!(town.read(|c| versions::of_network(c, network)).len(), 2);
    }

    fn agencies_are_listed_by_their_reading_and_can_be_changed(database) {
        let town = Town::new(database.store());
        for (name, kana) in [("若者サポート", "わかものさぽーと"), ("愛の会", "あいのかい"), ("ハローワーク", "はろーわーく")] {
            town.invite(name, kana, "other");
        }
        let network = town.network.id;
        let listed = town.read(|c| agencies::of_network(c, network));
        assert_eq!(listed.iter().map(|agency| agency.name.as_str()).collect::<Vec<_>>(), ["愛の会", "ハローワーク", "若者サポート"]);
        let mut agency = listed.into_iter().next().unwrap();
        agency.name = "NPO法人 愛の会".to_owned();
        let (changed, act) = (agency.clone(), town.act);
        assert!(town.store.write_blocking(move |c| agencies::update(c, network, &changed, &act)).unwrap());
        assert!(town.store.write_blocking(move |c| agencies::set_archived(c, network, agency.id, true, &act)).unwrap());
        let found = town.read(|c| agencies::find(c, network, agency.id)).unwrap();
        assert_eq!((found.name.as_str(), found.archived_at), ("NPO法人 愛の会", Some(town.act.at)));
    }

    fn contacts_keep_what_they_have_and_forget_what_was_taken_away(database) {
        let town = Town::new(database.store());
        let guest = town.invite("B市保健センター", "びーしほけんせんたー", "health_centre");
        let (network, agency, act) = (town.network.id, guest.agency.id, town.act);
        let contact = Contact {
            mail: Some("hoken@b.example".to_owned()),
            fax: Some("0000-00-0001".to_owned()),
            ..Contact::named(ContactId::new(act.at), agency, "髙﨑")
        };
        let added = contact.clone();
        town.store.write_blocking(move |c| contacts::add(c, network, &added, &act)).unwrap();
        assert_eq!(town.read(|c| contacts::of_agency(c, network, agency)), std::slice::from_ref(&contact));
        let changed = Contact { mail: None, ..contact };
        let expected = changed.clone();
        assert!(town.store.write_blocking(move |c| contacts::update(c, network, &changed, &act)).unwrap());
        assert_eq!(town.read(|c| contacts::of_network(c, network)), std::slice::from_ref(&expected));
        assert!(town.store.write_blocking(move |c| contacts::remove(c, network, expected.id, &act)).unwrap());
        assert_eq!(town.read(|c| contacts::of_agency(c, network, agency)), []);
    }

    fn a_change_of_what_was_changed_meanwhile_is_refused(database) {
        let town = Town::new(database.store());
        let agency = town.invite("B市保健センター", "びーしほけんせんたー", "health_centre").agency;
        let (network, act) = (town.network.id, town.act);
        let first = agencies::Agency { address: "B市本町1-2".to_owned(), ..agency.clone() };
        let second = agencies::Agency { name: "保健センター".to_owned(), ..agency.clone() };
        assert!(town.store.write_blocking(move |c| agencies::update(c, network, &first, &act)).unwrap());
        assert!(!town.store.write_blocking(move |c| agencies::update(c, network, &second, &act)).unwrap());
        let found = town.read(|c| agencies::find(c, network, agency.id)).unwrap();
        assert_eq!((found.name.as_str(), found.address.as_str(), found.version), ("B市保健センター", "B市本町1-2", 2));
    }

    fn an_address_that_mail_does_not_reach_is_forgotten_with_the_address(database) {
        let town = Town::new(database.store());
        let agency = town.invite("B市保健センター", "びーしほけんせんたー", "health_centre").agency.id;
        let (network, act) = (town.network.id, town.act);
        let contact = Contact {
            mail: Some("hoken@b.example".to_owned()),
            ..Contact::named(ContactId::new(act.at), agency, "髙﨑")
        };
        let (added, id) = (contact.clone(), contact.id);
        let mark = |address: &'static str| {
            let marked = move |c: &mut _| contacts::mark_undeliverable(c, network, id, address, "5.1.1", &act);
            town.store.write_blocking(marked).unwrap()
        };
        let change = |change: Contact| town.store.write_blocking(move |c| contacts::update(c, network, &change, &act));
        let reason = || town.read(|c| contacts::of_agency(c, network, agency)).remove(0).undeliverable_reason;
        town.store.write_blocking(move |c| contacts::add(c, network, &added, &act)).unwrap();
        assert!(!mark("earlier@b.example"));
        assert!(mark("hoken@b.example"));
        assert!(change(Contact { name: "山田".to_owned(), ..contact.clone() }).unwrap());
        assert_eq!(reason().as_deref(), Some("5.1.1"));
        assert!(change(Contact { mail: Some("hokenc@b.example".to_owned()), ..contact }).unwrap());
        assert_eq!(reason(), None);
    }

    fn a_round_can_be_changed_and_its_dates_come_back(database) {
        let town = Town::new(database.store());
        let network = town.network.id;
        let mut round = town.round.clone();
        round.due_on = jiff::civil::date(2027, 1, 15);
        round.period_start = None;
        round.officer_name = Some("鈴木".to_owned());
        round.state = RoundState::Closed;
        round.late_due_on = Some(jiff::civil::date(2027, 1, 29));
        round.paused_at = Some(at("2026-12-01T09:00:00+09:00"));
        let (changed, act) = (round.clone(), town.act);
        assert!(town.store.write_blocking(move |c| rounds::update(c, network, &changed, &act)).unwrap());
        round.edition = 1;
        assert_eq!(town.read(|c| rounds::find(c, network, round.id)).unwrap(), round);
        assert_eq!(town.read(|c| rounds::of_network(c, network)), [round]);
    }

    fn two_officers_do_not_undo_each_others_changes(database) {
        let town = Town::new(database.store());
        let (network, act) = (town.network.id, town.act);
        let change = |title: &str| {
            let round = Round { title: title.to_owned(), ..town.round.clone() };
            town.store.write_blocking(move |c| rounds::update(c, network, &round, &act)).unwrap()
        };
        assert!(change("先に直した方"));
        assert!(!change("前の内容を見ていた方"));
        assert_eq!(town.read(|c| rounds::find(c, network, town.round.id)).unwrap().title, "先に直した方");
    }

    fn a_draft_is_deleted_with_its_choice_and_no_other_round(database) {
        let town = Town::new(database.store());
        let (network, act) = (town.network.id, town.act);
        let agency = town.invite("B市保健センター", "びーしほけんせんたー", "health_centre").agency.id;
        let draft = Round { id: RoundId::new(act.at), state: RoundState::Draft, ..town.round.clone() };
        let plan = RoundPlan {
            meeting: Some("第1回ネットワーク会議".to_owned()),
            reminder_days: Some(ReminderDays::new(vec![3, -7, -1, 3])),
            copied_from: Some(town.round.id),
            ..RoundPlan::default()
        };
        let (added, planned) = (draft.clone(), plan.clone());
        town.store.write_blocking(move |c| {
            rounds::add(c, network, &added, &act)?;
            rounds::set_plan(c, network, added.id, &planned)?;
            rounds::choose(c, network, added.id, &[agency])
        }).unwrap();
        assert_eq!(town.read(|c| rounds::plan(c, network, draft.id)), Some(plan.clone()));
        assert_eq!(plan.reminder_days.unwrap().days(), [-7, -1, 3]);
        assert_eq!(town.read(|c| rounds::chosen(c, network, draft.id)), [agency]);
        assert_eq!(town.read(|c| rounds::chosen(c, network, town.round.id)), []);
        let open = town.round.clone();
        assert!(!town.store.write_blocking(move |c| rounds::delete_draft(c, network, &open, &act)).unwrap());
        assert!(town.store.write_blocking(move |c| rounds::delete_draft(c, network, &draft, &act)).unwrap());
        assert_eq!(town.read(|c| rounds::of_network(c, network)), std::slice::from_ref(&town.round));
    }

    fn the_board_shows_every_agency_and_counts_answers(database) {
        let town = Town::new(database.store());
        let (network, round, act) = (town.network.id, town.round.id, town.act);
        let silent = town.invite("ハローワーク", "はろーわーく", "hello_work");
        let answered = town.invite("愛の会", "あいのかい", "npo");
        let set_aside = town.invite("B市保健センター", "びーしほけんせんたー", "health_centre");
        let declined = town.invite("若者サポート", "わかものさぽーと", "youth_support");
        town.answer(&answered, "{}");
        let receipt = town.answer(&set_aside, "{}");
        town.store.write_blocking(move |c| {
            responses::set_state(c, network, receipt.response_id, 1, ResponseState::SetAside, Some("対象外の機関"), &act)?;
            invitations::set_state(c, network, declined.invitation.id, InvitationState::Declined, Some("該当なし"), &act)
        }).unwrap();
        let board = town.read(|c| board::of_round(c, network, round));
        let names: Vec<_> = board.iter().map(|row| row.agency.name.as_str()).collect();
        assert_eq!(names, ["愛の会", "ハローワーク", "B市保健センター", "若者サポート"]);
        assert!(board.iter().all(|row| row.sheets.len() == 1));
        assert_eq!(board.iter().find(|row| row.agency.id == silent.agency.id).unwrap().invitation.first_action_at, None);
        let counts = town.read(|c| board::counts(c, network));
        let counts = counts.get(&round).unwrap();
        assert_eq!((counts.invited, counts.declined, counts.agencies_answered), (4, 1, 2));
        let mut answers: Vec<_> =
            counts.answers.iter().map(|count| (count.state, count.is_confirmed, count.number)).collect();
        answers.sort_by_key(|(state, _, _)| state.as_str());
        assert_eq!(answers, [(ResponseState::SetAside, false, 1), (ResponseState::Submitted, false, 1)]);
    }

    fn the_answers_that_count_are_read_in_pieces(database) {
        let town = Town::new(database.store());
        let (network, round) = (town.network.id, town.round.id);
        for number in 0..7 {
            let guest = town.invite(&format!("第{number}地区"), &format!("だい{number}ちく"), "commissioner");
            town.answer(&guest, &format!(r#"{{"n":{number}}}"#));
            town.save(guest.sheet, "{}", 1, "mended");
            town.submit(guest.sheet, &format!(r#"{{"n":{}}}"#, number + 10), 2, "again");
        }
        let mut after = None;
        let mut documents = Vec::new();
        loop {
            let page = town.read(|c| revisions::counted_of_round(c, network, round, after, 3));
            let Some(last) = page.last() else { break };
            after = Some(last.response_id);
            assert!(page.iter().all(|answer| answer.revision == 2 && answer.agency_kind == "commissioner"));
            documents.extend(page.into_iter().map(|answer| answer.document));
        }
        documents.sort();
        assert_eq!(documents, (10..17).map(|n| format!(r#"{{"n":{n}}}"#)).collect::<Vec<_>>());
    }

    fn nothing_of_another_network_is_visible(database) {
        let town = Town::new(database.store());
        let guest = town.invite("B市保健センター", "びーしほけんせんたー", "health_centre");
        let receipt = town.answer(&guest, "{}");
        let other = Town::called(database.store(), "C市");
        let elsewhere = other.network.id;
        assert_eq!(other.read(networks::all).len(), 2);
        assert_eq!(other.read(|c| agencies::of_network(c, elsewhere)), []);
        assert_eq!(other.read(|c| agencies::find(c, elsewhere, guest.agency.id)), None);
        assert_eq!(other.read(|c| rounds::find(c, elsewhere, town.round.id)), None);
        assert_eq!(other.read(|c| versions::find(c, elsewhere, town.version.id)), None);
        assert_eq!(other.read(|c| versions::definition(c, elsewhere, town.version.id)), None);
        assert_eq!(other.read(|c| invitations::find(c, elsewhere, guest.invitation.id)), None);
        assert_eq!(other.read(|c| sheets::find(c, elsewhere, guest.sheet)), None);
        assert_eq!(other.read(|c| sheets::of_invitation(c, elsewhere, guest.invitation.id)), []);
        assert_eq!(other.read(|c| drafts::find(c, elsewhere, guest.sheet)), None);
        assert_eq!(other.read(|c| responses::find(c, elsewhere, receipt.response_id)), None);
        assert_eq!(other.read(|c| revisions::of_response(c, elsewhere, receipt.response_id)), []);
        assert_eq!(other.read(|c| revisions::counted_of_round(c, elsewhere, town.round.id, None, 10)), []);
        assert!(other.read(|c| board::of_round(c, elsewhere, town.round.id)).is_empty());
        let act = other.act;
        let taken = other.store.write_blocking(move |c| invitations::set_state(c, elsewhere, guest.invitation.id, InvitationState::Declined, None, &act));
        assert!(!taken.unwrap());
    }
}
