//! What the agency answered last time, in an earlier round of the same questionnaire.

use super::{RespondError, Visit};
use crate::answer;
use crate::app::definitions::{DefinitionError, Definitions};
use crate::store::{Connection, earlier};
use crate::view::form::Previous;

/// Last time's answers; `None` where there are none, or the questionnaire is filled in once for each case.
///
/// # Errors
/// Those of the database.
pub fn find(
    connection: &mut Connection,
    definitions: &Definitions,
    visit: &Visit,
) -> Result<Option<Previous>, RespondError> {
    if visit.has_many() {
        return Ok(None);
    }
    let (network, opened) = (visit.network(), &visit.opened);
    let key = &opened.version.questionnaire_key;
    let Some(last) = earlier::last_answer(connection, network, opened.agency.id, key, opened.round.due_on)? else {
        return Ok(None);
    };
    let before = match definitions.of_version(connection, network, last.version_id) {
        Ok(questionnaire) => questionnaire,
        // Our own fault, but no reason to keep anybody from answering.
        Err(error @ DefinitionError::Unreadable { .. }) => {
            tracing::error!(%error, "an earlier answer cannot be shown");
            return Ok(None);
        }
        Err(error) => return Err(error.into()),
    };
    let Ok(document) = answer::json::from_json(&before, &last.document) else {
        tracing::error!(version = %last.version_id, "an earlier answer does not fit its definition");
        return Ok(None);
    };
    let fields = answer::carried(&visit.questionnaire, &before, &document, |_| true);
    Ok(Some(Previous { round: last.round_title, fields }))
}
