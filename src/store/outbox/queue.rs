//! Putting mails into the outbox, and taking them back while they wait.

use diesel::prelude::*;
use serde_json::json;

use super::{MailState, NewMail, Purpose};
use crate::store::audit::{self, Act, Subject};
use crate::store::columns::At;
use crate::store::connection::on_each_backend;
use crate::store::schema::outbox;
use crate::store::{Connection, InvitationId, MailId, NetworkId, RoundId, StoreError};

/// Puts a mail into the outbox: to be called in the transaction of the act that causes it.
///
/// # Errors
/// One that [`StoreError::is_duplicate`] where a mail of this id is there already.
pub fn queue(connection: &mut Connection, network: NetworkId, mail: &NewMail<'_>, act: &Act) -> Result<(), StoreError> {
    let due = mail.not_before.map_or(act.at, |time| time.max(act.at));
    on_each_backend!(connection, inner => diesel::insert_into(outbox::table)
        .values((
            outbox::network_id.eq(network),
            outbox::id.eq(mail.id),
            outbox::purpose.eq(mail.purpose),
            outbox::round_id.eq(mail.round),
            outbox::invitation_id.eq(mail.invitation),
            outbox::contact_id.eq(mail.contact),
            outbox::to_name.eq(mail.to_name),
            outbox::to_address.eq(mail.to_address),
            outbox::subject.eq(mail.subject),
            outbox::body.eq(mail.body),
            outbox::sealed.eq(mail.sealed),
            outbox::state.eq(MailState::Waiting),
            outbox::priority.eq(mail.purpose.priority()),
            outbox::attempts.eq(0),
            outbox::next_attempt_at.eq(At::from(due)),
            outbox::created_at.eq(At::from(act.at)),
            outbox::updated_at.eq(At::from(act.at)),
        ))
        .execute(inner))?;
    record(connection, network, mail.id, act, "mail.queued", &json!({ "purpose": mail.purpose.as_str() }))
}

/// Which waiting mails are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiting {
    /// Those about a round.
    Round(RoundId),
    /// Those with the link of an invitation.
    Invitation(InvitationId),
    /// This one.
    Mail(MailId),
}

/// Takes waiting and held mails of these purposes back and tells how many. One that a worker is sending just now is sent.
///
/// # Errors
/// Those of the database.
pub fn cancel_waiting(
    connection: &mut Connection,
    network: NetworkId,
    which: Waiting,
    purposes: &[Purpose],
    act: &Act,
) -> Result<usize, StoreError> {
    let mut query = outbox::table
        .filter(outbox::network_id.eq(network).and(outbox::state.eq_any([MailState::Waiting, MailState::Held])))
        .filter(outbox::purpose.eq_any(purposes))
        .select(outbox::id)
        .into_boxed();
    query = match which {
        Waiting::Round(id) => query.filter(outbox::round_id.eq(id)),
        Waiting::Invitation(id) => query.filter(outbox::invitation_id.eq(id)),
        Waiting::Mail(id) => query.filter(outbox::id.eq(id)),
    };
    let found: Vec<MailId> = query.load(connection)?;
    let mut cancelled = 0;
    for id in found {
        let waiting =
            outbox::table.find((network, id)).filter(outbox::state.eq_any([MailState::Waiting, MailState::Held]));
        let changed = diesel::update(waiting)
            .set((
                outbox::state.eq(MailState::Cancelled),
                outbox::sealed.eq(None::<String>),
                outbox::updated_at.eq(At::from(act.at)),
            ))
            .execute(connection)?;
        if changed > 0 {
            record(connection, network, id, act, "mail.cancelled", &json!({}))?;
            cancelled += changed;
        }
    }
    Ok(cancelled)
}

/// Writes an audit line about a mail.
pub(super) fn record(
    connection: &mut Connection,
    network: NetworkId,
    id: MailId,
    act: &Act,
    action: &str,
    details: &serde_json::Value,
) -> Result<(), StoreError> {
    audit::record(connection, network, act, action, &Subject::new("mail", id), details)
}
