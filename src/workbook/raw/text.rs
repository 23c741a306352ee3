//! Raw answers as text: CSV files in a ZIP, and JSON Lines.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::answer::RawAnswer;
use super::cells::Cell;
use super::dictionary::{Page, codes, dictionary, whole};
use super::plan::Plan;
use super::xlsx::headings;
use crate::answer::json::{AgencyLine, ResponseLine, line_to_json};
use crate::definition::Questionnaire;
use crate::workbook::WorkbookError;
use crate::workbook::formula::guarded;

/// Excel takes a file for UTF-8 only by this mark.
const MARK: &str = "\u{FEFF}";

/// CSV files in the making, one a sheet.
pub(super) struct Tables {
    writers: Vec<csv::Writer<Vec<u8>>>,
}

impl Tables {
    pub(super) fn begin(plan: &Plan<'_>) -> Result<Self, WorkbookError> {
        let begun = plan.sheets.iter().map(|sheet| {
            let mut writer = writer();
            writer.write_record(
                headings(&sheet.columns, plan.values).iter().map(|heading| guarded(heading).into_owned()),
            )?;
            Ok(writer)
        });
        Ok(Self { writers: begun.collect::<Result<_, csv::Error>>()? })
    }

    pub(super) fn add(&mut self, sheet: usize, row: &[Cell<'_>]) -> Result<(), WorkbookError> {
        let writer = &mut self.writers[sheet];
        for cell in row {
            match cell {
                Cell::Blank => writer.write_field("")?,
                Cell::Number(number) => writer.write_field(crate::analysis::Figure(*number).to_string())?,
                Cell::Text(text) | Cell::Day(text) => writer.write_field(&*guarded(text))?,
            }
        }
        writer.write_record(None::<&[u8]>)?;
        Ok(())
    }

    pub(super) fn finish(self, plan: &Plan<'_>) -> Result<Vec<u8>, WorkbookError> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        // One day for all files: what is the same is packed the same.
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let mut names: Vec<String> = Vec::new();
        for (sheet, writer) in plan.sheets.iter().zip(self.writers) {
            put(&mut zip, options, &mut names, &sheet.name, &bytes(writer)?)?;
        }
        let sheets = whole(plan);
        for page in [dictionary(&sheets), codes(&sheets)] {
            put(&mut zip, options, &mut names, page.names.1, &written(&page)?)?;
        }
        Ok(zip.finish()?.into_inner())
    }
}

/// One answer a line, as everything else of this program reads and writes them.
#[derive(Default)]
pub(super) struct Lines {
    bytes: Vec<u8>,
}

impl Lines {
    pub(super) fn add(&mut self, questionnaire: &Questionnaire, answer: &RawAnswer) -> Result<(), WorkbookError> {
        let agency = AgencyLine { name: Some(answer.agency_name.clone()), kind: Some(answer.agency_kind.clone()) };
        let line = ResponseLine {
            id: Some(answer.id.clone()),
            agency: Some(agency),
            answers: answer.document.clone(),
            codings: answer.codings.clone(),
            ..ResponseLine::default()
        };
        serde_json::to_writer(&mut self.bytes, &line_to_json(questionnaire, &line)).map_err(std::io::Error::from)?;
        self.bytes.push(b'\n');
        Ok(())
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.bytes
    }
}

fn writer() -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(MARK.as_bytes().to_vec())
}

fn bytes(writer: csv::Writer<Vec<u8>>) -> Result<Vec<u8>, std::io::Error> {
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}

fn written(page: &Page) -> Result<Vec<u8>, WorkbookError> {
    let mut writer = writer();
    writer.write_record(page.head.iter().map(|(label, _)| *label))?;
    for row in &page.rows {
        writer.write_record(row.iter().map(|words| guarded(words).into_owned()))?;
    }
    Ok(bytes(writer)?)
}

/// A question may be called as one of our own sheets is: the later file then bears a number.
fn put(
    zip: &mut ZipWriter<Cursor<Vec<u8>>>,
    options: SimpleFileOptions,
    names: &mut Vec<String>,
    name: &str,
    bytes: &[u8],
) -> Result<(), WorkbookError> {
    let mut own = format!("{name}.csv");
    while names.contains(&own) {
        own = format!("{name}_{}.csv", names.len());
    }
    zip.start_file(&own, options)?;
    zip.write_all(bytes)?;
    names.push(own);
    Ok(())
}
