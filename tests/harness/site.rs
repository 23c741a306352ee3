//! The real server on a port of its own, and a browser's HTTP to it.

use std::net::TcpListener;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::{Arc, Barrier, LazyLock, mpsc};
use std::thread::JoinHandle;

use actix_web::dev::ServerHandle;
use actix_web::rt::System;
use actix_web::web::Data;
use jiff::Timestamp;
use norishiro::app::RoundData;
use norishiro::app::board::Readings;
use norishiro::app::masking::Masker;
use norishiro::app::outbox::{Outbox, Worker};
use norishiro::app::reminders::{self, planner::Planner};
use norishiro::app::words::{WordDictionary, WordTexts};
use norishiro::app::{Calendar, Clock, Definitions, Hashing, shipped};
use norishiro::assets::Templates;
use norishiro::config::{LimitsConfig, MailConfig};
use norishiro::mail::Transport;
use norishiro::store::Store;
use norishiro::web::limits::Rates;
use norishiro::web::{State, server};
use reqwest::cookie::Jar;
use reqwest::header::HeaderMap;
use scraper::{Html, Selector};

use super::{Form, server_key};

/// One dictionary for the sites of all tests: it is read only, and takes a while to unpack without optimisation.
pub(crate) static WORDS: LazyLock<Arc<WordDictionary>> = LazyLock::new(Arc::default);

/// What becomes of mail.
enum Mail {
    /// None is written.
    None,
    /// It stays in the outbox.
    Stays,
    /// It leaves.
    Leaves(Transport),
}

/// A running server; it stops with this value.
pub(crate) struct Site {
    pub(crate) url: String,
    handle: ServerHandle,
    thread: Option<JoinHandle<()>>,
    _workers: Option<(Worker, reminders::Worker)>,
}

impl Site {
    /// Serves a database, with the clock set to `now`, to a respondent as fast as a program.
    pub(crate) fn start(store: &Store, now: Timestamp) -> Self {
        Self::start_at("127.0.0.1:0", store, now)
    }

    /// The same on a given address and port, as when the program is started again.
    pub(crate) fn start_at(address: &str, store: &Store, now: Timestamp) -> Self {
        Self::serve(address, store, now, Mail::None, &generous())
    }

    /// The same, cutting words by a dictionary of the test's.
    pub(crate) fn cutting_by(words: WordDictionary, store: &Store, now: Timestamp) -> Self {
        Self::serve_with(Arc::new(words), "127.0.0.1:0", store, now, Mail::None, &generous())
    }

    /// The same, with outgoing mail put into a folder.
    pub(crate) fn sending(store: &Store, now: Timestamp, mail: PathBuf) -> Self {
        Self::serve("127.0.0.1:0", store, now, Mail::Leaves(Transport::File(mail)), &generous())
    }

    /// The same, with outgoing mail left in the outbox.
    pub(crate) fn queuing(store: &Store, now: Timestamp) -> Self {
        Self::serve("127.0.0.1:0", store, now, Mail::Stays, &generous())
    }

    /// The whole program: mail goes to a server on this port, and reminders are planned.
    pub(crate) fn working(address: &str, store: &Store, now: Timestamp, port: u16) -> Self {
        let transport = Transport::of(&MailConfig::over(format!("smtp://127.0.0.1:{port}"))).unwrap().unwrap();
        Self::serve(address, store, now, Mail::Leaves(transport), &generous())
    }

    /// The same, within limits.
    pub(crate) fn start_within(store: &Store, now: Timestamp, limits: &LimitsConfig) -> Self {
        Self::serve("127.0.0.1:0", store, now, Mail::None, limits)
    }

    fn serve(address: &str, store: &Store, now: Timestamp, mail: Mail, limits: &LimitsConfig) -> Self {
        Self::serve_with(Arc::clone(&WORDS), address, store, now, mail, limits)
    }

