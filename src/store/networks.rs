//! Networks: the tenants.

use diesel::prelude::*;
use serde_json::json;

use super::audit::{self, Act, Subject};
use super::columns::At;
use super::schema::networks;
use super::{Connection, NetworkId, StoreError};

/// One municipality's circle of agencies, with the office that runs it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = networks)]
pub struct Network {
    /// Its id.
    pub id: NetworkId,
    /// What it is called on pages, such as `B市ひきこもり支援ネットワーク`.
    pub name: String,
    /// The municipality.
    pub municipality: String,
    /// The department in charge.
    pub department: String,
    /// The officer whom agencies may ask.
    pub officer_name: String,
    /// The officer's telephone number.
    pub telephone: String,
    /// The officer's mail address.
    pub mail: String,
    /// When the telephone is answered.
    pub office_hours: String,
    /// The IANA time zone in which its dates are meant, such as `Asia/Tokyo`.
    pub time_zone: String,
    /// Counts of persons below this are hidden from others in the network.
    pub disclosure_k_inside: i32,
    /// Counts of persons below this are hidden in what is published.
    pub disclosure_k_public: i32,
}

impl Network {
    /// What the network is called and by whom it is run: name, municipality, department.
    pub fn names(&self) -> [String; 3] {
        [self.name.clone(), self.municipality.clone(), self.department.clone()]
    }
}

/// Adds a network.
///
/// # Errors
/// Those of the database.
pub fn add(connection: &mut Connection, network: &Network, act: &Act) -> Result<(), StoreError> {
    diesel::insert_into(networks::table)
        .values((network, networks::created_at.eq(At::from(act.at))))
        .execute(connection)?;
    audit::record(connection, network.id, act, "network.added", &Subject::new("network", network.id), &json!({}))
}

/// Changes what is known of a network; false where there is none with its id.
///
/// # Errors
/// Those of the database.
pub fn update(connection: &mut Connection, network: &Network, act: &Act) -> Result<bool, StoreError> {
    let changed = diesel::update(networks::table.find(network.id)).set(network).execute(connection)?;
    if changed > 0 {
        let subject = Subject::new("network", network.id);
        audit::record(connection, network.id, act, "network.changed", &subject, &json!({}))?;
    }
    Ok(changed > 0)
}

/// The network of this id.
///
/// # Errors
/// Those of the database.
pub fn find(connection: &mut Connection, id: NetworkId) -> Result<Option<Network>, StoreError> {
    Ok(networks::table.find(id).select(Network::as_select()).get_result(connection).optional()?)
}

/// All networks of the installation, by name.
///
/// # Errors
/// Those of the database.
pub fn all(connection: &mut Connection) -> Result<Vec<Network>, StoreError> {
    Ok(networks::table.order((networks::name, networks::id)).select(Network::as_select()).load(connection)?)
}
