//! The page of questions with its script on.

mod chromium;
mod conflicts;
mod keeping;
mod keyboard;
mod live;
mod tables;

use chromium::Chromium;
use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};

use crate::harness::{Backend, Database, Guest, Site, Town, at};
use crate::respond::asked;

/// A town, its server and an agency's browser.
struct Desk {
    // The browser closes before the server stops, and that before the database goes.
    chromium: Chromium,
    site: Option<Site>,
    url: String,
    guest: Guest,
    town: Town,
    database: Database,
}

const NOW: &str = "2026-11-20T10:32:00+09:00";

impl Desk {
    /// A desk where nothing is answered yet; none where this run was asked to leave browsers out.
    fn asking(questionnaire: &str) -> Option<Self> {
        if std::env::var("NORISHIRO_TEST_SKIP").is_ok_and(|what| what.split(',').any(|what| what == "browser")) {
            eprintln!("left out, as NORISHIRO_TEST_SKIP asks: browser");
            return None;
        }
        let database = Database::fresh(Backend::Sqlite);
        let (town, guest) = asked(&Town::new(database.store()), questionnaire);
        let site = Site::start(database.store(), at(NOW));
        let url = site.url.clone();
        Some(Self { chromium: Chromium::start(), site: Some(site), url, guest, town, database })
    }

    fn address(&self, page: &str) -> String {
        format!("{}/a/{}{page}", self.url, self.guest.token)
    }

    fn stop_server(&mut self) {
        self.site = None;
    }

    fn start_server_again(&mut self) {
        let address = self.url.trim_start_matches("http://");
        self.site = Some(Site::start_at(address, self.database.store(), at(NOW)));
    }

    /// Changes the database behind the program's back.
    fn run_sql(&self, sql: &str) {
        let file = self.database.config().url.trim_start_matches("sqlite:");
        SqliteConnection::establish(file).unwrap().batch_execute(sql).unwrap();
    }

    /// Opens a section of the first sheet.
    fn open(&self, section: &str) -> &Chromium {
        self.chromium.open(&self.address(&format!("/sheets/1/sections/{section}")));
        &self.chromium
    }
}

impl Chromium {
    /// Waits until the page says that everything is saved.
    fn wait_for_save(&self) {
        self.wait_until("document.getElementById('save-bar').className.includes(' saved')");
    }

    /// What the page says about saving.
    fn status(&self) -> String {
        self.text("#save-status")
    }
}

/// How many saves the page has sent.
fn count_saves(page: &Chromium) -> usize {
    let saves = page.script(
        "return performance.getEntriesByType('resource').filter((entry) => entry.initiatorType === 'fetch').length",
    );
    saves.as_u64().and_then(|saves| usize::try_from(saves).ok()).unwrap()
}
