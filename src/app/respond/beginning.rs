//! A person begins: last time's answers are put into the new draft where the questionnaire asks for it.

use super::{RespondError, Visit, Visitor, drafting, previous, sheets};
use crate::answer::prefilled;
use crate::app::definitions::Definitions;
use crate::store::Connection;

/// Notes that a person begins with a sheet. Where nothing was saved on it yet, the agency's last answers to the
/// questions with `prefill: last_answer` become its first save, each marked until somebody has looked at it.
///
/// # Errors
/// [`RespondError::NotFound`] where there is no such sheet.
pub fn begin(
    connection: &mut Connection,
    definitions: &Definitions,
    visit: &Visit,
    sheet: i32,
) -> Result<(), RespondError> {
    let status = sheets::status(connection, visit, sheet)?;
    sheets::begin(connection, visit)?;
    let is_new = status.draft.is_none() && status.response.is_none();
    if !is_new || visit.is_hearing() || !matches!(visit.visitor, Visitor::Agency) {
        return Ok(());
    }
    if let Some(last) = previous::find(connection, definitions, visit)? {
        let fields = prefilled::beginning(&visit.questionnaire, &last.fields);
        if !fields.is_empty() {
            drafting::save_first(connection, visit, status.sheet.id, &fields)?;
        }
    }
    Ok(())
}
