//! Notes of calls are mended, on a page of their own, and what stood before stays.

use norishiro::store::{audit, call_notes};

use super::super::desk;
use super::*;

/// The agency's page in the round.
fn place(town: &Town, guest: &Guest) -> String {
    format!("{}/agencies/{}", round(town), guest.agency.id)
}

/// Writes a note on the agency's own page.
fn note_there(browser: &Browser, page: &Page, words: &str) -> Page {
    Form::of(page, "form[action$='/notes']").with("words", words).post(browser)
}

on_both_databases! {
    fn a_note_is_written_on_the_agencys_page_and_mended(database) {
        let (town, guest) = short_survey(&town_with_coordinator(database.store()));
        let site = Site::start(&town.store, morning());
        let browser = at_desk(&site);
        let place = place(&town, &guest);
        let empty = note_there(&browser, &browser.get(&place), " ");
        assert_eq!((empty.status, empty.texts("title")[0].starts_with("エラー：")), (422, true), "{}", empty.text());
        let noted = note_there(&browser, &empty, "来週までに提出するとのこと");
        assert!(noted.text().contains("記録を残しました。"), "{}", noted.text());
        let page = browser.get(&noted.attributes("#notes ~ ul a", "href")[0]);
        let mend = Form::of(&page, "form[action*='/notes/']");
        let wrong = mend.clone().with("words", "").post(&browser);
        assert!(wrong.status == 422 && wrong.text().contains("記録の内容を入力してください。"), "{}", wrong.text());
        let mended = mend.clone().with("words", "再来週までに提出するとのこと").post(&browser);
        assert!(mended.text().contains("前の記録も残っています"), "{}", mended.text());
        assert!(mended.text().contains("再来週までに提出するとのこと"), "{}", mended.text());
        assert!(!mended.texts("#notes ~ ul").concat().contains(" 来週までに"), "{}", mended.text());
        let again = mend.clone().with("words", "再来週までに提出するとのこと").post(&browser);
        assert_eq!(again.status, 200, "a button pressed twice mends once");
        let stale = mend.with("words", "もう提出したとのこと").post(&browser);
        assert!(stale.status == 422 && stale.text().contains("ほかの方が記録を直しました"), "{}", stale.text());
        assert!(stale.texts("textarea").concat().contains("もう提出したとのこと"), "nothing typed is lost");

        let page = browser.get(&noted.attributes("#notes ~ ul a", "href")[0]);
        assert!(page.texts("main h2 ~ ul").concat().contains("来週までに提出するとのこと"), "{}", page.text());
        assert!(page.text().contains("に山田が訂正"), "{}", page.text());
        let (network, id) = (town.network.id, guest.invitation.id);
        let notes = town.read(move |connection| call_notes::of_invitation(connection, network, id));
        assert_eq!(notes.len(), 1);
        let earlier = town.read(|connection| call_notes::earlier(connection, network, notes[0].id));
        assert_eq!(earlier.iter().map(|one| one.words.as_str()).collect::<Vec<_>>(), ["来週までに提出するとのこと"]);
        let log = town.read(|connection| audit::newest(connection, network, None, 100));
        let lines: Vec<_> = log.iter().filter(|line| line.action == "call.mended").collect();
        assert_eq!(lines.iter().map(|line| line.details.as_str()).collect::<Vec<_>>(), ["{}"], "no words in the log");

        let board = board(&browser, &town, "");
        assert!(row(&board, "B市社会福祉協議会").contains("に訂正"), "{}", row(&board, "B市社会福祉協議会"));
        let register = browser.get(&format!("{}/agencies/{}", desk(&town), guest.agency.id));
        assert!(register.text().contains("再来週までに提出するとのこと"), "{}", register.text());
    }

    fn two_people_who_mend_a_note_at_once_lose_nothing(database) {
        let (town, guest) = short_survey(&town_with_coordinator(database.store()));
        let site = Site::start(&town.store, morning());
        let browser = at_desk(&site);
        let noted = note_there(&browser, &browser.get(&place(&town, &guest)), "はじめの記録");
        let page = browser.get(&noted.attributes("#notes ~ ul a", "href")[0]);
        let mend = Form::of(&page, "form[action*='/notes/']");
        let people = ["一人目の記録", "二人目の記録"].map(|words| mend.clone().with("words", words));
        let pages = Browser::at_once(&[(&browser, &people[0]), (&browser, &people[1])]);
        let statuses: Vec<u16> = pages.iter().map(|page| page.status).collect();
        assert!(statuses.contains(&200) && statuses.contains(&422), "one of them is asked back: {statuses:?}");
    }
}
