//! What the desk reads of the outbox.

use std::collections::HashMap;

use diesel::prelude::*;
use jiff::Timestamp;

use super::{Mail, MailState, Purpose};
use crate::store::schema::outbox;
use crate::store::{Connection, ContactId, InvitationId, MailId, NetworkId, RoundId, StoreError};

/// The mail of this id.
///
/// # Errors
/// Those of the database.
pub fn find(connection: &mut Connection, network: NetworkId, id: MailId) -> Result<Option<Mail>, StoreError> {
    Ok(outbox::table.find((network, id)).select(Mail::as_select()).get_result(connection).optional()?)
}

/// All mails with codes for people, oldest first.
///
/// # Errors
/// Those of the database.
pub fn codes(connection: &mut Connection, network: NetworkId) -> Result<Vec<Mail>, StoreError> {
    Ok(outbox::table
        .filter(outbox::network_id.eq(network).and(outbox::purpose.eq_any(Purpose::CODES)))
        .order((outbox::created_at, outbox::id))
        .select(Mail::as_select())
        .load(connection)?)
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

/// All mails with the request to answer to these contacts, oldest first.
///
/// # Errors
/// Those of the database.
pub fn requests_to(
    connection: &mut Connection,
    network: NetworkId,
    contacts: &[ContactId],
) -> Result<Vec<Mail>, StoreError> {
    let mut found = Vec::new();
    for piece in contacts.chunks(500) {
        let mails: Vec<Mail> = outbox::table
            .filter(outbox::network_id.eq(network).and(outbox::contact_id.eq_any(piece)))
            .filter(outbox::purpose.eq(Purpose::Invitation))
            .order((outbox::created_at, outbox::id))
            .select(Mail::as_select())
            .load(connection)?;
        found.extend(mails);
    }
    Ok(found)
}

/// When each agency of a round was last asked, or will be by what waits: invitation or reminder. What failed or was
/// taken back asked nobody.
///
/// # Errors
/// Those of the database.
pub fn last_asked(
    connection: &mut Connection,
    network: NetworkId,
    round: RoundId,
) -> Result<HashMap<InvitationId, Timestamp>, StoreError> {
    Ok(asked(&of_round(connection, network, round)?))
}

/// The same of all mails of a round.
pub fn asked(mails: &[Mail]) -> HashMap<InvitationId, Timestamp> {
    let mut last: HashMap<InvitationId, Timestamp> = HashMap::new();
    for mail in mails {
        let Some(invitation) = mail.invitation_id else { continue };
        let is_lost = MailState::FAILED.contains(&mail.state) || mail.state == MailState::Cancelled;
        if !is_lost && Purpose::ASKING.contains(&mail.purpose) {
            let at = mail.sent_at.unwrap_or(mail.next_attempt_at.max(mail.created_at));
            let newest = last.entry(invitation).or_insert(at);
            *newest = at.max(*newest);
        }
    }
    last
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
