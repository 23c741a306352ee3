//! One workbook of a round for the meeting: figures, tables, cases, gaps.

use super::definitions::Definitions;
use super::desk::{DeskError, RoundHead, RoundRead, has_cases, read_head};
use super::gaps::{self, GapSources};
use super::reader::Reader;
use super::results::{self, ReadTables};
use super::{RoundData, cases};
use crate::analysis::Dataset;
use crate::store::audit::{self, Act, Subject};
use crate::store::networks::Network;
use crate::store::{Connection, NetworkId, RoundId, StoreError};
use crate::view::results::{Arrangement, NOTES, Sections, ShownSection};
use crate::view::table::Fact;
use crate::workbook::WorkbookError;
use crate::workbook::report::{self, Report};

/// What is known of a round for a workbook: figures counted over the kept columns, and the words of cases.
pub struct WorkbookSources {
    figures: Figures,
    cases: Option<RoundRead>,
    gaps: Option<GapSources>,
}

/// A round's figures, as far as the reader may see them.
struct Figures {
    title: String,
    facts: Vec<Fact>,
    notes: Vec<String>,
    sections: Vec<ShownSection>,
}

/// Counts a round, and reads the cases and the survey that go with it, as far as the reader may see them.
///
/// # Errors
/// [`DeskError::NotFound`] where the network has no such round.
pub fn read(
    connection: &mut Connection,
    (definitions, round_data): (&Definitions, &RoundData),
    network: &Network,
    id: RoundId,
    reader: Reader,
) -> Result<WorkbookSources, DeskError> {
    let head = read_head(connection, definitions, network.id, id)?;
    let own = has_cases(&head.questionnaire).then_some(id);
    let counted = |head: &RoundHead, dataset: &Dataset| Figures::of(head, dataset, &network.name, reader);
    let figures = round_data.count(connection, network.id, head, counted)?;
    if !reader.sees_answers() {
        return Ok(WorkbookSources { figures, cases: None, gaps: None });
    }
    Ok(WorkbookSources {
        figures,
        cases: cases::read(connection, definitions, network.id, own)?,
        gaps: Some(gaps::of_period(connection, definitions, network.id, Some(id))?),
    })
}

impl Figures {
    fn of(head: &RoundHead, dataset: &Dataset, network: &str, reader: Reader) -> Self {
        let ReadTables { tables, withheld, responses, .. } =
            results::tables_of(head, dataset, reader, Arrangement::default());
        let places = results::places(head);
        let mut sections = Sections::of(&head.questionnaire).group(tables);
        for section in &mut sections {
            section.title = places.fill(&section.title);
        }
        Self {
            title: head.round.title.clone(),
            facts: results::facts_for(head, network, reader, responses),
            notes: NOTES.iter().map(|note| (*note).to_owned()).chain(withheld).collect(),
            sections,
        }
    }
}

/// The workbook, as the bytes of an xlsx file. Takes a moment: call it where blocking is allowed.
///
/// # Errors
/// A fault of this program.
pub fn write(sources: WorkbookSources) -> Result<Vec<u8>, WorkbookError> {
    let WorkbookSources { figures, cases, gaps } = sources;
    report::write(&Report {
        title: figures.title,
        facts: figures.facts,
        notes: figures.notes,
        sections: figures.sections,
        cases: cases.as_ref().map(cases::shown).unwrap_or_default(),
        gaps: gaps.as_ref().and_then(GapSources::sheet),
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
