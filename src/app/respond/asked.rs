//! What the office asks to look at again, for whoever answers: beside the questions, on the review and start pages.

use super::{RespondError, Visit, correcting, forms};
use crate::answer::{self, RawFields, comments::is_met};
use crate::store::audit::Actor;
use crate::store::responses::ResponseState;
use crate::store::sheets::SheetStatus;
use crate::store::{Connection, comments};
use crate::view::dates;
use crate::view::form::{Agencies, AskedAgain, OpenComment};

/// The open comments on a sheet's answer that are for this visitor, seen from what is typed `now`.
///
/// # Errors
/// Those of the database.
pub fn open(
    connection: &mut Connection,
    visit: &Visit,
    status: &SheetStatus,
    now: &RawFields,
) -> Result<Vec<OpenComment>, RespondError> {
    let Some(response) = &status.response else { return Ok(Vec::new()) };
    // Read only where something was asked: most answers never are sent back.
    if response.state != ResponseState::SentBack || visit.only_confirms() {
        return Ok(Vec::new());
    }
    let Some(counting) = correcting::counting(connection, visit, status)? else { return Ok(Vec::new()) };
    let before: RawFields = serde_json::from_str(&counting.fields)?;
    let open = comments::open_of(connection, visit.network(), response.id)?;
    let view = |comment: comments::Comment| {
        let id = comment.id.to_string();
        OpenComment {
            is_met: is_met(&visit.questionnaire, (&comment.question_key, &id), &before, now),
            id,
            question: comment.question_key,
            words: comment.words,
            by: match comment.written_by {
                Actor::Invitation(_) => "機関から".to_owned(),
                _ => "事務局から".to_owned(),
            },
            at: dates::moment(comment.written_at, &visit.zone),
        }
    };
    Ok(open.into_iter().map(view).collect())
}

/// What the start page and the receipt say of a sheet that was sent back; `None` where it was not.
///
/// # Errors
/// Those of the database.
pub fn again(
    connection: &mut Connection,
    visit: &Visit,
    base: &str,
    status: &SheetStatus,
) -> Result<Option<AskedAgain>, RespondError> {
    let sent_back = |state| state == ResponseState::SentBack && !visit.only_confirms();
    let Some(response) = status.response.as_ref().filter(|response| sent_back(response.state)) else {
        return Ok(None);
    };
    let fields = RawFields::default();
    let open = open(connection, visit, status, &fields)?;
    let judgement = answer::judge(&visit.questionnaire, &fields);
    let (agencies, places) = (Agencies::default(), visit.places());
    let form = forms::form(visit, &fields, &judgement, &agencies, &places);
    let sheet = format!("{base}/sheets/{}", status.sheet.number);
    let items: Vec<_> = open.iter().map(|comment| form.asked_item(comment, &sheet)).collect();
    Ok(Some(AskedAgain {
        words: response.state_reason.clone().unwrap_or_default(),
        until: response.recheck_on.map(dates::day),
        items,
    }))
}
