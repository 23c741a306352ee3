//! The invitation to one contact: again after an address was mended, or for the first time to somebody who has taken
//! the matter over. The agency's other contacts get nothing.

use crate::app::desk::DeskError;
use crate::app::invitation_mail::{self, Mailing};
use crate::app::rounds::Setup;
use crate::store::audit::Act;
use crate::store::outbox::{self, Purpose};
use crate::store::rounds::RoundState;
use crate::store::{Connection, ContactId, contacts, invitations, reminders};

/// Puts the invitation into the outbox; false where one to this contact is on its way already, or no address is
/// known.
///
/// # Errors
/// [`DeskError::NotFound`] where the round is not open, or the contact is of no agency that it asks.
pub fn invite(
    connection: &mut Connection,
    mailing: &Mailing<'_>,
    setup: &Setup,
    contact: ContactId,
    act: &Act,
) -> Result<bool, DeskError> {
    let (network, round) = (setup.network.id, &setup.round);
    if round.state != RoundState::Open {
        return Err(DeskError::NotFound);
    }
    let all = contacts::of_network(connection, network)?;
    let contact = all.into_iter().find(|one| one.id == contact).ok_or(DeskError::NotFound)?;
    let opened = invitations::of_agency(connection, network, round.id, contact.agency_id)?;
    let opened = opened.ok_or(DeskError::NotFound)?;
    let invitation = opened.invitation.id;
    reminders::by_turns(connection, network, &[invitation])?;
    let is_under_way = outbox::of_round(connection, network, round.id)?
        .iter()
        .any(|mail| mail.contact_id == Some(contact.id) && mail.purpose == Purpose::Invitation && mail.is_under_way());
    if is_under_way {
        return Ok(false);
    }
    let queued = invitation_mail::queue_to(connection, mailing, setup, (invitation, &opened.agency), &[contact], act)?;
    Ok(queued.mails > 0)
}
