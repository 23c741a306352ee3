//! A workbook of tables alone, as `norishiro tabulate` writes it.

use super::WorkbookError;
use super::report::{self, Report};
use crate::analysis::crosstab::Crosstabs;
use crate::analysis::{Published, Tables};
use crate::view::crosstab;
use crate::view::figures;
use crate::view::results::{self, ShownSection};
use crate::view::table::{Fact, ShownTable};

/// The tables as shown, section by section, with what is said of hidden figures, under the questionnaire's title, as the bytes of an xlsx file.
///
/// # Errors
/// A fault of this program.
pub fn write(
    title: &str,
    tables: &Tables,
    sections: Vec<ShownSection>,
    hidden: Option<String>,
) -> Result<Vec<u8>, WorkbookError> {
    let notes = results::NOTES.iter().map(|note| (*note).to_owned()).chain(hidden).collect();
    book(format!("{title}　集計表"), (&tables.definition, tables.responses), notes, sections)
}

/// Crosstabs as shown, likewise.
///
/// # Errors
/// A fault of this program.
pub fn write_crosstabs(
    title: &str,
    crosstabs: &Crosstabs,
    shown: Vec<ShownTable>,
    hidden: Option<String>,
) -> Result<Vec<u8>, WorkbookError> {
    let notes = crosstab::NOTES.iter().map(|note| (*note).to_owned()).chain(hidden).collect();
    let sections = vec![ShownSection { title: "クロス集計".to_owned(), tables: shown }];
    book(format!("{title}　クロス集計表"), (&crosstabs.definition, crosstabs.responses), notes, sections)
}

fn book(
    title: String,
    (definition, responses): (&str, Published<u64>),
    notes: Vec<String>,
    sections: Vec<ShownSection>,
) -> Result<Vec<u8>, WorkbookError> {
    report::write(&Report {
        title,
        facts: vec![Fact::new("調査票", definition), Fact::new("回答数", responses.digits(figures::count))],
        notes,
        sections,
        cases: Vec::new(),
        gaps: None,
    })
}
