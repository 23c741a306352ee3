//! What was typed of an agency, judged: every fault at its field, and what is to be kept.

use super::entry::{AgencyFields, ContactFields, Fault, tidy_agency, tidy_contact};
use super::kinds::Kinds;
use super::typed::Typed;
use crate::store::AgencyId;
use crate::store::agencies::Agency;
use crate::view::alike::level;
use crate::workbook::register::Column;

/// An agency as it is to be kept, and what stands against it.
pub(super) struct Judged {
    /// The agency's fields, tidy.
    pub(super) agency: AgencyFields,
    /// The contacts' fields, tidy, in the order of the form.
    pub(super) contacts: Vec<ContactFields>,
    /// Faults of the agency's own fields.
    pub(super) faults: Vec<Fault>,
    /// Faults of contacts, each with the number of its block.
    pub(super) contact_faults: Vec<(usize, Fault)>,
}

impl Judged {
    /// Reads what was typed.
    pub(super) fn of(typed: &Typed, kinds: &Kinds) -> Self {
        let (agency, faults) = tidy_agency(&typed.agency, kinds);
        let mut contacts = Vec::new();
        let mut contact_faults = Vec::new();
        for (number, contact) in typed.contacts.iter().enumerate() {
            let (fields, faults) = tidy_contact(&contact.fields, kinds);
            contacts.push(fields);
            if !contact.is_removed {
                contact_faults.extend(faults.into_iter().map(|fault| (number, fault)));
            }
        }
        let kept: Vec<(usize, &ContactFields)> =
            contacts.iter().enumerate().filter(|(number, _)| !typed.contacts[*number].is_removed).collect();
        contact_faults.extend(same_mail(&kept));
        Self { agency, contacts, faults, contact_faults }
    }

    /// Whether nothing stands against it.
    pub(super) fn is_good(&self) -> bool {
        self.faults.is_empty() && self.contact_faults.is_empty()
    }

    /// Looks whether another agency is the same by name and municipality.
    pub(super) fn check_others(&mut self, agencies: &[Agency], own: Option<AgencyId>) {
        let [name, _, _, municipality, ..] = &self.agency;
        let mine = identity(name, municipality);
        let same =
            agencies.iter().find(|other| Some(other.id) != own && identity(&other.name, &other.municipality) == mine);
        if let Some(same) = same {
            self.faults.push(Fault { column: Column::Name, words: registered_already(same) });
        }
    }
}

/// By what an agency is known where no id is at hand.
pub(super) fn identity(name: &str, municipality: &str) -> (String, String) {
    (level(name), level(municipality))
}

fn registered_already(same: &Agency) -> String {
    let Agency { name, municipality, .. } = same;
    if same.archived_at.is_some() {
        format!(
            "「{name}」（{municipality}）は、今は依頼しない機関として登録されています。新しく登録せずに、その機関を元に戻してください。"
        )
    } else {
        format!("「{name}」（{municipality}）は既に登録されています。別の機関のときは、区別できる名称にしてください。")
    }
}

/// Contacts of one agency who have the mail address of one before them: they would get each letter twice.
pub(super) fn same_mail<'a, K: Copy>(contacts: &[(K, &'a ContactFields)]) -> Vec<(K, Fault)> {
    let mail = |fields: &'a ContactFields| fields[2].to_lowercase();
    let mut faults = Vec::new();
    for (place, (key, fields)) in contacts.iter().enumerate() {
        let is_again = contacts.iter().take(place).any(|(_, before)| mail(before) == mail(fields));
        if is_again && !fields[2].is_empty() {
            let words = "この機関の別の担当者と同じメールアドレスです。どちらか一方だけにしてください。".to_owned();
            faults.push((*key, Fault { column: Column::Mail, words }));
        }
    }
    faults
}
