//! The database server is gone for a while, and comes back.

use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use norishiro::config::DatabaseConfig;
use norishiro::store::Store;
use reqwest::Url;

use crate::harness::{Backend, Browser, Database, Form, Site, Town, at};
use crate::respond::asked;

/// A way to the database that can be cut.
struct Way {
    url: String,
    is_cut: Arc<AtomicBool>,
    open: Arc<Mutex<Vec<TcpStream>>>,
}

impl Way {
    fn to(config: &DatabaseConfig) -> Self {
        let mut url: Url = config.url.parse().unwrap();
        let target = format!("{}:{}", url.host_str().unwrap(), url.port().unwrap_or(5432));
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        url.set_host(Some("127.0.0.1")).unwrap();
        url.set_port(Some(listener.local_addr().unwrap().port())).unwrap();
        let way = Self { url: url.to_string(), is_cut: Arc::default(), open: Arc::default() };
        let (is_cut, open) = (Arc::clone(&way.is_cut), Arc::clone(&way.open));
        // It ends with the test program.
        std::thread::spawn(move || {
            for near in listener.incoming().map_while(Result::ok) {
                if is_cut.load(Ordering::SeqCst) {
                    continue;
                }
                let far = TcpStream::connect(&target).unwrap();
                for (from, to) in [(&near, &far), (&far, &near)] {
                    let (mut from, mut to) = (from.try_clone().unwrap(), to.try_clone().unwrap());
                    std::thread::spawn(move || {
                        drop(std::io::copy(&mut from, &mut to));
                        drop(to.shutdown(Shutdown::Both));
                    });
                }
                open.lock().unwrap().extend([near, far]);
            }
        });
        way
    }

    /// Ends all connections and lets no new one through.
    fn cut(&self) {
        self.is_cut.store(true, Ordering::SeqCst);
        for stream in self.open.lock().unwrap().drain(..) {
            drop(stream.shutdown(Shutdown::Both));
        }
    }

    fn mend(&self) {
        self.is_cut.store(false, Ordering::SeqCst);
    }
}

#[test]
fn a_database_that_is_gone_leaves_what_was_typed_in_the_form_and_comes_back() {
    if Database::left_out(Backend::Postgresql) {
        return;
    }
    let database = Database::fresh(Backend::Postgresql);
    let (_, guest) = asked(&Town::new(database.store()), "group-work");
    let way = Way::to(database.config());
    let store = Store::open(&DatabaseConfig::at(&way.url)).unwrap();
    let site = Site::start(&store, at("2026-11-20T09:00:00+09:00"));
    let browser = Browser::new(&site);
    let address = format!("/a/{}/sheets/1/sections/our_support", guest.token);
    let typed = "家族の話を長く聴けることです。\r\n「<のりしろ>」もあります。";

    let form = Form::of(&browser.get(&address), "#answers").with("strengths", typed).with("_go", "our_support");
    way.cut();
    let page = form.post(&browser);
    assert_eq!(page.status, 503, "{}", page.text());
    assert_eq!(page.texts("h1"), ["保存できませんでした"]);
    assert!(page.headers.contains_key("retry-after"));
    assert!(page.texts(".answer").concat().contains("<のりしろ>"), "the text can be read: {}", page.text());
    let again = Form::of(&page, "main form");
    assert_eq!(again.pairs, form.pairs, "and sent again just as it was");
    let unreadable = browser.get(&address);
    assert_eq!(unreadable.status, 503);
    assert!(!unreadable.text().contains("postgres"), "no inside words: {}", unreadable.text());

    way.mend();
    let page = again.post(&browser);
    assert_eq!((page.status, page.texts(".notice.error")), (200, vec![]), "{}", page.text());
    assert_eq!(Form::of(&page, "#answers").value("strengths"), Some(typed));

    let review = browser.get(&format!("/a/{}/sheets/1/review", guest.token));
    let submit = Form::of(&review, "form[action$=revisions]");
    way.cut();
    let page = submit.post(&browser);
    assert_eq!(page.status, 503, "{}", page.text());
    way.mend();
    let receipt = Form::of(&page, "main form").post(&browser);
    assert!(receipt.path.ends_with("/receipt"), "{}: {}", receipt.path, receipt.text());
}
