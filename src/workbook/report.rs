//! The report workbook of a round: cover, contents, tables, cases, gaps.

use super::cover::{self, CONTENTS};
use super::table::{self, Place};
use super::{WorkbookError, cases, gaps, style};
use crate::view::cases::ShownCases;
use crate::view::gaps::ShownGaps;
use crate::view::table::{Fact, ShownTable};

/// Everything that stands in a report workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What was asked: the title on the cover.
    pub title: String,
    /// Network, period, how it was asked, 配布数, 回収数, 有効回答数 and their rates.
    pub facts: Vec<Fact>,
    /// What the reader should know of all tables.
    pub notes: Vec<String>,
    /// One a question.
    pub tables: Vec<ShownTable>,
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
    cover::write(workbook.add_worksheet(), &styles, report)?;
    let mut entries: Vec<(String, String)> =
        (1..).zip(&report.tables).map(|(at, table): (usize, _)| (format!("表{at}"), table.title.clone())).collect();
    let collected = report.cases.iter().filter(|cases| !cases.cases.is_empty());
    entries.extend(
        collected.clone().map(|cases| {
            (cases.title.clone(), format!("{}（機関ごとの記入内容、{}件）", cases.title, cases.cases.len()))
        }),
    );
    if report.gaps.is_some() {
        entries.push((gaps::NAME.to_owned(), gaps::TITLE.to_owned()));
    }
    cover::write_contents(workbook.add_worksheet(), &styles, &entries)?;
    for (table, (name, _)) in report.tables.iter().zip(&entries) {
        table::write(workbook.add_worksheet(), &styles, &Place { sheet: name, contents: CONTENTS }, table)?;
    }
    for cases in collected {
        cases::write(workbook.add_worksheet(), &styles, cases)?;
    }
    if let Some(gaps) = &report.gaps {
        gaps::write(workbook.add_worksheet(), &styles, gaps)?;
    }
    Ok(workbook.save_to_buffer()?)
}
