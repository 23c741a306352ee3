//! What was typed into the form of an agency.

use std::collections::HashMap;

use super::entry::{AgencyFields, ContactFields, fields_of_agency, fields_of_contact};
use crate::store::agencies::Agency;
use crate::store::contacts::Contact;
use crate::workbook::register::Column;

/// The most contacts that one form takes.
const MOST_CONTACTS: usize = 30;

/// An agency and its contacts, as typed.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// The version that the form started from; 0 for a new agency.
    pub version: i32,
    /// The agency's fields.
    pub agency: AgencyFields,
    /// The contacts, blank ones too.
    pub contacts: Vec<TypedContact>,
    /// The number of the contact who is written to first.
    pub main: usize,
    /// Whether no more is wanted than room for another contact.
    pub wants_room: bool,
}

/// A contact, as typed.
#[derive(Debug, Clone, Default)]
pub struct TypedContact {
    /// The id; blank for a new one.
    pub id: String,
    /// The fields.
    pub fields: ContactFields,
    /// Whether it is to be taken off.
    pub is_removed: bool,
}

impl TypedContact {
    /// Whether it is a block that nobody used.
    pub(super) fn is_blank(&self) -> bool {
        self.id.is_empty() && self.fields.iter().all(|field| field.trim().is_empty())
    }
}

impl Typed {
    /// What a browser sent.
    pub fn from_pairs(pairs: Vec<(String, String)>) -> Self {
        let fields: HashMap<String, String> = pairs.into_iter().collect();
        let text = |name: &str| fields.get(name).cloned().unwrap_or_default();
        let number = |name: &str| text(name).parse::<usize>().unwrap_or_default();
        let contact = |number: usize| TypedContact {
            id: text(&format!("contact-{number}-id")),
            fields: contact_names(number).map(|name| text(&name)),
            is_removed: !text(&format!("contact-{number}-remove")).is_empty(),
        };
        Self {
            version: text("version").parse().unwrap_or_default(),
            agency: agency_names().map(|name| text(&name)),
            contacts: (0..number("contacts").min(MOST_CONTACTS)).map(contact).collect(),
            main: number("main"),
            wants_room: !text("more").is_empty(),
        }
    }

    /// What is kept, for the form to begin with.
    pub fn of(agency: &Agency, contacts: &[Contact]) -> Self {
        Self {
            version: agency.version,
            agency: fields_of_agency(agency),
            contacts: contacts
                .iter()
                .map(|contact| TypedContact {
                    id: contact.id.to_string(),
                    fields: fields_of_contact(contact),
                    is_removed: false,
                })
                .collect(),
            main: 0,
            wants_room: false,
        }
    }
}

/// The name of an agency's field in the form, and its id on the page.
pub(super) fn field_name(column: Column) -> &'static str {
    match column {
        Column::AgencyId => "agency-id",
        Column::Name => "name",
        Column::Kana => "kana",
        Column::Kind => "kind",
        Column::Municipality => "municipality",
        Column::PostalCode => "postal-code",
        Column::Address => "address",
        Column::Post => "post",
        Column::ContactName => "person",
        Column::Mail => "mail",
        Column::Telephone => "telephone",
        Column::Fax => "fax",
        Column::ContactId => "contact-id",
    }
}

fn agency_names() -> AgencyFields {
    std::array::from_fn(|place| {
        Column::OF_AGENCY.get(place).map(|column| field_name(*column).to_owned()).unwrap_or_default()
    })
}

fn contact_names(number: usize) -> ContactFields {
    std::array::from_fn(|place| {
        Column::OF_CONTACT.get(place).map(|column| contact_field(number, *column)).unwrap_or_default()
    })
}

/// The name of a contact's field in the form, and its id on the page.
pub(super) fn contact_field(number: usize, column: Column) -> String {
    format!("contact-{number}-{}", field_name(column))
}
