//! The invitation by mail: one to each contact of an agency that has an address, written in the transaction that
//! invites.

use std::collections::HashMap;

use jiff::Timestamp;

use super::calendar::Calendar;
use super::desk::DeskError;
use super::rounds::Setup;
use super::rounds::letter::{Addressee, Writing, invitation};
use super::working_hours::WorkingHours;
use crate::assets::Templates;
use crate::mail::{LINK, split};
use crate::store::agencies::Agency;
use crate::store::audit::Act;
use crate::store::contacts::{self, Contact};
use crate::store::outbox::{self, NewMail, Purpose};
use crate::store::{AgencyId, Connection, InvitationId, MailId};

/// What mails are written with.
#[derive(Debug, Clone, Copy)]
pub struct Mailing<'a> {
    /// The letters.
    pub templates: &'a Templates,
    /// The days on which they leave.
    pub calendar: &'a Calendar,
}

/// Mails that were put into the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Queued {
    /// How many.
    pub mails: usize,
    /// When the first may leave; `None` where there is none.
    pub leaves: Option<Timestamp>,
}

/// An agency's invitation.
pub type Invited<'a> = (InvitationId, &'a Agency);

/// Puts the invitations to these agencies into the outbox: they leave on the day that the round opens, within the
/// network's hours.
///
/// # Errors
/// Those of the database; the template is at fault.
pub fn queue(
    connection: &mut Connection,
    mailing: &Mailing<'_>,
    setup: &Setup,
    invited: &[Invited<'_>],
    act: &Act,
) -> Result<Queued, DeskError> {
    let mut of_agency: HashMap<AgencyId, Vec<Contact>> = HashMap::new();
    for contact in contacts::of_network(connection, setup.network.id)? {
        of_agency.entry(contact.agency_id).or_default().push(contact);
    }
    let mut queued = Queued::default();
    for (id, agency) in invited {
        let contacts = of_agency.get(&agency.id).map(Vec::as_slice).unwrap_or_default();
        let more = queue_to(connection, mailing, setup, (*id, agency), contacts, act)?;
        queued = Queued { mails: queued.mails + more.mails, leaves: queued.leaves.or(more.leaves) };
    }
    Ok(queued)
}

/// The same to these contacts of one agency; those without an address get none.
///
/// # Errors
/// Those of the database; the template is at fault.
pub fn queue_to(
    connection: &mut Connection,
    mailing: &Mailing<'_>,
    setup: &Setup,
    (id, agency): Invited<'_>,
    contacts: &[Contact],
    act: &Act,
) -> Result<Queued, DeskError> {
    let Setup { network, round, plan, questionnaire, .. } = setup;
    let hours = WorkingHours::of(connection, network, mailing.calendar)?;
    let opening = round.opens_on.map_or(act.at, |day| hours.start_of(day));
    let leaves = hours.next(act.at.max(opening));
    let writing = Writing { network, round, plan, minutes: questionnaire.minutes };
    let mut mails = 0;
    for contact in contacts {
        let Some(address) = contact.mail.as_deref() else { continue };
        let to = Addressee { agency: &agency.name, contact: &contact.name, link: LINK };
        let letter = invitation(mailing.templates, &writing, &to)?;
        let (subject, body) = split(&letter);
        let mail = NewMail {
            id: MailId::new(act.at),
            purpose: Purpose::Invitation,
            round: Some(round.id),
            invitation: Some(id),
            contact: Some(contact.id),
            to_name: &contact.name,
            to_address: address,
            subject,
            body,
            sealed: None,
            not_before: Some(leaves),
        };
        outbox::queue(connection, network.id, &mail, act)?;
        mails += 1;
    }
    if mails > 0 && round.paused_at.is_some() {
        outbox::hold_waiting(connection, network.id, round.id, Purpose::OF_OFFICE, act)?;
    }
    Ok(Queued { mails, leaves: (mails > 0).then_some(leaves) })
}
