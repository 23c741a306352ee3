//! What the office does with one agency's answers in a round: reads them, asks about them, accepts them or sets
//! them aside, and types in what came another way. Every function takes an open connection, so that several
//! make one transaction.

pub mod agency;
pub mod answer;
pub mod asking;
pub mod comparing;
pub mod deciding;
pub mod entering;
pub mod handing_in;
pub mod history;
mod letter;
pub mod readers;
pub(super) mod words;

use jiff::Timestamp;

use super::definitions::Definitions;
use super::respond::{RespondError, Visit, Visitor, sheets, visit};
use crate::store::sheets::SheetStatus;
use crate::store::{AgencyId, Connection, NetworkId, RoundId, contacts, invitations};
use crate::view::answers::{ContactLine, Place};

/// An agency in a round, as an address names it.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// The round.
    pub round: RoundId,
    /// The agency.
    pub agency: AgencyId,
}

/// Opens an agency's answers for the office, whatever its link opens.
///
/// # Errors
/// [`RespondError::NotFound`] where the network has not asked this agency in this round.
pub fn open(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    asked: Asked,
    visitor: Visitor,
    now: Timestamp,
) -> Result<Visit, RespondError> {
    let opened = invitations::of_agency(connection, network, asked.round, asked.agency)?;
    visit::of_opened(connection, definitions, opened.ok_or(RespondError::NotFound)?, visitor, now)
}

/// The address of an agency's page in its round.
pub fn path(visit: &Visit) -> String {
    let opened = &visit.opened;
    format!("/staff/networks/{}/rounds/{}/agencies/{}", opened.network.id, opened.round.id, opened.agency.id)
}

/// Where a page about a sheet stands; 0 stands for the agency as a whole.
pub(in crate::app) fn place(visit: &Visit, sheet: i32) -> Place {
    let opened = &visit.opened;
    Place {
        round: format!("/staff/networks/{}/rounds/{}", opened.network.id, opened.round.id),
        here: path(visit),
        title: opened.round.title.clone(),
        agency: opened.agency.name.clone(),
        sheet,
        sheet_name: (sheet > 0 && visit.has_many()).then(|| visit.sheet_name(sheet)),
    }
}

/// Whom to call.
pub(in crate::app) fn contact_lines(
    connection: &mut Connection,
    visit: &Visit,
) -> Result<Vec<ContactLine>, RespondError> {
    let all = contacts::of_agency(connection, visit.network(), visit.opened.agency.id)?;
    let line = |contact: contacts::Contact| ContactLine {
        name: [contact.post, contact.name].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("　"),
        telephone: contact.telephone.unwrap_or_default(),
        fax: contact.fax.unwrap_or_default(),
        mail: contact.mail.unwrap_or_default(),
    };
    Ok(all.into_iter().map(line).collect())
}

/// The sheet of this number, as the agency has it.
pub(super) fn status(connection: &mut Connection, visit: &Visit, sheet: i32) -> Result<SheetStatus, RespondError> {
    sheets::status(connection, visit, sheet)
}
