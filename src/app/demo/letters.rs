//! The demo's letters: an invitation to every agency asked, a receipt for everything handed in.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use uuid::Uuid;

use super::DemoError;
use super::content::Town;
use super::write::{Written, WrittenRound};
use crate::app::{ServerKey, links};
use crate::assets::Templates;
use crate::mail::{Invitation, Mailbox, Message, Receipt, Sender, Transport};
use crate::store::agencies::Agency;
use crate::store::contacts::Contact;
use crate::store::rounds::RoundState;
use crate::store::{AgencyId, InvitationId};
use crate::view::dates;

/// The office that writes.
pub(super) struct Office<'a> {
    pub(super) town: &'a Town,
    pub(super) templates: &'a Templates,
    pub(super) transport: Transport,
    /// The address of the site.
    pub(super) public_url: &'a str,
    pub(super) key: &'a ServerKey,
    pub(super) zone: TimeZone,
}

impl Office<'_> {
    /// Writes all letters.
    pub(super) fn send(&self, written: &Written) -> Result<(), DemoError> {
        let register: BTreeMap<AgencyId, (&Agency, &Contact)> =
            written.agencies.iter().map(|(agency, contact)| (agency.id, (agency, contact))).collect();
        let sender = self.sender();
        // Of a closed round the links open nothing any more.
        for round in written.rounds.iter().filter(|round| round.round.state == RoundState::Open) {
            for (invitation, agency) in &round.invitations {
                if let Some((agency, contact)) = register.get(agency) {
                    let letter = self.invitation(&sender, round, *invitation, agency, contact)?;
                    self.post(invitation.uuid(), round.opened, contact, &letter)?;
                }
            }
            for (invitation, agency, at, receipt) in &round.receipts {
                if let Some((agency, contact)) = register.get(agency) {
                    let letter = Receipt {
                        sender: &sender,
                        agency: &agency.name,
                        contact: &contact.name,
                        title: &round.round.title,
                        sheet: None,
                        link: &self.link(*invitation),
                        due: &dates::day(round.round.due_on),
                        may_change: at.to_zoned(self.zone.clone()).date() <= round.round.due_on,
                        submitted_at: &dates::moment(*at, &self.zone),
                        receipt_number: &receipt.receipt_number.to_string(),
                        revision: receipt.revision,
                        meeting: Some(&self.town.network.meeting),
                    };
                    let letter = letter.letter(self.templates)?;
                    self.post(receipt.response_id.uuid(), *at, contact, &letter)?;
                }
            }
        }
        Ok(())
    }

    fn invitation(
        &self,
        sender: &Sender,
        round: &WrittenRound,
        invitation: InvitationId,
        agency: &Agency,
        contact: &Contact,
    ) -> Result<String, DemoError> {
        let due = round.round.due_on;
        let letter = Invitation {
            sender,
            agency: &agency.name,
            contact: &contact.name,
            title: &round.round.title,
            document_number: None,
            link: &self.link(invitation),
            due: &dates::day(due),
            due_short: &format!("{}月{}日", due.month(), due.day()),
            period: &round.round.period_text,
            minutes: round.minutes,
            emergency: &self.town.network.emergency,
        };
        Ok(letter.letter(self.templates)?)
    }

    fn link(&self, invitation: InvitationId) -> String {
        links::address(self.public_url, &links::token(self.key, invitation, 1))
    }

    fn post(&self, id: Uuid, at: jiff::Timestamp, contact: &Contact, letter: &str) -> Result<(), DemoError> {
        let Some(address) = &contact.mail else { return Ok(()) };
        let network = &self.town.network;
        let from =
            Mailbox { name: format!("{} {}", network.municipality, network.department), address: network.mail.clone() };
        let to = Mailbox { name: contact.name.clone(), address: address.clone() };
        Ok(self.transport.send(&Message::from_letter(id, at, from, to, letter))?)
    }

    fn sender(&self) -> Sender {
        let network = &self.town.network;
        Sender {
            network: network.name.clone(),
            municipality: network.municipality.clone(),
            department: network.department.clone(),
            officer: network.officer.clone(),
            telephone: network.telephone.clone(),
            hours: network.hours.clone(),
            mail: network.mail.clone(),
        }
    }
}
