//! One workbook of a round for the meeting: figures, tables, cases, gaps.

use super::definitions::Definitions;
use super::desk::{DeskError, RoundRead, has_cases, read_round};
use super::gaps::{self, GapSources};
use super::reader::Reader;
use super::results::ReadTables;
use super::{cases, results};
use crate::store::audit::{self, Act, Subject};
use crate::store::{Connection, NetworkId, RoundId, StoreError};
use crate::view::results::{NOTES, Sections};
use crate::workbook::WorkbookError;
use crate::workbook::report::{self, Report};

/// What is read from the database for a workbook.
pub struct WorkbookSources {
    reader: Reader,
    round: RoundRead,
    cases: Option<RoundRead>,
    gaps: Option<GapSources>,
}

/// Reads a round with the cases and the survey that go with it, as far as the reader may see them.
///
/// # Errors
/// [`DeskError::NotFound`] where the network has no such round.
pub fn read(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    id: RoundId,
    reader: Reader,
) -> Result<WorkbookSources, DeskError> {
    let round = read_round(connection, definitions, network, id)?;
    if !reader.sees_answers() {
        return Ok(WorkbookSources { reader, round, cases: None, gaps: None });
    }
    let own = has_cases(&round.questionnaire).then_some(id);
    Ok(WorkbookSources {
        reader,
        cases: cases::read(connection, definitions, network, own)?,
        gaps: Some(gaps::newest(connection, definitions, network, Some(id))?),
        round,
    })
}

/// The workbook, as the bytes of an xlsx file. Takes a moment: call it where blocking is allowed.
///
/// # Errors
/// A fault of this program.
pub fn write(sources: &WorkbookSources, network: &str) -> Result<Vec<u8>, WorkbookError> {
    let ReadTables { tables, withheld, responses, .. } = results::tables(&sources.round, sources.reader);
    let places = results::places(&sources.round);
    let mut sections = Sections::of(&sources.round.questionnaire).group(tables);
    for section in &mut sections {
        section.title = places.fill(&section.title);
    }
    report::write(&Report {
        title: sources.round.round.title.clone(),
        facts: results::facts_for(&sources.round, network, sources.reader, responses),
        notes: NOTES.iter().map(|note| (*note).to_owned()).chain(withheld).collect(),
        sections,
        cases: sources.cases.as_ref().map(cases::shown).unwrap_or_default(),
        gaps: sources.gaps.as_ref().and_then(GapSources::sheet),
    })
}

/// Notes who took a workbook out of the program.
///
/// # Errors
/// Those of the database.
pub fn note_export(
    connection: &mut Connection,
    network: NetworkId,
    round: RoundId,
    reader: Reader,
    act: &Act,
) -> Result<(), StoreError> {
    let details = serde_json::json!({ "format": "xlsx", "for": reader.name() });
    audit::record(connection, network, act, "results.exported", &Subject::new("round", round), &details)
}
