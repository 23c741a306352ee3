//! Everything a board shows, read by a number of statements that does not grow with the agencies.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::arrival::Came;
use super::delivery::Delivery;
use super::readings::is_undecided;
use super::states::{self, Manner};
use super::{Around, Looking, events};
use crate::app::desk::{DeskError, is_hearing, is_valid, takes_many, zone_of};
use crate::app::register::kinds::{self, Kinds};
use crate::definition::Questionnaire;
use crate::store::board::{self, Arrival, BoardRow};
use crate::store::call_notes::{self, CallNote};
use crate::store::contacts::Contact;
use crate::store::invitations::InvitationState;
use crate::store::outbox::{self, Mail};
use crate::store::responses::Response;
use crate::store::rounds::{self, Round};
use crate::store::{AgencyId, Connection, InvitationId, ResponseId};
use crate::view::board::StateMark;
use crate::view::dates;
use crate::view::form::Places;
use crate::view::rounds::RoundCounts;

/// A round with all of its agencies.
pub(super) struct Board {
    pub(super) round: Round,
    pub(super) questionnaire: Arc<Questionnaire>,
    pub(super) kinds: Kinds,
    pub(super) zone: TimeZone,
    pub(super) counts: RoundCounts,
    /// In the order of the agencies' readings.
    pub(super) standings: Vec<Standing>,
}

/// Where one agency stands.
pub(super) struct Standing {
    pub(super) row: BoardRow,
    pub(super) contacts: Vec<Contact>,
    pub(super) delivery: Delivery,
    pub(super) sent_at: Option<Timestamp>,
    /// When it was last invited or reminded, or will be by what waits.
    pub(super) asked_at: Option<Timestamp>,
    pub(super) marks: Vec<StateMark>,
    /// What is to be asked about, by the number of its sheet.
    pub(super) checks: Vec<(i32, String)>,
    pub(super) arrivals: Vec<Arrival>,
    pub(super) event: Option<(Timestamp, &'static str)>,
    /// Newest first.
    pub(super) notes: Vec<CallNote>,
}

impl Standing {
    /// Its answers with how they came in.
    pub(super) fn came(&self) -> Vec<Came<'_>> {
        came(&self.row, &self.arrivals)
    }
}

fn came<'a>(row: &'a BoardRow, arrivals: &'a [Arrival]) -> Vec<Came<'a>> {
    let of_sheets = row.sheets.iter().filter_map(|sheet| Some((sheet.sheet.number, sheet.response.as_ref()?)));
    of_sheets
        .filter_map(|(sheet, response)| {
            let arrival = arrivals.iter().find(|arrival| arrival.response_id == response.id)?;
            Some(Came { sheet, response, arrival })
        })
        .collect()
}

/// Reads it.
pub(super) fn board(connection: &mut Connection, around: Around<'_>, looking: &Looking) -> Result<Board, DeskError> {
    let (network, id) = (looking.network.id, looking.round);
    let round = rounds::find(connection, network, id)?.ok_or(DeskError::NotFound)?;
    let questionnaire = around.definitions.of_version(connection, network, round.version_id)?;
    let many = takes_many(&questionnaire);
    let manner = Manner { many, is_hearing: is_hearing(&questionnaire) };
    let rows = board::of_round(connection, network, id)?;
    let readings = around.readings;
    let read = readings.of_round(connection, around.definitions, network, &questionnaire, &rows, !many)?;
    let mut contacts: HashMap<AgencyId, Vec<Contact>> = HashMap::new();
    for contact in board::contacts_of_round(connection, network, id)? {
        contacts.entry(contact.agency_id).or_default().push(contact);
    }
    let mut arrivals: HashMap<ResponseId, Arrival> =
        board::arrivals(connection, network, id)?.into_iter().map(|one| (one.response_id, one)).collect();
    let mails = outbox::of_round(connection, network, id)?;
    let asked = outbox::asked(&mails);
    let mut mails_to: HashMap<InvitationId, Vec<&Mail>> = HashMap::new();
    for mail in &mails {
        if let Some(invitation) = mail.invitation_id {
            mails_to.entry(invitation).or_default().push(mail);
        }
    }
    let mut notes: HashMap<InvitationId, Vec<CallNote>> = HashMap::new();
    for note in call_notes::of_round(connection, network, id)? {
        notes.entry(note.invitation_id).or_default().push(note);
    }
    let counts = counts(&rows, manner);
    let standings = rows
        .into_iter()
        .map(|row| {
            let places = Places {
                period: round.period_text.clone(),
                fiscal_year: round.fiscal_year.map_or_else(|| round.period_text.clone(), dates::fiscal_year),
                agency: row.agency.name.clone(),
            };
            let answers = row.sheets.iter().filter_map(|sheet| sheet.response.as_ref());
            let arrivals: Vec<Arrival> = answers.filter_map(|response| arrivals.remove(&response.id)).collect();
            let contacts = contacts.remove(&row.agency.id).unwrap_or_default();
            let notes = notes.remove(&row.invitation.id).unwrap_or_default();
            let mails = mails_to.remove(&row.invitation.id).unwrap_or_default();
            let (delivery, sent_at) = Delivery::of(&mails, &contacts);
            let checks = row.sheets.iter().flat_map(|sheet| {
                let response = sheet.response.as_ref().filter(|response| is_undecided(response.state));
                let checks = response.map_or(&[][..], |response| read.checks(response.id, response.latest_revision));
                checks.iter().map(|check| (sheet.sheet.number, check.words(&places)))
            });
            Standing {
                checks: checks.collect(),
                marks: states::of(&row, manner, &read),
                event: events::last(&row, &came(&row, &arrivals), &mails, &contacts, &notes),
                delivery,
                sent_at,
                asked_at: asked.get(&row.invitation.id).copied(),
                arrivals,
                contacts,
                notes,
                row,
            }
        })
        .collect();
    let kinds = kinds::of_network(connection, around.definitions, network)?;
    Ok(Board { round, kinds, zone: zone_of(&looking.network), counts, standings, questionnaire })
}

/// 配布数, 回収数 and 有効回答数 of what was read.
fn counts(rows: &[BoardRow], manner: Manner) -> RoundCounts {
    let mut counts = RoundCounts { many: manner.many, ..RoundCounts::default() };
    let is_valid = |response: &&Response| is_valid(manner.is_hearing, response.state, response.is_confirmed());
    for row in rows {
        let answers: Vec<_> = row.sheets.iter().filter_map(|sheet| sheet.response.as_ref()).collect();
        let is_finished = row.invitation.state == InvitationState::Finished;
        counts.invited += 1;
        counts.declined += u64::from(row.invitation.state == InvitationState::Declined);
        counts.answered += u64::from(is_finished || !answers.is_empty());
        counts.responses += answers.len() as u64;
        counts.valid += answers.iter().copied().filter(is_valid).count() as u64;
    }
    counts
}
