//! Drafts that were begun from an earlier round.

use diesel::prelude::*;
use jiff::Timestamp;

use super::RoundState;
use crate::store::columns::At;
use crate::store::schema::rounds;
use crate::store::{Connection, NetworkId, RoundId, StoreError};

/// A copy of a round that was made after `since` and that nobody has changed. Whoever asks this waits for everyone else
/// who copies the same round, until their transaction ends.
///
/// # Errors
/// Those of the database.
pub fn untouched_copy(
    connection: &mut Connection,
    network: NetworkId,
    of: RoundId,
    since: Timestamp,
) -> Result<Option<RoundId>, StoreError> {
    diesel::update(rounds::table.find((network, of))).set(rounds::edition.eq(rounds::edition)).execute(connection)?;
    let copies: Vec<RoundId> = rounds::table
        .filter(rounds::network_id.eq(network).and(rounds::copied_from.eq(of)))
        .filter(rounds::state.eq(RoundState::Draft).and(rounds::edition.eq(0)))
        .filter(rounds::created_at.gt(At::from(since)))
        .select(rounds::id)
        .load(connection)?;
    Ok(copies.into_iter().max())
}
