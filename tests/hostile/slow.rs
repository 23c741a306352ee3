//! Requests that are begun and never finished.

use std::io::Write;
use std::time::{Duration, Instant};

use norishiro::config::LimitsConfig;

use super::raw::{connect, rest};
use crate::harness::{Backend, Browser, Database, Site, Town, at};
use crate::respond::asked;

#[test]
fn half_requests_are_ended_and_others_are_served_meanwhile() {
    let database = Database::fresh(Backend::Sqlite);
    let (_, guest) = asked(&Town::new(database.store()), "group-work");
    let limits = LimitsConfig { request_seconds: 1, ..LimitsConfig::default() };
    let site = Site::start_within(database.store(), at("2026-11-20T09:00:00+09:00"), &limits);
    let address = format!("/a/{}/sheets/1/sections/our_support", guest.token);
    let form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nstrengths=";
    let begun = Instant::now();
    let half = |text: &str| {
        let mut stream = connect(&site.url);
        stream.write_all(text.as_bytes()).unwrap();
        stream
    };
    let heads: Vec<_> =
        (0..100).map(|_| half(&format!("GET {address} HTTP/1.1\r\nHost: localhost\r\nX-Slow: "))).collect();
    let bodies: Vec<_> =
        (0..100).map(|_| half(&format!("POST {address} HTTP/1.1\r\nHost: localhost\r\n{form}"))).collect();
    let browser = Browser::new(&site);
    assert_eq!(browser.get(&address).status, 200);
    for stream in heads {
        let reply = rest(stream);
        assert!(reply.status() == 408 || reply.text.is_empty(), "{}", reply.text);
    }
    for stream in bodies {
        let reply = rest(stream);
        assert_eq!(reply.status(), 408, "{}", reply.text);
        assert!(reply.text.contains("送信が途中で止まりました"), "{}", reply.text);
    }
    assert!(begun.elapsed() < Duration::from_secs(20), "each was ended after about a second: {:?}", begun.elapsed());
    assert_eq!(browser.get(&address).status, 200);
}
