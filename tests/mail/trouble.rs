//! Servers that refuse, put off, or are not there: nothing is lost, and the desk is told.

use jiff::{SignedDuration, Timestamp};
use norishiro::app::outbox::{Trouble, health};
use norishiro::store::contacts::{self, Contact};
use norishiro::store::outbox::{MailState, Purpose};

use super::{outbox, send_at, told};
use crate::harness::mail::silent_port;
use crate::harness::{Guest, MailServer, Town};

fn asked(town: &Town) -> (Guest, Contact) {
    let guest = town.invite("B市保健センター", "びーしほけんせんたー", "health_centre");
    let contact = town.contact(&guest, "相談係", "soudan@example.jp");
    (guest, contact)
}

/// Why mail to the contact's present address does not arrive.
fn undeliverable(town: &Town, contact: &Contact) -> Option<String> {
    let all = town.read(|c| contacts::of_agency(c, town.network.id, contact.agency_id));
    all.into_iter().find(|other| other.id == contact.id).unwrap().undeliverable_reason
}

fn minutes(town: &Town, minutes: i64) -> Timestamp {
    town.act.at + SignedDuration::from_mins(minutes)
}

/// What the board says about mail.
fn words(town: &Town, now: Timestamp) -> Option<String> {
    town.read(|c| health(c, town.network.id, true, now)).map(|health| health.words())
}

