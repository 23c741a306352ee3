//! The files of a set of data, packed into one.

use std::io::{Cursor, Write};

use jiff::civil::Date;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::characters::{Characters, Encoding};
use super::codes;
use super::columns;
use super::readme;
use super::region::RegionCode;
use crate::analysis::long::{Record, records};
use crate::analysis::published::HIDDEN;
use crate::analysis::{Published, Tables};
use crate::view::rounds::RoundCounts;
use crate::view::table::Fact;
use crate::workbook::WorkbookError;
use crate::workbook::formula::guarded;

/// What a set of data is made from.
#[derive(Debug)]
pub struct DataSet<'a> {
    /// What the survey is called.
    pub title: &'a str,
    /// The municipality.
    pub region: &'a str,
    /// Its code, where it was told.
    pub region_code: Option<RegionCode>,
    /// The period's first and last day, where it has them.
    pub period: (Option<Date>, Option<Date>),
    /// The fiscal year, where it is about one.
    pub fiscal_year: Option<i32>,
    /// What is said of the survey: network, period, how it was asked.
    pub facts: Vec<Fact>,
    /// How many were asked, and how many answered.
    pub counts: RoundCounts,
    /// How many answers are valid, as far as it is told to readers from whom small counts of cases are hidden; `None`
    /// where nothing is hidden.
    pub valid_told: Option<Published<u64>>,
    /// What was hidden, in words.
    pub withheld: Option<String>,
    /// The tables, with the places in their words filled.
    pub tables: &'a Tables,
    /// The day on which the file is made.
    pub made_on: Date,
}

/// The files as one ZIP.
///
/// # Errors
/// A fault of this program.
pub fn write(data: &DataSet<'_>, encoding: Encoding) -> Result<Vec<u8>, WorkbookError> {
    let mut characters = Characters::of(encoding);
    let records = records(data.tables);
    let about = about(data);
    let rows = [
        records.iter().map(|record| [&about[..], &of_record(record)].concat()).collect(),
        responses(data).into_iter().map(|row| [&about[..], &row].concat()).collect(),
        code_rows(&records, data),
        column_rows(),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for ((name, columns), rows) in columns::of_files().into_iter().zip(rows) {
        let head: Vec<_> = columns.iter().map(|(name, ..)| (*name).to_owned()).collect();
        zip.start_file(name, options)?;
        zip.write_all(&csv(&mut characters, head, &rows)?)?;
    }
    // Last: by now it is known what was replaced.
    let readme = readme::text(data, encoding, &mut characters);
    zip.start_file("readme.txt", options)?;
    zip.write_all(&characters.bytes(&readme))?;
    Ok(zip.finish()?.into_inner())
}

fn csv(characters: &mut Characters, head: Vec<String>, rows: &[Vec<String>]) -> Result<Vec<u8>, WorkbookError> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(head)?;
    for row in rows {
        for cell in row {
            // A number may be negative; only words are guarded.
            let is_number = cell.parse::<f64>().is_ok() || cell == "-";
            let text = characters.text(cell);
            writer.write_field(if is_number {
                text.as_bytes().to_vec()
            } else {
                guarded(&text).as_bytes().to_vec()
            })?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(characters.bytes(&String::from_utf8_lossy(&bytes)))
}

fn about(data: &DataSet<'_>) -> [String; 5] {
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    [
        data.region_code.as_ref().map(|code| code.as_str().to_owned()).unwrap_or_default(),
        data.region.to_owned(),
        day(data.period.0),
        day(data.period.1),
        data.fiscal_year.map(|year| year.to_string()).unwrap_or_default(),
    ]
}

fn of_record(record: &Record) -> [String; 17] {
    [
        record.definition.clone(),
        record.question.clone(),
        record.group.clone(),
        record.row.clone(),
        record.column.clone(),
        record.measure.to_owned(),
        record.value.clone().unwrap_or_default(),
        flag(record).to_owned(),
        record.unit.clone(),
        record.base.map(|base| base.to_string()).unwrap_or_default(),
        record.question_label.clone(),
        record.group_label.clone(),
        record.row_label.clone(),
        record.column_label.clone(),
        codes::measure(record.measure).to_owned(),
        record.kind.to_owned(),
        u8::from(record.multiple).to_string(),
    ]
}

/// Why there is no value.
fn flag(record: &Record) -> &'static str {
    match record.value {
        _ if record.hidden => HIDDEN,
        None => "-",
        Some(_) => "",
    }
}

/// Code, name, value, flag and unit of each response figure.
fn responses(data: &DataSet<'_>) -> Vec<[String; 5]> {
    let rows = data.counts.items(data.valid_told).into_iter().map(|item| {
        let is_number = item.value.parse::<f64>().is_ok();
        let (value, flag) = if is_number { (item.value, String::new()) } else { (String::new(), item.value) };
        [item.code.to_owned(), item.label.to_owned(), value, flag, item.unit.to_owned()]
    });
    rows.collect()
}

fn code_rows(records: &[Record], data: &DataSet<'_>) -> Vec<Vec<String>> {
    let items = data.counts.items(data.valid_told);
    let items = items.iter().map(|item| ["item", "", item.code, item.label]);
    codes::of_records(records).into_iter().chain(items).map(|row| row.map(str::to_owned).to_vec()).collect()
}

fn column_rows() -> Vec<Vec<String>> {
    let files = columns::of_files();
    let rows = files.iter().flat_map(|(file, columns)| {
        columns.iter().map(move |(name, label, kind, about)| [*file, *name, *label, *kind, *about])
    });
    rows.map(|row| row.map(str::to_owned).to_vec()).collect()
}
