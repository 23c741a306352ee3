//! Passwords guessed by the dozen, and sent all at once.

use std::io::Write;
use std::num::NonZeroU32;

use norishiro::config::LimitsConfig;

use super::raw::{connect, rest};
use crate::crash::Node;
use crate::harness::{Backend, Browser, Database, Site, at};
use crate::staff::{MAIL, PASSWORD, at_desk, desk, sign_in, town_with_coordinator};

#[test]
fn who_guesses_passwords_waits_whatever_accounts_they_are_for() {
    let database = Database::fresh(Backend::Sqlite);
    let town = town_with_coordinator(database.store());
    let limits = LimitsConfig { sign_ins_per_minute: NonZeroU32::new(3).unwrap(), ..LimitsConfig::default() };
    let site = Site::start_within(database.store(), at("2026-11-20T09:00:00+09:00"), &limits);
    let officer = at_desk(&site);
    let browser = Browser::new(&site);
    for mail in ["one@b-city.example.jp", "two@b-city.example.jp"] {
        assert!(sign_in(&browser, mail, "ちがう合言葉です").text().contains("サインインできませんでした"));
    }
    let refused = sign_in(&browser, MAIL, PASSWORD);
    assert_eq!(refused.status, 429, "{}", refused.text());
    assert_eq!(refused.texts(".notice.error h2"), ["しばらくお待ちください"]);
    assert!(refused.texts("title").concat().starts_with("エラー："));
    assert_eq!(refused.attributes("#mail", "value"), [MAIL], "what was typed stays");
    assert!(!refused.html.contains(PASSWORD), "but for the password");
    let wait: u64 = refused.headers.get("retry-after").unwrap().to_str().unwrap().parse().unwrap();
    assert!((1..=21).contains(&wait), "{wait}");
    assert_eq!(officer.get(&desk(&town)).status, 200, "who is in stays in");
    assert_eq!(browser.get("/staff/sign-in").status, 200);
}

#[test]
fn passwords_sent_all_at_once_do_not_fill_the_memory() {
    const AT_ONCE: usize = 120;
    let database = Database::fresh(Backend::Sqlite);
    town_with_coordinator(database.store());
    let node = Node::start(database.config(), &[("NORISHIRO_LIMITS_SIGN_INS_PER_MINUTE", "1000000")]);
    let form = Browser::visiting(&node.url).get("/staff/sign-in");
    let cookie = form.headers.get("set-cookie").unwrap().to_str().unwrap().split(';').next().unwrap().to_owned();
    let body = format!(
        "csrf={}&mail=nobody%40example.jp&password=guess",
        form.attributes("input[name=csrf]", "value").concat()
    );
    let request = format!(
        "POST /staff/sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n\
         Cookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let send = || {
        let mut stream = connect(&node.url);
        stream.write_all(request.as_bytes()).unwrap();
        stream
    };
    assert_eq!(rest(send()).status(), 200, "one is looked at");
    let before = node.peak_memory();
    let sent: Vec<_> = (0..AT_ONCE).map(|_| send()).collect();
    assert_eq!(Browser::visiting(&node.url).get("/accessibility").status, 200, "others are served meanwhile");
    let replies: Vec<_> = sent.into_iter().map(rest).collect();
    for reply in &replies {
        let words = if reply.status() == 200 {
            "サインインできませんでした"
        } else {
            "ただいま混み合っている"
        };
        assert!([200, 503].contains(&reply.status()) && reply.text.contains(words), "{}", reply.text);
    }
    let after = node.peak_memory();
    let looked_at = replies.iter().filter(|reply| reply.status() == 200).count();
    eprintln!("passwords: {looked_at} of {AT_ONCE} looked at; peak {} kB, then {} kB", before / 1024, after / 1024);
    assert!(looked_at > 0);
    let places = std::thread::available_parallelism().unwrap().get() as u64;
    assert!(after < before + (places + 1) * 20 * 1024 * 1024, "{before} bytes, then {after}");
}
