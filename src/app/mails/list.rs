//! The mails of a round, and the contacts of its agencies with what was sent to them.

use std::collections::HashMap;

use jiff::Timestamp;

use super::words;
use crate::app::calendar::Calendar;
use crate::app::desk::DeskError;
use crate::app::outbox::health;
use crate::app::rounds::Setup;
use crate::app::working_hours::WorkingHours;
use crate::store::contacts::{self, Contact};
use crate::store::invitations;
use crate::store::outbox::{self, Mail, MailState, Purpose};
use crate::store::rounds::RoundState;
use crate::store::{AgencyId, Connection, ContactId, agencies};
use crate::view::dates;
use crate::view::mails::{ContactLine, MailLine, MailsPage};
use crate::view::table::Fact;

/// The page.
///
/// # Errors
/// Those of the database.
pub fn page(
    connection: &mut Connection,
    calendar: &Calendar,
    sends_mail: bool,
    setup: &Setup,
    now: Timestamp,
) -> Result<MailsPage, DeskError> {
    let network = setup.network.id;
    let hours = WorkingHours::of(connection, &setup.network, calendar)?;
    let invited = invitations::agencies_of_round(connection, network, setup.round.id)?;
    let mut asked = agencies::of_network(connection, network)?;
    asked.retain(|agency| invited.contains(&agency.id));
    let name_of: HashMap<AgencyId, &str> = asked.iter().map(|agency| (agency.id, agency.name.as_str())).collect();
    let people = contacts::of_network(connection, network)?;
    let mails = outbox::of_round(connection, network, setup.round.id)?;
    let may_send = sends_mail && setup.round.state == RoundState::Open;
    let mut newest: HashMap<ContactId, &Mail> = HashMap::new();
    for mail in mails.iter().filter(|mail| mail.purpose == Purpose::Invitation) {
        newest.extend(mail.contact_id.map(|contact| (contact, mail)));
    }
    let mut lines = Vec::new();
    for agency in &asked {
        for contact in people.iter().filter(|contact| contact.agency_id == agency.id) {
            let line = contact_line(contact, newest.get(&contact.id).copied(), may_send);
            let agency_path = format!("/staff/networks/{network}/agencies/{}", agency.id);
            lines.push(ContactLine { agency: agency.name.clone(), agency_path, ..line });
        }
    }
    let agency_of: HashMap<ContactId, AgencyId> = people.iter().map(|one| (one.id, one.agency_id)).collect();
    let agency = |mail: &Mail| mail.contact_id.and_then(|id| agency_of.get(&id)).and_then(|id| name_of.get(id));
    let mut warnings = words::warnings(setup, calendar);
    warnings.extend(health(connection, network, sends_mail, now)?.map(|health| health.words()));
    if !sends_mail {
        warnings.push("メールを出さない設定になっています。依頼は、依頼状などでお届けください。".to_owned());
    }
    let mut facts = words::plan(setup, &hours, now);
    let number = |is: fn(&Mail) -> bool| format!("{}通", mails.iter().filter(|mail| is(mail)).count());
    facts.push(Fact::new("送信済み", number(|mail| mail.state == MailState::Sent)));
    facts.push(Fact::new("送信待ち", number(|mail| matches!(mail.state, MailState::Waiting | MailState::Sending))));
    facts.push(Fact::new("不達", number(|mail| MailState::FAILED.contains(&mail.state))));
    Ok(MailsPage {
        round: setup.head(),
        told: None,
        errors: Vec::new(),
        warnings,
        facts,
        may_send,
        contacts: lines,
        mails: mails
            .iter()
            .rev()
            .map(|mail| MailLine {
                to: mail.to_name.clone(),
                agency: agency(mail).map(|name| (*name).to_owned()).unwrap_or_default(),
                purpose: words::purpose(mail.purpose),
                subject: mail.subject.clone(),
                state: words::state(mail),
                is_done: mail.state == MailState::Sent,
                when: dates::moment(mail.sent_at.unwrap_or(mail.next_attempt_at), hours.zone()),
                reason: words::reason(mail),
            })
            .collect(),
    })
}

fn contact_line(contact: &Contact, invitation: Option<&Mail>, may_send: bool) -> ContactLine {
    let is_under_way = invitation.is_some_and(Mail::is_under_way);
    let has_address = contact.mail.is_some();
    ContactLine {
        id: contact.id.to_string(),
        agency: String::new(),
        agency_path: String::new(),
        name: contact.name.clone(),
        has_address,
        state: invitation.map_or("まだ送っていません", words::state),
        is_undeliverable: contact.undeliverable_at.is_some(),
        button: match invitation {
            _ if !may_send || !has_address || is_under_way => "",
            None => "依頼を送る",
            Some(_) => "もう一度送る",
        },
    }
}
