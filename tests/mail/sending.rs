//! What arrives, to whom, and in which order.

use jiff::{SignedDuration, Timestamp};
use norishiro::app::outbox::{Outbox, seal};
use norishiro::app::{letterhead, links};
use norishiro::assets::Templates;
use norishiro::mail::{Heading, Invitation, LINK, split};
use norishiro::store::outbox::{MailState, Purpose};
use norishiro::store::{MailId, TokenHash, invitations};

use super::{SITE, outbox, return_path, send_at, told};
use crate::harness::{MailServer, Town, server_key};

on_both_databases! {
    fn a_letter_arrives_as_it_was_written_with_the_link_that_opens(database) {
        let (town, server) = (Town::new(database.store()), MailServer::start());
        let guest = town.invite("相談支援事業所つむぎ", "つむぎ", "npo");
        let contact = town.contact(&guest, "髙﨑 𠮷江", "takasaki@tsumugi.example.jp");
        let letter = Invitation {
            heading: Heading {
                sender: &letterhead::sender(&town.network, Some(&town.round)),
                agency: &guest.agency.name,
                contact: &contact.name,
                title: &town.round.title,
                link: LINK,
            },
            document_number: Some("健福第123号"),
            due: "令和8年12月18日（金）",
            due_short: "12月18日",
            period: "令和7年4月～令和8年3月",
            minutes: 40,
            emergency: "警察（110番）又は消防（119番）",
        };
        let letter = letter.letter(&Templates::parse().unwrap()).unwrap();
        let (subject, body) = split(&letter);
        let id = town.queue_with(Purpose::Invitation, &guest, &contact, |mail| {
            (mail.subject, mail.body) = (subject, body);
        });
        assert!(town.stored_mail().body.contains("回答用ページ：{link}"));
        assert_eq!(send_at(&outbox(&town.store, server.port), town.act.at).sent, 1);

        let received = server.received();
        let [mail] = received.as_slice() else { panic!("{received:?}") };
        assert_eq!(mail.subject(), "【御依頼】「令和7年度 関係機関アンケート」への御協力について（12月18日まで）");
        let link = format!("{SITE}/a/{}", guest.token);
        assert_eq!(mail.text().trim_end(), body.replace("{link}", &link).trim_end());
        assert!(mail.text().contains(&format!("回答用ページ：{link}\n")), "{}", mail.text());
        assert_eq!(mail.mailbox("To"), "髙﨑 𠮷江 <takasaki@tsumugi.example.jp>");
        assert_eq!(mail.mailbox("From"), "B市 健康福祉課 <kenko@city.example>");
        assert_eq!(mail.to, ["takasaki@tsumugi.example.jp"]);
        assert_eq!(return_path().mail(&mail.from), Some(id));
        assert!(mail.raw().contains("Auto-Submitted: auto-generated\r\n"));
        assert!(town.read(|c| invitations::by_token(c, TokenHash::of(link.rsplit_once('/').unwrap().1))).is_some());

        let row = town.stored_mail();
        assert!(!row.body.contains(&guest.token), "a copy of the database opens nothing");
        assert!(row.sent_at.is_some());
        assert_eq!(row.message_id, Some(mail.message_id()));
        assert_eq!(town.mail(id).state, MailState::Sent);
        assert_eq!(told(&town, id), ["mail.queued", "mail.sent"]);
    }

    fn nobody_sees_anothers_address(database) {
        let (town, server) = (Town::new(database.store()), MailServer::start());
        let guest = town.invite("B市保健センター", "びーしほけんせんたー", "health_centre");
        for number in 0..3 {
            let contact = town.contact(&guest, "相談係", &format!("soudan{number}@example.jp"));
            town.queue(Purpose::Invitation, &guest, &contact);
        }
        assert_eq!(send_at(&outbox(&town.store, server.port), town.act.at).sent, 3);
        let mut to: Vec<_> = server.received().into_iter().map(|mail| {
            assert_eq!(mail.raw().matches("@example.jp").count(), 1, "{}", mail.raw());
            mail.to.join(",")
        }).collect();
        to.sort();
        assert_eq!(to, ["soudan0@example.jp", "soudan1@example.jp", "soudan2@example.jp"]);
    }

    fn a_link_that_was_issued_anew_meanwhile_is_the_new_one(database) {
        let (town, server) = (Town::new(database.store()), MailServer::start());
        let guest = town.invite("B市保健センター", "びーしほけんせんたー", "health_centre");
        let contact = town.contact(&guest, "相談係", "soudan@example.jp");
        town.queue(Purpose::Invitation, &guest, &contact);
        let new = links::token(&server_key(), guest.invitation.id, 2);
        let (network, id, hash, act) = (town.network.id, guest.invitation.id, TokenHash::of(&new), town.act);
        town.store.write_blocking(move |c| invitations::reissue(c, network, id, 2, hash, &act)).unwrap();
        send_at(&outbox(&town.store, server.port), town.act.at);
        assert!(server.received()[0].text().contains(&format!("{SITE}/a/{new}\n")));
    }

    fn another_secret_is_encrypted_until_it_is_sent_and_then_gone(database) {
        let (town, server) = (Town::new(database.store()), MailServer::start());
        let guest = town.invite("B市保健センター", "びーしほけんせんたー", "health_centre");
        let contact = town.contact(&guest, "野辺", "nobe@example.jp");
        let id = MailId::new(town.act.at);
        let sealed = seal(&server_key(), id, "https://example.jp/staff/welcome/XK7").unwrap();
        town.queue_with(Purpose::UserInvitation, &guest, &contact, |mail| {
            (mail.id, mail.sealed, mail.invitation) = (id, Some(sealed.as_str()), None);
        });
        let row = town.stored_mail();
        assert!(!format!("{} {:?}", row.body, row.sealed).contains("XK7"));
        assert_eq!(send_at(&outbox(&town.store, server.port), town.act.at).sent, 1);
        assert!(server.received()[0].text().contains("welcome/XK7\n"));
        assert_eq!(town.stored_mail().sealed, None);
        assert_eq!(town.mail(id).state, MailState::Sent);
    }

    fn a_receipt_goes_before_a_rounds_invitations_and_no_more_leave_than_the_pace_allows(database) {
        let (town, server) = (Town::new(database.store()), MailServer::start());
        let guest = town.invite("B市保健センター", "びーしほけんせんたー", "health_centre");
        for number in 0..12 {
            let contact = town.contact(&guest, "相談係", &format!("soudan{number}@example.jp"));
            town.queue(Purpose::Invitation, &guest, &contact);
        }
        let contact = town.contact(&guest, "回答者", "kaitou@example.jp");
        town.queue(Purpose::Receipt, &guest, &contact);
        let slow = Outbox { per_minute: 6, ..outbox(&town.store, server.port) };
        let after = |seconds| -> Timestamp { town.act.at + SignedDuration::from_secs(seconds) };
        assert_eq!(send_at(&slow, after(0)).sent, 1);
        assert_eq!(server.received()[0].to, ["kaitou@example.jp"]);
        assert_eq!(send_at(&slow, after(5)).sent, 0, "a sixth of the minute's mails in ten seconds");
        for seconds in [11, 22, 33, 44] {
            assert_eq!(send_at(&slow, after(seconds)).sent, 1, "{seconds}");
        }
        assert_eq!(send_at(&slow, after(55)).sent, 1);
        assert_eq!(send_at(&slow, after(59)).sent, 0, "six within a minute");
        assert_eq!(send_at(&slow, after(67)).sent, 1);
    }
}
