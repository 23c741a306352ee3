//! Takes the steps of all rounds' plans when their time has come. Every node does; a step for an agency is one row
//! with a key, so that two nodes take it once.

use jiff::Timestamp;

use super::letter::{Letter, Writing};
use super::{is_quiet, steps, unanswered};
use crate::app::calendar::Calendar;
use crate::app::definitions::Definitions;
use crate::app::desk::DeskError;
use crate::app::working_hours::WorkingHours;
use crate::assets::Templates;
use crate::store::audit::Act;
use crate::store::networks::{self, Network};
use crate::store::reminders::{self, Planned, Step, StepOutcome};
use crate::store::rounds::{self, RoundState};
use crate::store::{Connection, InvitationId, Store, outbox};

/// How many agencies are taken in one transaction.
const PIECE: usize = 50;

/// What takes the steps.
pub struct Planner {
    /// Where everything is.
    pub store: Store,
    /// What is asked.
    pub definitions: Definitions,
    /// The letters.
    pub templates: Templates,
    /// The days on which they leave.
    pub calendar: Calendar,
}

/// A step of one round, for the agencies for which nobody has taken it.
struct Due {
    network: Network,
    round: rounds::Round,
    step: Step,
    agencies: Vec<(InvitationId, Vec<Letter>)>,
}

impl Planner {
    /// Takes what is due and tells how many reminders were written. Blocks. A round that is at fault is logged and
    /// keeps no other back.
    ///
    /// # Errors
    /// Those of the database.
    pub fn pass(&self, now: Timestamp) -> Result<usize, DeskError> {
        let mut mails = 0;
        for planned in self.store.read_blocking(reminders::planned)? {
            let round = planned.round.id;
            match self.take(&planned, now) {
                Ok(written) => mails += written,
                Err(DeskError::Store(error)) => return Err(error.into()),
                Err(error) => tracing::error!(%round, %error, "the reminders of a round cannot be written"),
            }
        }
        Ok(mails)
    }

    fn take(&self, planned: &Planned, now: Timestamp) -> Result<usize, DeskError> {
        let due = self.store.read_blocking(|connection| self.due(connection, planned, now))?;
        let Some(Due { network, round, step, mut agencies }) = due else { return Ok(0) };
        let act = Act::by_program(now);
        let mut mails = 0;
        while !agencies.is_empty() {
            let piece: Vec<_> = agencies.drain(..agencies.len().min(PIECE)).collect();
            let (network, id) = (network.clone(), round.id);
            mails += self.store.write_blocking(move |connection| -> Result<_, DeskError> {
                let ids: Vec<_> = piece.iter().map(|(invitation, _)| *invitation).collect();
                reminders::by_turns(connection, network.id, &ids)?;
                let round = rounds::find(connection, network.id, id)?;
                if round.is_none_or(|round| {
                    round.state != RoundState::Open || round.paused_at.is_some() || round.due_on != step.due_on
                }) {
                    return Ok(0);
                }
                let asked = outbox::last_asked(connection, network.id, id)?;
                let mut mails = 0;
                for (invitation, letters) in &piece {
                    let outcome = match asked.get(invitation) {
                        Some(at) if is_quiet(*at, now) => StepOutcome::TooSoon,
                        _ if letters.is_empty() => StepOutcome::Unreachable,
                        _ => StepOutcome::Queued,
                    };
                    let is_taken = reminders::take(connection, network.id, *invitation, step, outcome, &act)?;
                    if is_taken && outcome == StepOutcome::Queued {
                        for letter in letters {
                            letter.queue(connection, &network, now, &act)?;
                        }
                        mails += letters.len();
                    }
                }
                Ok(mails)
            })?;
        }
        Ok(mails)
    }

    /// The step of a round that is due, with its letters; `None` where nobody is to be reminded now.
    fn due(&self, connection: &mut Connection, planned: &Planned, now: Timestamp) -> Result<Option<Due>, DeskError> {
        let Some(network) = networks::find(connection, planned.network)? else { return Ok(None) };
        let hours = WorkingHours::of(connection, &network, &self.calendar)?;
        if !hours.are_open(now) {
            return Ok(None);
        }
        let Some(step) = steps::current(planned, &hours, now) else { return Ok(None) };
        let round = &planned.round;
        let taken = reminders::taken(connection, network.id, round.id, step)?;
        let mut open = unanswered(connection, network.id, round.id)?;
        open.retain(|agency| !taken.contains(&agency.invitation));
        if open.is_empty() {
            return Ok(None);
        }
        let questionnaire = self.definitions.of_version(connection, network.id, round.version_id)?;
        let writing = Writing {
            templates: &self.templates,
            network: &network,
            round,
            minutes: questionnaire.minutes,
            zone: hours.zone(),
            day: hours.day_of(now),
        };
        let write = |agency: &super::Unanswered| Ok((agency.invitation, writing.letters(agency)?));
        let agencies = open.iter().map(write).collect::<Result<Vec<_>, DeskError>>()?;
        Ok(Some(Due { round: round.clone(), step, agencies, network }))
    }
}
