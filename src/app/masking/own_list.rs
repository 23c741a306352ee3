//! The cases that an agency was asked about.

use super::{Standing, case};
use crate::app::respond::{RespondError, Visit, Visitor, sheets};
use crate::store::responses::ResponseState;
use crate::store::rounds::RoundState;
use crate::store::{Connection, masked_cases};
use crate::view::masking::{OwnCaseLine, OwnListPage};

/// The cases that the visiting agency was asked about; empty for anybody else.
///
/// # Errors
/// Those of the database.
pub fn lines(connection: &mut Connection, visit: &Visit) -> Result<Vec<OwnCaseLine>, RespondError> {
    if visit.visitor != Visitor::Agency || !case::is_case(&visit.questionnaire) {
        return Ok(Vec::new());
    }
    let mut lines = Vec::new();
    for status in sheets::all(connection, visit)? {
        let Some(response) = &status.response else { continue };
        if status.sheet.removed_at.is_some() || response.state == ResponseState::SetAside {
            continue;
        }
        let stored = masked_cases::find(connection, visit.network(), response.id)?;
        let standing = Standing::of(stored.as_ref(), response.latest_revision);
        if standing.was_asked() {
            lines.push(OwnCaseLine {
                sheet: status.sheet.number,
                name: visit.sheet_name(status.sheet.number),
                standing: standing.label(),
                is_asked: standing.is_asked(),
            });
        }
    }
    Ok(lines)
}

/// The page with these cases.
///
/// # Errors
/// [`RespondError::NotFound`] where the agency was asked about none.
pub fn page(connection: &mut Connection, visit: &Visit, base: &str) -> Result<OwnListPage, RespondError> {
    let cases = lines(connection, visit)?;
    if cases.is_empty() {
        return Err(RespondError::NotFound);
    }
    Ok(OwnListPage {
        head: visit.head(base, None),
        waiting: cases.iter().filter(|case| case.is_asked).count(),
        cases,
        is_open: visit.opened.round.state == RoundState::Open,
    })
}
