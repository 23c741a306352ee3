//! One courier: takes the next mail that is due, hands it over, and writes down what became of it.

use jiff::SignedDuration;
use uuid::Uuid;

use super::last_look::last_look;
use super::retry::{wait_after, wait_for_server};
use super::{Outbox, letter};
use crate::app::Clock;
use crate::mail::{MailError, Meaning, Message, Way};
use crate::store::StoreError;
use crate::store::outbox::{self, Claim, Claimed, Outcome};

/// How long a claim holds: longer than the slowest server may take over one mail.
const CLAIM: SignedDuration = SignedDuration::from_mins(10);

/// What became of the mails of one pass.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pass {
    /// How many the server took.
    pub sent: usize,
    /// How many it did not take, for now or for good.
    pub not_sent: usize,
    /// Why the pass ended before everything due was tried.
    pub trouble: Option<Trouble>,
}

/// A fault that keeps every mail back, as a code such as `server connection`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble(pub String);

/// What became of a mail, to be written down.
#[derive(Clone)]
struct Done {
    mail: Claimed,
    message_id: Option<String>,
    outcome: Outcome,
}

/// Sends mails one after the other.
pub(super) struct Courier {
    outbox: Outbox,
    /// Names the claims of this courier.
    name: String,
    /// Open while mails follow each other.
    way: Option<Way>,
    /// Not written down yet. Where the database is away just then it stays here, and the mail is not sent again.
    done: Option<Done>,
}

impl Courier {
    pub(super) fn new(outbox: Outbox) -> Self {
        Self { outbox, name: Uuid::now_v7().to_string(), way: None, done: None }
    }

    /// Sends until nothing is due, the pace is reached, the server is at fault or `is_stopped` says so.
    pub(super) fn pass(&mut self, clock: Clock, is_stopped: &dyn Fn() -> bool) -> Result<Pass, StoreError> {
        let mut pass = Pass::default();
        while pass.trouble.is_none() && !is_stopped() {
            let Some(mail) = self.next(clock)? else { break };
            let (message_id, outcome) = self.deliver(&mail, clock);
            match &outcome {
                Outcome::Sent => pass.sent += 1,
                Outcome::Untried(code) => pass.trouble = Some(Trouble(code.clone())),
                Outcome::Refused(_) | Outcome::GivenUp(_) | Outcome::Later(..) => pass.not_sent += 1,
                Outcome::NotYet(_) | Outcome::Held | Outcome::Dropped(_) => {}
            }
            self.done = Some(Done { mail, message_id, outcome });
        }
        self.write_down(clock)?;
        // A server closes a connection that says nothing.
        self.way = None;
        Ok(pass)
    }

    /// Writes down what became of the last mail and claims the next, in one transaction.
    fn next(&mut self, clock: Clock) -> Result<Option<Claimed>, StoreError> {
        let now = clock.now();
        if self.done.is_none() && !self.outbox.store.read_blocking(|connection| outbox::any_due(connection, now))? {
            return Ok(None);
        }
        let (done, name, per_minute) = (self.done.clone(), self.name.clone(), self.outbox.per_minute);
        let claimed = self.outbox.store.write_blocking(move |connection| -> Result<_, StoreError> {
            if let Some(done) = &done {
                done.write_down(connection, &name, clock)?;
            }
            outbox::claim(connection, &Claim { by: &name, now, until: now + CLAIM, per_minute })
        })?;
        self.done = None;
        if let Some(mail) = claimed.as_ref().filter(|mail| mail.was_cut_short()) {
            let (mail, network) = (mail.id, mail.network_id);
            tracing::warn!(%mail, %network, "the sending of a mail was cut short: it is sent again, and may arrive twice");
        }
        Ok(claimed)
    }

    fn write_down(&mut self, clock: Clock) -> Result<(), StoreError> {
        let Some(done) = self.done.clone() else { return Ok(()) };
        let name = self.name.clone();
        self.outbox.store.write_blocking(move |connection| done.write_down(connection, &name, clock))?;
        self.done = None;
        Ok(())
    }

    /// Hands one mail over, and tells its `Message-ID`.
    fn deliver(&mut self, mail: &Claimed, clock: Clock) -> (Option<String>, Outcome) {
        let now = clock.now();
        let written = self.outbox.store.read_blocking(|connection| {
            if let Some(outcome) = last_look(&self.outbox, connection, mail, now)? {
                return Ok(Err(outcome));
            }
            letter::message(&self.outbox, connection, mail, now).map(Ok)
        });
        let message = match written {
            Ok(Ok(Some(message))) => message,
            Ok(Err(outcome)) => return (None, outcome),
            Ok(Ok(None)) => {
                tracing::error!(mail = %mail.id, "a mail has no link any more and is given up");
                return (None, Outcome::GivenUp("link".to_owned()));
            }
            Err(error) => {
                tracing::error!(mail = %mail.id, %error, "a mail cannot be read");
                return (None, Outcome::Untried("server database".to_owned()));
            }
        };
        let outcome = match self.send(&message) {
            Ok(()) => {
                tracing::info!(mail = %mail.id, purpose = %mail.purpose, "a mail was sent");
                Outcome::Sent
            }
            Err(error) => failed(mail, &error, clock),
        };
        (Some(message.message_id()), outcome)
    }

    fn send(&mut self, message: &Message) -> Result<(), MailError> {
        let way = match &mut self.way {
            Some(way) => way,
            None => self.way.insert(self.outbox.transport.open()?),
        };
        let sent = way.send(message);
        if sent.as_ref().is_err_and(|error| error.meaning() == Meaning::NothingLeaves) {
            self.way = None;
        }
        sent
    }
}

impl Done {
    fn write_down(
        &self,
        connection: &mut crate::store::Connection,
        name: &str,
        clock: Clock,
    ) -> Result<(), StoreError> {
        let message_id = self.message_id.as_deref();
        if !outbox::finish(connection, &self.mail, name, message_id, &self.outcome, clock.now())? {
            tracing::warn!(mail = %self.mail.id, "another worker took a mail on before this one had said what became of it");
        }
        Ok(())
    }
}

/// What a failure means to the mail: nothing of its address comes into the log.
fn failed(mail: &Claimed, error: &MailError, clock: Clock) -> Outcome {
    let (id, code) = (mail.id, error.code());
    match error.meaning() {
        Meaning::NothingLeaves => Outcome::Untried(code),
        Meaning::Never => {
            tracing::warn!(mail = %id, %code, "a mail was refused");
            Outcome::Refused(code)
        }
        Meaning::Kept => {
            tracing::warn!(mail = %id, %code, "the mail server's rules keep a mail back");
            Outcome::Later(code, clock.now() + wait_for_server(mail.attempts))
        }
        Meaning::Later => match wait_after(mail.attempts) {
            Some(wait) => {
                tracing::info!(mail = %id, %code, %error, "a mail is tried again later");
                Outcome::Later(code, clock.now() + wait)
            }
            None => {
                tracing::warn!(mail = %id, %code, "a mail is given up after three days");
                Outcome::GivenUp(code)
            }
        },
    }
}
