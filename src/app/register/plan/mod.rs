//! What an import would do to the register: worked out from the rows of a file and the register as it
//! is, before anything is written. The same is worked out again when somebody says that it is right.

mod agency;
mod contacts;
mod groups;
mod shown;

#[cfg(test)]
mod tests;

use std::collections::HashSet;

use sha2::{Digest, Sha256};

use super::entry::{AgencyFields, ContactFields};
use super::judged::identity;
use super::kinds::Kinds;
use crate::store::AgencyId;
use crate::store::agencies::Agency;
use crate::store::contacts::Contact;
use crate::workbook::register::{Column, RegisterFile};

/// The register that a file is compared with.
pub(super) struct Register<'a> {
    /// The agencies, archived ones too.
    pub(super) agencies: &'a [Agency],
    /// Their contacts, each agency's main one first.
    pub(super) contacts: &'a [Contact],
    /// The kinds of the network.
    pub(super) kinds: &'a Kinds,
    /// In which municipality an agency is of which the file says nothing.
    pub(super) municipality: &'a str,
}

/// What an import would do.
pub(super) struct Plan<'a> {
    /// The agencies of the file, in its order.
    pub(super) agencies: Vec<PlannedAgency<'a>>,
    /// Everything that cannot be taken, row by row.
    pub(super) faults: Vec<CellFault>,
    /// Agencies that are asked and of which the file says nothing: they stay as they are.
    pub(super) missing: Vec<&'a Agency>,
}

/// What would become of an agency.
pub(super) struct PlannedAgency<'a> {
    /// Its rows in the file.
    pub(super) rows: Vec<u32>,
    /// The agency as it is; `None` for a new one.
    pub(super) kept: Option<&'a Agency>,
    /// Its fields as they would be.
    pub(super) fields: AgencyFields,
    /// The contacts of the file.
    pub(super) contacts: Vec<PlannedContact<'a>>,
    /// The agency's contacts of whom the file says nothing: they stay as they are.
    pub(super) other_contacts: Vec<&'a Contact>,
    /// An agency of the same name elsewhere, where this one is new.
    pub(super) namesake: Option<&'a Agency>,
}

/// What would become of a contact.
pub(super) struct PlannedContact<'a> {
    /// The row in the file.
    pub(super) row: u32,
    /// The contact as it is; `None` for a new one.
    pub(super) kept: Option<&'a Contact>,
    /// The fields as they would be.
    pub(super) fields: ContactFields,
}

/// Something that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CellFault {
    /// The row.
    pub(super) row: u32,
    /// The column.
    pub(super) column: Column,
    /// What to do.
    pub(super) words: String,
}

/// One cell that would change.
pub(super) struct Change {
    /// The row in the file.
    pub(super) row: u32,
    /// The contact it belongs to: a name; blank where it is the agency's own.
    pub(super) contact: String,
    /// Whether the contact is a new one.
    pub(super) is_new_contact: bool,
    /// The column.
    pub(super) column: Column,
    /// What stands there now.
    pub(super) old: String,
    /// What would stand there.
    pub(super) new: String,
}

impl<'a> Plan<'a> {
    /// Compares a file with the register.
    pub(super) fn of(file: &RegisterFile, register: &Register<'a>) -> Self {
        let mut faults = Vec::new();
        let groups = groups::of(file, register, &mut faults);
        let known: HashSet<AgencyId> = groups.iter().filter_map(|group| Some(group.kept?.id)).collect();
        let mut agencies: Vec<PlannedAgency<'a>> = Vec::new();
        for group in &groups {
            let fields = agency::fields(file, register, group, &mut faults);
            let own: Vec<&Contact> =
                register.contacts.iter().filter(|one| Some(one.agency_id) == group.kept.map(|kept| kept.id)).collect();
            let contacts = contacts::planned(file, register, group, &own, &mut faults);
            let is_named =
                |one: &&Contact| contacts.iter().any(|planned| planned.kept.is_some_and(|kept| kept.id == one.id));
            agencies.push(PlannedAgency {
                rows: group.rows.iter().map(|row| row.number).collect(),
                kept: group.kept,
                fields,
                other_contacts: own.iter().copied().filter(|one| !is_named(one)).collect(),
                contacts,
                namesake: group.namesake,
            });
        }
        let untouched = register.agencies.iter().filter(|agency| !known.contains(&agency.id));
        same_names(&agencies, untouched.clone(), &mut faults);
        faults.sort_by_key(|fault| (fault.row, file.place(fault.column).unwrap_or(usize::MAX)));
        faults.dedup();
        Self { agencies, faults, missing: untouched.filter(|agency| agency.archived_at.is_none()).collect() }
    }

    /// A short text that another plan has only if it would do the same.
    pub(super) fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        let mut put = |text: &str| {
            hash.update(text.len().to_be_bytes());
            hash.update(text);
        };
        for planned in &self.agencies {
            put(&planned.kept.map(|kept| kept.id.to_string()).unwrap_or_default());
            for change in planned.changes() {
                put(&change.row.to_string());
                put(change.column.label());
                put(&change.old);
                put(&change.new);
            }
        }
        put(&self.faults.len().to_string());
        data_encoding::HEXLOWER.encode(&hash.finalize())
    }
}

/// Agencies that would be the same as another one by name and municipality.
fn same_names<'a>(
    planned: &[PlannedAgency<'_>],
    untouched: impl Iterator<Item = &'a Agency>,
    faults: &mut Vec<CellFault>,
) {
    let mut seen: HashSet<(String, String)> =
        untouched.map(|agency| identity(&agency.name, &agency.municipality)).collect();
    for agency in planned {
        let [name, _, _, municipality, ..] = &agency.fields;
        if !seen.insert(identity(name, municipality)) && !name.is_empty() {
            let words = "同じ名称と市区町村の機関が、ほかにもあります。同じ機関であれば機関IDをそろえ、別の機関であれば区別できる名称にしてください。";
            faults.push(CellFault {
                row: agency.rows.first().copied().unwrap_or_default(),
                column: Column::Name,
                words: words.to_owned(),
            });
        }
    }
}
