//! Requests that are too large, compressed, or in no encoding of ours.

use super::assert_friendly;
use super::raw::send;
use crate::harness::{Backend, Browser, Database, Form, Site, Town, at};
use crate::respond::asked;

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");

/// A page of questions behind a link.
fn opened() -> (Database, Site, String) {
    let database = Database::fresh(Backend::Sqlite);
    let (_, guest) = asked(&Town::new(database.store()), "group-work");
    let site = Site::start(database.store(), at("2026-11-20T09:00:00+09:00"));
    (database, site, format!("/a/{}/sheets/1/sections/our_support", guest.token))
}

#[test]
fn too_many_fields_and_too_long_texts_are_refused_with_what_to_do() {
    let (_database, site, address) = opened();
    let browser = Browser::new(&site);
    let many: Vec<_> = (0..10_000).map(|number| (format!("strengths.{number}"), "1".to_owned())).collect();
    assert_friendly(&browser.post(&address, &many), 413, "送信された欄の数が多すぎます");
    let form = Form::of(&browser.get(&address), "#answers");
    let long = |length| form.clone().with("strengths", &"長".repeat(length)).post(&browser);
    assert_friendly(&long(90_000), 413, "送信された内容が大きすぎます");
    assert_friendly(&long(3_000_000), 413, "送信された内容が大きすぎます");
    assert_eq!(long(80_000).status, 200, "which no person types");
    assert_eq!(browser.get(&address).status, 200);
}

#[test]
fn what_is_no_utf_8_is_refused_and_not_changed_into_something_else() {
    let (_database, site, address) = opened();
    for typed in ["%ED%A0%80", "%FF", "%91%8A%92%6B", "%E7%9B%B8%E8", "%C0%AF"] {
        let body = format!("_asked=strengths&strengths={typed}");
        let reply = send(&site, &format!("POST {address}"), &[FORM], body.as_bytes());
        assert_eq!(reply.status(), 400, "{typed}");
        assert!(reply.text.contains("送信された文字を読み取れませんでした"), "{typed}: {}", reply.text);
    }
    let page = Browser::new(&site).get(&address);
    assert_eq!(Form::of(&page, "#answers").value("strengths"), Some(""), "nothing was saved");
}

#[test]
fn compressed_bodies_are_not_unpacked() {
    let (_database, site, address) = opened();
    for encoding in ["gzip", "br", "deflate", "zstd", "GZIP", "identity, gzip"] {
        let headers = [FORM, ("Content-Encoding", encoding)];
        let reply = send(&site, &format!("POST {address}"), &headers, &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0]);
        assert_eq!(reply.status(), 415, "{encoding}: {}", reply.text);
        assert!(reply.text.contains("圧縮された内容"), "{encoding}: {}", reply.text);
    }
    let plain = send(&site, &format!("POST {address}"), &[FORM, ("Content-Encoding", "identity")], b"_go=next");
    assert_eq!(plain.status(), 303, "{}", plain.text);
}

#[test]
fn giant_addresses_and_headers_are_refused() {
    let (_database, site, address) = opened();
    let browser = Browser::new(&site);
    assert_friendly(&browser.get(&format!("/a/{}", "x".repeat(20_000))), 414, "アドレスが長すぎます");
    assert_friendly(&browser.get(&format!("{address}?q={}", "x".repeat(20_000))), 414, "アドレスが長すぎます");
    let large = send(&site, &format!("GET {address}"), &[("X-Large", &"x".repeat(40_000))], b"");
    assert_eq!(large.status(), 431, "{}", large.text);
    let many: Vec<_> = (0..500).map(|_| ("X-Many", "x")).collect();
    let giant = "x".repeat(1_000_000);
    for headers in [many.as_slice(), &[("X-Giant", &giant)]] {
        let reply = send(&site, &format!("GET {address}"), headers, b"");
        // The server may close the connection while the rest is still being sent.
        assert!((400..500).contains(&reply.status()) || reply.text.is_empty(), "{}", reply.text);
    }
    assert_eq!(browser.get(&address).status, 200);
}

#[test]
fn other_kinds_of_bodies_and_broken_requests_get_a_clear_answer() {
    let (_database, site, address) = opened();
    let post = format!("POST {address}");
    for kind in [
        "application/json",
        "multipart/form-data; boundary=x",
        "text/plain",
        "application/x-www-form-urlencoded; charset=utf-16",
    ] {
        let reply = send(&site, &post, &[("Content-Type", kind)], b"{\"a\":1}");
        assert!((300..500).contains(&reply.status()), "{kind}: {}", reply.text);
    }
    for line in [
        "TRACE /",
        "PUT /staff",
        "DELETE /a/x",
        "POST /health",
        "GET /../../etc/passwd",
        "GET /assets/x/..%2f..%2fCargo.toml",
    ] {
        let reply = send(&site, line, &[], b"");
        assert!((400..500).contains(&reply.status()), "{line}: {}", reply.text);
    }
    for length in ["-1", "99999999999999999999", "abc"] {
        let reply = send(&site, &post, &[FORM, ("Content-Length", length)], b"");
        assert!((400..500).contains(&reply.status()), "{length}: {}", reply.text);
    }
    assert_eq!(Browser::new(&site).get(&address).status, 200);
}
