//! Adding an agency, or changing one, with its contacts.

use super::entry::{UNNAMED, with_contact_fields, with_fields};
use super::form::draw;
use super::judged::Judged;
use super::kinds;
use super::typed::Typed;
use crate::app::definitions::Definitions;
use crate::app::desk::DeskError;
use crate::store::agencies::{self, Agency};
use crate::store::audit::Act;
use crate::store::contacts::{self, Contact};
use crate::store::{AgencyId, Connection, ContactId, NetworkId, register_imports};
use crate::view::register::AgencyForm;

/// What came of it.
pub enum Saved {
    /// It is kept.
    Stored(AgencyId),
    /// The form again, with what was typed: something stands against it, or more room is wanted.
    Again(Box<AgencyForm>),
}

/// Keeps what was typed of a new agency, or of the one of this id, unless somebody else changed it
/// since the form was made.
///
/// # Errors
/// [`DeskError::NotFound`] where the network has no such agency.
pub fn save(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    id: Option<AgencyId>,
    typed: &Typed,
    act: &Act,
) -> Result<Saved, DeskError> {
    let kinds = kinds::of_network(connection, definitions, network)?;
    let find = |connection: &mut Connection| match id {
        Some(id) => agencies::find(connection, network, id)?.map(Some).ok_or(DeskError::NotFound),
        None => Ok(None),
    };
    let kept = find(connection)?;
    if typed.wants_room {
        return Ok(Saved::Again(Box::new(draw(typed, &kinds, None, kept.as_ref()))));
    }
    register_imports::hold_register(connection, network)?;
    let mut judged = Judged::of(typed, &kinds);
    judged.check_others(&agencies::of_network(connection, network)?, id);
    let is_fresh = kept.as_ref().is_none_or(|kept| kept.version == typed.version);
    if !judged.is_good() || !is_fresh {
        return Ok(Saved::Again(Box::new(draw(typed, &kinds, Some(&judged), kept.as_ref()))));
    }
    let stored = match kept {
        None => Some(add(connection, network, &judged, act)?),
        Some(kept) => change(connection, network, kept, &judged, act)?,
    };
    let Some(agency) = stored else {
        let kept = find(connection)?;
        return Ok(Saved::Again(Box::new(draw(typed, &kinds, Some(&judged), kept.as_ref()))));
    };
    keep_contacts(connection, network, agency, typed, &judged, act)?;
    Ok(Saved::Stored(agency))
}

fn add(connection: &mut Connection, network: NetworkId, judged: &Judged, act: &Act) -> Result<AgencyId, DeskError> {
    let agency = with_fields(Agency::named(AgencyId::new(act.at), "", "", "", ""), &judged.agency);
    agencies::add(connection, network, &agency, act)?;
    Ok(agency.id)
}

/// `None` where somebody else was faster.
fn change(
    connection: &mut Connection,
    network: NetworkId,
    kept: Agency,
    judged: &Judged,
    act: &Act,
) -> Result<Option<AgencyId>, DeskError> {
    let agency = with_fields(kept, &judged.agency);
    Ok(agencies::update(connection, network, &agency, act)?.then_some(agency.id))
}

fn keep_contacts(
    connection: &mut Connection,
    network: NetworkId,
    agency: AgencyId,
    typed: &Typed,
    judged: &Judged,
    act: &Act,
) -> Result<(), DeskError> {
    let before = contacts::of_agency(connection, network, agency)?;
    let mut numbers: Vec<usize> = (0..typed.contacts.len()).collect();
    numbers.sort_by_key(|number| *number != typed.main);
    let mut position = 0;
    for number in numbers {
        let (Some(contact), Some(fields)) = (typed.contacts.get(number), judged.contacts.get(number)) else { continue };
        let known = before.iter().find(|known| known.id.to_string() == contact.id);
        let is_blank = fields.iter().all(String::is_empty) || contact.is_removed;
        match known {
            None if is_blank => {}
            None => {
                let new = Contact::named(ContactId::new(act.at), agency, UNNAMED);
                let new = Contact { position, ..with_contact_fields(new, fields) };
                contacts::add(connection, network, &new, act)?;
                position += 1;
            }
            Some(known) if is_blank => {
                contacts::remove(connection, network, known.id, act)?;
            }
            Some(known) => {
                let changed = Contact { position, ..with_contact_fields(known.clone(), fields) };
                if changed != *known {
                    contacts::update(connection, network, &changed, act)?;
                }
                position += 1;
            }
        }
    }
    Ok(())
}
