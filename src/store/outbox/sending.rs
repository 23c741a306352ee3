//! What workers do with the outbox: claim a mail that is due, and write down what became of it.
//!
//! A claim lasts for a while. Where its worker is killed, the claim ends by itself and another worker sends the mail:
//! nothing is lost, and only the one mail that was under way may arrive twice.

use diesel::connection::SimpleConnection;
use diesel::dsl::{count_star, min};
use diesel::prelude::*;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::queue::record;
use super::{MailState, Purpose};
use crate::store::audit::Act;
use crate::store::columns::{At, Maybe};
use crate::store::schema::outbox;
use crate::store::{Connection, ContactId, InvitationId, MailId, NetworkId, RoundId, StoreError, contacts};

/// What a worker claims a mail with.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'a> {
    /// The worker's own name.
    pub by: &'a str,
    /// The time.
    pub now: Timestamp,
    /// When the claim ends, unless the worker says before what became of the mail.
    pub until: Timestamp,
    /// How many mails may be tried within a minute, by all workers together; 0 for any number.
    pub per_minute: u32,
}

/// A mail that one worker is to send.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = outbox)]
pub struct Claimed {
    /// Its network.
    pub network_id: NetworkId,
    /// Its id.
    pub id: MailId,
    /// What it is for.
    pub purpose: Purpose,
    /// The round it is about, if it is about one.
    pub round_id: Option<RoundId>,
    /// The invitation whose link it holds.
    pub invitation_id: Option<InvitationId>,
    /// The contact it goes to, where the recipient is one.
    pub contact_id: Option<ContactId>,
    /// The recipient's name.
    pub to_name: String,
    /// The recipient's address.
    pub to_address: String,
    /// One line.
    pub subject: String,
    /// The text, with a place holder for the link.
    pub body: String,
    /// What takes the place of the place holder where it is no invitation's link, encrypted.
    pub sealed: Option<String>,
    /// How often it was tried, this time included; faults of the server itself do not count.
    pub attempts: i32,
    /// The `Message-ID` under which it was tried before.
    pub message_id: Option<String>,
    state: MailState,
    #[diesel(deserialize_as = Maybe<At>)]
    claimed_at: Option<Timestamp>,
}

impl Claimed {
    /// Whether another worker was sending it and never said what became of it: it may arrive twice.
    pub fn was_cut_short(&self) -> bool {
        self.state == MailState::Sending
    }
}

/// Names only the ids: a log must not hold names and addresses.
impl std::fmt::Debug for Claimed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Claimed").field("network", &self.network_id).field("id", &self.id).finish_non_exhaustive()
    }
}

/// What became of a claimed mail. Codes are such as `recipient 550`, never an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The server took it.
    Sent,
    /// The server will never take it.
    Refused(String),
    /// It could not be handed over for days.
    GivenUp(String),
    /// The server does not take it now: it is tried again at this time.
    Later(String, Timestamp),
    /// It may not leave yet: it waits until this time, and was not tried.
    NotYet(Timestamp),
    /// Its round is paused: it waits until that goes on.
    Held,
    /// It is not needed any more, for this reason: `answered`, `closed` or `paused`.
    Dropped(&'static str),
    /// The server itself could not be used, which is no fault of the mail: it stays due.
    Untried(String),
}