on_both_databases! {
    fn a_refused_mail_marks_the_contact_until_another_one_arrives(database) {
        let (town, server) = (Town::new(database.store()), MailServer::start());
        let (guest, contact) = asked(&town);
        let sender = outbox(&town.store, server.port);
        server.reply("soudan@example.jp", 550);
        let id = town.queue(Purpose::Invitation, &guest, &contact);
        let other = town.contact(&guest, "窓口", "madoguchi@example.jp");
        town.queue(Purpose::Invitation, &guest, &other);
        let pass = send_at(&sender, town.act.at);
        assert_eq!((pass.sent, pass.not_sent, pass.trouble), (1, 1, None), "the next one goes on");
        let mail = town.mail(id);
        assert_eq!((mail.state, mail.last_error.as_deref()), (MailState::Refused, Some("recipient 550")));
        assert_eq!(undeliverable(&town, &contact).as_deref(), Some("recipient 550"));
        assert_eq!(undeliverable(&town, &other), None);
        assert_eq!(told(&town, id), ["mail.queued", "mail.refused"]);
        assert_eq!(send_at(&sender, minutes(&town, 10_000)).not_sent, 0, "it is not tried again");
        assert_eq!(words(&town, minutes(&town, 10_000)), None, "a wrong address is no fault of the server");

        server.relent();
        town.queue(Purpose::Invitation, &guest, &contact);
        assert_eq!(send_at(&sender, minutes(&town, 10_001)).sent, 1);
        assert_eq!(undeliverable(&town, &contact), None);
    }

    fn a_mail_that_is_put_off_is_sent_later_under_the_same_message_id(database) {
        let (town, server) = (Town::new(database.store()), MailServer::start());
        let (guest, contact) = asked(&town);
        let sender = outbox(&town.store, server.port);
        server.reply("soudan@example.jp", 451);
        let id = town.queue(Purpose::Invitation, &guest, &contact);
        assert_eq!(send_at(&sender, town.act.at).not_sent, 1);
        server.relent();
        assert_eq!(send_at(&sender, town.act.at + SignedDuration::from_secs(50)).sent, 0, "a minute is waited");
        assert_eq!((town.mail(id).state, town.mail(id).attempts), (MailState::Waiting, 1));
        assert_eq!(send_at(&sender, town.act.at + SignedDuration::from_secs(70)).sent, 1);
        assert_eq!((town.mail(id).state, town.mail(id).attempts), (MailState::Sent, 2));
        assert_eq!(server.received()[0].message_id(), format!("<{id}@city.example>"));
        assert_eq!(town.mail(id).last_error, None);
    }

    fn a_mail_that_is_put_off_for_three_days_is_given_up(database) {
        let (town, server) = (Town::new(database.store()), MailServer::start());
        let (guest, contact) = asked(&town);
        let sender = outbox(&town.store, server.port);
        server.reply("soudan@example.jp", 451);
        let id = town.queue(Purpose::Invitation, &guest, &contact);
        let mut now = town.act.at;
        while town.mail(id).state == MailState::Waiting {
            now = town.mail(id).next_attempt_at;
            assert_eq!(send_at(&sender, now + SignedDuration::from_millis(1)).not_sent, 1);
        }
        let mail = town.mail(id);
        assert_eq!((mail.state, mail.attempts), (MailState::GivenUp, 24));
        assert!(now.duration_since(town.act.at) > SignedDuration::from_hours(72));
        assert_eq!(undeliverable(&town, &contact).as_deref(), Some("recipient 451"));
        assert_eq!(told(&town, id), ["mail.queued", "mail.given_up"]);
    }

    fn while_the_server_is_gone_mails_wait_and_the_board_says_so(database) {
        let town = Town::new(database.store());
        let (guest, contact) = asked(&town);
        let port = silent_port();
        let sender = outbox(&town.store, port);
        let ids: Vec<_> = (0..3).map(|_| town.queue(Purpose::Invitation, &guest, &contact)).collect();
        assert_eq!(words(&town, town.act.at), None, "mails that were just written are well");
        let gone = minutes(&town, 20);
        assert_eq!(
            words(&town, gone).as_deref(),
            Some("メールを送れていません：3通が待っています（送る仕組みが動いていません）。")
        );
        for day in 0..5 {
            let pass = send_at(&sender, minutes(&town, day * 1440));
            assert_eq!(pass.trouble, Some(Trouble("server connection".to_owned())));
        }
        assert!(ids.iter().all(|id| (town.mail(*id).state, town.mail(*id).attempts) == (MailState::Waiting, 0)));
        assert_eq!(
            words(&town, minutes(&town, 5 * 1440)).as_deref(),
            Some("メールを送れていません：3通が待っています（メールサーバーにつながりません）。")
        );
        assert_eq!(undeliverable(&town, &contact), None);

        let server = MailServer::on(port);
        let back = minutes(&town, 6 * 1440);
        assert_eq!(send_at(&sender, back).sent, 3);
        assert_eq!((server.received().len(), words(&town, back)), (3, None));
    }

    fn a_server_that_does_not_take_the_sender_marks_nobody(database) {
        let (town, server) = (Town::new(database.store()), MailServer::start());
        let (guest, contact) = asked(&town);
        let sender = outbox(&town.store, server.port);
        server.reply("MAIL", 550);
        let ids: Vec<_> = (0..2).map(|_| town.queue(Purpose::Invitation, &guest, &contact)).collect();
        assert_eq!(send_at(&sender, town.act.at).trouble, Some(Trouble("server sender 550".to_owned())));
        assert!(ids.iter().all(|id| town.mail(*id).state == MailState::Waiting));
        assert_eq!(undeliverable(&town, &contact), None);
        server.relent();
        assert_eq!(send_at(&sender, minutes(&town, 1)).sent, 2);
    }

    fn a_server_that_relays_to_nobody_outside_marks_nobody_and_the_board_says_so(database) {
        let (town, server) = (Town::new(database.store()), MailServer::start());
        let (guest, contact) = asked(&town);
        let other = town.contact(&guest, "窓口", "madoguchi@example.jp");
        let sender = outbox(&town.store, server.port);
        server.reply_with("RCPT", 554, "5.7.1 <someone>: Relay access denied");
        let ids = [&contact, &other].map(|contact| town.queue(Purpose::Invitation, &guest, contact));
        let pass = send_at(&sender, town.act.at);
        assert_eq!((pass.sent, pass.not_sent), (0, 2), "one that is kept back does not keep others back");
        for id in ids {
            let mail = town.mail(id);
            let code = "server rules recipient 554 5.7.1";
            assert_eq!((mail.state, mail.last_error.as_deref()), (MailState::Waiting, Some(code)));
        }
        let now = town.act.at + SignedDuration::from_secs(10);
        assert_eq!(
            words(&town, now).as_deref(),
            Some(
                "メールを送れていません：2通が待っています（メールサーバーが、規則により宛先又は内容を断っています。\
                 中継の許可などの設定を確かめる必要があります）。"
            )
        );
        let mut now = town.act.at;
        for _ in 0..30 {
            now = town.mail(ids[0]).next_attempt_at.max(town.mail(ids[1]).next_attempt_at);
            send_at(&sender, now);
        }
        assert!(now.duration_since(town.act.at) > SignedDuration::from_hours(73), "longer than a mail is tried");
        assert!([&contact, &other].iter().all(|contact| undeliverable(&town, contact).is_none()));
        server.relent();
        assert_eq!(send_at(&sender, now + SignedDuration::from_hours(5)).sent, 2, "all leave once it is mended");
        assert_eq!(words(&town, now + SignedDuration::from_hours(5)), None);
    }

    fn a_wrong_address_is_told_by_its_enhanced_code(database) {
        let (town, server) = (Town::new(database.store()), MailServer::start());
        let (guest, contact) = asked(&town);
        server.reply_with("soudan@example.jp", 550, "5.1.1 <soudan@example.jp>: User unknown");
        town.queue(Purpose::Invitation, &guest, &contact);
        send_at(&outbox(&town.store, server.port), town.act.at);
        assert_eq!(undeliverable(&town, &contact).as_deref(), Some("recipient 550 5.1.1"));
    }

    fn an_address_that_is_none_is_refused_at_once(database) {
        let (town, server) = (Town::new(database.store()), MailServer::start());
        let (guest, _) = asked(&town);
        let wrong = town.contact(&guest, "庶務係", "no address");
        let id = town.queue(Purpose::Message, &guest, &wrong);
        assert_eq!(send_at(&outbox(&town.store, server.port), town.act.at).not_sent, 1);
        assert_eq!(town.mail(id).last_error.as_deref(), Some("recipient address"));
        assert_eq!(undeliverable(&town, &wrong).as_deref(), Some("recipient address"));
    }
}
