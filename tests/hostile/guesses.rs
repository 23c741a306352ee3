//! Links guessed by the thousand, and forms sent without end.

use std::io::Write;
use std::num::NonZeroU32;

use norishiro::config::LimitsConfig;

use super::assert_friendly;
use super::raw::connect;
use crate::crash::Node;
use crate::harness::guessing::{From, guess};
use crate::harness::{Backend, Browser, Database, Form, Site, Town, at};
use crate::respond::asked;

const TOO_OFTEN: &str = "アクセスが続いたため、お待ちいただいています";

fn limits(links: u32, posts: u32) -> LimitsConfig {
    LimitsConfig {
        unknown_links_per_minute: NonZeroU32::new(links).unwrap(),
        posts_per_second: NonZeroU32::new(posts).unwrap(),
        ..LimitsConfig::default()
    }
}

#[test]
fn who_guesses_links_waits_and_who_has_one_does_not() {
    let database = Database::fresh(Backend::Sqlite);
    let (_, guest) = asked(&Town::new(database.store()), "group-work");
    let site = Site::start_within(database.store(), at("2026-11-20T09:00:00+09:00"), &limits(5, 100));
    let browser = Browser::new(&site);
    let link = format!("/a/{}", guest.token);
    assert_eq!(browser.get(&link).status, 200);
    for number in 0..4 {
        assert_eq!(browser.get(&format!("/a/guess-{number}")).status, 404);
    }
    let refused = browser.get("/a/guess-4");
    assert_friendly(&refused, 429, TOO_OFTEN);
    let wait: u64 = refused.headers.get("retry-after").unwrap().to_str().unwrap().parse().unwrap();
    assert!((1..=12).contains(&wait), "{wait}");
    // Behind the same address: a link that worked goes on working, for reading and saving.
    for _ in 0..20 {
        assert_eq!(browser.get(&link).status, 200);
        assert_eq!(browser.get("/a/another-guess").status, 429);
    }
    assert_eq!(browser.post(&format!("{link}/sheets/1"), &[]).status, 200);
    assert_eq!(browser.get("/staff/sign-in").status, 200, "only links are counted");
}

#[test]
fn a_form_that_came_too_often_can_be_sent_again() {
    let database = Database::fresh(Backend::Sqlite);
    let (_, guest) = asked(&Town::new(database.store()), "group-work");
    let site = Site::start_within(database.store(), at("2026-11-20T09:00:00+09:00"), &limits(300, 1));
    let browser = Browser::new(&site);
    let page = browser.get(&format!("/a/{}/sheets/1/sections/our_support", guest.token));
    let form = Form::of(&page, "#answers").with("strengths", "相談しやすいことです。").with("_go", "our_support");
    let refused = (0..50).map(|_| form.post(&browser)).find(|page| page.status != 200).expect("a refusal");
    assert_friendly(&refused, 429, TOO_OFTEN);
    assert_eq!(refused.texts(".answer"), ["相談しやすいことです。"]);
    let again = Form::of(&refused, "main form");
    assert_eq!(again.pairs, form.pairs);
    std::thread::sleep(std::time::Duration::from_millis(1200));
    let page = again.post(&browser);
    assert_eq!(Form::of(&page, "#answers").value("strengths"), Some("相談しやすいことです。"));
}

/// A million of either kind are guessed by the bench; here enough to see what is kept of each.
#[test]
fn links_guessed_by_the_thousand_leave_memory_as_it_was() {
    const GUESSES: usize = 15_000;
    let database = Database::fresh(Backend::Sqlite);
    let (_, guest) = asked(&Town::new(database.store()), "group-work");
    let direct = Node::start(database.config(), &[]);
    let behind_proxy = Node::start(database.config(), &[("NORISHIRO_WEB_TRUSTED_PROXIES", "127.0.0.1")]);
    for (node, from) in [(&direct, From::OneAddress), (&direct, From::Everywhere), (&behind_proxy, From::Everywhere)] {
        guess(&node.url, 0..2_000, from);
        let before = node.memory();
        let answers = guess(&node.url, 2_000..2_000 + GUESSES, from);
        let after = node.memory();
        eprintln!("guesses: {answers:?}; memory {} kB, then {} kB", before / 1024, after / 1024);
        assert_eq!(answers.not_found + answers.refused, GUESSES);
        if std::ptr::eq(node, &direct) {
            assert!(answers.refused > GUESSES / 2, "an address that is not a proxy's cannot be invented: {answers:?}");
        } else {
            assert_eq!(answers.refused, 0, "each has an address of its own");
        }
        assert!(after < before + 20 * 1024 * 1024, "{before} bytes, then {after}");
    }
    std::thread::sleep(std::time::Duration::from_millis(400));
    let mut honest = connect(&direct.url);
    write!(honest, "GET /a/{} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", guest.token).unwrap();
    assert_eq!(super::raw::rest(honest).status(), 200, "and an agency opens its link");
}
