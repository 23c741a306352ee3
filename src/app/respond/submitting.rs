//! Submitting: what was saved becomes a revision, if nothing stands against it.

use super::{RespondError, Visit, asked, declaration, drafting, sheets};
use crate::answer::{self, RawFields};
use crate::definition::Questionnaire;
use crate::store::Connection;
use crate::store::invitations::InvitationState;
use crate::store::revisions::Channel;
use crate::store::submissions::{self, Receipt, Submission, Submitted};

/// How a submission ended.
#[derive(Debug)]
pub enum Outcome {
    /// It is handed in.
    Received(Receipt),
    /// Something is missing or wrong: the review page says what.
    NotReady,
    /// Something was saved after the page that was submitted: it has to be looked at first.
    Changed,
}

/// Hands in the version of the draft that the review page showed.
///
/// # Errors
/// [`RespondError::NotFound`] where there is no such sheet, or it takes no more corrections.
pub fn submit(
    connection: &mut Connection,
    visit: &Visit,
    sheet: i32,
    version: i32,
    key: &str,
    channel: Channel,
) -> Result<Outcome, RespondError> {
    let mut filled = sheets::filled(connection, visit, sheet)?;
    if !visit.is_open(&filled.status) {
        return Err(RespondError::NotFound);
    }
    if filled.version == 0 && version == 0 {
        // A sheet without a single field may be complete too.
        drafting::save_all(connection, visit, sheet, &RawFields::default())?;
        filled = sheets::filled(connection, visit, sheet)?;
    } else if filled.version != version {
        return Ok(Outcome::Changed);
    }
    let judgement = answer::judge(&visit.questionnaire, &filled.fields);
    if !judgement.may_submit() || has_open_choice(&visit.questionnaire, &filled.fields) {
        return Ok(Outcome::NotReady);
    }
    if asked::open(connection, visit, &filled.status, &filled.fields)?.iter().any(|comment| !comment.is_met) {
        return Ok(Outcome::NotReady);
    }
    let document = answer::json::to_json(&visit.questionnaire, &judgement.document).to_string();
    let submission = Submission {
        sheet: filled.status.sheet.id,
        draft_version: filled.version,
        submit_key: key,
        version: visit.opened.version.id,
        document: &document,
        channel,
        reason: None,
    };
    Ok(match submissions::submit(connection, visit.network(), &submission, &visit.act())? {
        Submitted::Received(receipt) => {
            // Whoever answers does not decline any more.
            if visit.opened.invitation.state == InvitationState::Declined {
                declaration::take_back(connection, visit)?;
            }
            Outcome::Received(receipt)
        }
        Submitted::DraftChanged { .. } => Outcome::Changed,
    })
}

/// Whether two answers to a question are kept, of which one is still to be chosen.
pub fn has_open_choice(questionnaire: &Questionnaire, fields: &RawFields) -> bool {
    questionnaire.questions().any(|question| !fields.first(&answer::conflict_field(&question.key)).is_empty())
}
