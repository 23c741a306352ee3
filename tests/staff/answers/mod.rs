//! The office reads one agency's answer, asks about it, decides about it, and types in what came on paper.

mod asking;
mod at_once;
mod comparing;
mod deciding;
mod entering;
mod history;

use norishiro::definition::{Library, SourceFile, bundle};
use norishiro::store::ContactId;
use norishiro::store::contacts::{self, Contact};
use norishiro::store::responses::{self, Response};
use norishiro::store::revisions::{self, Revision};

use crate::harness::{Browser, Form, Guest, Page, Site, Town, at};

/// A short survey: two figures that must agree, a number, and words.
const SURVEY: &str = "key: short-survey
kind: survey
title: 短いアンケート
minutes: 5
answers_per_agency: one
answered_by: agency
sections:
  - key: figures
    title: 件数
    questions:
      - key: caseload
        type: counts
        label: 対応した件数
        unit: 件
        items: [{key: persons, label: 実}, {key: contacts, label: 延}]
        checks:
          - that: caseload.contacts >= caseload.persons
            otherwise: 延件数は実件数以上になります。
            severity: error
      - key: staff
        type: number
        label: 職員数
        unit: 人
        required: true
  - key: words
    title: 自由記述
    questions:
      - key: remarks
        type: paragraph
        label: 気付いたこと
";

/// A town that asks the short survey, and an agency that can be called and written to.
pub(super) fn short_survey(town: &Town) -> (Town, Guest) {
    let file = SourceFile { path: "short-survey.yaml".to_owned(), text: SURVEY.to_owned() };
    let library = Library::read(&[file], None).unwrap();
    let asking = town.asking("short-survey", "短いアンケート", &bundle::write(&library, "short-survey").unwrap());
    let guest = asking.invite("B市社会福祉協議会", "ビーシシャキョウ", "social_welfare_council");
    let contact = Contact {
        mail: Some("soudan@shakyo.example.jp".to_owned()),
        telephone: Some("0XX-200-1234".to_owned()),
        ..Contact::named(ContactId::new(town.act.at), guest.agency.id, "相談係")
    };
    let (network, act) = (town.network.id, town.act);
    town.store.write_blocking(move |connection| contacts::add(connection, network, &contact, &act)).unwrap();
    (asking, guest)
}

/// What the agency has handed in.
const FIELDS: &str =
    r#"{"caseload.persons":["12"],"caseload.contacts":["30"],"staff":["4"],"remarks":["夜間の電話が増えた"]}"#;
const DOCUMENT: &str = r#"{"caseload":{"persons":12,"contacts":30},"staff":4,"remarks":"夜間の電話が増えた"}"#;

pub(super) fn answered(town: &Town) -> (Town, Guest) {
    let (asking, guest) = short_survey(town);
    asking.save(guest.sheet, FIELDS, 0, "save");
    asking.submit(guest.sheet, DOCUMENT, 1, "submit");
    (asking, guest)
}

/// The address of an agency in the round.
pub(super) fn agency(town: &Town, guest: &Guest) -> String {
    format!("{}/agencies/{}", super::round(town), guest.agency.id)
}

pub(super) fn answer(town: &Town, guest: &Guest) -> String {
    format!("{}/sheets/1", agency(town, guest))
}

fn morning() -> jiff::Timestamp {
    at("2026-11-20T09:00:00+09:00")
}

pub(super) fn response(town: &Town, guest: &Guest) -> Response {
    let (network, sheet) = (town.network.id, guest.sheet);
    town.read(move |connection| responses::of_sheet(connection, network, sheet)).unwrap()
}

fn all_revisions(town: &Town, guest: &Guest) -> Vec<Revision> {
    let (network, id) = (town.network.id, response(town, guest).id);
    town.read(move |connection| revisions::of_response(connection, network, id))
}

/// Sends the first form whose address ends so, with some fields set.
pub(super) fn send(browser: &Browser, page: &Page, end: &str, fields: &[(&str, &str)]) -> Page {
    let form = Form::of(page, &format!("form[action$='{end}']"));
    fields.iter().fold(form, |form, (name, value)| form.with(name, value)).post(browser)
}

/// Saves a page of questions with some fields set, by its button.
pub(super) fn save(browser: &Browser, page: &Page, fields: &[(&str, &str)]) -> Page {
    let form = Form::of(page, "form#answers");
    fields.iter().fold(form, |form, (name, value)| form.with(name, value)).with("_go", "next").post(browser)
}

pub(super) fn open(browser: &Browser, path: &str) -> Page {
    let page = browser.get(path);
    assert_eq!(page.status, 200, "{path}: {}", page.text());
    page
}

pub(super) fn site(town: &Town) -> Site {
    Site::start(&town.store, morning())
}
