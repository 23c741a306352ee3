//! The receipt that an agency's contacts get by mail when an answer has come in.

use crate::app::letterhead;
use crate::app::respond::Visit;
use crate::assets::Templates;
use crate::mail::{LINK, Receipt, split};
use crate::store::outbox::{self, NewMail, Purpose};
use crate::store::{Connection, MailId, StoreError, contacts, revisions, rounds, submissions};
use crate::view::dates;

/// Puts a letter to each contact with an address into the outbox, in the transaction of the submission: one is not
/// kept without the other. A submission that was received before, by another request, gets no second one. A letter
/// that cannot be written is our fault and keeps no answer back.
///
/// # Errors
/// Those of the database.
pub fn queue(
    connection: &mut Connection,
    templates: &Templates,
    visit: &Visit,
    sheet: i32,
    receipt: &submissions::Receipt,
) -> Result<(), StoreError> {
    let (network, opened) = (visit.network(), &visit.opened);
    let revision = revisions::find(connection, network, receipt.response_id, receipt.revision)?;
    // The same submission sent again finds the revision of the first time.
    let Some(revision) = revision.filter(|revision| revision.submitted_at == visit.now) else { return Ok(()) };
    let plan = rounds::plan(connection, network, opened.round.id)?.unwrap_or_default();
    let sender = letterhead::sender(&opened.network, Some(&opened.round));
    let sheet = visit.has_many().then(|| visit.sheet_name(sheet));
    let number = receipt.receipt_number.to_string();
    for contact in contacts::of_agency(connection, network, opened.agency.id)? {
        let Some(address) = &contact.mail else { continue };
        let letter = Receipt {
            sender: &sender,
            agency: &opened.agency.name,
            contact: &contact.name,
            title: &opened.round.title,
            sheet: sheet.as_deref(),
            link: LINK,
            due: &dates::day(opened.round.due_on),
            may_change: !visit.is_past_due(),
            submitted_at: &dates::moment(revision.submitted_at, &visit.zone),
            receipt_number: &number,
            revision: receipt.revision,
            meeting: plan.meeting.as_deref().filter(|meeting| !meeting.is_empty()),
        };
        let letter = match letter.letter(templates) {
            Ok(letter) => letter,
            Err(error) => {
                tracing::error!(%error, "a receipt was not written");
                return Ok(());
            }
        };
        let (subject, body) = split(&letter);
        let mail = NewMail {
            id: MailId::new(visit.now),
            purpose: Purpose::Receipt,
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