    fn serve_with(
        words: Arc<WordDictionary>,
        address: &str,
        store: &Store,
        now: Timestamp,
        mail: Mail,
        limits: &LimitsConfig,
    ) -> Self {
        let listener = TcpListener::bind(address).unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let state = State {
            store: store.clone(),
            definitions: Definitions::new(&shipped::library().unwrap()),
            readings: Readings::default(),
            round_data: RoundData::default(),
            gap_readings: norishiro::app::gaps::Readings::default(),
            resource_readings: norishiro::app::resources::Readings::default(),
            words: Arc::clone(&words),
            word_texts: WordTexts::default(),
            masker: Masker::new(words).unwrap(),
            templates: Templates::parse().unwrap(),
            key: server_key(),
            public_url: url.clone(),
            sends_mail: !matches!(mail, Mail::None),
            has_bounce_mailbox: false,
            calendar: Calendar::shipped().unwrap(),
            clock: Clock::set_to(now),
            rates: Rates::new(limits),
            hashing: Hashing::for_this_machine(),
            request_seconds: limits.request_seconds,
            notice: None,
        };
        let workers = if let Mail::Leaves(transport) = mail {
            let outbox = Outbox {
                store: store.clone(),
                key: server_key(),
                public_url: url.clone(),
                transport,
                return_path: None,
                per_minute: 0,
                calendar: Some(Calendar::shipped().unwrap()),
            };
            let planner = Planner {
                store: store.clone(),
                definitions: Definitions::new(&shipped::library().unwrap()),
                templates: Templates::parse().unwrap(),
                calendar: Calendar::shipped().unwrap(),
            };
            let mails = Worker::start(&outbox, state.clock, 1).unwrap();
            Some((mails, reminders::Worker::start(planner, state.clock).unwrap()))
        } else {
            None
        };
        let (send, receive) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            System::new().block_on(async move {
                let server = server::start(Data::new(state), listener, 1).unwrap();
                send.send(server.handle()).unwrap();
                server.await.unwrap();
            });
        });
        Self { url, handle: receive.recv().unwrap(), thread: Some(thread), _workers: workers }
    }
}

