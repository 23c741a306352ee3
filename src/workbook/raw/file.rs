//! A file of raw answers in the making: answers come one by one, and are not kept.

use std::path::Path;

use super::answer::RawAnswer;
use super::cut::Room;
use super::plan::Plan;
use super::text::{Lines, Tables};
use super::xlsx::Book;
use crate::workbook::WorkbookError;

/// The formats of raw answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A workbook.
    Xlsx,
    /// A ZIP of CSV files, one a sheet.
    Csv,
    /// One answer document a line, as `norishiro tabulate` reads it.
    Jsonl,
}

impl Format {
    /// Its name in addresses and in the log.
    pub fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
        }
    }
}

/// A file that is being written.
pub struct RawFile<'p> {
    plan: &'p Plan<'p>,
    kind: Kind,
}

enum Kind {
    Xlsx(Box<Book>),
    Csv(Tables),
    Jsonl(Lines),
}

impl<'p> RawFile<'p> {
    /// A file without answers yet. A workbook's rows wait in `spill`, a folder that nobody else may read, until the
    /// file is whole; the others need none.
    ///
    /// # Errors
    /// A fault of this program, or `spill` cannot be written to.
    pub fn begin(plan: &'p Plan<'p>, format: Format, spill: &Path) -> Result<Self, WorkbookError> {
        Self::within(plan, format, spill, Room::EXCEL)
    }

    /// The same with so much room on each sheet of a workbook.
    pub(super) fn within(plan: &'p Plan<'p>, format: Format, spill: &Path, room: Room) -> Result<Self, WorkbookError> {
        let kind = match format {
            Format::Xlsx => Kind::Xlsx(Box::new(Book::begin(plan, spill, room)?)),
            Format::Csv => Kind::Csv(Tables::begin(plan)?),
            Format::Jsonl => Kind::Jsonl(Lines::default()),
        };
        Ok(Self { plan, kind })
    }

    /// Adds one answer.
    ///
    /// # Errors
    /// As for [`RawFile::begin`].
    pub fn add(&mut self, answer: &RawAnswer) -> Result<(), WorkbookError> {
        let plan = self.plan;
        match &mut self.kind {
            Kind::Xlsx(book) => plan.rows(answer, |sheet, row| book.add(plan, sheet, row)),
            Kind::Csv(tables) => plan.rows(answer, |sheet, row| tables.add(sheet, row)),
            Kind::Jsonl(lines) => lines.add(plan.questionnaire, answer),
        }
    }

    /// The whole file.
    ///
    /// # Errors
    /// As for [`RawFile::begin`].
    pub fn finish(self) -> Result<Vec<u8>, WorkbookError> {
        match self.kind {
            Kind::Xlsx(book) => book.finish(self.plan),
            Kind::Csv(tables) => tables.finish(self.plan),
            Kind::Jsonl(lines) => Ok(lines.finish()),
        }
    }
}
