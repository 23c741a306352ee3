//! The agencies chosen for a round that is being prepared.

use diesel::prelude::*;

use crate::store::connection::on_each_backend;
use crate::store::schema::round_agencies;
use crate::store::{AgencyId, Connection, NetworkId, RoundId, StoreError};

/// The agencies chosen for a round, by id.
///
/// # Errors
/// Those of the database.
pub fn chosen(connection: &mut Connection, network: NetworkId, round: RoundId) -> Result<Vec<AgencyId>, StoreError> {
    Ok(round_agencies::table
        .filter(round_agencies::network_id.eq(network).and(round_agencies::round_id.eq(round)))
        .order(round_agencies::agency_id)
        .select(round_agencies::agency_id)
        .load(connection)?)
}

/// Makes these the chosen agencies, and no others; in the transaction of the [`super::change`] (or
/// [`super::add`]) that checks the round's edition and writes the audit line.
///
/// # Errors
/// One that [`StoreError::is_missing_reference`] where the network has no such agency.
pub fn choose(
    connection: &mut Connection,
    network: NetworkId,
    round: RoundId,
    agencies: &[AgencyId],
) -> Result<(), StoreError> {
    let of_round = round_agencies::network_id.eq(network).and(round_agencies::round_id.eq(round));
    diesel::delete(round_agencies::table.filter(of_round)).execute(connection)?;
    let row = |agency: &AgencyId| {
        (
            round_agencies::network_id.eq(network),
            round_agencies::round_id.eq(round),
            round_agencies::agency_id.eq(*agency),
        )
    };
    // A batch binds three values a row; both databases take many more than this.
    for piece in agencies.chunks(500) {
        let rows: Vec<_> = piece.iter().map(row).collect();
        on_each_backend!(connection, inner => diesel::insert_into(round_agencies::table).values(rows).execute(inner))?;
    }
    Ok(())
}
