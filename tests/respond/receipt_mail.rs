//! The receipt that goes to the agency's contacts by mail.

use std::path::Path;
use std::time::{Duration, Instant};

use data_encoding::BASE64_MIME_PERMISSIVE;
use norishiro::store::ContactId;
use norishiro::store::contacts::{self, Contact};

use super::every_questionnaire::{begin, hidden};
use super::robot::Robot;
use super::{answer_all, asked, press, save};
use crate::harness::{Browser, Guest, Site, Town, at};

fn add_contact(town: &Town, guest: &Guest, name: &str, mail: Option<&str>) {
    let contact =
        Contact { mail: mail.map(str::to_owned), ..Contact::named(ContactId::new(town.act.at), guest.agency.id, name) };
    let (network, act) = (town.network.id, town.act);
    town.store.write_blocking(move |connection| contacts::add(connection, network, &contact, &act)).unwrap();
}

/// The letters in the folder, once there are so many: mail leaves after the answer to the browser.
fn letters(folder: &Path, number: usize) -> Vec<String> {
    let end = Instant::now() + Duration::from_secs(20);
    loop {
        let files = std::fs::read_dir(folder).into_iter().flatten();
        let mut texts: Vec<String> = files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect();
        let is_whole = texts.iter().all(|text| text.ends_with('\n'));
        if (texts.len() >= number && is_whole) || Instant::now() > end {
            texts.sort();
            return texts;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// The message's text, out of its transfer encoding.
fn plain(letter: &str) -> String {
    let (head, body) = letter.split_once("\r\n\r\n").unwrap();
    assert!(head.contains("Content-Transfer-Encoding: base64"), "{head}");
    let bytes = BASE64_MIME_PERMISSIVE.decode(body.as_bytes()).unwrap();
    String::from_utf8(bytes).unwrap()
}

on_both_databases! {
    fn every_contact_with_an_address_gets_a_letter(database) {
        let (town, guest) = asked(&Town::new(database.store()), "case-sheet");
        add_contact(&town, &guest, "髙橋", Some("takahashi@example.jp"));
        add_contact(&town, &guest, "相談係", Some("soudan@example.jp"));
        add_contact(&town, &guest, "窓口", None);
        let folder = tempfile::tempdir().unwrap();
        let now = at("2026-11-20T09:00:00+09:00");
        let site = Site::sending(database.store(), now, folder.path().to_owned());
        let browser = Browser::new(&site);
        let receipt = answer_all(&browser, &format!("/a/{}", guest.token));
        let number = receipt.texts(".receipt-number").remove(0);
        let sent = letters(folder.path(), 2);
        assert_eq!(sent.len(), 2);
        let texts: Vec<String> = sent.iter().map(|letter| plain(letter)).collect();
        for text in &texts {
            assert!(text.contains(&format!("受付番号：{number}")) && text.contains("（事例シート 1）"), "{text}");
            assert!(text.contains(&format!("/a/{}）から", guest.token)) && text.contains("0000-00-0000"), "{text}");
        }
        assert!(texts.iter().any(|text| text.contains("　髙橋 様")), "{texts:?}");
        assert!(sent.iter().all(|letter| letter.matches("@example.jp").count() == 1), "nobody sees another's address");
    }

    fn a_submission_sent_twice_is_one_letter_and_a_correction_another(database) {
        let (town, guest) = asked(&Town::new(database.store()), "group-work");
        add_contact(&town, &guest, "相談係", Some("soudan@example.jp"));
        let folder = tempfile::tempdir().unwrap();
        let now = at("2026-11-20T09:00:00+09:00");
        let site = Site::sending(database.store(), now, folder.path().to_owned());
        let browser = Browser::new(&site);
        let page = begin(&browser, &browser.get(&format!("/a/{}", guest.token)));
        let review = Robot::new(&browser, &[]).fill_to_review(page);
        let action = review.attributes("form[action$=revisions]", "action").remove(0);
        for _ in 0..3 {
            let receipt = browser.post(&action, &hidden(&review, "form[action$=revisions]"));
            assert!(receipt.path.ends_with("/receipt"));
        }
        let first = &review.attributes("a.step", "href")[0];
        save(&Robot::new(&browser, &[]), &browser.get(first), &[("accompanying", "見守り")]);
        press(&browser, &browser.get(&format!("/a/{}/sheets/1/review", guest.token)), "/revisions");
        let texts: Vec<String> = letters(folder.path(), 2).iter().map(|letter| plain(letter)).collect();
        assert_eq!(texts.len(), 2, "{texts:?}");
        assert_eq!(texts.iter().filter(|text| text.contains("に訂正を受け付けました")).count(), 1, "{texts:?}");
    }

    fn mail_that_cannot_leave_keeps_no_answer_back(database) {
        let (town, guest) = asked(&Town::new(database.store()), "group-work");
        add_contact(&town, &guest, "相談係", Some("soudan@example.jp"));
        add_contact(&town, &guest, "庶務係", Some("no address"));
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a file, no folder");
        std::fs::write(&file, "").unwrap();
        let now = at("2026-11-20T09:00:00+09:00");
        let site = Site::sending(database.store(), now, file);
        let receipt = answer_all(&Browser::new(&site), &format!("/a/{}", guest.token));
        assert_eq!(receipt.status, 200);
        assert_eq!(receipt.texts(".receipt-number").len(), 1);
    }
}
