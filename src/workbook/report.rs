//! The report workbook of a round: cover, contents, tables, cases, gaps.

use super::cover::{self, CONTENTS};
use super::names::SheetNames;
use super::section::{self, Entry};
use super::{WorkbookError, cases, gaps, style};
use crate::view::cases::ShownCases;
use crate::view::gaps::ShownGaps;
use crate::view::results::ShownSection;
use crate::view::table::Fact;

/// Everything that stands in a report workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What was asked: the title on the cover.
    pub title: String,
    /// Network, period, how it was asked, 配布数, 回収数, 有効回答数 and their rates.
    pub facts: Vec<Fact>,
    /// What the reader should know of all tables.
    pub notes: Vec<String>,
    /// The tables, one a question, section by section.
    pub sections: Vec<ShownSection>,
    /// Good and difficult cases; empty where no case sheets were collected.
    pub cases: Vec<ShownCases>,
    /// Who is there for whom, where agencies were asked.
    pub gaps: Option<ShownGaps>,
}

/// The workbook, as the bytes of an xlsx file.
///
/// # Errors
/// A fault of this program.
pub fn write(report: &Report) -> Result<Vec<u8>, WorkbookError> {
    let (mut workbook, styles) = style::begin(&report.title)?;
    let mut names = SheetNames::default();
    for given in [cover::COVER, CONTENTS, gaps::NAME] {
        names.give(given);
    }
    cover::write(workbook.add_worksheet(), &styles, report)?;
    // Filled in at the end: by then it is known where everything stands.
    workbook.add_worksheet().set_name(CONTENTS)?;
    let (mut entries, mut number) = (Vec::new(), 1);
    for section in &report.sections {
        entries.extend(section::write(&mut workbook, &styles, &mut names, &mut number, section)?);
    }
    let entry = |title: String, sheet: &str| Entry { title, sheet: sheet.to_owned(), row: 0, is_inner: false };
    for cases in report.cases.iter().filter(|cases| !cases.cases.is_empty()) {
        let name = names.give(&cases.title);
        cases::write(workbook.add_worksheet(), &styles, &name, cases)?;
        entries.push(entry(format!("{}（機関ごとの記入内容、{}件）", cases.title, cases.cases.len()), &name));
    }
    if let Some(gaps) = &report.gaps {
        gaps::write(workbook.add_worksheet(), &styles, gaps)?;
        entries.push(entry(gaps::TITLE.to_owned(), gaps::NAME));
    }
    cover::write_contents(workbook.worksheet_from_name(CONTENTS)?, &styles, &entries)?;
    Ok(workbook.save_to_buffer()?)
}
