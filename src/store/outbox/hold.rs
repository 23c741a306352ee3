//! Mails of a round that is paused: they are held back, and let go when it goes on.

use diesel::prelude::*;
use jiff::Timestamp;

use super::{MailState, Purpose};
use crate::store::audit::Act;
use crate::store::columns::At;
use crate::store::schema::outbox;
use crate::store::{Connection, NetworkId, RoundId, StoreError};

/// Holds the waiting mails of these purposes back and tells how many. One that a worker is sending just now is sent.
/// The audit line is the round's own: it was paused.
///
/// # Errors
/// Those of the database.
pub fn hold_waiting(
    connection: &mut Connection,
    network: NetworkId,
    round: RoundId,
    purposes: &[Purpose],
    act: &Act,
) -> Result<usize, StoreError> {
    let waiting = outbox::table
        .filter(outbox::network_id.eq(network).and(outbox::round_id.eq(round)))
        .filter(outbox::state.eq(MailState::Waiting).and(outbox::purpose.eq_any(purposes)));
    let held = (outbox::state.eq(MailState::Held), outbox::updated_at.eq(At::from(act.at)));
    Ok(diesel::update(waiting).set(held).execute(connection)?)
}

/// Lets the held mails of a round go, none before this time, and tells how many.
///
/// # Errors
/// Those of the database.
pub fn release_held(
    connection: &mut Connection,
    network: NetworkId,
    round: RoundId,
    not_before: Timestamp,
    act: &Act,
) -> Result<usize, StoreError> {
    let of_round = || {
        outbox::table
            .filter(outbox::network_id.eq(network).and(outbox::round_id.eq(round)))
            .filter(outbox::state.eq(MailState::Held))
    };
    let due = At::from(not_before);
    diesel::update(of_round().filter(outbox::next_attempt_at.lt(due)))
        .set(outbox::next_attempt_at.eq(due))
        .execute(connection)?;
    let waiting = (outbox::state.eq(MailState::Waiting), outbox::updated_at.eq(At::from(act.at)));
    Ok(diesel::update(of_round()).set(waiting).execute(connection)?)
}
