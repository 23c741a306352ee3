//! The demo's letters: an invitation to every agency asked, through the outbox like everyone's. Receipts are written
//! by the steps that agencies take.

use super::DemoError;
use crate::app::letterhead;
use crate::assets::Templates;
use crate::mail::{Heading, Invitation, LINK, split};
use crate::store::agencies::Agency;
use crate::store::audit::Act;
use crate::store::contacts::Contact;
use crate::store::networks::Network;
use crate::store::outbox::{self, NewMail, Purpose};
use crate::store::rounds::Round;
use crate::store::{Connection, InvitationId, MailId};
use crate::view::dates;

/// What every letter of the town needs.
pub(super) struct Letters {
    pub(super) templates: Templates,
    /// Whom to turn to when somebody is in danger.
    pub(super) emergency: String,
    /// The meeting at which results are shared.
    pub(super) meeting: String,
}

/// Who is invited to what.
pub(super) struct Invited<'a> {
    pub(super) round: &'a Round,
    /// How long an answer takes.
    pub(super) minutes: u32,
    pub(super) invitation: InvitationId,
    pub(super) agency: &'a Agency,
    pub(super) contact: &'a Contact,
}

impl Letters {
    /// Queues the invitation.
    pub(super) fn invite(
        &self,
        connection: &mut Connection,
        network: &Network,
        invited: &Invited<'_>,
        act: &Act,
    ) -> Result<(), DemoError> {
        let Invited { round, agency, contact, .. } = invited;
        let Some(address) = &contact.mail else { return Ok(()) };
        let (due, sender) = (round.due_on, letterhead::sender(network, Some(round)));
        let letter = Invitation {
            heading: Heading {
                sender: &sender,
                agency: &agency.name,
                contact: &contact.name,
                title: &round.title,
                link: LINK,
            },
            document_number: None,
            due: &dates::day(due),
            due_short: &format!("{}月{}日", due.month(), due.day()),
            period: &round.period_text,
            minutes: invited.minutes,
            emergency: &self.emergency,
        };
        let letter = letter.letter(&self.templates)?;
        let (subject, body) = split(&letter);
        let mail = NewMail {
            id: MailId::new(act.at),
            purpose: Purpose::Invitation,
            round: Some(round.id),
            invitation: Some(invited.invitation),
            contact: Some(contact.id),
            to_name: &contact.name,
            to_address: address,
            subject,
            body,
            sealed: None,
            not_before: None,
        };
        Ok(outbox::queue(connection, network.id, &mail, act)?)
    }
}
