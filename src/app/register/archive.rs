//! Asking an agency no longer, and again. Nothing is deleted: its answers go on counting.

use crate::app::desk::DeskError;
use crate::store::audit::Act;
use crate::store::{AgencyId, Connection, NetworkId, agencies};

/// Takes an agency off the list of those that are asked, or puts it back.
///
/// # Errors
/// [`DeskError::NotFound`] where the network has no such agency.
pub fn set_archived(
    connection: &mut Connection,
    network: NetworkId,
    id: AgencyId,
    archived: bool,
    act: &Act,
) -> Result<(), DeskError> {
    let agency = agencies::find(connection, network, id)?.ok_or(DeskError::NotFound)?;
    if agency.archived_at.is_some() != archived {
        agencies::set_archived(connection, network, id, archived, act)?;
    }
    Ok(())
}
