//! The register as a file to edit: what an import of the same file leaves as it is.

use std::collections::HashMap;

use serde_json::json;

use super::entry::{fields_of_agency, fields_of_contact};
use super::kinds::{self, Kinds};
use crate::app::definitions::Definitions;
use crate::app::desk::DeskError;
use crate::store::agencies::{self, Agency};
use crate::store::audit::{self, Act, Subject};
use crate::store::contacts::{self, Contact};
use crate::store::{AgencyId, Connection, NetworkId, StoreError};
use crate::workbook::WorkbookError;
use crate::workbook::register::{self as file, Line};

/// The two forms of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A workbook.
    Xlsx,
    /// Text in UTF-8 with a mark.
    Csv,
}

/// What is read from the database for the file.
pub struct Exported {
    lines: Vec<Line>,
    kinds: Vec<String>,
}

/// Why the file could not be made: a fault of this program.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The workbook.
    #[error(transparent)]
    Workbook(#[from] WorkbookError),
    /// The text.
    #[error(transparent)]
    Csv(#[from] std::io::Error),
}

/// The agencies that are asked, one line a contact, in the order of their readings. The act is noted.
///
/// # Errors
/// Those of the database.
pub fn read(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    format: Format,
    act: &Act,
) -> Result<Exported, DeskError> {
    let kinds = kinds::of_network(connection, definitions, network)?;
    let agencies = agencies::of_network(connection, network)?;
    let mut of_agency: HashMap<AgencyId, Vec<Contact>> = HashMap::new();
    for contact in contacts::of_network(connection, network)? {
        of_agency.entry(contact.agency_id).or_default().push(contact);
    }
    let asked = agencies.iter().filter(|agency| agency.archived_at.is_none());
    let lines: Vec<Line> = asked
        .flat_map(|agency| lines(agency, of_agency.get(&agency.id).map_or(&[][..], Vec::as_slice), &kinds))
        .collect();
    note(connection, network, lines.len(), format, act)?;
    Ok(Exported { lines, kinds: kinds.offered.iter().map(|kind| kind.label.clone()).collect() })
}

fn note(
    connection: &mut Connection,
    network: NetworkId,
    lines: usize,
    format: Format,
    act: &Act,
) -> Result<(), StoreError> {
    let details = json!({ "rows": lines, "format": if format == Format::Csv { "csv" } else { "xlsx" } });
    audit::record(connection, network, act, "register.exported", &Subject::new("register", network), &details)
}

/// The file. Takes a moment where there are many agencies: call it where blocking is allowed.
///
/// # Errors
/// See [`ExportError`].
pub fn write(exported: &Exported, format: Format) -> Result<Vec<u8>, ExportError> {
    Ok(match format {
        Format::Xlsx => file::workbook(&exported.lines, &exported.kinds)?,
        Format::Csv => file::csv(&exported.lines)?,
    })
}

/// A workbook with made-up agencies, to begin with, and the network's kinds to choose from.
///
/// # Errors
/// A fault of this program.
pub fn example(kinds: &Kinds) -> Result<Vec<u8>, ExportError> {
    let labels: Vec<String> = kinds.offered.iter().map(|kind| kind.label.clone()).collect();
    Ok(file::workbook(&file::example(), &labels)?)
}

pub(super) fn lines(agency: &Agency, contacts: &[Contact], kinds: &Kinds) -> Vec<Line> {
    let mut fields = fields_of_agency(agency).to_vec();
    if let Some(kind) = fields.get_mut(2) {
        *kind = kinds.label(kind);
    }
    let line = |contact: Option<&Contact>| {
        let own = contact.map(fields_of_contact).unwrap_or_default();
        let id = contact.map(|contact| contact.id.to_string()).unwrap_or_default();
        std::iter::once(agency.id.to_string()).chain(fields.clone()).chain(own).chain([id]).collect()
    };
    if contacts.is_empty() { vec![line(None)] } else { contacts.iter().map(|contact| line(Some(contact))).collect() }
}
