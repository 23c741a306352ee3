//! The form of an agency: blank, with what is kept, or again with what was typed and found.

use super::judged::Judged;
use super::kinds::{self, Kinds};
use super::list::choices;
use super::typed::{Typed, TypedContact, contact_field, field_name};
use crate::app::definitions::Definitions;
use crate::app::desk::DeskError;
use crate::store::agencies::{self, Agency};
use crate::store::networks::Network;
use crate::store::{AgencyId, Connection, contacts};
use crate::view::register::{AgencyForm, ContactBlock, FormField, FormProblem};
use crate::view::table::Fact;
use crate::workbook::register::Column;

/// The form of a new agency, which is most often in the network's own municipality.
///
/// # Errors
/// Those of the database.
pub fn blank(
    connection: &mut Connection,
    definitions: &Definitions,
    network: &Network,
) -> Result<AgencyForm, DeskError> {
    let kinds = kinds::of_network(connection, definitions, network.id)?;
    let mut typed = Typed::default();
    let [_, _, _, municipality, ..] = &mut typed.agency;
    municipality.clone_from(&network.municipality);
    Ok(draw(&typed, &kinds, None, None))
}

/// The form of an agency that is changed.
///
/// # Errors
/// [`DeskError::NotFound`] where the network has no such agency.
pub fn of_agency(
    connection: &mut Connection,
    definitions: &Definitions,
    network: &Network,
    id: AgencyId,
) -> Result<AgencyForm, DeskError> {
    let kinds = kinds::of_network(connection, definitions, network.id)?;
    let agency = agencies::find(connection, network.id, id)?.ok_or(DeskError::NotFound)?;
    let contacts = contacts::of_agency(connection, network.id, id)?;
    Ok(draw(&Typed::of(&agency, &contacts), &kinds, None, Some(&agency)))
}

/// The form with what was typed, what was found, and the agency as it is kept.
pub(super) fn draw(typed: &Typed, kinds: &Kinds, judged: Option<&Judged>, kept: Option<&Agency>) -> AgencyForm {
    let error = |column: Column| {
        let fault = judged.and_then(|judged| judged.faults.iter().find(|fault| fault.column == column));
        fault.map(|fault| fault.words.clone()).unwrap_or_default()
    };
    let columns = Column::OF_AGENCY.iter().zip(&typed.agency);
    let fields: Vec<FormField> =
        columns.map(|(column, value)| field(*column, field_name(*column).to_owned(), value, error(*column))).collect();
    let room = TypedContact::default();
    let blank_at_end = typed.contacts.last().is_some_and(TypedContact::is_blank) && !typed.wants_room;
    let shown = typed.contacts.iter().chain((!blank_at_end).then_some(&room));
    let contacts: Vec<ContactBlock> =
        shown.enumerate().map(|(number, contact)| block(number, contact, typed, judged)).collect();
    let is_changed = kept.is_some_and(|kept| kept.version != typed.version);
    // A kind that was typed by its label or not at all is no code: nothing is chosen then.
    let chosen = typed.agency.get(2).map(String::as_str).unwrap_or_default();
    AgencyForm {
        id: kept.map(|kept| kept.id.to_string()).unwrap_or_default(),
        name: kept.map(|kept| kept.name.clone()).unwrap_or_default(),
        version: kept.map_or(0, |kept| kept.version),
        problems: problems(&fields, &contacts),
        fields,
        kinds: choices(kinds, chosen),
        contacts,
        meanwhile: kept.filter(|_| is_changed && judged.is_some()).map(|kept| facts(kept, kinds)).unwrap_or_default(),
    }
}

fn block(number: usize, contact: &TypedContact, typed: &Typed, judged: Option<&Judged>) -> ContactBlock {
    let error = |column: Column| {
        let mut faults = judged.iter().flat_map(|judged| &judged.contact_faults);
        let fault = faults.find(|(block, fault)| *block == number && fault.column == column);
        fault.map(|(_, fault)| fault.words.clone()).unwrap_or_default()
    };
    let columns = Column::OF_CONTACT.iter().zip(&contact.fields);
    ContactBlock {
        number,
        title: if contact.is_blank() {
            format!("担当者{}（追加）", number + 1)
        } else {
            format!("担当者{}", number + 1)
        },
        id: contact.id.clone(),
        fields: columns
            .map(|(column, value)| field(*column, contact_field(number, *column), value, error(*column)))
            .collect(),
        is_main: number == typed.main,
        is_removed: contact.is_removed,
    }
}

fn field(column: Column, id: String, value: &str, error: String) -> FormField {
    let (support, input) = match column {
        Column::Name => ("依頼状やメールの宛名になります。市役所は課ごとに登録します。", "text"),
        Column::Kana => ("一覧の並び順に使います。", "text"),
        Column::Municipality => ("機関のある市区町村です。", "text"),
        Column::PostalCode => ("例：123-4567", "text"),
        Column::Address => ("依頼状の宛先になります。", "text"),
        Column::Mail => ("例：name@example.jp", "email"),
        Column::Telephone => ("例：0123-45-6789", "tel"),
        Column::Fax => ("", "tel"),
        _ => ("", "text"),
    };
    FormField {
        id,
        label: column.label(),
        support,
        value: value.to_owned(),
        is_required: matches!(column, Column::Name | Column::Kind),
        is_kind: column == Column::Kind,
        input,
        error,
    }
}

fn problems(fields: &[FormField], contacts: &[ContactBlock]) -> Vec<FormProblem> {
    let of = |field: &FormField, before: &str| FormProblem {
        id: field.id.clone(),
        label: format!("{before}{}", field.label),
        words: field.error.clone(),
    };
    let own = fields.iter().filter(|field| !field.error.is_empty()).map(|field| of(field, ""));
    let of_contacts = contacts.iter().flat_map(|block| {
        let faulty = block.fields.iter().filter(|field| !field.error.is_empty());
        faulty.map(move |field| of(field, &format!("{}の", block.title)))
    });
    own.chain(of_contacts).collect()
}

/// What somebody else wrote meanwhile.
fn facts(kept: &Agency, kinds: &Kinds) -> Vec<Fact> {
    let values = super::entry::fields_of_agency(kept);
    let shown = Column::OF_AGENCY.iter().zip(values).map(|(column, value)| {
        let words = if *column == Column::Kind { kinds.label(&value) } else { value };
        Fact::new(column.label(), words)
    });
    shown.filter(|fact| !fact.value.is_empty()).collect()
}
