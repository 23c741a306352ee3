//! What an agency answered to the same questionnaire before.

use diesel::prelude::*;
use jiff::civil::Date;

use super::columns::Day;
use super::responses::ResponseState;
use super::schema::{invitations, questionnaire_versions, responses, revisions, rounds, sheets};
use super::{AgencyId, Connection, NetworkId, StoreError, VersionId};

/// An answer of an earlier round.
#[derive(Clone, Queryable)]
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
    let sheet_of = sheets::network_id.eq(invitations::network_id).and(sheets::invitation_id.eq(invitations::id));
    let response_of = responses::network_id.eq(sheets::network_id).and(responses::sheet_id.eq(sheets::id));
    let counts = revisions::network_id
        .eq(responses::network_id)
        .and(revisions::response_id.eq(responses::id))
        .and(revisions::number.eq(responses::latest_revision));
    let round_of = rounds::network_id.eq(invitations::network_id).and(rounds::id.eq(invitations::round_id));
    let version_of = questionnaire_versions::network_id
        .eq(revisions::network_id)
        .and(questionnaire_versions::id.eq(revisions::version_id));
    Ok(invitations::table
        .inner_join(sheets::table.on(sheet_of))
        .inner_join(responses::table.on(response_of))
        .inner_join(revisions::table.on(counts))
        .inner_join(rounds::table.on(round_of))
        .inner_join(questionnaire_versions::table.on(version_of))
        .filter(invitations::network_id.eq(network).and(invitations::agency_id.eq(agency)))
        .filter(questionnaire_versions::questionnaire_key.eq(questionnaire_key))
        .filter(rounds::due_on.lt(Day::from(due_on)))
        .filter(responses::state.ne(ResponseState::SetAside))
        .order((rounds::due_on.desc(), revisions::submitted_at.desc(), revisions::id.desc()))
        .select((rounds::title, revisions::version_id, revisions::document))
        .get_result(connection)
        .optional()?)
}
