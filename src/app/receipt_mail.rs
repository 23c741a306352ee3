//! The receipt that an agency's contacts get by mail when an answer has come in.

use crate::app::respond::Visit;
use crate::app::{contact_letters, letterhead};
use crate::assets::Templates;
use crate::mail::Receipt;
use crate::store::contacts::Contact;
use crate::store::outbox::Purpose;
use crate::store::{Connection, StoreError, revisions, rounds, submissions};
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
    let (due, at) = (dates::day(opened.round.due_on), dates::moment(revision.submitted_at, &visit.zone));
    let write = |contact: &Contact| {
        Receipt {
            heading: contact_letters::heading(visit, &sender, contact),
            sheet: sheet.as_deref(),
            due: &due,
            may_change: !visit.is_past_due(),
            submitted_at: &at,
            receipt_number: &number,
            revision: receipt.revision,
            meeting: plan.meeting.as_deref().filter(|meeting| !meeting.is_empty()),
        }
        .letter(templates)
    };
    contact_letters::queue(connection, visit, Purpose::Receipt, write)
}
