//! The receipt that an agency's contacts get by mail when an answer has come in.
//!
//! What was handed in is kept whatever becomes of the mail: letters are written and sent after the commit.

use jiff::Timestamp;
use uuid::Uuid;

use super::respond::Visit;
use crate::assets::Templates;
use crate::mail::{MailError, Mailbox, Message, Receipt, Sender, Transport};
use crate::store::contacts::{self, Contact};
use crate::store::revisions;
use crate::store::submissions;
use crate::store::{Connection, StoreError};
use crate::view::dates;

/// What the letters are written from, read in the transaction of the submission.
pub struct Handed {
    visit: Visit,
    contacts: Vec<Contact>,
    sheet: Option<String>,
    receipt_number: String,
    revision: i32,
    /// Names the letters: the same submission gives the same ones.
    id: Uuid,
    at: Timestamp,
}

/// Reads what the letters about a submission need; `None` where it was received before, by another request.
///
/// # Errors
/// Those of the database.
pub fn handed(
    connection: &mut Connection,
    visit: &Visit,
    sheet: i32,
    receipt: &submissions::Receipt,
) -> Result<Option<Handed>, StoreError> {
    let revision = revisions::find(connection, visit.network(), receipt.response_id, receipt.revision)?;
    // The same submission sent again finds the revision of the first time.
    let Some(revision) = revision.filter(|revision| revision.submitted_at == visit.now) else { return Ok(None) };
    Ok(Some(Handed {
        contacts: contacts::of_agency(connection, visit.network(), visit.opened.agency.id)?,
        sheet: visit.has_many().then(|| visit.sheet_name(sheet)),
        receipt_number: receipt.receipt_number.to_string(),
        revision: receipt.revision,
        id: revision.id.uuid(),
        at: revision.submitted_at,
        visit: visit.clone(),
    }))
}

impl Handed {
    /// One letter to each contact with an address; `link` is the agency's own.
    ///
    /// # Errors
    /// The template is at fault.
    pub fn letters(&self, templates: &Templates, link: &str) -> Result<Vec<Message>, MailError> {
        let head = self.visit.head("", None);
        let opened = &self.visit.opened;
        let sender = Sender {
            network: head.network,
            municipality: opened.network.municipality.clone(),
            department: opened.network.department.clone(),
            officer: head.officer,
            telephone: head.telephone,
            hours: head.office_hours,
            mail: head.mail,
        };
        let from =
            Mailbox { name: format!("{} {}", sender.municipality, sender.department), address: sender.mail.clone() };
        let submitted_at = dates::moment(self.at, &self.visit.zone);
        let mut messages = Vec::new();
        for (contact, address) in self.contacts.iter().filter_map(|contact| Some((contact, contact.mail.as_ref()?))) {
            let letter = Receipt {
                sender: &sender,
                agency: &opened.agency.name,
                contact: &contact.name,
                title: &opened.round.title,
                sheet: self.sheet.as_deref(),
                link,
                due: &head.due,
                may_change: !self.visit.is_past_due(),
                submitted_at: &submitted_at,
                receipt_number: &self.receipt_number,
                revision: self.revision,
                meeting: None,
            };
            let to = Mailbox { name: contact.name.clone(), address: address.clone() };
            // Several contacts get letters of their own, so each has an id of its own.
            let id = Uuid::from_u128(self.id.as_u128() ^ contact.id.uuid().as_u128());
            messages.push(Message::from_letter(id, self.at, from.clone(), to, &letter.letter(templates)?));
        }
        Ok(messages)
    }
}

/// Sends the letters; what fails is logged without an address, and the others are sent. Blocks.
pub fn send(transport: &Transport, letters: &[Message]) {
    for letter in letters {
        if let Err(error) = transport.send(letter) {
            tracing::error!(message = %letter.id, %error, "a receipt was not sent");
        }
    }
}
