//! An agency with its contacts as a person typed it, and as it is kept.

use super::fields::tidy;
use super::kinds::Kinds;
use crate::store::agencies::Agency;
use crate::store::contacts::Contact;
use crate::workbook::register::Column;

/// What a contact is called who was given no name.
pub(super) const UNNAMED: &str = "御担当者";

/// What stands in the fields of an agency, in the order of [`Column::OF_AGENCY`].
pub(super) type AgencyFields = [String; 6];

/// What stands in the fields of a contact, in the order of [`Column::OF_CONTACT`].
pub(super) type ContactFields = [String; 5];

/// Something that cannot be kept as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// The field.
    pub(super) column: Column,
    /// What to do.
    pub(super) words: String,
}

/// The fields of an agency, made tidy: what cannot be is left as it was typed, with a fault.
pub(super) fn tidy_agency(typed: &AgencyFields, kinds: &Kinds) -> (AgencyFields, Vec<Fault>) {
    let (mut fields, mut faults) = tidy_all(typed, Column::OF_AGENCY, kinds);
    let [name, kana, kind, ..] = &mut fields;
    if name.is_empty() {
        faults.insert(0, Fault { column: Column::Name, words: "機関名を入力してください。".to_owned() });
    }
    if kind.is_empty() {
        let words = "機関種別を選ぶか、入力してください。".to_owned();
        faults.push(Fault { column: Column::Kind, words });
    }
    if kana.is_empty() {
        // A name in kana is its own reading; lists of others begin with those whose reading is unknown.
        *kana = tidy(Column::Kana, name, kinds).unwrap_or_default();
    }
    (fields, faults)
}

/// The fields of a contact, made tidy: what cannot be is left as it was typed, with a fault.
pub(super) fn tidy_contact(typed: &ContactFields, kinds: &Kinds) -> (ContactFields, Vec<Fault>) {
    let (mut fields, faults) = tidy_all(typed, Column::OF_CONTACT, kinds);
    let is_blank = fields.iter().all(String::is_empty);
    let [_, name, ..] = &mut fields;
    if name.is_empty() && !is_blank {
        *name = UNNAMED.to_owned();
    }
    (fields, faults)
}

fn tidy_all<const N: usize>(typed: &[String; N], columns: &[Column], kinds: &Kinds) -> ([String; N], Vec<Fault>) {
    let mut fields = typed.clone();
    let mut faults = Vec::new();
    for (field, column) in fields.iter_mut().zip(columns) {
        match tidy(*column, field, kinds) {
            Ok(value) => *field = value,
            Err(words) => faults.push(Fault { column: *column, words }),
        }
    }
    (fields, faults)
}

/// What is kept of an agency, as fields.
pub(super) fn fields_of_agency(agency: &Agency) -> AgencyFields {
    let Agency { name, kana, kind, municipality, postal_code, address, .. } = agency;
    [name, kana, kind, municipality, postal_code, address].map(Clone::clone)
}

/// The agency with its fields replaced.
pub(super) fn with_fields(agency: Agency, fields: &AgencyFields) -> Agency {
    let [name, kana, kind, municipality, postal_code, address] = fields.clone();
    Agency { name, kana, kind, municipality, postal_code, address, ..agency }
}

/// What is kept of a contact, as fields.
pub(super) fn fields_of_contact(contact: &Contact) -> ContactFields {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let Contact { post, name, mail, telephone, fax, .. } = contact;
    [post.clone(), name.clone(), text(mail), text(telephone), text(fax)]
}

/// The contact with its fields replaced.
pub(super) fn with_contact_fields(contact: Contact, fields: &ContactFields) -> Contact {
    let some = |value: String| (!value.is_empty()).then_some(value);
    let [post, name, mail, telephone, fax] = fields.clone();
    Contact { post, name, mail: some(mail), telephone: some(telephone), fax: some(fax), ..contact }
}