/// Limits that no respondent of the tests meets, fast as programs are.
fn generous() -> LimitsConfig {
    let many = NonZeroU32::new(1_000_000).unwrap();
    LimitsConfig {
        unknown_links_per_minute: many,
        sign_ins_per_minute: many,
        posts_per_second: many,
        ..LimitsConfig::default()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let stopped = self.handle.stop(false);
        System::new().block_on(stopped);
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// A browser without scripts: follows redirects, keeps cookies.
pub(crate) struct Browser {
    runtime: actix_web::rt::SystemRunner,
    client: reqwest::Client,
    cookies: Arc<Jar>,
    site: String,
}

/// What came back.
pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    /// Path and query of the last address.
    pub(crate) path: String,
    pub(crate) html: String,
}

impl Browser {
    pub(crate) fn new(site: &Site) -> Self {
        Self::visiting(&site.url)
    }

    /// A browser for a site that runs elsewhere.
    pub(crate) fn visiting(url: &str) -> Self {
        Self::with_cookies(url, Arc::default())
    }

    fn with_cookies(url: &str, cookies: Arc<Jar>) -> Self {
        let client = reqwest::Client::builder().cookie_provider(cookies.clone()).build().unwrap();
        Self { runtime: System::new(), client, cookies, site: url.to_owned() }
    }

    /// Sends forms at the same moment, each with its browser's cookies.
    pub(crate) fn at_once(forms: &[(&Self, &Form)]) -> Vec<Page> {
        let start = Barrier::new(forms.len());
        std::thread::scope(|scope| {
            let press = |(browser, form): &(&Self, &'_ Form)| {
                let (site, cookies, form, start) =
                    (browser.site.clone(), browser.cookies.clone(), (*form).clone(), &start);
                scope.spawn(move || {
                    let browser = Self::with_cookies(&site, cookies);
                    start.wait();
                    form.post(&browser)
                })
            };
            let presses: Vec<_> = forms.iter().map(press).collect();
            presses.into_iter().map(|press| press.join().unwrap()).collect()
        })
    }

    pub(crate) fn get(&self, path: &str) -> Page {
        self.send(self.client.get(format!("{}{path}", self.site)))
    }

    /// The same browser, with its cookies, after the server was started anew.
    pub(crate) fn at(&self, site: &Site) -> Self {
        Self::with_cookies(&site.url, self.cookies.clone())
    }

    /// Fetches a file: what came back, without its body as text, and the bytes.
    pub(crate) fn download(&self, path: &str) -> (HeaderMap, Vec<u8>) {
        self.runtime.block_on(async {
            let response = self.client.get(format!("{}{path}", self.site)).send().await.unwrap();
            assert_eq!(response.status().as_u16(), 200, "{path}");
            (response.headers().clone(), response.bytes().await.unwrap().to_vec())
        })
    }

    /// Looks at the headers only, as mail gateways do.
    pub(crate) fn head(&self, path: &str) -> Page {
        self.send(self.client.head(format!("{}{path}", self.site)))
    }

    /// Posts a form as a page of ours does.
    pub(crate) fn post(&self, path: &str, pairs: &[(String, String)]) -> Page {
        let request = self.client.post(format!("{}{path}", self.site)).header("Sec-Fetch-Site", "same-origin");
        self.send(request.form(pairs))
    }

    /// The same from a page of another site.
    pub(crate) fn post_from_elsewhere(&self, path: &str, pairs: &[(String, String)]) -> Page {
        let request = self.client.post(format!("{}{path}", self.site)).header("Sec-Fetch-Site", "cross-site");
        self.send(request.form(pairs))
    }

    /// Posts a form with a file (its field, its name and its bytes) as a page of ours does.
    pub(crate) fn post_file(&self, path: &str, pairs: &[(String, String)], file: (&str, &str, &[u8])) -> Page {
        const BETWEEN: &str = "----between-the-fields-of-a-form";
        let (field, file_name, bytes) = file;
        let mut body = Vec::new();
        for (name, value) in pairs.iter().filter(|(name, _)| name != field) {
            let head = format!("--{BETWEEN}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(head.as_bytes());
        }
        let disposition = format!("form-data; name=\"{field}\"; filename=\"{file_name}\"");
        let head = format!(
            "--{BETWEEN}\r\nContent-Disposition: {disposition}\r\nContent-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{BETWEEN}--\r\n").as_bytes());
        let request = self.client.post(format!("{}{path}", self.site)).header("Sec-Fetch-Site", "same-origin");
        let media = format!("multipart/form-data; boundary={BETWEEN}");
        self.send(request.header("Content-Type", media).body(body))
    }

    fn send(&self, request: reqwest::RequestBuilder) -> Page {
        self.runtime.block_on(async {
            let response = request.send().await.unwrap();
            let address = response.url().clone();
            let query = address.query().map(|query| format!("?{query}")).unwrap_or_default();
            Page {
                status: response.status().as_u16(),
                headers: response.headers().clone(),
                path: format!("{}{query}", address.path()),
                html: response.text().await.unwrap(),
            }
        })
    }
}

impl Page {
    pub(crate) fn document(&self) -> Html {
        Html::parse_document(&self.html)
    }

    /// The visible text of everything that a selector finds, one string each, spaces joined.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        let words = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.document().select(&selector).map(|element| words(element.text().collect())).collect()
    }

    /// The text of the whole page.
    pub(crate) fn text(&self) -> String {
        self.texts("body").join(" ")
    }

    /// An attribute of everything that a selector finds.
    pub(crate) fn attributes(&self, selector: &str, attribute: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        let document = self.document();
        document.select(&selector).filter_map(|element| element.attr(attribute).map(str::to_owned)).collect()
    }
}
