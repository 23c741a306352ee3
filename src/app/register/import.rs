//! Importing a register: what was read waits in the database for somebody's word, since the next
//! request may meet another process, and since a page of five thousand rows is no place to keep it.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::entry::{UNNAMED, with_contact_fields, with_fields};
use super::kinds;
use super::plan::{Plan, PlannedAgency, Register};
use super::preview;
use crate::app::definitions::Definitions;
use crate::app::desk::DeskError;
use crate::store::agencies::{self, Agency};
use crate::store::audit::{self, Act, Subject};
use crate::store::contacts::{self, Contact};
use crate::store::networks::Network;
use crate::store::register_imports::{self, WaitingImport};
use crate::store::{AgencyId, Connection, ContactId, NetworkId, RegisterImportId, StoreError};
use crate::view::register::PreviewPage;
use crate::workbook::register::RegisterFile;

/// How long a preview waits for somebody's word.
const WAITS: SignedDuration = SignedDuration::from_hours(2);

/// How many agencies an import added and changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Imported {
    /// Added.
    pub added: usize,
    /// Changed.
    pub changed: usize,
}

/// Why an import was not carried out. Nothing of it was written.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// It is not there, or cannot be read.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// It would not do what the person saw: the register changed meanwhile, or there are faults.
    #[error("the register changed since the preview")]
    Changed,
}

impl From<StoreError> for ImportError {
    fn from(error: StoreError) -> Self {
        Self::Desk(error.into())
    }
}

/// Keeps what was read of a file until it is previewed and approved.
///
/// # Errors
/// Those of the database.
pub fn keep(
    connection: &mut Connection,
    network: NetworkId,
    file_name: &str,
    file: &RegisterFile,
    act: &Act,
) -> Result<RegisterImportId, DeskError> {
    let content = serde_json::to_string(file).map_err(|_| StoreError::Unreadable { what: "register import" })?;
    Ok(register_imports::keep(connection, network, (file_name, &content), act.at + WAITS, act)?)
}

/// What an import would do.
///
/// # Errors
/// [`DeskError::NotFound`] where it is not there any more.
pub fn preview(
    connection: &mut Connection,
    definitions: &Definitions,
    network: &Network,
    id: RegisterImportId,
    (shows_all, now): (bool, Timestamp),
) -> Result<PreviewPage, DeskError> {
    let (import, file) = waiting(connection, network.id, id, now)?;
    let kinds = kinds::of_network(connection, definitions, network.id)?;
    let agencies = agencies::of_network(connection, network.id)?;
    let contacts = contacts::of_network(connection, network.id)?;
    let register =
        Register { agencies: &agencies, contacts: &contacts, kinds: &kinds, municipality: &network.municipality };
    Ok(preview::page(&import, &file, &Plan::of(&file, &register), &kinds, shows_all))
}

/// Does what was previewed: all of it, and only if it is still the same. Run it in one transaction that
/// an error undoes.
///
/// # Errors
/// [`ImportError::Changed`]; [`DeskError::NotFound`] where the import is not there any more.
pub fn apply(
    connection: &mut Connection,
    definitions: &Definitions,
    network: &Network,
    (id, fingerprint): (RegisterImportId, &str),
    act: &Act,
) -> Result<Imported, ImportError> {
    register_imports::hold_register(connection, network.id)?;
    let (_, file) = waiting(connection, network.id, id, act.at)?;
    let kinds = kinds::of_network(connection, definitions, network.id)?;
    let agencies = agencies::of_network(connection, network.id)?;
    let contacts = contacts::of_network(connection, network.id)?;
    let register =
        Register { agencies: &agencies, contacts: &contacts, kinds: &kinds, municipality: &network.municipality };
    let plan = Plan::of(&file, &register);
    if !plan.faults.is_empty() || plan.fingerprint() != fingerprint {
        return Err(ImportError::Changed);
    }
    let mut imported = Imported::default();
    for planned in plan.agencies.iter().filter(|planned| !planned.changes().is_empty()) {
        let agency = match planned.kept {
            None => add(connection, network.id, planned, act)?,
            Some(kept) => change(connection, network.id, kept, planned, act)?,
        };
        if planned.kept.is_some() {
            imported.changed += 1
        } else {
            imported.added += 1
        }
        keep_contacts(connection, network.id, agency, planned, act)?;
    }
    if !register_imports::forget(connection, network.id, id)? {
        return Err(ImportError::Changed);
    }
    let details = json!({ "rows": file.rows.len(), "added": imported.added, "changed": imported.changed });
    audit::record(connection, network.id, act, "register.imported", &Subject::new("register", id), &details)?;
    Ok(imported)
}

/// Imports a file without asking anybody, unless something stands against it or only a look is wanted:
/// what it does, or would do, whole.
///
/// # Errors
/// As for [`apply`].
pub fn at_once(
    connection: &mut Connection,
    definitions: &Definitions,
    network: &Network,
    (file_name, file): (&str, &RegisterFile),
    is_dry_run: bool,
    act: &Act,
) -> Result<PreviewPage, ImportError> {
    let id = keep(connection, network.id, file_name, file, act)?;
    let page = preview(connection, definitions, network, id, (true, act.at))?;
    if page.can_apply && !is_dry_run {
        apply(connection, definitions, network, (id, &page.fingerprint), act)?;
    } else {
        register_imports::forget(connection, network.id, id)?;
    }
    Ok(page)
}

fn waiting(
    connection: &mut Connection,
    network: NetworkId,
    id: RegisterImportId,
    now: Timestamp,
) -> Result<(WaitingImport, RegisterFile), DeskError> {
    let import = register_imports::find(connection, network, id, now)?.ok_or(DeskError::NotFound)?;
    let file = serde_json::from_str(&import.content).map_err(|_| StoreError::Unreadable { what: "register import" })?;
    Ok((import, file))
}

fn add(
    connection: &mut Connection,
    network: NetworkId,
    planned: &PlannedAgency<'_>,
    act: &Act,
) -> Result<AgencyId, ImportError> {
    let agency = with_fields(Agency::named(AgencyId::new(act.at), "", "", "", ""), &planned.fields);
    agencies::add(connection, network, &agency, act)?;
    Ok(agency.id)
}

fn change(
    connection: &mut Connection,
    network: NetworkId,
    kept: &Agency,
    planned: &PlannedAgency<'_>,
    act: &Act,
) -> Result<AgencyId, ImportError> {
    let agency = with_fields(kept.clone(), &planned.fields);
    let is_done = agencies::update(connection, network, &agency, act)?;
    if is_done { Ok(agency.id) } else { Err(ImportError::Changed) }
}

fn keep_contacts(
    connection: &mut Connection,
    network: NetworkId,
    agency: AgencyId,
    planned: &PlannedAgency<'_>,
    act: &Act,
) -> Result<(), ImportError> {
    let known = planned.contacts.iter().filter_map(|one| one.kept).chain(planned.other_contacts.iter().copied());
    let mut position = known.map(|contact| contact.position + 1).max().unwrap_or(0);
    for one in &planned.contacts {
        match one.kept {
            None => {
                let new = Contact::named(ContactId::new(act.at), agency, UNNAMED);
                let new = Contact { position, ..with_contact_fields(new, &one.fields) };
                contacts::add(connection, network, &new, act)?;
                position += 1;
            }
            Some(kept) => {
                let changed = with_contact_fields(kept.clone(), &one.fields);
                if changed != *kept {
                    contacts::update(connection, network, &changed, act)?;
                }
            }
        }
    }
    Ok(())
}
