//! Reminding at once: the office chooses whom.

use std::collections::HashSet;

use jiff::Timestamp;

use super::letter::Writing;
use super::{TWICE, Unanswered, unanswered};
use crate::app::desk::DeskError;
use crate::app::invitation_mail::{Mailing, Queued};
use crate::app::rounds::Setup;
use crate::app::working_hours::WorkingHours;
use crate::store::audit::Act;
use crate::store::outbox::{self, MailState, Purpose};
use crate::store::rounds::RoundState;
use crate::store::{AgencyId, Connection, InvitationId, StoreError, reminders};

/// How a wish to remind ended.
pub enum Reminded {
    /// The mails wait to be sent.
    Done {
        /// How many agencies are reminded.
        agencies: usize,
        /// The mails.
        queued: Queued,
    },
    /// The same was done a moment ago, as when a button is pressed twice: nothing more was written.
    Twice {
        /// How many agencies were reminded.
        agencies: usize,
    },
    /// Nobody is chosen who can be reminded.
    Nobody,
    /// The round sends no mail: it is paused.
    Paused,
    /// These were asked less than two days ago: nothing was written, unless somebody says that it is right.
    TooSoon(Vec<Unanswered>),
}

/// Reminds the chosen agencies. Those of `confirmed` even where they were asked less than two days ago; those who have
/// answered meanwhile, those whom no mail reaches and those who were reminded within the last minutes are left out.
///
/// # Errors
/// [`DeskError::NotFound`] where the round is not open.
pub fn remind(
    connection: &mut Connection,
    mailing: &Mailing<'_>,
    setup: &Setup,
    chosen: &HashSet<AgencyId>,
    confirmed: &HashSet<AgencyId>,
    act: &Act,
) -> Result<Reminded, DeskError> {
    let Setup { network, round, .. } = setup;
    if round.state != RoundState::Open {
        return Err(DeskError::NotFound);
    }
    if round.paused_at.is_some() {
        return Ok(Reminded::Paused);
    }
    let is_chosen = |agency: &Unanswered| chosen.contains(&agency.agency.id) && !agency.contacts.is_empty();
    let read = |connection: &mut Connection| -> Result<Vec<Unanswered>, DeskError> {
        let mut open = unanswered(connection, network.id, round.id)?;
        open.retain(is_chosen);
        Ok(open)
    };
    let ids: Vec<_> = read(connection)?.iter().map(|agency| agency.invitation).collect();
    reminders::by_turns(connection, network.id, &ids)?;
    let mut agencies = read(connection)?;
    let just_reminded = just_reminded(connection, setup, act.at)?;
    let before = agencies.len();
    agencies.retain(|agency| !just_reminded.contains(&agency.invitation));
    if agencies.is_empty() {
        return Ok(if before > 0 { Reminded::Twice { agencies: before } } else { Reminded::Nobody });
    }
    let is_too_soon = |agency: &&Unanswered| agency.was_just_asked(act.at) && !confirmed.contains(&agency.agency.id);
    if agencies.iter().any(|agency| is_too_soon(&agency)) {
        let too_soon = agencies.into_iter().filter(|agency| is_too_soon(&agency)).collect();
        return Ok(Reminded::TooSoon(too_soon));
    }
    let hours = WorkingHours::of(connection, network, mailing.calendar)?;
    let leaves: Timestamp = hours.next(act.at);
    let writing = Writing {
        templates: mailing.templates,
        network,
        round,
        minutes: setup.questionnaire.minutes,
        zone: hours.zone(),
        day: hours.day_of(leaves),
    };
    let mut mails = 0;
    for agency in &agencies {
        for letter in writing.letters(agency)? {
            letter.queue(connection, network, leaves, act)?;
            mails += 1;
        }
    }
    Ok(Reminded::Done { agencies: agencies.len(), queued: Queued { mails, leaves: Some(leaves) } })
}

/// Those for whom a reminder was written within the last minutes.
fn just_reminded(
    connection: &mut Connection,
    setup: &Setup,
    now: Timestamp,
) -> Result<HashSet<InvitationId>, StoreError> {
    let mut mails = outbox::of_round(connection, setup.network.id, setup.round.id)?;
    mails.retain(|mail| {
        Purpose::REMINDERS.contains(&mail.purpose)
            && mail.state != MailState::Cancelled
            && now.duration_since(mail.created_at) < TWICE
    });
    Ok(mails.into_iter().filter_map(|mail| mail.invitation_id).collect())
}
