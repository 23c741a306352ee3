//! What was submitted, read again: the receipt of the revision that counts, and those before it.

use super::{RespondError, Visit, asked, correcting, forms, sheets};
use crate::answer::{self, RawFields};
use crate::app::definitions::Definitions;
use crate::store::revisions::{self, Revision};
use crate::store::{Connection, responses::Response};
use crate::view::dates;
use crate::view::form::{AnsweredSection, Confirmed, Form, Head, ReceiptPage, RevisionPage, answered};

/// The receipt of what was submitted last.
///
/// # Errors
/// [`RespondError::NotFound`] where there is no such sheet, or nothing was submitted on it.
pub fn receipt_page(
    connection: &mut Connection,
    definitions: &Definitions,
    visit: &Visit,
    sheet: i32,
    base: &str,
    just_put_back: bool,
) -> Result<ReceiptPage, RespondError> {
    let status = sheets::status(connection, visit, sheet)?;
    let response = status.response.as_ref().ok_or(RespondError::NotFound)?;
    let mut all = revisions::of_response(connection, visit.network(), response.id)?;
    all.reverse();
    let lines = all.iter().map(|one| correcting::line(visit, one, one.number == response.latest_revision)).collect();
    let counting = all.into_iter().find(|revision| revision.number == response.latest_revision);
    let revision = counting.ok_or(RespondError::NotFound)?;
    let (sections, confirmed) = answers(connection, definitions, visit, &revision)?;
    Ok(ReceiptPage {
        head: head(visit, base, sheet),
        sheet,
        receipt_number: response.receipt_number.to_string(),
        submitted_at: dates::moment(revision.submitted_at, &visit.zone),
        revision: revision.number,
        revisions: lines,
        has_unsent_changes: status.has_unsent_changes(),
        just_put_back,
        asked_again: asked::again(connection, visit, base, &status)?,
        is_open: visit.is_open(&status),
        many: visit.has_many(),
        sections,
        confirmed,
    })
}

/// A revision that a later one replaced, to be read; `None` where it is the one that counts, which the receipt
/// shows.
///
/// # Errors
/// [`RespondError::NotFound`] where there is no such sheet, or no such revision of it.
pub fn revision_page(
    connection: &mut Connection,
    definitions: &Definitions,
    visit: &Visit,
    (sheet, number): (i32, i32),
    base: &str,
) -> Result<Option<RevisionPage>, RespondError> {
    let status = sheets::status(connection, visit, sheet)?;
    let response = status.response.as_ref().ok_or(RespondError::NotFound)?;
    if number == response.latest_revision {
        return Ok(None);
    }
    let revision = find(connection, visit, response, number)?;
    let counting = find(connection, visit, response, response.latest_revision)?;
    let (sections, confirmed) = answers(connection, definitions, visit, &revision)?;
    Ok(Some(RevisionPage {
        head: head(visit, base, sheet),
        sheet,
        receipt_number: response.receipt_number.to_string(),
        revision: correcting::line(visit, &revision, false),
        counting: correcting::line(visit, &counting, true),
        sections,
        confirmed,
    }))
}

fn find(
    connection: &mut Connection,
    visit: &Visit,
    response: &Response,
    number: i32,
) -> Result<Revision, RespondError> {
    revisions::find(connection, visit.network(), response.id, number)?.ok_or(RespondError::NotFound)
}

/// What was submitted is no longer late.
fn head(visit: &Visit, base: &str, sheet: i32) -> Head {
    Head { is_late: false, ..visit.head(base, Some(sheet)) }
}

/// The answers of a revision, and the checks that were confirmed in it, by the questionnaire it answered.
pub(in crate::app) fn answers(
    connection: &mut Connection,
    definitions: &Definitions,
    visit: &Visit,
    revision: &Revision,
) -> Result<(Vec<AnsweredSection>, Vec<Confirmed>), RespondError> {
    let questionnaire = definitions.of_version(connection, visit.network(), revision.version_id)?;
    let agencies = forms::agencies_to_name(connection, definitions, visit)?;
    let fields: RawFields = serde_json::from_str(&revision.fields)?;
    let judgement = answer::judge(&questionnaire, &fields);
    let completed = answer::complete(&questionnaire, judgement.document.clone());
    let places = visit.places();
    let form = Form {
        questionnaire: &questionnaire,
        raw: &fields,
        judgement: &judgement,
        agencies: &agencies,
        places: &places,
        shows_missing: false,
        shows_all: false,
    };
    let sections = answered(&questionnaire, &completed.document, &completed.shown, &agencies, &places);
    Ok((sections, form.confirmed()))
}
