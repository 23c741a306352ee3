//! The reminder as one contact gets it, and its way into the outbox.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Unanswered;
use crate::app::letterhead;
use crate::assets::Templates;
use crate::mail::{Heading, LINK, MailError, Reminder, split};
use crate::store::audit::Act;
use crate::store::networks::Network;
use crate::store::outbox::{self, NewMail, Purpose};
use crate::store::rounds::Round;
use crate::store::{Connection, ContactId, InvitationId, MailId, RoundId, StoreError};
use crate::view::dates;

/// What the reminders of a round are written from.
pub(super) struct Writing<'a> {
    pub(super) templates: &'a Templates,
    pub(super) network: &'a Network,
    pub(super) round: &'a Round,
    /// How long an answer takes.
    pub(super) minutes: u32,
    pub(super) zone: &'a TimeZone,
    /// The day on which it leaves, where the network is.
    pub(super) day: Date,
}

/// A reminder, written.
pub(super) struct Letter {
    purpose: Purpose,
    round: RoundId,
    invitation: InvitationId,
    contact: ContactId,
    to_name: String,
    to_address: String,
    text: String,
}

impl Writing<'_> {
    /// One to each contact whom mail reaches: other words for an agency that has begun.
    pub(super) fn letters(&self, to: &Unanswered) -> Result<Vec<Letter>, MailError> {
        let round = self.round;
        let sender = letterhead::sender(self.network, Some(round));
        let is_past_due = self.day > round.due_on;
        let until = if is_past_due { round.late_due_on.filter(|late| *late >= self.day) } else { Some(round.due_on) };
        let (due, due_short) = (until.map(dates::day), until.map(dates::short));
        let saved_at = to.saved_at.map(|at| dates::moment(at, self.zone));
        let mut letters = Vec::new();
        for contact in &to.contacts {
            let Some(address) = &contact.mail else { continue };
            let reminder = Reminder {
                heading: Heading {
                    sender: &sender,
                    agency: &to.agency.name,
                    contact: &contact.name,
                    title: &round.title,
                    link: LINK,
                },
                is_past_due,
                due: due.as_deref(),
                due_short: due_short.as_deref(),
                minutes: self.minutes,
                saved_at: saved_at.as_deref(),
            };
            letters.push(Letter {
                purpose: if saved_at.is_some() { Purpose::ReminderHalfDone } else { Purpose::ReminderUnopened },
                round: round.id,
                invitation: to.invitation,
                contact: contact.id,
                to_name: contact.name.clone(),
                to_address: address.clone(),
                text: reminder.letter(self.templates)?,
            });
        }
        Ok(letters)
    }
}

impl Letter {
    /// Puts it into the outbox.
    pub(super) fn queue(
        &self,
        connection: &mut Connection,
        network: &Network,
        leaves: Timestamp,
        act: &Act,
    ) -> Result<(), StoreError> {
        let (subject, body) = split(&self.text);
        let mail = NewMail {
            id: MailId::new(act.at),
            purpose: self.purpose,
            round: Some(self.round),
            invitation: Some(self.invitation),
            contact: Some(self.contact),
            to_name: &self.to_name,
            to_address: &self.to_address,
            subject,
            body,
            sealed: None,
            not_before: Some(leaves),
        };
        outbox::queue(connection, network.id, &mail, act)
    }
}
