//! One of several sheets: copied as the start of the next, removed, put back.

use super::{RespondError, Visit, drafting, sheets};
use crate::store::{Connection, sheets as stored};

/// Lays the next sheet out with the content of another one. Where the wanted sheet is there already (the
/// button was pressed twice) it stays as it is. Returns its number.
///
/// # Errors
/// [`RespondError::NotFound`] where there is no such sheet, or the questionnaire takes one answer only.
pub fn copy(connection: &mut Connection, visit: &Visit, from: i32, wanted: i32) -> Result<i32, RespondError> {
    if !visit.has_many() {
        return Err(RespondError::NotFound);
    }
    let mut fields = sheets::filled(connection, visit, from)?.fields;
    // What was confirmed or left open belongs to the other case.
    fields.remove_where(|name| ["confirm:", "reason:", "conflict:"].iter().any(|kind| name.starts_with(kind)));
    let number = sheets::add(connection, visit, wanted)?;
    if sheets::status(connection, visit, number)?.draft.is_none() && number != from {
        drafting::save_all(connection, visit, number, &fields)?;
    }
    Ok(number)
}

/// Removes a sheet that was never submitted; false where it was.
///
/// # Errors
/// [`RespondError::NotFound`] where there is no such sheet, or the questionnaire takes one answer only.
pub fn remove(connection: &mut Connection, visit: &Visit, number: i32) -> Result<bool, RespondError> {
    set_removed(connection, visit, number, true)
}

/// Puts a removed sheet back.
///
/// # Errors
/// [`RespondError::NotFound`] where there is no such sheet.
pub fn put_back(connection: &mut Connection, visit: &Visit, number: i32) -> Result<bool, RespondError> {
    set_removed(connection, visit, number, false)
}

fn set_removed(connection: &mut Connection, visit: &Visit, number: i32, removed: bool) -> Result<bool, RespondError> {
    if !visit.has_many() {
        return Err(RespondError::NotFound);
    }
    let status = sheets::status_or_removed(connection, visit, number)?;
    if status.sheet.removed_at.is_some() == removed {
        return Ok(true);
    }
    Ok(stored::set_removed(connection, visit.network(), status.sheet.id, removed, &visit.act())?)
}
