//! The raw answers of a round as a file: read and written piece by piece.

use std::collections::HashMap;

use crate::answer::json::CodingLine;
use crate::app::coding::counted::{self, GivenCode};
use crate::app::coding::sight;
use crate::app::desk::{DeskError, each_answer};
use crate::app::register::kinds;
use crate::app::results::round_places;
use crate::app::{Definitions, files};
use crate::store::audit::{self, Act, Subject};
use crate::store::{Connection, NetworkId, ResponseId, RoundId, StoreError, UserId, agencies, rounds};
use crate::workbook::raw::{Format, Names, Plan, RawAnswer, RawFile, Values};

use files::{FileError, Made};

/// What is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// The file's format.
    pub format: Format,
    /// Codes or words; JSON Lines hold codes always.
    pub values: Values,
}

/// The valid answers of a round, for a person, in the order in which they were first handed in. Takes a moment.
///
/// # Errors
/// [`DeskError::NotFound`] where the network has no such round.
pub fn write(
    connection: &mut Connection,
    definitions: &Definitions,
    (network, user): (NetworkId, UserId),
    id: RoundId,
    wanted: Wanted,
) -> Result<Made, FileError> {
    let round = rounds::find(connection, network, id)?.ok_or(DeskError::NotFound)?;
    let questionnaire = definitions.of_version(connection, network, round.version_id).map_err(DeskError::from)?;
    let names = Names {
        agencies: agencies::of_network(connection, network)?
            .into_iter()
            .map(|agency| (agency.id.to_string(), (agency.name, agency.kind)))
            .collect(),
        kinds: kinds::of_network(connection, definitions, network)?.all(),
    };
    let plan = Plan::new(&questionnaire, &names, wanted.values, &round_places(&round));
    // Only this program's user may read the folder; it goes away with all that is in it.
    let spill = tempfile::tempdir()?;
    let mut file = RawFile::begin(&plan, wanted.format, spill.path())?;
    let mut codings = codings_of(connection, (network, id), user)?;
    each_answer(connection, &questionnaire, network, id, |counted, document| {
        file.add(&RawAnswer {
            id: counted.response_id.to_string(),
            receipt: counted.receipt_number.to_string(),
            agency: counted.agency_id.to_string(),
            agency_name: counted.agency_name,
            agency_kind: counted.agency_kind,
            sheet: counted.sheet_number,
            revision: counted.revision,
            document,
            codings: codings.remove(&counted.response_id).unwrap_or_default(),
        })
        .map_err(FileError::from)
    })?;
    Ok(Made { bytes: file.finish()?, title: round.title })
}

/// The codes that count for each response. What readers still work on is left out: two read apart, and who takes the
/// file may be one of them.
fn codings_of(
    connection: &mut Connection,
    of_round: (NetworkId, RoundId),
    user: UserId,
) -> Result<HashMap<ResponseId, Vec<CodingLine>>, StoreError> {
    let counted = counted::of_codings(&sight::taken_out(connection, of_round, user)?);
    let line = |(codebook, code): GivenCode| CodingLine { codebook, code };
    Ok(counted.into_iter().map(|(response, codes)| (response, codes.into_iter().map(line).collect())).collect())
}

/// Notes who took the answers out of the program.
///
/// # Errors
/// Those of the database; then the file may not be handed over.
pub fn note(
    connection: &mut Connection,
    network: NetworkId,
    round: RoundId,
    wanted: Wanted,
    act: &Act,
) -> Result<(), StoreError> {
    let values = if wanted.values == Values::Codes { "codes" } else { "labels" };
    let details = serde_json::json!({ "format": wanted.format.name(), "values": values });
    audit::record(connection, network, act, "answers.exported", &Subject::new("round", round), &details)
}
