//! What a network decides about figures that leave the office: below which counts of persons and cases they are
//! hidden, and by which code they say where they were counted.

use diesel::prelude::*;
use serde_json::json;

use super::audit::{self, Act, Subject};
use super::schema::networks;
use super::{Connection, NetworkId, StoreError};

/// What a network decides. Counts from 1 to one less than a limit are hidden.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, AsChangeset)]
#[diesel(table_name = networks)]
pub struct OutputSettings {
    /// The limit for whoever reads results within the network without running its surveys.
    #[diesel(column_name = disclosure_k_inside)]
    pub inside: i32,
    /// The limit for what is published.
    #[diesel(column_name = disclosure_k_public)]
    pub public: i32,
    /// 全国地方公共団体コード of the municipality, six digits; blank where the network keeps none.
    pub region_code: String,
}

/// What a network decided; `None` where there is none with its id.
///
/// # Errors
/// Those of the database.
pub fn of_network(connection: &mut Connection, network: NetworkId) -> Result<Option<OutputSettings>, StoreError> {
    Ok(networks::table.find(network).select(OutputSettings::as_select()).get_result(connection).optional()?)
}

/// Decides otherwise; false where `before` does not hold any more, since someone else decided meanwhile.
///
/// # Errors
/// Those of the database.
pub fn set(
    connection: &mut Connection,
    network: NetworkId,
    before: &OutputSettings,
    settings: &OutputSettings,
    act: &Act,
) -> Result<bool, StoreError> {
    let unchanged = networks::table.find(network).filter(
        networks::disclosure_k_inside
            .eq(before.inside)
            .and(networks::disclosure_k_public.eq(before.public))
            .and(networks::region_code.eq(&before.region_code)),
    );
    if diesel::update(unchanged).set(settings).execute(connection)? == 0 {
        return Ok(false);
    }
    let subject = Subject::new("network", network);
    if (before.inside, before.public) != (settings.inside, settings.public) {
        let details = json!({ "inside": settings.inside, "public": settings.public });
        audit::record(connection, network, act, "network.disclosure_changed", &subject, &details)?;
    }
    if before.region_code != settings.region_code {
        let details = json!({ "region_code": settings.region_code });
        audit::record(connection, network, act, "network.region_changed", &subject, &details)?;
    }
    Ok(true)
}
