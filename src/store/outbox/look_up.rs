//! What the desk reads of the outbox.

use std::collections::{HashMap, HashSet};

use diesel::dsl::max;
use diesel::prelude::*;

use super::{Mail, MailState, Purpose};
use crate::store::schema::{contacts, outbox};
use crate::store::{Connection, ContactId, InvitationId, MailId, NetworkId, RoundId, StoreError};

/// The mail of this id.
///
/// # Errors
/// Those of the database.
pub fn find(connection: &mut Connection, network: NetworkId, id: MailId) -> Result<Option<Mail>, StoreError> {
    Ok(outbox::table.find((network, id)).select(Mail::as_select()).get_result(connection).optional()?)
}

/// All mails about a round, oldest first.
///
/// # Errors
/// Those of the database.
pub fn of_round(connection: &mut Connection, network: NetworkId, round: RoundId) -> Result<Vec<Mail>, StoreError> {
    Ok(outbox::table
        .filter(outbox::network_id.eq(network).and(outbox::round_id.eq(round)))
        .order((outbox::created_at, outbox::id))
        .select(Mail::as_select())
        .load(connection)?)
}

/// The newest mail of these purposes that was written to the holders of an invitation and not taken back.
///
/// # Errors
/// Those of the database.
pub fn last_to(
    connection: &mut Connection,
    network: NetworkId,
    invitation: InvitationId,
    purposes: &[Purpose],
) -> Result<Option<Mail>, StoreError> {
    Ok(outbox::table
        .filter(outbox::network_id.eq(network).and(outbox::invitation_id.eq(invitation)))
        .filter(outbox::purpose.eq_any(purposes).and(outbox::state.ne(MailState::Cancelled)))
        .order((outbox::created_at.desc(), outbox::id.desc()))
        .select(Mail::as_select())
        .first(connection)
        .optional()?)
}

/// The contacts whose present address does not take mail: the newest mail to it that was tried came to nothing.
/// Mending the address, or a later mail that is taken, ends it.
///
/// # Errors
/// Those of the database.
pub fn undeliverable(connection: &mut Connection, network: NetworkId) -> Result<HashSet<ContactId>, StoreError> {
    let failed = newest(connection, network, MailState::FAILED)?;
    if failed.is_empty() {
        return Ok(HashSet::new());
    }
    let sent = newest(connection, network, &[MailState::Sent])?;
    let is_failing = |(contact, at): (ContactId, i64)| {
        let later = sent.get(&contact).is_some_and(|sent| *sent > at);
        (!later).then_some(contact)
    };
    Ok(failed.into_iter().filter_map(is_failing).collect())
}

/// When, in microseconds, the newest mail in one of these states was written to each contact's present address.
fn newest(
    connection: &mut Connection,
    network: NetworkId,
    states: &[MailState],
) -> Result<HashMap<ContactId, i64>, StoreError> {
    let present = contacts::network_id
        .eq(outbox::network_id)
        .and(outbox::contact_id.eq(contacts::id.nullable()))
        .and(contacts::mail.eq(outbox::to_address.nullable()));
    let rows: Vec<(ContactId, Option<i64>)> = outbox::table
        .inner_join(contacts::table.on(present))
        .filter(outbox::network_id.eq(network).and(outbox::state.eq_any(states)))
        .group_by(contacts::id)
        .select((contacts::id, max(outbox::created_at)))
        .load(connection)?;
    Ok(rows.into_iter().filter_map(|(contact, at)| Some((contact, at?))).collect())
}
