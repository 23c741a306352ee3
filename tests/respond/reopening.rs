//! A submitted answer is opened again, corrected, or left as it was.

use norishiro::store::responses::{self, ResponseState};
use norishiro::store::{drafts, revisions, sheets};

use super::robot::Robot;
use super::{answer_all, asked, hand_in, press, save};
use crate::harness::{Browser, Guest, Page, Site, Town, at};

fn receipt_of(browser: &Browser, guest: &Guest) -> Page {
    browser.get(&format!("/a/{}/sheets/1/receipt", guest.token))
}

/// A question of the sheet that takes words, and its section.
const WORDS: (&str, &str) = ("strengths", "strength");

fn section(browser: &Browser, guest: &Guest) -> Page {
    let review = browser.get(&format!("/a/{}/sheets/1/review", guest.token));
    let sections = review.attributes("a.step", "href");
    let pages = sections.iter().filter(|href| href.contains("/sections/")).map(|href| browser.get(href));
    pages.into_iter().find(|page| !page.attributes(&format!("[name='{}']", WORDS.0), "name").is_empty()).unwrap()
}

fn counted(town: &Town, guest: &Guest) -> (i32, String) {
    let (network, sheet) = (town.network.id, guest.sheet);
    town.read(move |connection| {
        let response = responses::of_sheet(connection, network, sheet)?.unwrap();
        let revision = revisions::find(connection, network, response.id, response.latest_revision)?.unwrap();
        Ok((revision.number, revision.document))
    })
}

