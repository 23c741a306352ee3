//! Contact persons of agencies.

use diesel::prelude::*;
use jiff::Timestamp;
use serde_json::json;

use super::audit::{self, Act, Subject};
use super::columns::{At, Maybe};
use super::schema::contacts;
use super::{AgencyId, Connection, ContactId, NetworkId, StoreError};

/// Someone who answers for an agency, and how to reach them.
#[derive(Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = contacts)]
pub struct Contact {
    /// The contact's id.
    pub id: ContactId,
    /// The agency.
    pub agency_id: AgencyId,
    /// The department and post; blank where it is not known.
    pub post: String,
    /// The person's name, or the post's.
    pub name: String,
    /// A mail address, if there is one.
    pub mail: Option<String>,
    /// A telephone number, if there is one.
    pub telephone: Option<String>,
    /// A FAX number, if there is one.
    pub fax: Option<String>,
    /// The place among the agency's contacts: the lowest is the one who is written to.
    pub position: i32,
    /// Since when mail to the present address is known not to arrive.
    #[diesel(deserialize_as = Maybe<At>)]
    pub undeliverable_at: Option<Timestamp>,
    /// What the mail server gave as the reason: a status such as `5.1.1`.
    pub undeliverable_reason: Option<String>,
}

impl Contact {
    /// A new contact of whom no more than a name is known.
    pub fn named(id: ContactId, agency_id: AgencyId, name: &str) -> Self {
        Self {
            id,
            agency_id,
            post: String::new(),
            name: name.to_owned(),
            mail: None,
            telephone: None,
            fax: None,
            position: 0,
            undeliverable_at: None,
            undeliverable_reason: None,
        }
    }
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = contacts, treat_none_as_null = true)]
struct Row<'a> {
    id: ContactId,
    agency_id: AgencyId,
    post: &'a str,
    name: &'a str,
    mail: Option<&'a str>,
    telephone: Option<&'a str>,
    fax: Option<&'a str>,
    position: i32,
    updated_at: At,
}

impl<'a> Row<'a> {
    fn of(contact: &'a Contact, act: &Act) -> Self {
        Self {
            id: contact.id,
            agency_id: contact.agency_id,
            post: &contact.post,
            name: &contact.name,
            mail: contact.mail.as_deref(),
            telephone: contact.telephone.as_deref(),
            fax: contact.fax.as_deref(),
            position: contact.position,
            updated_at: act.at.into(),
        }
    }
}

/// Names only the ids: a log must not hold names and addresses.
impl std::fmt::Debug for Contact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Contact").field("id", &self.id).field("agency_id", &self.agency_id).finish_non_exhaustive()
    }
}

/// Adds a contact. Whether mail arrives is not looked at: nothing was sent yet.
///
/// # Errors
/// One that [`StoreError::is_missing_reference`] where the network has no such agency.
pub fn add(connection: &mut Connection, network: NetworkId, contact: &Contact, act: &Act) -> Result<(), StoreError> {
    diesel::insert_into(contacts::table)
        .values((contacts::network_id.eq(network), Row::of(contact, act), contacts::created_at.eq(At::from(act.at))))
        .execute(connection)?;
    record(connection, network, contact.id, act, "contact.added")
}

/// Changes a contact; false where the network has none with its id. Whether mail arrives is forgotten
/// where the address is another one.
///
/// # Errors
/// Those of the database.
pub fn update(
    connection: &mut Connection,
    network: NetworkId,
    contact: &Contact,
    act: &Act,
) -> Result<bool, StoreError> {
    let row = || present(network, contact.id);
    let mail: Option<Option<String>> = row().select(contacts::mail).get_result(connection).optional()?;
    let Some(mail) = mail else { return Ok(false) };
    diesel::update(row()).set(Row::of(contact, act)).execute(connection)?;
    if mail != contact.mail {
        let never = (contacts::undeliverable_at.eq(None::<At>), contacts::undeliverable_reason.eq(None::<&str>));
        diesel::update(row()).set(never).execute(connection)?;
    }
    record(connection, network, contact.id, act, "contact.changed")?;
    Ok(true)
}

/// Notes that mail to a contact does not arrive, with the server's status as the reason; false where
/// the contact's address is no longer `address`.
///
/// # Errors
/// Those of the database.
pub fn mark_undeliverable(
    connection: &mut Connection,
    network: NetworkId,
    id: ContactId,
    address: &str,
    reason: &str,
    act: &Act,
) -> Result<bool, StoreError> {
    let marked = diesel::update(present(network, id).filter(contacts::mail.eq(address)))
        .set((contacts::undeliverable_at.eq(At::from(act.at)), contacts::undeliverable_reason.eq(reason)))
        .execute(connection)?;
    if marked > 0 {
        record(connection, network, id, act, "contact.undeliverable")?;
    }
    Ok(marked > 0)
}

/// Notes that mail to a contact arrives after all; false where nothing else was known, or the contact's address is no
/// longer `address`.
///
/// # Errors
/// Those of the database.
pub fn mark_deliverable(
    connection: &mut Connection,
    network: NetworkId,
    id: ContactId,
    address: &str,
    act: &Act,
) -> Result<bool, StoreError> {
    let marked = present(network, id).filter(contacts::mail.eq(address).and(contacts::undeliverable_at.is_not_null()));
    let never = (contacts::undeliverable_at.eq(None::<At>), contacts::undeliverable_reason.eq(None::<&str>));
    let mended = diesel::update(marked).set(never).execute(connection)?;
    if mended > 0 {
        record(connection, network, id, act, "contact.deliverable")?;
    }
    Ok(mended > 0)
}

/// Takes a contact off its agency; false where the network has none with its id. The row stays, since
/// mails and the log speak of it.
///
/// # Errors
/// Those of the database.
pub fn remove(connection: &mut Connection, network: NetworkId, id: ContactId, act: &Act) -> Result<bool, StoreError> {
    let removed =
        diesel::update(present(network, id)).set(contacts::removed_at.eq(At::from(act.at))).execute(connection)?;
    if removed > 0 {
        record(connection, network, id, act, "contact.removed")?;
    }
    Ok(removed > 0)
}

/// The contacts of one agency, the one who is written to first.
///
/// # Errors
/// Those of the database.
pub fn of_agency(
    connection: &mut Connection,
    network: NetworkId,
    agency: AgencyId,
) -> Result<Vec<Contact>, StoreError> {
    Ok(contacts::table
        .filter(
            contacts::network_id.eq(network).and(contacts::agency_id.eq(agency)).and(contacts::removed_at.is_null()),
        )
        .order((contacts::position, contacts::created_at, contacts::id))
        .select(Contact::as_select())
        .load(connection)?)
}

/// The contacts of all agencies of a network, agency by agency, the one who is written to first.
///
/// # Errors
/// Those of the database.
pub fn of_network(connection: &mut Connection, network: NetworkId) -> Result<Vec<Contact>, StoreError> {
    Ok(contacts::table
        .filter(contacts::network_id.eq(network).and(contacts::removed_at.is_null()))
        .order((contacts::agency_id, contacts::position, contacts::created_at, contacts::id))
        .select(Contact::as_select())
        .load(connection)?)
}

/// The row of a contact that was not removed.
#[diesel::dsl::auto_type(no_type_alias)]
fn present(network: NetworkId, id: ContactId) -> _ {
    let row: diesel::dsl::Find<contacts::table, (NetworkId, ContactId)> = contacts::table.find((network, id));
    row.filter(contacts::removed_at.is_null())
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
