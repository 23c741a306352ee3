//! Below which counts of persons and cases a network hides them.

use diesel::prelude::*;
use serde_json::json;

use super::audit::{self, Act, Subject};
use super::schema::networks;
use super::{Connection, NetworkId, StoreError};

/// Counts from 1 to one less than the limit are hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable, Selectable, AsChangeset)]
#[diesel(table_name = networks)]
pub struct DisclosureLimits {
    /// From whoever reads results within the network without running its surveys.
    #[diesel(column_name = disclosure_k_inside)]
    pub inside: i32,
    /// In what is published.
    #[diesel(column_name = disclosure_k_public)]
    pub public: i32,
}

/// The limits of a network; `None` where there is none with its id.
///
/// # Errors
/// Those of the database.
pub fn of_network(connection: &mut Connection, network: NetworkId) -> Result<Option<DisclosureLimits>, StoreError> {
    Ok(networks::table.find(network).select(DisclosureLimits::as_select()).get_result(connection).optional()?)
}

/// Sets other limits; false where they are not `before` any more, since someone else set them meanwhile.
///
/// # Errors
/// Those of the database.
pub fn set(
    connection: &mut Connection,
    network: NetworkId,
    before: DisclosureLimits,
    limits: DisclosureLimits,
    act: &Act,
) -> Result<bool, StoreError> {
    let unchanged = networks::table
        .find(network)
        .filter(networks::disclosure_k_inside.eq(before.inside).and(networks::disclosure_k_public.eq(before.public)));
    let changed = diesel::update(unchanged).set(limits).execute(connection)?;
    if changed > 0 {
        let details = json!({ "inside": limits.inside, "public": limits.public });
        let subject = Subject::new("network", network);
        audit::record(connection, network, act, "network.disclosure_changed", &subject, &details)?;
    }
    Ok(changed > 0)
}
