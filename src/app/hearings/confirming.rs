//! 内容確認: the agency reads what the interviewer wrote, and says that it is right or what is not.

use crate::app::definitions::Definitions;
use crate::app::office::asking::{Request, Wrong, field};
use crate::app::office::{asking, deciding::Seen};
use crate::app::respond::{RespondError, Visit, Visitor, correcting, sheets, submitted};
use crate::store::Connection;
use crate::store::comments::{self, NewComment};
use crate::store::responses::{self, Decision, Response, ResponseState};
use crate::store::sheets::SheetStatus;
use crate::view::answers::{AskedQuestion, AskedSection};
use crate::view::form::AnsweredRow;
use crate::view::hearings::ConfirmationPage;

/// How it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// It is noted.
    Done,
    /// The interviewer handed in anew, or somebody decided, since the page was shown.
    Stale,
    /// Something is to be mended first.
    Wrong(Wrong),
}

/// The page; `None` where the interviewer has not handed anything in yet.
///
/// # Errors
/// [`RespondError::NotFound`] where it is no hearing by an interviewer, or not the agency that asks.
pub fn page(
    connection: &mut Connection,
    definitions: &Definitions,
    visit: &Visit,
    (sheet, base): (i32, &str),
    typed: &Request,
    wrong: &Wrong,
) -> Result<Option<ConfirmationPage>, RespondError> {
    let Some((status, response)) = handed_in(connection, visit, sheet)? else { return Ok(None) };
    let Some(revision) = correcting::counting(connection, visit, &status)? else { return Ok(None) };
    let (sections, _) = submitted::answers(connection, definitions, visit, &revision)?;
    let question = |row: AnsweredRow| {
        let field = field(&row.key);
        AskedQuestion {
            words: typed.questions.get(&row.key).cloned().unwrap_or_default(),
            error: wrong.at(&field),
            checks: Vec::new(),
            field,
            row,
        }
    };
    let sections = sections.into_iter().map(|section| AskedSection {
        title: section.title,
        questions: section.rows.into_iter().map(question).collect(),
    });
    Ok(Some(ConfirmationPage {
        head: visit.head(base, None),
        sheet,
        revision: response.latest_revision,
        state_key: response.state.as_str(),
        is_confirmed: response.is_confirmed(),
        is_asked: response.state == ResponseState::SentBack,
        whole: typed.whole.clone(),
        whole_error: wrong.at("whole"),
        errors: wrong.all(),
        sections: sections.collect(),
        is_stale: false,
    }))
}

/// 内容に相違ありません.
///
/// # Errors
/// [`RespondError::NotFound`] where nothing was handed in, or not the agency says it.
pub fn agree(connection: &mut Connection, visit: &Visit, sheet: i32, seen: Seen) -> Result<Answered, RespondError> {
    let Some((_, response)) = handed_in(connection, visit, sheet)? else { return Err(RespondError::NotFound) };
    if response.state != seen.state || seen.state == ResponseState::SentBack {
        return Ok(Answered::Stale);
    }
    let is_there = responses::confirm(connection, visit.network(), response.id, seen.revision, &visit.act())?;
    Ok(if is_there { Answered::Done } else { Answered::Stale })
}

/// What is not right goes back to the interviewer.
///
/// # Errors
/// [`RespondError::NotFound`] where nothing was handed in, or not the agency says it.
pub fn object(
    connection: &mut Connection,
    visit: &Visit,
    sheet: i32,
    seen: Seen,
    typed: &Request,
) -> Result<Answered, RespondError> {
    let Some((_, response)) = handed_in(connection, visit, sheet)? else { return Err(RespondError::NotFound) };
    let written = match asking::read(visit, typed) {
        Ok((written, _)) => written,
        Err(wrong) => return Ok(Answered::Wrong(wrong)),
    };
    if seen.state == ResponseState::SetAside {
        return Ok(Answered::Stale);
    }
    let (network, act) = (visit.network(), visit.act());
    let decision = Decision { state: ResponseState::SentBack, reason: None, recheck_on: None };
    if !responses::decide(connection, network, response.id, (seen.revision, seen.state), &decision, &act)? {
        return Ok(Answered::Stale);
    }
    for (question, words) in written {
        let comment = NewComment { response: response.id, revision: seen.revision, question, words };
        comments::add(connection, network, comment, &act)?;
    }
    Ok(Answered::Done)
}

/// What the interviewer has handed in, for the agency alone.
fn handed_in(
    connection: &mut Connection,
    visit: &Visit,
    sheet: i32,
) -> Result<Option<(SheetStatus, Response)>, RespondError> {
    if visit.visitor != Visitor::Agency || !visit.is_hearing() {
        return Err(RespondError::NotFound);
    }
    let status = sheets::status(connection, visit, sheet)?;
    let response = status.response.clone();
    Ok(response.map(|response| (status, response)))
}
