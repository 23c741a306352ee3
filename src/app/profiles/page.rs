//! The pages.

use super::coded::read_coded;
use super::{ReadCases, read};
use crate::app::definitions::Definitions;
use crate::app::desk::DeskError;
use crate::store::{Connection, NetworkId};
use crate::view::profiles::{self, Asked, EvidencePage, ProfilesPage};

/// Attributes of difficult beside good cases.
///
/// # Errors
/// Where the database fails or an answer does not fit its definition.
pub fn profiles(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    asked: &Asked,
) -> Result<ProfilesPage, DeskError> {
    let ReadCases { cases, rounds, .. } = read(connection, definitions, network)?;
    Ok(profiles::page(&cases, profiles::sources(&rounds, &cases), asked))
}

/// The cases behind a figure; `said` are the conditions as the address says them.
///
/// # Errors
/// As for [`profiles`].
pub fn evidence(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    said: &[String],
) -> Result<EvidencePage, DeskError> {
    let ReadCases { cases, entries, .. } = read_coded(connection, definitions, network)?.0;
    let conditions = profiles::conditions_from(&cases, said.iter().map(String::as_str));
    if conditions.len() < said.len() {
        return Err(DeskError::NotFound);
    }
    Ok(profiles::evidence(&cases, &conditions, &entries))
}
