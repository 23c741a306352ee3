//! The outbox as the desk uses it: mails are queued with the act that causes them, looked up and taken back.

use jiff::{SignedDuration, Timestamp};
use norishiro::store::outbox::{self, MailState, NewMail, Purpose, Waiting};
use norishiro::store::{MailId, StoreError, audit};

use crate::harness::{Guest, Town};

/// Queues a mail to an agency and returns its id.
fn queue(town: &Town, guest: &Guest, purpose: Purpose, not_before: Option<Timestamp>) -> MailId {
    let (network, round, invitation, act) = (town.network.id, town.round.id, guest.invitation.id, town.act);
    let id = MailId::new(act.at);
    let write = move |connection: &mut norishiro::store::Connection| {
        let mail = NewMail {
            id,
            purpose,
            round: Some(round),
            invitation: Some(invitation),
            contact: None,
            to_name: "相談係",
            to_address: "soudan@example.jp",
            subject: "御依頼",
            body: "回答用ページ：{link}\n",
            sealed: None,
            not_before,
        };
        outbox::queue(connection, network, &mail, &act)
    };
    town.store.write_blocking(write).unwrap();
    id
}

on_both_databases! {
    fn a_mail_waits_until_it_is_due_and_the_log_says_who_wrote_it(database) {
        let town = Town::new(database.store());
        let guest = town.invite("B市保健センター", "びーしほけんせんたー", "health_centre");
        let later = town.act.at + SignedDuration::from_hours(8);
        let now = queue(&town, &guest, Purpose::Invitation, None);
        let at_eight = queue(&town, &guest, Purpose::ReminderUnopened, Some(later));
        let mails = town.read(|c| outbox::of_round(c, town.network.id, town.round.id));
        assert_eq!(mails.iter().map(|mail| mail.id).collect::<Vec<_>>(), [now, at_eight]);
        assert_eq!(mails.iter().map(|mail| mail.next_attempt_at).collect::<Vec<_>>(), [town.act.at, later]);
        assert!(mails.iter().all(|mail| mail.state == MailState::Waiting && mail.attempts == 0));
        let log = town.read(|c| audit::about(c, town.network.id, &audit::Subject::new("mail", now)));
        assert_eq!(log.iter().map(|line| line.action.as_str()).collect::<Vec<_>>(), ["mail.queued"]);
        assert!(!log[0].details.contains('@'));
        let other = Town::called(database.store(), "C市");
        assert!(other.read(|c| outbox::of_round(c, other.network.id, town.round.id)).is_empty());
        assert!(other.read(|c| outbox::find(c, other.network.id, now)).is_none());
    }

    fn an_act_that_fails_leaves_no_mail(database) {
        let town = Town::new(database.store());
        let guest = town.invite("B市保健センター", "びーしほけんせんたー", "health_centre");
        let (network, act, id) = (town.network.id, town.act, MailId::new(town.act.at));
        let invitation = guest.invitation.id;
        let refused = town.store.write_blocking(move |connection| {
            let mail = NewMail {
                id,
                purpose: Purpose::Message,
                round: None,
                invitation: Some(invitation),
                contact: None,
                to_name: "相談係",
                to_address: "soudan@example.jp",
                subject: "お知らせ",
                body: "本文",
                sealed: None,
                not_before: None,
            };
            outbox::queue(connection, network, &mail, &act)?;
            outbox::queue(connection, network, &mail, &act)
        });
        assert!(refused.unwrap_err().is_duplicate());
        assert!(town.read(|c| outbox::find(c, network, id)).is_none());
    }

    fn waiting_mails_are_taken_back_by_purpose(database) {
        let town = Town::new(database.store());
        let guest = town.invite("B市保健センター", "びーしほけんせんたー", "health_centre");
        let other = town.invite("つむぎ", "つむぎ", "npo");
        let receipt = queue(&town, &guest, Purpose::Receipt, None);
        let reminder = queue(&town, &guest, Purpose::ReminderHalfDone, None);
        let others = queue(&town, &other, Purpose::ReminderHalfDone, None);
        let (network, act, invitation) = (town.network.id, town.act, guest.invitation.id);
        let cancel = move || {
            town.store.write_blocking(move |c| {
                outbox::cancel_waiting(c, network, Waiting::Invitation(invitation), Purpose::ASKING, &act)
            })
        };
        assert_eq!(cancel().unwrap(), 1);
        assert_eq!(cancel().unwrap(), 0);
        let state = |id| {
            database.store().read_blocking(|c| outbox::find(c, network, id)).map(|mail| mail.map(|mail| mail.state))
        };
        assert_eq!(state(receipt).unwrap(), Some(MailState::Waiting));
        assert_eq!(state(reminder).unwrap(), Some(MailState::Cancelled));
        assert_eq!(state(others).unwrap(), Some(MailState::Waiting));
        let last = |purposes: &'static [Purpose]| {
            database.store().read_blocking(move |c| outbox::last_to(c, network, invitation, purposes))
        };
        let last = |purposes| -> Result<_, StoreError> { Ok(last(purposes)?.map(|mail| mail.id)) };
        assert_eq!(last(Purpose::ALL).unwrap(), Some(receipt));
        assert_eq!(last(Purpose::ASKING).unwrap(), None, "a mail that was taken back reminded nobody");
    }
}
