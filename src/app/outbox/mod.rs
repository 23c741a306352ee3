//! Sending what the outbox holds: a worker on each node claims mails one by one and hands them to the mail server.
//!
//! A mail is written once, in the transaction of the act that causes it (`store::outbox::queue`), and leaves when it
//! is due. Nothing that happens to the mail server or to a node loses one; where a node is killed while it is sending,
//! that one mail may arrive twice.

pub mod bounces;
mod courier;
mod health;
mod last_look;
mod letter;
mod retry;
mod return_path;
mod seal;
mod worker;

pub use courier::{Pass, Trouble};
pub use health::{Health, health};
pub use return_path::ReturnPath;
pub use seal::seal;
pub use worker::Worker;

use super::{Calendar, Clock, ServerKey};
use crate::config::MailConfig;
use crate::mail::{MailError, Transport};
use crate::store::{Store, StoreError};
use courier::Courier;

/// Everything that is needed to send mails.
#[derive(Clone)]
pub struct Outbox {
    /// Where the mails are.
    pub store: Store,
    /// What links are made from, and what seals other secrets.
    pub key: ServerKey,
    /// The address of the site.
    pub public_url: String,
    /// How mails leave.
    pub transport: Transport,
    /// Where mail servers report to, if to a mailbox of its own.
    pub return_path: Option<ReturnPath>,
    /// How many mails may be tried within a minute, by all nodes together; 0 for any number.
    pub per_minute: u32,
    /// The days on which mails leave that nobody waits for; `None` where they leave at any time, as the letters of a
    /// town that is being made up do.
    pub calendar: Option<Calendar>,
}

impl Outbox {
    /// What the settings say; `None` where no mail is to be sent.
    ///
    /// # Errors
    /// A transport that cannot be used.
    pub fn of(
        config: &MailConfig,
        store: &Store,
        key: &ServerKey,
        public_url: &str,
        calendar: &Calendar,
    ) -> Result<Option<Self>, MailError> {
        let Some(transport) = Transport::of(config)? else { return Ok(None) };
        Ok(Some(Self {
            store: store.clone(),
            key: key.clone(),
            public_url: public_url.to_owned(),
            transport,
            return_path: config.bounce_address.as_deref().and_then(|address| ReturnPath::new(address, key)),
            per_minute: config.per_minute,
            calendar: Some(calendar.clone()),
        }))
    }

    /// Sends what is due at this time, as far as the pace allows, and returns what became of it. Blocks.
    ///
    /// # Errors
    /// Those of the database.
    pub fn send_due(&self, clock: Clock) -> Result<Pass, StoreError> {
        Courier::new(self.clone()).pass(clock, &|| false)
    }
}
