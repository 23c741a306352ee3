//! The tables of a round as data for machines.

use jiff::Timestamp;

use super::{FileError, Made};
use crate::analysis::{Agencies, By, Dataset, Tabulation};
use crate::app::desk::{DeskError, RoundHead, read_head, zone_of};
use crate::app::protecting::{Allowed, allowed};
use crate::app::{Definitions, Purpose, Reader, RoundData, results};
use crate::store::audit::{self, Act, Subject};
use crate::store::networks::Network;
use crate::store::rounds::Round;
use crate::store::{Connection, NetworkId, RoundId, StoreError};
use crate::view::rounds::RoundCounts;
use crate::view::table::Fact;
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

/// What the data say of a round, as far as their reader may see it.
pub struct Counted {
    round: Round,
    counts: RoundCounts,
    facts: Vec<Fact>,
    allowed: Allowed,
}

/// Counts a round for its data.
///
/// # Errors
/// [`DeskError::NotFound`] where the network has no such round.
pub fn count(
    connection: &mut Connection,
    (definitions, round_data): (&Definitions, &RoundData),
    network: &Network,
    id: RoundId,
    (reader, by_kind): (Reader, bool),
) -> Result<Counted, DeskError> {
    let head = read_head(connection, definitions, network.id, id)?;
    round_data.count(connection, network.id, head, |head, dataset| {
        let allowed = tables(head, dataset, by_kind, reader);
        let facts = results::facts_for(head, &network.name, reader, allowed.tables.responses);
        Counted { round: head.round.clone(), counts: head.counts, facts, allowed }
    })
}

/// The data as a ZIP. Takes a moment: call it where blocking is allowed.
///
/// # Errors
/// A fault of this program.
pub fn write(
    counted: &Counted,
    network: &Network,
    wanted: &Wanted,
    reader: Reader,
    now: Timestamp,
) -> Result<Made, FileError> {
    let Counted { round, counts, facts, allowed } = counted;
    let data = DataSet {
        title: &round.title,
        region: &network.municipality,
        region_code: wanted.region.clone(),
        period: (round.period_start, round.period_end),
        fiscal_year: round.fiscal_year,
        facts: facts.clone(),
        counts: *counts,
        valid_told: (!reader.sees_answers()).then_some(allowed.tables.responses),
        withheld: allowed.withheld(),
        tables: &allowed.tables,
        made_on: now.to_zoned(zone_of(network)).date(),
    };
    Ok(Made { bytes: write_data(&data, wanted.encoding)?, title: round.title.clone() })
}

fn tables(head: &RoundHead, dataset: &Dataset, by_kind: bool, reader: Reader) -> Allowed {
    // Data are passed on and published: names that somebody wrote are words of a single answer.
    let agencies = Agencies { hides_names: true, ..results::agencies_for(head, reader) };
    let by = by_kind.then_some(By::AgencyKind);
    let tables = Tabulation::of(dataset, &head.questionnaire, by, &agencies).tables();
    let mut allowed = allowed(tables, &head.questionnaire, by, reader);
    let places = results::places(head);
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
