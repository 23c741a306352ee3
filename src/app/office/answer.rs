//! One answer on one page, as it was handed in.

use super::{contact_lines, place, readers, status, words};
use crate::answer::{self, RawFields};
use crate::app::definitions::Definitions;
use crate::app::respond::{RespondError, Visit, correcting, submitted};
use crate::definition::{AnsweredBy, Questionnaire};
use crate::store::audit::{self, Subject};
use crate::store::responses::{Response, ResponseState};
use crate::store::revisions::Revision;
use crate::store::{Connection, comments};
use crate::view::answers::{AnswerPage, CheckLine, CommentLine, Possible};
use crate::view::dates;
use crate::view::form::WHOLE;

/// What a page is told beside what is stored.
#[derive(Debug, Clone, Copy, Default)]
pub struct Told {
    /// What has just been done, as a sentence.
    pub done: &'static str,
    /// Whether what was decided came too late.
    pub is_stale: bool,
}

/// The page; `None` where nothing was handed in on the sheet.
///
/// # Errors
/// [`RespondError::NotFound`] where there is no such sheet.
pub fn page(
    connection: &mut Connection,
    definitions: &Definitions,
    visit: &Visit,
    sheet: i32,
    told: Told,
) -> Result<Option<AnswerPage>, RespondError> {
    let status = status(connection, visit, sheet)?;
    let Some((response, revision)) = counting(connection, visit, sheet)? else { return Ok(None) };
    let (sections, confirmed) = submitted::answers(connection, definitions, visit, &revision)?;
    let questionnaire = definitions.of_version(connection, visit.network(), revision.version_id)?;
    let fields: RawFields = serde_json::from_str(&revision.fields)?;
    let (state, is_done) = words::response_state(response.state);
    Ok(Some(AnswerPage {
        place: place(visit, sheet),
        contacts: contact_lines(connection, visit)?,
        state,
        state_key: response.state.as_str(),
        is_done,
        reason: response.state_reason.clone().unwrap_or_default(),
        recheck: response.recheck_on.map(dates::day).unwrap_or_default(),
        possible: possible(response.state),
        receipt_number: response.receipt_number.to_string(),
        revision: revision.number,
        submitted_at: dates::moment(revision.submitted_at, &visit.zone),
        channel: words::channel(revision.channel),
        submitted_by: words::person(connection, revision.submitted_by)?,
        is_changing: status.has_unsent_changes(),
        checks: checks(visit, &questionnaire, &fields),
        comments: comment_lines(connection, visit, &response)?,
        sections,
        confirmed,
        confirmation: (visit.questionnaire.answered_by == AnsweredBy::Interviewer).then(|| confirmation(&response)),
        readers: readers::readers(connection, visit, &response)?,
        told: told.done,
        is_stale: told.is_stale,
    }))
}

/// Notes in the log that somebody read an agency's answer.
///
/// # Errors
/// Those of the database.
pub fn note_view(connection: &mut Connection, visit: &Visit, sheet: i32) -> Result<(), RespondError> {
    let status = status(connection, visit, sheet)?;
    if let Some(response) = &status.response {
        let details = serde_json::json!({ "revision": response.latest_revision });
        let subject = Subject::new("response", response.id);
        audit::record(connection, visit.network(), &visit.act(), "answer.viewed", &subject, &details)?;
    }
    Ok(())
}

/// A sheet's response with the revision that counts; `None` where nothing was handed in.
pub(super) fn counting(
    connection: &mut Connection,
    visit: &Visit,
    sheet: i32,
) -> Result<Option<(Response, Revision)>, RespondError> {
    let status = status(connection, visit, sheet)?;
    let revision = correcting::counting(connection, visit, &status)?;
    Ok(status.response.zip(revision))
}

/// What does not agree in the fields, or cannot be read (要確認).
pub(super) fn checks(visit: &Visit, questionnaire: &Questionnaire, fields: &RawFields) -> Vec<CheckLine> {
    let judgement = answer::judge(questionnaire, fields);
    let places = visit.places();
    let line = |problem: &answer::Problem| {
        let question = questionnaire.questions().find(|question| problem.is_within(&question.key))?;
        Some(CheckLine { label: places.fill(&question.label), message: problem.message.clone() })
    };
    judgement.problems.iter().filter_map(line).collect()
}

fn comment_lines(
    connection: &mut Connection,
    visit: &Visit,
    response: &Response,
) -> Result<Vec<CommentLine>, RespondError> {
    let places = visit.places();
    let all = comments::of_response(connection, visit.network(), response.id)?;
    all.into_iter()
        .map(|comment| {
            let question = visit.questionnaire.find(&comment.question_key);
            let settled_at = comment.settled_at.map(|at| dates::moment(at, &visit.zone));
            Ok(CommentLine {
                label: question.map_or_else(|| WHOLE.to_owned(), |(_, question)| places.fill(&question.label)),
                words: comment.words,
                by: words::person(connection, comment.written_by)?,
                at: dates::moment(comment.written_at, &visit.zone),
                settled_at: settled_at.unwrap_or_default(),
            })
        })
        .collect()
}

fn possible(state: ResponseState) -> Possible {
    Possible {
        accept: matches!(state, ResponseState::Submitted | ResponseState::SentBack),
        ask: state != ResponseState::SetAside,
        set_aside: state != ResponseState::SetAside,
        undo: state != ResponseState::Submitted,
    }
}

/// Where a hearing stands with the agency that told it.
fn confirmation(response: &Response) -> &'static str {
    if response.is_confirmed() { "内容確認済み" } else { "内容確認待ち" }
}
