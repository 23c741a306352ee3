//! The rounds in which an agency was asked.

use std::collections::HashMap;

use diesel::dsl::count_star;
use diesel::prelude::*;

use super::invitations::InvitationState;
use super::rounds::Round;
use super::schema::{invitations, responses, rounds, sheets};
use super::{AgencyId, Connection, InvitationId, NetworkId, StoreError};

/// A round in which an agency was asked.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The round.
    pub round: Round,
    /// What the agency said to the invitation as a whole.
    pub state: InvitationState,
    /// How many answers it submitted.
    pub responses: i64,
}

/// The rounds in which an agency was asked, the last due one first.
///
/// # Errors
/// Those of the database.
pub fn of_agency(connection: &mut Connection, network: NetworkId, agency: AgencyId) -> Result<Vec<Asked>, StoreError> {
    let own = || invitations::network_id.eq(network).and(invitations::agency_id.eq(agency));
    let round_of = rounds::network_id.eq(invitations::network_id).and(rounds::id.eq(invitations::round_id));
    let sheet_of = sheets::network_id.eq(invitations::network_id).and(sheets::invitation_id.eq(invitations::id));
    let response_of = responses::network_id.eq(sheets::network_id).and(responses::sheet_id.eq(sheets::id));
    let answered: HashMap<InvitationId, i64> = invitations::table
        .inner_join(sheets::table.on(sheet_of))
        .inner_join(responses::table.on(response_of))
        .filter(own())
        .group_by(invitations::id)
        .select((invitations::id, count_star()))
        .load::<(InvitationId, i64)>(connection)?
        .into_iter()
        .collect();
    let asked: Vec<(InvitationId, InvitationState, Round)> = invitations::table
        .inner_join(rounds::table.on(round_of))
        .filter(own())
        .order((rounds::due_on.desc(), rounds::id.desc()))
        .select((invitations::id, invitations::state, Round::as_select()))
        .load(connection)?;
    let with_answers = |(id, state, round)| Asked { round, state, responses: answered.get(&id).copied().unwrap_or(0) };
    Ok(asked.into_iter().map(with_answers).collect())
}
