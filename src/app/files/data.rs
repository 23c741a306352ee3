//! The tables of a round as data for machines.

use jiff::Timestamp;

use super::{FileError, Made};
use crate::analysis::{self, Agencies, By, Respondent};
use crate::app::desk::{DeskError, RoundRead, read_round, zone_of};
use crate::app::protecting::{Allowed, allowed};
use crate::app::{Definitions, Purpose, Reader, results};
use crate::store::audit::{self, Act, Subject};
use crate::store::networks::Network;
use crate::store::{Connection, NetworkId, RoundId, StoreError};
use crate::workbook::data::{DataSet, Encoding, RegionCode, write as write_data};

/// What is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The municipality's code.
    pub region: Option<RegionCode>,
    /// How letters are written as bytes.
    pub encoding: Encoding,
    /// Whether every question is tabulated by kind of agency too.
    pub by_kind: bool,
    /// Whether the data are to be published: small counts of persons and cases are then hidden.
    pub purpose: Purpose,
}

/// Reads a round for its data.
///
/// # Errors
/// [`DeskError::NotFound`] where the network has no such round.
pub fn read(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    id: RoundId,
) -> Result<RoundRead, DeskError> {
    read_round(connection, definitions, network, id)
}

/// The data as a ZIP, as far as `reader` may see them. Takes a moment: call it where blocking is allowed.
///
/// # Errors
/// A fault of this program.
pub fn write(
    read: &RoundRead,
    network: &Network,
    wanted: &Wanted,
    reader: Reader,
    now: Timestamp,
) -> Result<Made, FileError> {
    let allowed = tables(read, wanted.by_kind, reader);
    let (round, responses) = (&read.round, allowed.tables.responses);
    let data = DataSet {
        title: &round.title,
        region: &network.municipality,
        region_code: wanted.region.clone(),
        period: (round.period_start, round.period_end),
        fiscal_year: round.fiscal_year,
        facts: results::facts_for(read, &network.name, reader, responses),
        counts: read.counts,
        valid_told: (!reader.sees_answers()).then_some(responses),
        withheld: allowed.withheld(),
        tables: &allowed.tables,
        made_on: now.to_zoned(zone_of(network)).date(),
    };
    Ok(Made { bytes: write_data(&data, wanted.encoding)?, title: round.title.clone() })
}

fn tables(read: &RoundRead, by_kind: bool, reader: Reader) -> Allowed {
    let agencies = Agencies {
        kinds: read.kinds.clone(),
        kind_of: read.agencies.iter().map(|agency| (agency.id.to_string(), agency.kind.clone())).collect(),
        // Data are passed on and published: names that somebody wrote are words of a single answer.
        hides_names: true,
    };
    let respondents = read
        .answers
        .iter()
        .map(|answer| Respondent { document: &answer.document, agency_kind: Some(&answer.agency_kind) });
    let by = by_kind.then_some(By::AgencyKind);
    let tables = analysis::tabulate(&read.questionnaire, respondents, by, &agencies);
    let mut allowed = allowed(tables, &read.questionnaire, by, reader);
    let places = results::places(read);
    for table in &mut allowed.tables.tables {
        table.label = places.fill(&table.label);
    }
    allowed
}

/// Notes who took the data out of the program.
///
/// # Errors
/// Those of the database; then the file may not be handed over.
pub fn note(
    connection: &mut Connection,
    network: NetworkId,
    round: RoundId,
    wanted: &Wanted,
    reader: Reader,
    act: &Act,
) -> Result<(), StoreError> {
    let encoding = if wanted.encoding == Encoding::Utf8 { "utf8" } else { "cp932" };
    let details =
        serde_json::json!({ "format": "csv", "for": reader.name(), "encoding": encoding, "by_kind": wanted.by_kind });
    audit::record(connection, network, act, "data.exported", &Subject::new("round", round), &details)
}
