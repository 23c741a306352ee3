//! A workbook of tables alone, as `norishiro tabulate` writes it.

use super::WorkbookError;
use super::report::{self, Report};
use crate::analysis::Tables;
use crate::view::figures;
use crate::view::results;
use crate::view::table::{Fact, ShownTable};

/// The tables as shown, with what is said of hidden figures, under the questionnaire's title, as the bytes of an xlsx file.
///
/// # Errors
/// A fault of this program.
pub fn write(
    title: &str,
    tables: &Tables,
    shown: Vec<ShownTable>,
    hidden: Option<String>,
) -> Result<Vec<u8>, WorkbookError> {
    report::write(&Report {
        title: format!("{title}　集計表"),
        facts: vec![
            Fact::new("調査票", tables.definition.clone()),
            Fact::new("回答数", tables.responses.digits(figures::count)),
        ],
        notes: results::NOTES.iter().map(|note| (*note).to_owned()).chain(hidden).collect(),
        tables: shown,
        cases: Vec::new(),
        gaps: None,
    })
}