on_both_databases! {
    fn a_correction_counts_once_it_is_submitted(database) {
        let (town, guest) = asked(&Town::new(database.store()), "agency-survey");
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = Browser::new(&site);
        let robot = Robot::new(&browser, &[]);
        let receipt = answer_all(&browser, &format!("/a/{}", guest.token));
        assert!(receipt.text().contains("第1版（令和8年11月20日（金）9時00分提出）が有効です。"), "{}", receipt.text());
        let number = receipt.texts(".receipt-number");
        let opened = press(&browser, &receipt, "/sheets/1");
        assert!(opened.path.ends_with("/review") && opened.text().contains("この内容で提出済みです"));

        save(&robot, &section(&browser, &guest), &[(WORDS.0, "夜間の電話相談")]);
        assert_eq!(counted(&town, &guest).0, 1, "what was submitted counts until then");
        let receipt = receipt_of(&browser, &guest);
        assert!(receipt.text().contains("訂正を提出するまでは、第1版（"), "{}", receipt.text());
        assert!(!receipt.text().contains("夜間の電話相談"), "the receipt shows what counts");
        assert!(browser.get(&format!("/a/{}", guest.token)).text().contains("提出していない訂正があります"));

        let receipt = hand_in(&browser, browser.get(&format!("/a/{}/sheets/1/review", guest.token)));
        assert_eq!(receipt.texts(".receipt-number"), number);
        let rows = receipt.texts(".revisions tbody tr");
        assert_eq!(rows.len(), 2, "{rows:?}");
        assert!(rows[0].starts_with("第2版") && rows[0].ends_with("有効") && rows[0].contains(&number[0]), "{rows:?}");
        assert!(rows[1].starts_with("第1版") && rows[1].ends_with("訂正前"), "{rows:?}");
        assert!(receipt.text().contains("第2版（令和8年11月20日（金）9時"), "{}", receipt.text());
        let (revision, document) = counted(&town, &guest);
        assert!(revision == 2 && document.contains("夜間の電話相談"));
    }

    fn an_earlier_revision_can_be_read_and_says_that_it_does_not_count(database) {
        let (_, guest) = asked(&Town::new(database.store()), "agency-survey");
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = Browser::new(&site);
        let revisions = format!("/a/{}/sheets/1/revisions", guest.token);
        assert_eq!(browser.get(&format!("{revisions}/1")).status, 404, "nothing was submitted");
        answer_all(&browser, &format!("/a/{}", guest.token));
        save(&Robot::new(&browser, &[]), &section(&browser, &guest), &[(WORDS.0, "夜間の電話相談")]);
        hand_in(&browser, browser.get(&format!("/a/{}/sheets/1/review", guest.token)));
        drop(site);
        let site = Site::start(database.store(), at("2026-11-25T14:05:00+09:00"));
        let browser = browser.at(&site);
        save(&Robot::new(&browser, &[]), &section(&browser, &guest), &[(WORDS.0, "昼間の電話相談")]);
        let receipt = hand_in(&browser, browser.get(&format!("/a/{}/sheets/1/review", guest.token)));

        assert_eq!(receipt.attributes(".revisions a", "href"), [format!("{revisions}/2"), format!("{revisions}/1")]);
        let second = browser.get(&format!("{revisions}/2"));
        assert_eq!(second.texts("h1"), ["第2回の提出内容（現在の回答ではありません）"]);
        let facts = second.texts("dl.facts dd");
        assert_eq!(facts[0], "令和8年11月20日（金）9時00分（第2版）");
        assert_eq!(facts[1], "第3版（令和8年11月25日（水）14時05分提出）が有効です。");
        assert_eq!(facts[2..], receipt.texts(".receipt-number"));
        let answers = second.texts(".answers").concat();
        assert!(answers.contains("夜間の電話相談") && !answers.contains("昼間の電話相談"), "{answers}");
        assert!(second.attributes("main form", "action").is_empty(), "it can be read only");
        let first = browser.get(&format!("{revisions}/1")).texts(".answers").concat();
        assert!(!first.is_empty() && !first.contains("間の電話相談"), "{first}");

        assert!(browser.get(&format!("{revisions}/3")).path.ends_with("/receipt"), "the one that counts is the receipt");
        for number in ["0", "4", "-1", "x", "99999999999"] {
            assert_eq!(browser.get(&format!("{revisions}/{number}")).status, 404, "{number}");
        }
    }

    fn looking_through_is_no_correction(database) {
        let (town, guest) = asked(&Town::new(database.store()), "agency-survey");
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = Browser::new(&site);
        answer_all(&browser, &format!("/a/{}", guest.token));
        save(&Robot::new(&browser, &[]), &section(&browser, &guest), &[]);
        let status = town.read(|connection| sheets::of_invitation(connection, town.network.id, guest.invitation.id));
        assert!(!status[0].has_unsent_changes());
        assert!(browser.get(&format!("/a/{}/sheets/1/review", guest.token)).text().contains("この内容で提出済みです"));
    }

    fn a_correction_is_dropped_after_its_changes_were_shown(database) {
        let (town, guest) = asked(&Town::new(database.store()), "agency-survey");
        let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
        let browser = Browser::new(&site);
        let robot = Robot::new(&browser, &[]);
        answer_all(&browser, &format!("/a/{}", guest.token));
        let address = format!("/a/{}/sheets/1/correction", guest.token);
        assert!(browser.get(&address).path.ends_with("/receipt"), "there is nothing to drop");
        let before = town.read(|c| drafts::find(c, town.network.id, guest.sheet)).unwrap().fields;

        save(&robot, &section(&browser, &guest), &[(WORDS.0, "夜間の電話相談")]);
        let page = browser.get(&address);
        let rows = page.texts(".changes tbody tr");
        assert!(rows.len() == 1 && rows[0].ends_with("夜間の電話相談"), "{rows:?}");
        save(&robot, &section(&browser, &guest), &[(WORDS.0, "昼間の電話相談")]);
        let unseen = press(&browser, &page, "/correction");
        assert!(unseen.text().contains("続けて保存されました"), "nothing goes that was not shown");
        assert!(unseen.text().contains("昼間の電話相談"));
        let receipt = press(&browser, &unseen, "/correction");
        assert!(receipt.text().contains("訂正をやめました。提出済みの内容（第1版）のままです。"), "{}", receipt.text());
        let after = town.read(|c| drafts::find(c, town.network.id, guest.sheet)).unwrap();
        assert_eq!(after.fields, before);
        assert_eq!(counted(&town, &guest).0, 1);
        assert!(!browser.get(&format!("/a/{}", guest.token)).text().contains("提出していない訂正"));
        assert!(press(&browser, &unseen, "/correction").path.contains("/receipt"), "pressed twice");
    }

    fn after_the_due_date_the_page_says_whom_to_call(database) {
        let (town, guest) = asked(&Town::new(database.store()), "agency-survey");
        let site = Site::start(database.store(), at("2026-12-18T16:00:00+09:00"));
        let browser = Browser::new(&site);
        answer_all(&browser, &format!("/a/{}", guest.token));
        let page = section(&browser, &guest);

        let late = Site::start(database.store(), at("2026-12-19T09:00:00+09:00"));
        let browser = Browser::new(&late);
        let receipt = save(&Robot::new(&browser, &[]), &page, &[(WORDS.0, "夜間の電話相談")]);
        assert!(receipt.path.ends_with("/receipt"), "{}", receipt.path);
        let text = receipt.text();
        assert!(text.contains("回答期限を過ぎたため、訂正を提出できません。") && text.contains("0000-00-0000"), "{text}");
        assert!(text.contains("入力された訂正は保管しています"));
        let draft = town.read(|c| drafts::find(c, town.network.id, guest.sheet)).unwrap();
        assert!(draft.fields.contains("夜間の電話相談"), "what was typed too late is not lost");
        let start = browser.get(&format!("/a/{}", guest.token)).text();
        assert!(start.contains("回答を直す受付は終わりました。") && start.contains("0000-00-0000"), "{start}");
    }

    fn what_is_sent_back_can_be_corrected_after_the_due_date(database) {
        let (town, guest) = asked(&Town::new(database.store()), "agency-survey");
        let site = Site::start(database.store(), at("2026-12-18T16:00:00+09:00"));
        answer_all(&Browser::new(&site), &format!("/a/{}", guest.token));
        let (network, sheet, act) = (town.network.id, guest.sheet, town.act);
        let back = town.store.write_blocking(move |connection| {
            let response = responses::of_sheet(connection, network, sheet)?.unwrap();
            let words = Some("件数の内訳を御確認ください。");
            responses::set_state(connection, network, response.id, 1, ResponseState::SentBack, words, &act)
        });
        assert!(back.unwrap());
        let late = Site::start(database.store(), at("2026-12-25T09:00:00+09:00"));
        let browser = Browser::new(&late);
        let start = browser.get(&format!("/a/{}", guest.token));
        assert!(start.text().contains("件数の内訳を御確認ください。") && start.text().contains("確認のお願い"));
        save(&Robot::new(&browser, &[]), &section(&browser, &guest), &[(WORDS.0, "夜間の電話相談")]);
        let receipt = hand_in(&browser, browser.get(&format!("/a/{}/sheets/1/review", guest.token)));
        assert!(receipt.text().contains("第2版（"));
    }
}
