//! The agency and the office hand the first answer in at the same instant: nobody gets an error, nothing is lost.

use super::super::{at_desk, town_with_coordinator};
use super::{agency, all_revisions, open, save, send, short_survey, site};
use crate::harness::{Browser, Form, Guest, Page, Town};

/// How often it is tried: two requests meet within a statement only now and then.
const TIMES: usize = 12;

/// More agencies that are asked the short survey.
fn guests(town: &Town, first: Guest) -> Vec<Guest> {
    let more = (1..TIMES).map(|number| town.invite(&format!("第{number}相談室"), &format!("{number:02}"), "npo"));
    std::iter::once(first).chain(more).collect()
}

/// What the office has typed in from a FAX, before it is handed in.
fn typed_in(desk: &Browser, town: &Town, guest: &Guest) -> Page {
    let address = format!("{}/entries/first/sheets/1", agency(town, guest));
    let figures = send(desk, &open(desk, &address), "/entries/first/sheets/1", &[("channel", "fax")]);
    save(desk, &save(desk, &figures, &[("staff", "7")]), &[("remarks", "FAXの回答")])
}

/// Both at once.
fn together(agencys: (&Browser, &Form), desk: (&Browser, &Form)) -> [Page; 2] {
    Browser::at_once(&[desk, agencys]).try_into().ok().unwrap()
}

/// The office's answer is in; or it says that the agency was first, and what was typed waits.
fn is_kept(town: &Town, guest: &Guest, of_desk: &Page) {
    let is_in = all_revisions(town, guest).iter().any(|revision| revision.fields.contains("FAXの回答"));
    let waits = of_desk.text().contains("別の回答が提出されました");
    assert!(is_in || waits, "{} {}", of_desk.status, of_desk.text());
}

on_both_databases! {
    fn both_hand_in(database) {
        let (town, first) = short_survey(&town_with_coordinator(database.store()));
        let site = site(&town);
        let (desk, browser) = (at_desk(&site), Browser::new(&site));
        for guest in guests(&town, first) {
            let own = format!("/a/{}/sheets/1", guest.token);
            let words = save(&browser, &open(&browser, &format!("{own}/sections/figures")), &[("staff", "4")]);
            let review = save(&browser, &words, &[("remarks", "自分の言葉")]);
            let typed = typed_in_over_a_draft(&desk, &town, &guest);
            let forms = [(&review, "form[action$='/revisions']"), (&typed, "form[action$='/revisions']")]
                .map(|(page, form)| Form::of(page, form));
            let [of_desk, of_agency] = together((&browser, &forms[0]), (&desk, &forms[1]));
            assert!(of_desk.status < 500 && of_agency.status < 500, "{} {}", of_desk.text(), of_agency.text());
            let revisions = all_revisions(&town, &guest);
            assert!(revisions.iter().any(|revision| revision.fields.contains("自分の言葉")), "{}", of_agency.text());
            is_kept(&town, &guest, &of_desk);
        }
    }

    fn the_agency_begins_while_the_office_hands_in(database) {
        let (town, first) = short_survey(&town_with_coordinator(database.store()));
        let site = site(&town);
        let (desk, browser) = (at_desk(&site), Browser::new(&site));
        for guest in guests(&town, first) {
            let words = open(&browser, &format!("/a/{}/sheets/1/sections/words", guest.token));
            let form = Form::of(&words, "form#answers").with("remarks", "自分の言葉").with("_go", "next");
            let typed = typed_in(&desk, &town, &guest);
            let [of_desk, of_agency] =
                together((&browser, &form), (&desk, &Form::of(&typed, "form[action$='/revisions']")));
            assert!(of_desk.status < 500 && of_agency.status < 500, "{} {}", of_desk.text(), of_agency.text());
            is_kept(&town, &guest, &of_desk);
            let later = open(&browser, &format!("/a/{}/sheets/1/sections/words", guest.token));
            assert!(later.html.contains("自分の言葉"), "{}", later.text());
        }
    }
}

/// The same where the agency has begun: the office starts from nothing.
fn typed_in_over_a_draft(desk: &Browser, town: &Town, guest: &Guest) -> Page {
    let address = format!("{}/entries/first/sheets/1", agency(town, guest));
    let chosen = [("start", "blank"), ("channel", "fax")];
    let figures = send(desk, &open(desk, &address), "/entries/first/sheets/1", &chosen);
    save(desk, &save(desk, &figures, &[("staff", "7")]), &[("remarks", "FAXの回答")])
}
