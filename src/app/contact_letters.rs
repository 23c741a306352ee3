//! A letter to each contact of an agency that has an address, kept in the transaction of the act that causes it.

use super::respond::Visit;
use crate::mail::{Heading, LINK, MailError, Sender, split};
use crate::store::contacts::{self, Contact};
use crate::store::outbox::{self, NewMail, Purpose};
use crate::store::{Connection, MailId, StoreError};

/// What a letter to a contact about this visit's round begins with. Its link is put in when it is sent.
pub(super) fn heading<'a>(visit: &'a Visit, sender: &'a Sender, contact: &'a Contact) -> Heading<'a> {
    let opened = &visit.opened;
    Heading { sender, agency: &opened.agency.name, contact: &contact.name, title: &opened.round.title, link: LINK }
}

/// Puts one letter to each contact into the outbox. One that cannot be written is our fault and keeps nothing else
/// back: the log says so.
///
/// # Errors
/// Those of the database.
pub(super) fn queue(
    connection: &mut Connection,
    visit: &Visit,
    purpose: Purpose,
    write: impl Fn(&Contact) -> Result<String, MailError>,
) -> Result<(), StoreError> {
    let (network, opened) = (visit.network(), &visit.opened);
    for contact in contacts::of_agency(connection, network, opened.agency.id)? {
        let Some(address) = &contact.mail else { continue };
        let letter = match write(&contact) {
            Ok(letter) => letter,
            Err(error) => {
                tracing::error!(%error, purpose = purpose.as_str(), "a letter was not written");
                return Ok(());
            }
        };
        let (subject, body) = split(&letter);
        let mail = NewMail {
            id: MailId::new(visit.now),
            purpose,
            round: Some(opened.round.id),
            invitation: Some(opened.invitation.id),
            contact: Some(contact.id),
            to_name: &contact.name,
            to_address: address,
            subject,
            body,
            sealed: None,
            not_before: None,
        };
        outbox::queue(connection, network, &mail, &visit.act())?;
    }
    Ok(())
}
