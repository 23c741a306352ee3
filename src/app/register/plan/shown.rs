//! What would change, cell by cell.

use super::{Change, PlannedAgency, PlannedContact};
use crate::app::register::entry::{fields_of_agency, fields_of_contact};
use crate::workbook::register::Column;

impl PlannedAgency<'_> {
    /// The cells that would change; those of a new agency or contact that are not blank.
    pub(in crate::app::register) fn changes(&self) -> Vec<Change> {
        let kept = self.kept.map(fields_of_agency).unwrap_or_default();
        let row = self.rows.first().copied().unwrap_or_default();
        let own = Column::OF_AGENCY.iter().zip(kept.into_iter().zip(&self.fields)).map(|(column, (old, new))| Change {
            row,
            contact: String::new(),
            is_new_contact: false,
            column: *column,
            old,
            new: new.clone(),
        });
        own.chain(self.contacts.iter().flat_map(of_contact)).filter(|change| change.old != change.new).collect()
    }
}

fn of_contact(planned: &PlannedContact<'_>) -> impl Iterator<Item = Change> {
    let kept = planned.kept.map(fields_of_contact).unwrap_or_default();
    let [_, name, ..] = &planned.fields;
    let [_, old_name, ..] = &kept;
    let contact = if old_name.is_empty() { name.clone() } else { old_name.clone() };
    let (row, is_new_contact) = (planned.row, planned.kept.is_none());
    let cells: Vec<_> = Column::OF_CONTACT.iter().zip(kept.into_iter().zip(planned.fields.clone())).collect();
    cells.into_iter().map(move |(column, (old, new))| Change {
        row,
        contact: contact.clone(),
        is_new_contact,
        column: *column,
        old,
        new,
    })
}
