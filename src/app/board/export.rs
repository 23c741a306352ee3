//! The board as a file: the list that is looked at, for an officer's own notes or a report.

use super::{Around, Looking, Told, show};
use crate::app::desk::DeskError;
use crate::store::audit::{self, Act, Subject};
use crate::store::{Connection, StoreError};
use crate::view::board::{BoardPage, Filter};
use crate::workbook::{WorkbookError, board};

/// Reads the agencies that are looked for.
///
/// # Errors
/// [`DeskError::NotFound`] where the network has no such round.
pub fn read(
    connection: &mut Connection,
    around: Around<'_>,
    looking: &Looking,
    filter: &Filter,
) -> Result<BoardPage, DeskError> {
    Ok(show(connection, around, looking, filter, &Told::default())?.page)
}

/// Notes who took how many agencies out of the program.
///
/// # Errors
/// Those of the database.
pub fn note(connection: &mut Connection, looking: &Looking, agencies: usize) -> Result<(), StoreError> {
    let act = Act::by_user(looking.user, looking.now);
    let details = serde_json::json!({ "format": "xlsx", "agencies": agencies });
    let subject = Subject::new("round", looking.round);
    audit::record(connection, looking.network.id, &act, "board.exported", &subject, &details)
}

/// The workbook, as the bytes of an xlsx file. Takes a moment: call it where blocking is allowed.
///
/// # Errors
/// A fault of this program.
pub fn write(page: &BoardPage) -> Result<Vec<u8>, WorkbookError> {
    board::write(page)
}
