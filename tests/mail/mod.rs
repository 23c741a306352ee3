//! Mail from the outbox to a real mail server, on both kinds of database.

mod bounces;
mod command;
mod nodes;
mod sending;
mod trouble;

use jiff::Timestamp;
use norishiro::app::Clock;
use norishiro::app::outbox::{Outbox, Pass, ReturnPath};
use norishiro::config::MailConfig;
use norishiro::mail::Transport;
use norishiro::store::audit::{self, Subject};
use norishiro::store::{MailId, Store};

use crate::harness::{Town, server_key};

/// The address of the site in letters.
const SITE: &str = "https://survey.b-city.example.jp";

/// Everything that a node needs to send to a server on this port.
pub(crate) fn outbox(store: &Store, port: u16) -> Outbox {
    let config = MailConfig::over(format!("smtp://127.0.0.1:{port}"));
    Outbox {
        store: store.clone(),
        key: server_key(),
        public_url: SITE.to_owned(),
        transport: Transport::of(&config).unwrap().unwrap(),
        return_path: Some(return_path()),
        per_minute: 0,
        calendar: None,
    }
}

fn return_path() -> ReturnPath {
    ReturnPath::new("bounce@b-city.example.jp", &server_key()).unwrap()
}

/// Sends what is due at a time, as a worker does.
pub(crate) fn send_at(outbox: &Outbox, now: Timestamp) -> Pass {
    outbox.send_due(Clock::set_to(now)).unwrap()
}

/// What the log says was done to a mail, in order.
fn told(town: &Town, mail: MailId) -> Vec<String> {
    let lines = town.read(|connection| audit::about(connection, town.network.id, &Subject::new("mail", mail)));
    assert!(lines.iter().all(|line| !line.details.contains('@')), "no address in the log");
    lines.into_iter().map(|line| line.action).collect()
}
