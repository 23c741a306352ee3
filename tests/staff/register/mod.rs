//! The register of agencies: its pages, its kinds, and its files.

mod import;
mod kinds;
mod pages;

use norishiro::store::agencies::{self, Agency};
use norishiro::store::contacts::{self, Contact};

use super::{at_desk, desk, town_with_coordinator};
use crate::harness::{Browser, Form, Page, Site, Town, at};

const MORNING: &str = "2026-11-20T09:00:00+09:00";

fn register(town: &Town) -> String {
    format!("{}/agencies", desk(town))
}

/// Every agency with its contacts, in the order of the readings.
fn kept(town: &Town) -> Vec<(Agency, Vec<Contact>)> {
    let network = town.network.id;
    let agencies = town.read(|c| agencies::of_network(c, network));
    let contacts = |agency: &Agency| town.read(|c| contacts::of_agency(c, network, agency.id));
    agencies.into_iter().map(|agency| (agency.clone(), contacts(&agency))).collect()
}

/// Adds an agency through its page.
fn add(browser: &Browser, town: &Town, fields: &[(&str, &str)]) -> Page {
    let form = Form::of(&browser.get(&format!("{}/new", register(town))), "main form[method=post]");
    fields.iter().fold(form, |form, (name, value)| form.with(name, value)).post(browser)
}

const CENTRE: &[(&str, &str)] = &[
    ("name", "B市保健センター"),
    ("kana", "ビーシホケンセンター"),
    ("kind", "health_centre"),
    ("postal-code", "０１２３４５６"),
    ("address", "B市若葉町12番1号"),
    ("contact-0-post", "こころの健康係"),
    ("contact-0-person", "柏木"),
    ("contact-0-mail", "hoken＠b-city.example.jp"),
    ("contact-0-telephone", "０１２３－４５－６７８９"),
];
