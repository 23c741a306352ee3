//! When each person last looked at the board of a round. No change to anything of the network, so that the
//! log has no line for it.

use diesel::prelude::*;
use jiff::Timestamp;

use super::columns::{At, Maybe};
use super::connection::on_each_backend;
use super::schema::board_looks;
use super::{Connection, NetworkId, RoundId, StoreError, UserId};

/// A person's last look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = board_looks)]
pub struct Look {
    /// When they looked last.
    #[diesel(deserialize_as = At)]
    pub looked_at: Timestamp,
    /// When their visit before this one ended; `None` during their first.
    #[diesel(deserialize_as = Maybe<At>)]
    pub before_at: Option<Timestamp>,
}

/// The last look of a person; `None` where they never looked.
///
/// # Errors
/// Those of the database.
pub fn find(
    connection: &mut Connection,
    network: NetworkId,
    round: RoundId,
    user: UserId,
) -> Result<Option<Look>, StoreError> {
    Ok(board_looks::table.find((network, round, user)).select(Look::as_select()).get_result(connection).optional()?)
}

/// Notes a look in place of the one before.
///
/// # Errors
/// One that [`StoreError::is_missing_reference`] where the network has no such round.
pub fn note(
    connection: &mut Connection,
    network: NetworkId,
    round: RoundId,
    user: UserId,
    look: Look,
) -> Result<(), StoreError> {
    let looked =
        (board_looks::looked_at.eq(At::from(look.looked_at)), board_looks::before_at.eq(look.before_at.map(At::from)));
    let key = (board_looks::network_id.eq(network), board_looks::round_id.eq(round), board_looks::user_id.eq(user));
    on_each_backend!(connection, inner => diesel::insert_into(board_looks::table)
        .values((key, looked))
        .on_conflict((board_looks::network_id, board_looks::round_id, board_looks::user_id))
        .do_update()
        .set(looked)
        .execute(inner))?;
    Ok(())
}
