//! No room is left on the disk, and then there is again.

use norishiro::answer::RawFields;
use norishiro::config::DatabaseConfig;
use norishiro::store::{Store, drafts};

use super::disk::{Disk, Server};
use crate::harness::{Backend, Browser, Database, Form, Site, Town, at};
use crate::respond::asked;

#[test]
fn a_full_disk_leaves_what_was_typed_in_the_form_and_passes() {
    let Some(disk) = Disk::of(8) else { return };
    story(&disk, &format!("sqlite:{}/n.sqlite3", disk.path().display()));
}

#[test]
fn so_does_one_under_postgresql() {
    if Database::left_out(Backend::Postgresql) {
        return;
    }
    // A new server takes half of it.
    let Some(disk) = Disk::of(160) else { return };
    let server = Server::on(&disk);
    story(&disk, &server.url());
}

fn story(disk: &Disk, url: &str) {
    let store = Store::open(&DatabaseConfig::at(url)).unwrap();
    store.migrate().unwrap();
    let (town, guest) = asked(&Town::new(&store), "group-work");
    let site = Site::start(&store, at("2026-11-20T09:00:00+09:00"));
    let browser = Browser::new(&site);
    let address = format!("/a/{}/sheets/1/sections/our_support", guest.token);
    let stored = || {
        let draft = town.read(|connection| drafts::find(connection, town.network.id, guest.sheet)).unwrap();
        serde_json::from_str::<RawFields>(&draft.fields).unwrap().first("strengths").to_owned()
    };
    Form::of(&browser.get(&address), "#answers").with("strengths", "相談しやすいことです。").post(&browser);
    assert_eq!(stored(), "相談しやすいことです。");

    disk.fill();
    let long = long_text();
    let form = Form::of(&browser.get(&address), "#answers").with("strengths", &long).with("_go", "our_support");
    let page = form.post(&browser);
    assert_eq!(page.status, 507, "{}", page.text());
    assert!(page.texts(".notice.error h2").contains(&"保存できませんでした".to_owned()), "{}", page.text());
    assert!(page.texts("title").concat().starts_with("エラー："));
    let again = Form::of(&page, "#answers").with("_go", "our_support");
    assert_eq!(again.value("strengths"), Some(long.as_str()), "the text is still in the form");
    assert_eq!(stored(), "相談しやすいことです。", "and what was saved before is kept");
    assert_eq!(browser.get(&address).status, 200, "pages can be read meanwhile");
    assert_eq!(again.post(&browser).status, 507, "as long as the disk is full");

    disk.free();
    let page = again.post(&browser);
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.texts(".notice.success").concat().contains("保存しました"));
    assert!(page.attributes(".choose", "class").is_empty(), "no conflict with itself");
    assert_eq!(stored(), long.replace("\r\n", "\n"));
}

/// Some 50,000 characters in no order, which a database cannot make small.
fn long_text() -> String {
    let mut chance = fastrand::Rng::with_seed(1);
    let mut line = |_| (0..40).map(|_| chance.char('一'..'龠')).chain("\r\n".chars()).collect::<String>();
    (0..1_200).map(&mut line).collect()
}
