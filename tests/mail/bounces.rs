//! Reports about mail that came back, as mail servers write them.

use jiff::SignedDuration;
use norishiro::app::outbox::bounces::{Found, read};
use norishiro::store::contacts;
use norishiro::store::outbox::{MailState, Purpose};

use super::{outbox, return_path, send_at, told};
use crate::harness::{Database, MailServer, Program, Town};

/// A report as Postfix writes one, to this return path.
fn report(to: &str, action: &str, status: &str) -> String {
    format!(
        "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.jp (Mail Delivery System)\nTo: {to}\n\
         Subject: Undelivered Mail Returned to Sender\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\n\
         Content-Type: multipart/report; report-type=delivery-status;\n boundary=\"B8A1.1/mx.example.jp\"\n\n\
         This is a MIME-encapsulated message.\n\n--B8A1.1/mx.example.jp\nContent-Description: Notification\n\
         Content-Type: text/plain; charset=utf-8\n\nI'm sorry to have to inform you that your message could not\n\
         be delivered to one or more recipients.\n\n--B8A1.1/mx.example.jp\n\
         Content-Description: Delivery report\nContent-Type: message/delivery-status\n\n\
         Reporting-MTA: dns; mx.example.jp\nX-Postfix-Queue-ID: B8A1\nArrival-Date: Fri, 20 Nov 2026 09:00:00 +0900\n\n\
         Final-Recipient: rfc822; soudan@example.jp\nOriginal-Recipient: rfc822;soudan@example.jp\n\
         Action: {action}\nStatus: {status}\nDiagnostic-Code: smtp; 550 {status} <soudan@example.jp>: unknown\n\n\
         --B8A1.1/mx.example.jp\nContent-Description: Undelivered Message Headers\nContent-Type: text/rfc822-headers\n\n\
         From: <kenko@city.example>\nTo: <soudan@example.jp>\n\n--B8A1.1/mx.example.jp--\n"
    )
}

/// A town with one mail that was sent, and its return path.
fn sent(database: &Database) -> (Town, norishiro::store::contacts::Contact, norishiro::store::MailId, String) {
    let (town, server) = (Town::new(database.store()), MailServer::start());
    let guest = town.invite("B市保健センター", "びーしほけんせんたー", "health_centre");
    let contact = town.contact(&guest, "相談係", "soudan@example.jp");
    let id = town.queue(Purpose::Invitation, &guest, &contact);
    assert_eq!(send_at(&outbox(&town.store, server.port), town.act.at).sent, 1);
    let from = server.received()[0].from.clone();
    (town, contact, id, from)
}

on_both_databases! {
    fn a_report_marks_the_mail_and_its_contact_and_nothing_else_does(database) {
        let (town, contact, id, back) = sent(&database);
        let later = town.act.at + SignedDuration::from_hours(1);
        let found = |text: &str| read(&town.store, &return_path(), text.as_bytes(), later).unwrap();
        let reason = || {
            let all = town.read(|c| contacts::of_agency(c, town.network.id, contact.agency_id));
            all[0].undeliverable_reason.clone()
        };
        let forged = back.replace('+', "+aaaa");
        assert_eq!(found(&report(&forged, "failed", "5.1.1")), [Found::NotOurs]);
        assert_eq!(found(&report("bounce@b-city.example.jp", "failed", "5.1.1")), [Found::NotOurs]);
        let away = format!("From: soudan@example.jp\nTo: {back}\nSubject: 不在のお知らせ\n\nStatus: 5.1.1\n");
        assert_eq!(found(&away), [Found::NoReport]);
        assert_eq!((town.mail(id).state, reason()), (MailState::Sent, None));

        assert_eq!(found(&report(&back, "delayed", "4.4.1")), [Found::Delayed(id, "4.4.1".to_owned())]);
        assert_eq!((town.mail(id).state, reason()), (MailState::Sent, None));
        assert_eq!(town.mail(id).last_error.as_deref(), Some("delay 4.4.1"));

        let mbox = format!(
            "From MAILER-DAEMON Fri Nov 20 10:00:00 2026\n{}\nFrom MAILER-DAEMON Fri Nov 20 10:00:01 2026\n{}\n",
            report(&back.to_uppercase(), "failed", "5.1.1"),
            report(&back, "failed", "5.1.1"),
        );
        assert_eq!(found(&mbox), [Found::Bounced(id, "5.1.1".to_owned()), Found::Known(id)]);
        assert_eq!(town.mail(id).state, MailState::Bounced);
        assert_eq!(reason().as_deref(), Some("5.1.1"));
        assert_eq!(told(&town, id), ["mail.queued", "mail.sent", "mail.delayed", "mail.bounced"]);
    }

    fn reports_are_read_from_the_command_line(database) {
        let (_, _, id, back) = sent(&database);
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("report.eml"), report(&back, "failed", "5.1.1")).unwrap();
        let program = || {
            Program::within(folder.path())
                .with("NORISHIRO_DATABASE_URL", &database.config().url)
                .with("NORISHIRO_SECURITY_SERVER_KEY", &"5a".repeat(32))
                .with("LANG", "ja_JP.UTF-8")
        };
        let unset = program().run(&["mail", "bounces", "report.eml"]);
        assert_eq!(unset.code, 1);
        assert!(unset.words.contains("mail.bounce_address を設定してください"), "{}", unset.words);
        let program = || program().with("NORISHIRO_MAIL_BOUNCE_ADDRESS", "bounce@b-city.example.jp");
        let run = program().run(&["mail", "bounces", "report.eml"]);
        assert_eq!(run.code, 0, "{}", run.words);
        let lines: Vec<_> = run.words.lines().collect();
        assert_eq!(lines[0], format!("norishiro: メール {id} は届きませんでした（5.1.1）。担当者に「不達」と記録しました。"));
        assert_eq!(lines[1], "norishiro: 1通を読みました：不達 1通、遅れ 0通。");
        let again = program().typing(&report(&back, "failed", "5.1.1")).run(&["mail", "bounces", "-"]);
        assert!(again.words.contains("記録済みです") && again.code == 0, "{}", again.words);
        let missing = program().run(&["mail", "bounces", "nowhere.mbox"]);
        assert!(missing.code == 1 && missing.words.contains("nowhere.mbox を読めません"), "{}", missing.words);
    }
}
