//! The register of agencies.

use diesel::prelude::*;
use jiff::Timestamp;
use serde_json::json;

use super::audit::{self, Act, Subject};
use super::columns::{At, Maybe};
use super::connection::on_each_backend;
use super::schema::agencies;
use super::{AgencyId, Connection, NetworkId, StoreError};

/// An agency of the network.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = agencies)]
pub struct Agency {
    /// Its id.
    pub id: AgencyId,
    /// Its name, as it writes it.
    pub name: String,
    /// The reading of its name in kana, by which lists are sorted.
    pub kana: String,
    /// The code of its kind, such as `health_centre`.
    pub kind: String,
    /// Where it is.
    pub municipality: String,
    /// Since when it is no longer asked.
    #[diesel(deserialize_as = Maybe<At>)]
    pub archived_at: Option<Timestamp>,
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = agencies)]
struct Row<'a> {
    network_id: NetworkId,
    id: AgencyId,
    name: &'a str,
    kana: &'a str,
    kind: &'a str,
    municipality: &'a str,
    updated_at: At,
}

impl<'a> Row<'a> {
    fn of(network: NetworkId, agency: &'a Agency, act: &Act) -> Self {
        Self {
            network_id: network,
            id: agency.id,
            name: &agency.name,
            kana: &agency.kana,
            kind: &agency.kind,
            municipality: &agency.municipality,
            updated_at: act.at.into(),
        }
    }
}

/// Adds an agency. `archived_at` is not looked at: a new agency is asked.
///
/// # Errors
/// Those of the database.
pub fn add(connection: &mut Connection, network: NetworkId, agency: &Agency, act: &Act) -> Result<(), StoreError> {
    diesel::insert_into(agencies::table)
        .values((Row::of(network, agency, act), agencies::created_at.eq(At::from(act.at))))
        .execute(connection)?;
    record(connection, network, agency.id, act, "agency.added")
}

/// Changes what is known of an agency; false where the network has none with its id.
///
/// # Errors
/// Those of the database.
pub fn update(connection: &mut Connection, network: NetworkId, agency: &Agency, act: &Act) -> Result<bool, StoreError> {
    let changed = diesel::update(agencies::table.find((network, agency.id)))
        .set(Row::of(network, agency, act))
        .execute(connection)?;
    if changed > 0 {
        record(connection, network, agency.id, act, "agency.changed")?;
    }
    Ok(changed > 0)
}

/// Takes an agency off the list of those that are asked, or puts it back.
///
/// # Errors
/// Those of the database.
pub fn set_archived(
    connection: &mut Connection,
    network: NetworkId,
    id: AgencyId,
    archived: bool,
    act: &Act,
) -> Result<bool, StoreError> {
    let since = archived.then(|| At::from(act.at));
    let changed = diesel::update(agencies::table.find((network, id)))
        .set((agencies::archived_at.eq(since), agencies::updated_at.eq(At::from(act.at))))
        .execute(connection)?;
    if changed > 0 {
        let action = if archived { "agency.archived" } else { "agency.restored" };
        record(connection, network, id, act, action)?;
    }
    Ok(changed > 0)
}

/// The agency of this id.
///
/// # Errors
/// Those of the database.
pub fn find(connection: &mut Connection, network: NetworkId, id: AgencyId) -> Result<Option<Agency>, StoreError> {
    Ok(agencies::table.find((network, id)).select(Agency::as_select()).get_result(connection).optional()?)
}

/// All agencies of a network, archived ones too, in the order of their reading.
///
/// # Errors
/// Those of the database.
pub fn of_network(connection: &mut Connection, network: NetworkId) -> Result<Vec<Agency>, StoreError> {
    Ok(agencies::table
        .filter(agencies::network_id.eq(network))
        .order((agencies::kana, agencies::id))
        .select(Agency::as_select())
        .load(connection)?)
}

/// Ids and names of the agencies that are asked, in the order of their reading.
///
/// # Errors
/// Those of the database.
pub fn names(connection: &mut Connection, network: NetworkId) -> Result<Vec<(AgencyId, String)>, StoreError> {
    Ok(on_each_backend!(connection, inner => agencies::table
        .filter(agencies::network_id.eq(network).and(agencies::archived_at.is_null()))
        .order((agencies::kana, agencies::id))
        .select((agencies::id, agencies::name))
        .load(inner))?)
}

fn record(
    connection: &mut Connection,
    network: NetworkId,
    id: AgencyId,
    act: &Act,
    action: &str,
) -> Result<(), StoreError> {
    audit::record(connection, network, act, action, &Subject::new("agency", id), &json!({}))
}
