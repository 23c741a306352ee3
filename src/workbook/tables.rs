//! A workbook of tables alone, as `norishiro tabulate` writes it.

use super::WorkbookError;
use super::report::{self, Report};
use crate::analysis::Tables;
use crate::view::figures;
use crate::view::results;
use crate::view::table::{Fact, ShownTable};

/// The tables as shown, under the questionnaire's title, as the bytes of an xlsx file.
///
/// # Errors
/// A fault of this program.
pub fn write(title: &str, tables: &Tables, shown: Vec<ShownTable>) -> Result<Vec<u8>, WorkbookError> {
    report::write(&Report {
        title: format!("{title}　集計表"),
        facts: vec![
            Fact::new("調査票", tables.definition.clone()),
            Fact::new("回答数", figures::count(tables.responses)),
        ],
        notes: results::NOTES.iter().map(|note| (*note).to_owned()).collect(),
        tables: shown,
        cases: Vec::new(),
        gaps: None,
    })
}
