//! Checking a table that was printed elsewhere and typed into a CSV file.

use std::path::Path;
use std::{fs, io};

use encoding_rs::SHIFT_JIS;
use thiserror::Error;

use crate::analysis::printed::{Misfit, MisfitKind, PrintedTable, misfits};
use crate::definition::Words;

/// Something that does not fit, where it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The line, counted from 1; the headings are in the first.
    pub line: usize,
    /// The column, counted from 1.
    pub column: usize,
    /// What does not fit, and by how much.
    pub words: Words,
}

/// Why a table cannot be checked.
#[derive(Debug, Error)]
pub enum CheckError {
    /// The file cannot be read.
    #[error(transparent)]
    File(#[from] io::Error),
    /// It is no table.
    #[error("not a table")]
    NoTable,
}

/// Reads a table (CSV; UTF-8 or CP932) and tells everything that does not add up.
///
/// # Errors
/// The file cannot be read, or holds no table.
pub fn check(path: &Path) -> Result<Vec<Told>, CheckError> {
    let bytes = fs::read(path)?;
    let text = match std::str::from_utf8(&bytes) {
        Ok(text) => text.trim_start_matches('\u{FEFF}').to_owned(),
        Err(_) => SHIFT_JIS.decode(&bytes).0.into_owned(),
    };
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut lines = Vec::new();
    let mut cells = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| CheckError::NoTable)?;
        lines.push(record.position().map_or(0, |position| usize::try_from(position.line()).unwrap_or(usize::MAX)));
        cells.push(record.iter().map(str::to_owned).collect::<Vec<_>>());
    }
    if cells.len() < 2 || cells.iter().all(|row| row.len() < 2) {
        return Err(CheckError::NoTable);
    }
    let head = cells.remove(0);
    let table = PrintedTable { head, rows: cells };
    let told = misfits(&table).into_iter().map(|misfit| Told {
        line: lines.get(misfit.row + 1).copied().unwrap_or(misfit.row + 2),
        column: misfit.column + 1,
        words: words(&table, &misfit),
    });
    Ok(told.collect())
}

fn words(table: &PrintedTable, misfit: &Misfit) -> Words {
    let Misfit { row, column, printed, follows, kind } = misfit;
    let row = table.rows.get(*row).and_then(|row| row.first()).map(|heading| heading.trim()).unwrap_or_default();
    let column = table.head.get(*column).map(|heading| heading.trim()).unwrap_or_default();
    let place = format!("「{row}」の「{column}」");
    match kind {
        MisfitKind::RowTotal(above) | MisfitKind::ColumnTotal(above) => {
            let (over, ja) = if matches!(kind, MisfitKind::RowTotal(_)) { ("row", "行") } else { ("column", "列") };
            let (more, en) = if *above > 0 { ("多く", "more") } else { ("少なく", "fewer") };
            let by = above.unsigned_abs();
            Words::new(
                format!(
                    "{place}：合計が一致しません。{printed}と記載されていますが、{ja}の内訳を足すと{follows}です（記載が{by}{more}なっています）。"
                ),
                format!(
                    "{row}, {column}: the total does not add up: {printed} is printed, the {over} adds up to {follows} ({by} {en} printed)"
                ),
            )
        }
        MisfitKind::Share(part, base) => Words::new(
            format!(
                "{place}：割合が一致しません。{printed}と記載されていますが、{part}÷{base}は{follows}％です。割合と件数のどちらか、又は割合の基になる合計が異なります。"
            ),
            format!("{row}, {column}: the share does not fit: {printed} is printed, {part} of {base} is {follows}%"),
        ),
    }
}
