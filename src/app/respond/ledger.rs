//! Where what is typed is kept: in the agency's draft, or apart from it where the office types it in.

use super::visit::Visitor;
use super::{RespondError, Visit};
use crate::store::drafts::{self, Draft, Save, Saved};
use crate::store::{Connection, SheetId, StoreError, entries};

/// What is kept of a sheet, if anything was ever saved.
///
/// # Errors
/// Those of the database.
pub(super) fn find(connection: &mut Connection, visit: &Visit, sheet: SheetId) -> Result<Option<Draft>, StoreError> {
    match visit.visitor {
        // What an interviewer has not handed in is nobody else's to read.
        Visitor::Agency if visit.is_hearing() => Ok(None),
        Visitor::Office { hand, .. } => {
            Ok(entries::open(connection, visit.network(), sheet, hand)?.map(entries::Entry::into_draft))
        }
        Visitor::Agency | Visitor::Interviewer(_) => drafts::find(connection, visit.network(), sheet),
    }
}

/// Stores a save where this visitor's are kept.
///
/// # Errors
/// [`RespondError::NotFound`] where the office has begun no entry, or an interviewer fills the hearing in.
pub(super) fn save(
    connection: &mut Connection,
    visit: &Visit,
    sheet: SheetId,
    save: &Save<'_>,
) -> Result<Saved, RespondError> {
    let (network, act) = (visit.network(), visit.act());
    match visit.visitor {
        Visitor::Agency if visit.is_hearing() => Err(RespondError::NotFound),
        Visitor::Office { hand, .. } => match entries::save(connection, network, (sheet, hand), save, &act) {
            Err(StoreError::Unreadable { what: "entry" }) => Err(RespondError::NotFound),
            other => Ok(other?),
        },
        Visitor::Agency | Visitor::Interviewer(_) => Ok(drafts::save_whole(connection, network, sheet, save, &act)?),
    }
}
