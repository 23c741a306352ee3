//! What the agency of a hearing has answered in its newest survey: all that an interviewer reads of other answers.

use crate::app::definitions::Definitions;
use crate::app::respond::{RespondError, Visit, Visitor, correcting, submitted, visit};
use crate::definition::QuestionnaireKind;
use crate::store::responses::ResponseState;
use crate::store::{Connection, earlier, invitations, sheets};
use crate::view::dates;
use crate::view::hearings::SurveyPage;

/// The answer; without sections where the agency has not answered a survey yet.
///
/// # Errors
/// [`RespondError::NotFound`] where it is no interviewer who asks.
pub fn page(
    connection: &mut Connection,
    definitions: &Definitions,
    visit: &Visit,
    base: &str,
) -> Result<SurveyPage, RespondError> {
    if !matches!(visit.visitor, Visitor::Interviewer(_)) {
        return Err(RespondError::NotFound);
    }
    let mut page =
        SurveyPage { head: visit.head(base, None), title: String::new(), at: String::new(), sections: vec![] };
    let network = visit.network();
    for invitation in earlier::answered_invitations(connection, network, visit.opened.agency.id)? {
        let Some(opened) = invitations::by_id(connection, network, invitation)? else { continue };
        let survey = visit::of_opened(connection, definitions, opened, visit.visitor, visit.now)?;
        if survey.questionnaire.kind != QuestionnaireKind::Survey {
            continue;
        }
        for status in sheets::of_invitation(connection, network, invitation)? {
            let counts = |state| state != ResponseState::SetAside;
            if !status.response.as_ref().is_some_and(|response| counts(response.state)) {
                continue;
            }
            if let Some(revision) = correcting::counting(connection, &survey, &status)? {
                page.title = survey.opened.round.title.clone();
                page.at = dates::moment(revision.submitted_at, &visit.zone);
                page.sections = submitted::answers(connection, definitions, &survey, &revision)?.0;
                return Ok(page);
            }
        }
    }
    Ok(page)
}
