//! Coordinators at their desk, through the real server.

mod access;
mod account;
mod agreement;
mod answers;
mod arrangement;
mod before_after;
mod board;
mod cases;
mod coding;
mod coding_history;
mod coding_rules;
mod crosstabs;
mod difficulty;
mod disclosure;
mod files;
mod gaps;
mod given;
mod hearings;
mod letters;
mod log;
mod making;
mod office;
mod overlaps;
mod people;
mod people_by_mail;
mod profiles;
mod register;
mod reminders;
mod resources;
mod results;
mod roles;
mod round_data;
mod running;
mod sign_in;
mod structure;
mod themes;
mod ties;
mod trends;
mod walk;
mod words;
mod workbook;

use norishiro::app::add_user::add_user;
use norishiro::app::shipped;
use norishiro::definition::bundle;
use norishiro::store::memberships::Role;
use norishiro::store::responses::{self, ResponseState};

use crate::harness::{Browser, Guest, Page, Site, Town, at};

pub(crate) const MAIL: &str = "jimukyoku@b-city.example.jp";
pub(crate) const PASSWORD: &str = "川の音が聞こえる窓辺で本を読む";

/// A town with a coordinator.
pub(crate) fn town_with_coordinator(store: &norishiro::store::Store) -> Town {
    let town = Town::new(store);
    add_person(&town, MAIL, Role::Coordinator);
    town
}

pub(crate) fn add_person(town: &Town, mail: &str, role: Role) {
    let network = town.network.id.to_string();
    add_user(&town.store, mail, "山田", PASSWORD, (&network, role), at("2026-11-20T09:00:00+09:00")).unwrap();
}

/// The same town in a round of a shipped questionnaire.
pub(crate) fn asking(town: &Town, key: &str, title: &str) -> Town {
    let library = shipped::library().unwrap();
    town.asking(key, title, &bundle::write(&library, key).unwrap())
}

/// Answers, and is set aside: returned, but not valid.
fn answer_set_aside(town: &Town, guest: &Guest, document: &str) {
    let receipt = town.answer(guest, document);
    let (network, act) = (town.network.id, town.act);
    town.store
        .write_blocking(move |connection| {
            let (id, revision) = (receipt.response_id, receipt.revision);
            responses::set_state(connection, network, id, revision, ResponseState::SetAside, Some("重複"), &act)
        })
        .unwrap();
}

/// Fills the sign-in form in as a person does.
pub(crate) fn sign_in(browser: &Browser, mail: &str, password: &str) -> Page {
    let form = browser.get("/staff/sign-in");
    let pairs = [
        ("csrf", form.attributes("input[name=csrf]", "value").concat()),
        ("back", String::new()),
        ("mail", mail.to_owned()),
        ("password", password.to_owned()),
    ];
    browser.post("/staff/sign-in", &pairs.map(|(name, value)| (name.to_owned(), value)))
}

/// A browser at the coordinator's desk.
pub(crate) fn at_desk(site: &Site) -> Browser {
    let browser = Browser::new(site);
    let page = sign_in(&browser, MAIL, PASSWORD);
    assert!(page.path.starts_with("/staff/networks/"), "{}", page.path);
    browser
}

pub(crate) fn desk(town: &Town) -> String {
    format!("/staff/networks/{}", town.network.id)
}

pub(crate) fn round(town: &Town) -> String {
    format!("{}/rounds/{}", desk(town), town.round.id)
}