/// Whether any mail is due. Cheaper than to claim one.
///
/// # Errors
/// Those of the database.
pub fn any_due(connection: &mut Connection, now: Timestamp) -> Result<bool, StoreError> {
    for (state, priority) in ORDER {
        let due = outbox::table
            .filter(outbox::state.eq(state).and(outbox::priority.eq(priority)))
            .filter(outbox::next_attempt_at.le(At::from(now)));
        if diesel::select(diesel::dsl::exists(due)).get_result(connection)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// When the first waiting mail is due; `None` where none waits.
///
/// # Errors
/// Those of the database.
pub fn next_due(connection: &mut Connection) -> Result<Option<Timestamp>, StoreError> {
    let first: Option<At> = outbox::table
        .filter(outbox::state.eq(MailState::Waiting))
        .select(min(outbox::next_attempt_at))
        .get_result(connection)?;
    Ok(first.and_then(|at| at.try_into().ok()))
}

/// In which order mails are looked for: mails that somebody waits for come first, and first among them those of which
/// a worker's claim has ended.
const ORDER: [(MailState, i32); 4] =
    [(MailState::Sending, 0), (MailState::Waiting, 0), (MailState::Sending, 1), (MailState::Waiting, 1)];

/// Claims the next mail that is due; `None` where none is, or enough were tried within the last minute.
///
/// # Errors
/// Those of the database.
pub fn claim(connection: &mut Connection, claim: &Claim<'_>) -> Result<Option<Claimed>, StoreError> {
    if claim.per_minute > 0 && !may_go_on(connection, claim)? {
        return Ok(None);
    }
    for (state, priority) in ORDER {
        if let Some(mut mail) = next(connection, state, priority, claim.now)? {
            let row = outbox::table
                .find((mail.network_id, mail.id))
                .filter(outbox::state.eq(state).and(outbox::next_attempt_at.le(At::from(claim.now))));
            let claimed = diesel::update(row)
                .set((
                    outbox::state.eq(MailState::Sending),
                    outbox::attempts.eq(mail.attempts + 1),
                    outbox::claimed_by.eq(Some(claim.by)),
                    outbox::claimed_at.eq(Some(At::from(claim.now))),
                    outbox::next_attempt_at.eq(At::from(claim.until)),
                ))
                .execute(connection)?;
            if claimed == 0 {
                return Ok(None);
            }
            mail.attempts += 1;
            mail.claimed_at = Some(claim.now);
            if mail.was_cut_short() {
                let act = Act::by_program(claim.now);
                record(connection, mail.network_id, mail.id, &act, "mail.repeated", &json!({}))?;
            }
            return Ok(Some(mail));
        }
    }
    Ok(None)
}

/// The first due mail of this state and priority; on PostgreSQL one that nobody else has under way.
fn next(
    connection: &mut Connection,
    state: MailState,
    priority: i32,
    now: Timestamp,
) -> Result<Option<Claimed>, StoreError> {
    macro_rules! due {
        () => {
            outbox::table
                .filter(outbox::state.eq(state).and(outbox::priority.eq(priority)))
                .filter(outbox::next_attempt_at.le(At::from(now)))
                .order((outbox::next_attempt_at, outbox::id))
                .limit(1)
                .select(Claimed::as_select())
        };
    }
    let found = match connection {
        Connection::Sqlite(inner) => due!().get_result(inner),
        Connection::Postgres(inner) => due!().for_update().skip_locked().get_result(inner),
    };
    Ok(found.optional()?)
}

/// Whether the pace allows one more mail: within a minute the number that is set, and within ten seconds a sixth of
/// it, so that a server meets no rush at each minute's turn.
fn may_go_on(connection: &mut Connection, claim: &Claim<'_>) -> Result<bool, StoreError> {
    if let Connection::Postgres(connection) = connection {
        // Two nodes that count at the same time would each see the other's mail not yet.
        connection.batch_execute("SELECT pg_advisory_xact_lock(7021726418)")?;
    }
    for (seconds, most) in [(60, claim.per_minute), (10, claim.per_minute.div_ceil(6))] {
        let since = At::from(claim.now - SignedDuration::from_secs(seconds));
        let tried: i64 =
            outbox::table.filter(outbox::claimed_at.gt(since)).select(count_star()).get_result(connection)?;
        if tried >= i64::from(most) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Writes down what became of a claimed mail; false where the claim had ended and another worker took it on.
///
/// # Errors
/// Those of the database.
pub fn finish(
    connection: &mut Connection,
    mail: &Claimed,
    by: &str,
    message_id: Option<&str>,
    outcome: &Outcome,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let (state, error, action) = match outcome {
        Outcome::Sent => (MailState::Sent, None, Some("mail.sent")),
        Outcome::Refused(code) => (MailState::Refused, Some(code.as_str()), Some("mail.refused")),
        Outcome::GivenUp(code) => (MailState::GivenUp, Some(code.as_str()), Some("mail.given_up")),
        Outcome::Later(code, _) | Outcome::Untried(code) => (MailState::Waiting, Some(code.as_str()), None),
        Outcome::NotYet(_) => (MailState::Waiting, None, None),
        Outcome::Held => (MailState::Held, None, None),
        Outcome::Dropped(reason) => (MailState::Cancelled, Some(*reason), Some("mail.cancelled")),
    };
    let (attempts, due) = match outcome {
        Outcome::Later(_, at) => (mail.attempts, *at),
        Outcome::Untried(_) | Outcome::Held | Outcome::Dropped(_) => (mail.attempts - 1, now),
        Outcome::NotYet(at) => (mail.attempts - 1, *at),
        Outcome::Sent | Outcome::Refused(_) | Outcome::GivenUp(_) => (mail.attempts, now),
    };
    let sealed = if matches!(state, MailState::Waiting | MailState::Held) { mail.sealed.as_deref() } else { None };
    let claimed = outbox::table
        .find((mail.network_id, mail.id))
        .filter(outbox::state.eq(MailState::Sending).and(outbox::claimed_by.eq(by)))
        .filter(outbox::claimed_at.eq(mail.claimed_at.map(At::from)));
    let changed = diesel::update(claimed)
        .set((
            outbox::state.eq(state),
            outbox::attempts.eq(attempts),
            outbox::next_attempt_at.eq(At::from(due)),
            outbox::claimed_by.eq(None::<String>),
            outbox::message_id.eq(message_id.or(mail.message_id.as_deref())),
            outbox::sent_at.eq((*outcome == Outcome::Sent).then(|| At::from(now))),
            outbox::sealed.eq(sealed),
            outbox::last_error.eq(error),
            outbox::updated_at.eq(At::from(now)),
        ))
        .execute(connection)?;
    if changed == 0 {
        return Ok(false);
    }
    let (network, act) = (mail.network_id, Act::by_program(now));
    if let Some(action) = action {
        let details = error.map_or_else(|| json!({}), |code| json!({ "code": code }));
        record(connection, network, mail.id, &act, action, &details)?;
    }
    if let Some(contact) = mail.contact_id {
        match outcome {
            Outcome::Refused(code) | Outcome::GivenUp(code) => {
                contacts::mark_undeliverable(connection, network, contact, &mail.to_address, code, &act)?;
            }
            Outcome::Sent => {
                contacts::mark_deliverable(connection, network, contact, &mail.to_address, &act)?;
            }
            Outcome::Later(..) | Outcome::Untried(_) | Outcome::NotYet(_) | Outcome::Held | Outcome::Dropped(_) => {}
        }
    }
    Ok(true)
}
