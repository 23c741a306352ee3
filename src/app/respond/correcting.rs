//! A submitted answer that is opened again: what the correction changes, and dropping it.

use super::{RespondError, Visit, forms, sheets};
use crate::answer::{self, RawFields};
use crate::app::definitions::Definitions;
use crate::store::audit::Actor;
use crate::store::revisions::{self, Revision};
use crate::store::sheets::SheetStatus;
use crate::store::{Connection, drafts};
use crate::view::dates;
use crate::view::form::{CorrectionPage, RevisionLine};

/// The revision of a sheet that counts; `None` where nothing was submitted on it.
///
/// # Errors
/// Those of the database.
pub fn counting(
    connection: &mut Connection,
    visit: &Visit,
    status: &SheetStatus,
) -> Result<Option<Revision>, RespondError> {
    let Some(response) = &status.response else { return Ok(None) };
    Ok(revisions::find(connection, visit.network(), response.id, response.latest_revision)?)
}

/// The revision as a line of a list.
pub fn line(visit: &Visit, revision: &Revision, counts: bool) -> RevisionLine {
    RevisionLine {
        number: revision.number,
        submitted_at: dates::moment(revision.submitted_at, &visit.zone),
        counts,
        by_office: matches!(revision.submitted_by, Actor::User(_)) && !visit.is_hearing(),
        reason: revision.reason.clone().unwrap_or_default(),
    }
}

/// The question whether to drop a correction; `None` where there is none to drop.
///
/// # Errors
/// [`RespondError::NotFound`] where there is no such sheet.
pub fn page(
    connection: &mut Connection,
    definitions: &Definitions,
    visit: &Visit,
    sheet: i32,
    base: &str,
    joined: bool,
) -> Result<Option<CorrectionPage>, RespondError> {
    let filled = sheets::filled(connection, visit, sheet)?;
    let Some(revision) = counting(connection, visit, &filled.status)? else { return Ok(None) };
    if !filled.status.has_unsent_changes() {
        return Ok(None);
    }
    let before: RawFields = serde_json::from_str(&revision.fields)?;
    let agencies = forms::agencies_to_name(connection, definitions, visit)?;
    let judgement = answer::judge(&visit.questionnaire, &filled.fields);
    let places = visit.places();
    let form = forms::form(visit, &filled.fields, &judgement, &agencies, &places);
    Ok(Some(CorrectionPage {
        head: visit.head(base, Some(sheet)),
        sheet,
        version: filled.version,
        revision: line(visit, &revision, true),
        changes: form.changes(&before),
        joined,
    }))
}

/// Drops the correction that the page showed: the fields are again as they were submitted. False
/// where something was saved since, which nobody has seen.
///
/// # Errors
/// [`RespondError::NotFound`] where there is no such sheet, or nothing was submitted on it.
pub fn put_back(connection: &mut Connection, visit: &Visit, sheet: i32, version: i32) -> Result<bool, RespondError> {
    let status = sheets::status(connection, visit, sheet)?;
    let revision = counting(connection, visit, &status)?.ok_or(RespondError::NotFound)?;
    if !status.has_unsent_changes() {
        return Ok(true);
    }
    Ok(drafts::put_back(connection, visit.network(), status.sheet.id, &revision.fields, version, &visit.act())?)
}
