//! The letter that asks an agency to confirm what its interviewer wrote.

use crate::app::respond::Visit;
use crate::app::{contact_letters, letterhead};
use crate::assets::Templates;
use crate::mail::ContentCheck;
use crate::store::outbox::Purpose;
use crate::store::submissions::Receipt;
use crate::store::{Connection, StoreError, revisions};

/// Puts the letter to each contact into the outbox, in the transaction of the submission.
///
/// # Errors
/// Those of the database.
pub fn queue(
    connection: &mut Connection,
    templates: &Templates,
    visit: &Visit,
    receipt: &Receipt,
) -> Result<(), StoreError> {
    let revision = revisions::find(connection, visit.network(), receipt.response_id, receipt.revision)?;
    // The same submission sent again finds the revision of the first time.
    if revision.is_none_or(|revision| revision.submitted_at != visit.now) {
        return Ok(());
    }
    let sender = letterhead::sender(&visit.opened.network, Some(&visit.opened.round));
    let write = |contact: &crate::store::contacts::Contact| {
        ContentCheck { heading: contact_letters::heading(visit, &sender, contact) }.letter(templates)
    };
    contact_letters::queue(connection, visit, Purpose::ContentCheck, write)
}
