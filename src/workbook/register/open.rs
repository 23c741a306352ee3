//! Opening a file of an unknown type: its first bytes tell, not its name.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Ods, OdsError, Reader, Xls, XlsError, Xlsx, XlsxError};

use super::cells::{Cell, Sheet};
use super::refusal::Refusal;
use super::{area, bounds, text};

/// The sheets of a file, in their order.
///
/// # Errors
/// Where it is no workbook and no text, is broken or locked, or would unpack to too much.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    match bytes {
        [] => Err(Refusal::Empty),
        [b'P', b'K', 3 | 5, 4 | 6, ..] => zipped(bytes),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => xls(bytes),
        _ => Ok(vec![text::read(bytes)?]),
    }
}

fn zipped(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    bounds::check(bytes)?;
    if bounds::holds(bytes, "xl/workbook.xml") {
        xlsx(bytes)
    } else if bounds::holds(bytes, "content.xml") {
        ods(bytes)
    } else {
        Err(Refusal::NotARegister)
    }
}

/// Cell by cell: a sheet of two cells in opposite corners is no larger than others then.
fn xlsx(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| refusal(&error))?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let mut sheet = Sheet::named(&name);
        // Sheets of charts have no cells.
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else { continue };
        while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(|error| refusal(&error))? {
            let (row, column) = cell.pos;
            sheet.put(row, column, Cell::of_xlsx(&cell.value, cell.formula.is_some()));
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn refusal(error: &XlsxError) -> Refusal {
    if matches!(error, XlsxError::Password) { Refusal::Locked } else { Refusal::Damaged }
}

fn xls(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    area::check_xls(bytes)?;
    let book = Xls::new(Cursor::new(bytes))
        .map_err(|error| if matches!(error, XlsError::Password) { Refusal::Locked } else { Refusal::Damaged })?;
    whole(book)
}

fn ods(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    area::check_ods(bytes)?;
    let book = Ods::new(Cursor::new(bytes))
        .map_err(|error| if matches!(error, OdsError::Password) { Refusal::Locked } else { Refusal::Damaged })?;
    whole(book)
}

/// Sheets that are read whole: values, and formulas that have none.
fn whole<'b>(mut book: impl Reader<Cursor<&'b [u8]>>) -> Result<Vec<Sheet>, Refusal> {
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let values = book.worksheet_range(&name).map_err(|_| Refusal::Damaged)?;
        let formulas = book.worksheet_formula(&name).map_err(|_| Refusal::Damaged)?;
        let mut cells: BTreeMap<(u32, u32), Cell> = BTreeMap::new();
        let place = |start: Option<(u32, u32)>, (row, column): (usize, usize)| {
            let (top, left) = start.unwrap_or_default();
            (top + u32::try_from(row).unwrap_or(u32::MAX / 2), left + u32::try_from(column).unwrap_or(u32::MAX / 2))
        };
        for (row, column, formula) in formulas.used_cells() {
            if !formula.is_empty() {
                cells.insert(place(formulas.start(), (row, column)), Cell::of_others(&Data::Empty, true));
            }
        }
        for (row, column, value) in values.used_cells() {
            cells.insert(place(values.start(), (row, column)), Cell::of_others(value, false));
        }
        let mut sheet = Sheet::named(&name);
        for ((row, column), cell) in cells {
            sheet.put(row, column, cell);
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}
