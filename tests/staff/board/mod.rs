//! The board: where agencies stand, whom to call, what came in since last time.

mod attention;
mod list;
mod notes;
mod overview;
mod reads;
mod states;

use jiff::Timestamp;
use norishiro::store::contacts::{self, Contact};
use norishiro::store::outbox::{self, Claim, NewMail, Outcome, Purpose};
use norishiro::store::responses::{self, ResponseState};
use norishiro::store::{ContactId, MailId};

use super::answers::short_survey;
use super::{at_desk, round, town_with_coordinator};
use crate::harness::{Browser, Form, Guest, Page, Site, Town, at};

/// An agency with a contact who can be called and written to.
fn agency(town: &Town, name: &str, kana: &str, telephone: &str) -> (Guest, ContactId) {
    let guest = town.invite(name, kana, "npo");
    let contact = Contact {
        mail: Some("madoguchi@example.jp".to_owned()),
        telephone: Some(telephone.to_owned()),
        ..Contact::named(ContactId::new(town.act.at), guest.agency.id, "窓口")
    };
    let (network, act, id) = (town.network.id, town.act, contact.id);
    town.store.write_blocking(move |connection| contacts::add(connection, network, &contact, &act)).unwrap();
    (guest, id)
}

/// Hands a first answer in.
fn answer(town: &Town, guest: &Guest, fields: &str) {
    town.save(guest.sheet, fields, 0, "save");
    town.submit(guest.sheet, "{}", 1, "submit");
}

/// What the office decides about an answer.
fn decide(town: &Town, guest: &Guest, state: ResponseState) {
    let (network, act, sheet) = (town.network.id, town.act, guest.sheet);
    let response = town.read(|connection| responses::of_sheet(connection, network, sheet)).unwrap();
    let set = move |connection: &mut norishiro::store::Connection| {
        responses::set_state(connection, network, response.id, response.latest_revision, state, None, &act)
    };
    assert!(town.store.write_blocking(set).unwrap());
}

/// A mail that asks a contact, of which this became.
fn mail(town: &Town, guest: &Guest, contact: ContactId, outcome: Option<Outcome>) {
    let (network, round, invitation, act) = (town.network.id, town.round.id, guest.invitation.id, town.act);
    let write = move |connection: &mut norishiro::store::Connection| {
        let mail = NewMail {
            id: MailId::new(act.at),
            purpose: Purpose::Invitation,
            round: Some(round),
            invitation: Some(invitation),
            contact: Some(contact),
            to_name: "窓口",
            to_address: "madoguchi@example.jp",
            subject: "御依頼",
            body: "回答用ページ：{link}\n",
            sealed: None,
            not_before: None,
        };
        outbox::queue(connection, network, &mail, &act)?;
        let Some(outcome) = outcome else { return Ok(()) };
        let claim = Claim { by: "test", now: act.at, until: act.at, per_minute: 0 };
        let claimed = outbox::claim(connection, &claim)?.expect("a mail is due");
        outbox::finish(connection, &claimed, "test", None, &outcome, act.at).map(drop)
    };
    town.store.write_blocking(write).unwrap();
}

/// The same town at another time.
fn later(town: &Town, time: &str) -> Town {
    let mut act = town.act;
    act.at = at(time);
    Town {
        store: town.store.clone(),
        network: town.network.clone(),
        version: town.version.clone(),
        round: town.round.clone(),
        act,
    }
}

/// The row of an agency, as words.
fn row(page: &Page, agency: &str) -> String {
    let rows = page.texts(".board tbody tr");
    rows.into_iter().find(|row| row.starts_with(agency)).unwrap_or_else(|| panic!("no {agency}: {}", page.text()))
}

/// The agencies in the list, in order.
fn listed(page: &Page) -> Vec<String> {
    page.texts(".board tbody th a")
}

fn board(browser: &Browser, town: &Town, query: &str) -> Page {
    let page = browser.get(&format!("{}{query}", round(town)));
    assert_eq!(page.status, 200, "{}", page.text());
    page
}

fn morning() -> Timestamp {
    at("2026-11-20T09:00:00+09:00")
}

/// What was typed of the short survey; its sums agree in the first, and not in the second.
const AGREES: &str = r#"{"caseload.persons":["12"],"caseload.contacts":["30"],"staff":["4"]}"#;
const DIFFERS: &str = r#"{"caseload.persons":["30"],"caseload.contacts":["12"],"staff":["4"]}"#;

fn note(browser: &Browser, page: &Page, guest: &Guest, words: &str) -> Page {
    note_form(page, guest).with("words", words).post(browser)
}

fn note_form(page: &Page, guest: &Guest) -> Form {
    Form::of(page, &format!("form[action$='/agencies/{}/notes']", guest.agency.id))
}
