//! What an agency answered to the same questionnaire before.

use diesel::prelude::*;
use jiff::civil::Date;

use super::columns::Day;
use super::connection::on_each_backend;
use super::responses::ResponseState;
use super::schema::{invitations, questionnaire_versions, responses, revisions, rounds, sheets};
use super::{AgencyId, Connection, InvitationId, NetworkId, StoreError, VersionId};

/// An answer of an earlier round.
#[derive(Clone)]
pub struct Earlier {
    /// What the round was called.
    pub round_title: String,
    /// The version of the questionnaire that was answered.
    pub version_id: VersionId,
    /// The answer document, as JSON.
    pub document: String,
}

/// Leaves the answer out: it may say much about a person.
impl std::fmt::Debug for Earlier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Earlier").field("version_id", &self.version_id).finish_non_exhaustive()
    }
}

/// The answer that counts of the agency's newest response to a questionnaire, among the rounds that
/// were due before `due_on`; answers that were set aside are passed over.
///
/// # Errors
/// Those of the database.
pub fn last_answer(
    connection: &mut Connection,
    network: NetworkId,
    agency: AgencyId,
    questionnaire_key: &str,
    due_on: Date,
) -> Result<Option<Earlier>, StoreError> {
    // Most agencies have one or none: the first look-up, over the agency's own invitations, is all there is then.
    let round_of = rounds::network_id.eq(invitations::network_id).and(rounds::id.eq(invitations::round_id));
    let version_of = questionnaire_versions::network_id
        .eq(rounds::network_id)
        .and(questionnaire_versions::id.eq(rounds::version_id));
    let earlier: Vec<(InvitationId, String)> = on_each_backend!(connection, inner => invitations::table
        .inner_join(rounds::table.on(round_of))
        .inner_join(questionnaire_versions::table.on(version_of))
        .filter(invitations::network_id.eq(network).and(invitations::agency_id.eq(agency)))
        .filter(questionnaire_versions::questionnaire_key.eq(questionnaire_key))
        .filter(rounds::due_on.lt(Day::from(due_on)))
        .order((rounds::due_on.desc(), invitations::id.desc()))
        .select((invitations::id, rounds::title))
        .load(inner))?;
    for (invitation, round_title) in earlier {
        if let Some((version_id, document)) = newest_answer(connection, network, invitation)? {
            return Ok(Some(Earlier { round_title, version_id, document }));
        }
    }
    Ok(None)
}

/// Version and document of the answer to an invitation that was submitted last, and counts.
fn newest_answer(
    connection: &mut Connection,
    network: NetworkId,
    invitation: InvitationId,
) -> Result<Option<(VersionId, String)>, StoreError> {
    let response_of = responses::network_id.eq(sheets::network_id).and(responses::sheet_id.eq(sheets::id));
    let counts = revisions::network_id
        .eq(responses::network_id)
        .and(revisions::response_id.eq(responses::id))
        .and(revisions::number.eq(responses::latest_revision));
    Ok(on_each_backend!(connection, inner => sheets::table
        .inner_join(responses::table.on(response_of))
        .inner_join(revisions::table.on(counts))
        .filter(sheets::network_id.eq(network).and(sheets::invitation_id.eq(invitation)))
        .filter(responses::state.ne(ResponseState::SetAside))
        .order((revisions::submitted_at.desc(), revisions::id.desc()))
        .select((revisions::version_id, revisions::document))
        .get_result(inner)
        .optional())?)
}

/// The invitations by which an agency has answered something, the newest answer first.
///
/// # Errors
/// Those of the database.
pub fn answered_invitations(
    connection: &mut Connection,
    network: NetworkId,
    agency: AgencyId,
) -> Result<Vec<InvitationId>, StoreError> {
    let sheet_of = sheets::network_id.eq(invitations::network_id).and(sheets::invitation_id.eq(invitations::id));
    let response_of = responses::network_id.eq(sheets::network_id).and(responses::sheet_id.eq(sheets::id));
    let mut answered: Vec<InvitationId> = invitations::table
        .inner_join(sheets::table.on(sheet_of))
        .inner_join(responses::table.on(response_of))
        .filter(invitations::network_id.eq(network).and(invitations::agency_id.eq(agency)))
        .order((responses::updated_at.desc(), responses::id.desc()))
        .select(invitations::id)
        .load(connection)?;
    answered.dedup();
    Ok(answered)
}
