//! Reminding at once: the office chooses whom.

use std::collections::HashSet;

use jiff::Timestamp;

use super::letter::Writing;
use super::{Unanswered, unanswered};
use crate::app::desk::DeskError;
use crate::app::invitation_mail::{Mailing, Queued};
use crate::app::rounds::Setup;
use crate::app::working_hours::WorkingHours;
use crate::store::audit::Act;
use crate::store::rounds::RoundState;
use crate::store::{AgencyId, Connection, reminders};

/// How a wish to remind ended.
pub enum Reminded {
    /// The mails wait to be sent.
    Done {
        /// How many agencies are reminded.
        agencies: usize,
        /// The mails.
        queued: Queued,
    },
    /// Nobody is chosen who can be reminded.
    Nobody,
    /// The round sends no mail: it is paused.
    Paused,
    /// These were asked less than two days ago: nothing was written, unless somebody says that it is right.
    TooSoon(Vec<Unanswered>),
}

/// Reminds the chosen agencies. Those of `confirmed` even where they were asked less than two days ago; those who have
/// answered meanwhile and those whom no mail reaches are left out.
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
    let agencies = read(connection)?;
    if agencies.is_empty() {
        return Ok(Reminded::Nobody);
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
