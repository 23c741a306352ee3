//! Contact persons of agencies.

use diesel::prelude::*;
use serde_json::json;

use super::audit::{self, Act, Subject};
use super::columns::At;
use super::schema::contacts;
use super::{AgencyId, Connection, ContactId, NetworkId, StoreError};

/// Someone who answers for an agency, and how to reach them.
#[derive(Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = contacts, treat_none_as_null = true)]
pub struct Contact {
    /// The contact's id.
    pub id: ContactId,
    /// The agency.
    pub agency_id: AgencyId,
    /// The person's name, or the post's.
    pub name: String,
    /// A mail address, if there is one.
    pub mail: Option<String>,
    /// A telephone number, if there is one.
    pub telephone: Option<String>,
    /// A FAX number, if there is one.
    pub fax: Option<String>,
}

/// Names only the ids: a log must not hold names and addresses.
impl std::fmt::Debug for Contact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Contact").field("id", &self.id).field("agency_id", &self.agency_id).finish_non_exhaustive()
    }
}

/// Adds a contact.
///
/// # Errors
/// One that [`StoreError::is_missing_reference`] where the network has no such agency.
pub fn add(connection: &mut Connection, network: NetworkId, contact: &Contact, act: &Act) -> Result<(), StoreError> {
    diesel::insert_into(contacts::table)
        .values((
            contacts::network_id.eq(network),
            contact,
            contacts::created_at.eq(At::from(act.at)),
            contacts::updated_at.eq(At::from(act.at)),
        ))
        .execute(connection)?;
    record(connection, network, contact.id, act, "contact.added")
}

/// Changes a contact; false where the network has none with its id.
///
/// # Errors
/// Those of the database.
pub fn update(
    connection: &mut Connection,
    network: NetworkId,
    contact: &Contact,
    act: &Act,
) -> Result<bool, StoreError> {
    let changed = diesel::update(contacts::table.find((network, contact.id)))
        .set((contact, contacts::updated_at.eq(At::from(act.at))))
        .execute(connection)?;
    if changed > 0 {
        record(connection, network, contact.id, act, "contact.changed")?;
    }
    Ok(changed > 0)
}

/// Removes a contact; false where the network has none with its id.
///
/// # Errors
/// Those of the database.
pub fn remove(connection: &mut Connection, network: NetworkId, id: ContactId, act: &Act) -> Result<bool, StoreError> {
    let removed = diesel::delete(contacts::table.find((network, id))).execute(connection)?;
    if removed > 0 {
        record(connection, network, id, act, "contact.removed")?;
    }
    Ok(removed > 0)
}

/// The contacts of one agency, oldest first.
///
/// # Errors
/// Those of the database.
pub fn of_agency(
    connection: &mut Connection,
    network: NetworkId,
    agency: AgencyId,
) -> Result<Vec<Contact>, StoreError> {
    Ok(contacts::table
        .filter(contacts::network_id.eq(network).and(contacts::agency_id.eq(agency)))
        .order((contacts::created_at, contacts::id))
        .select(Contact::as_select())
        .load(connection)?)
}

/// The contacts of all agencies of a network, agency by agency, oldest first.
///
/// # Errors
/// Those of the database.
pub fn of_network(connection: &mut Connection, network: NetworkId) -> Result<Vec<Contact>, StoreError> {
    Ok(contacts::table
        .filter(contacts::network_id.eq(network))
        .order((contacts::agency_id, contacts::created_at, contacts::id))
        .select(Contact::as_select())
        .load(connection)?)
}

fn record(
    connection: &mut Connection,
    network: NetworkId,
    id: ContactId,
    act: &Act,
    action: &str,
) -> Result<(), StoreError> {
    audit::record(connection, network, act, action, &Subject::new("contact", id), &json!({}))
}
