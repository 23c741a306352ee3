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
    /// The municipality it is in.
    pub municipality: String,
    /// The postal code, as `123-4567`; blank where it is not known.
    pub postal_code: String,
    /// Where letters go, without the postal code; blank where it is not known.
    pub address: String,
    /// Since when it is no longer asked.
    #[diesel(deserialize_as = Maybe<At>)]
    pub archived_at: Option<Timestamp>,
    /// Counts the changes of the agency and of its contacts, from 1.
    pub version: i32,
}

impl Agency {
    /// A new agency of which no more is known than its name, reading, kind and municipality.
    pub fn named(id: AgencyId, name: &str, kana: &str, kind: &str, municipality: &str) -> Self {
        Self {
            id,
            name: name.to_owned(),
            kana: kana.to_owned(),
            kind: kind.to_owned(),
            municipality: municipality.to_owned(),
            postal_code: String::new(),
            address: String::new(),
            archived_at: None,
            version: 1,
        }
    }
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
    postal_code: &'a str,
    address: &'a str,
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
            postal_code: &agency.postal_code,
            address: &agency.address,
            updated_at: act.at.into(),
        }
    }
}

/// Adds an agency. `archived_at` and `version` are not looked at: a new agency is asked, in version 1.
///
/// # Errors
/// Those of the database.
pub fn add(connection: &mut Connection, network: NetworkId, agency: &Agency, act: &Act) -> Result<(), StoreError> {
    diesel::insert_into(agencies::table)
        .values((Row::of(network, agency, act), agencies::created_at.eq(At::from(act.at))))
        .execute(connection)?;
    record(connection, network, agency.id, act, "agency.added")
}

/// Changes what is known of an agency, and begins its next version; false where the network has none
/// with its id in the version given. Contacts are changed in the same transaction, after this.
///
/// # Errors
/// Those of the database.
pub fn update(connection: &mut Connection, network: NetworkId, agency: &Agency, act: &Act) -> Result<bool, StoreError> {
    let seen = agencies::table.find((network, agency.id)).filter(agencies::version.eq(agency.version));
    let changed = diesel::update(seen)
        .set((Row::of(network, agency, act), agencies::version.eq(agency.version + 1)))
        .execute(connection)?;
    if changed > 0 {
        record(connection, network, agency.id, act, "agency.changed")?;
    }
    Ok(changed > 0)
}

/// Takes an agency off the list of those that are asked, or puts it back, and begins its next version;
/// false where the network has none with its id.
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
        .set((
            agencies::archived_at.eq(since),
            agencies::updated_at.eq(At::from(act.at)),
            agencies::version.eq(agencies::version + 1),
        ))
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
