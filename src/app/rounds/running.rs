//! Steering a round that is open: later due date, pause, closing and reopening, archive.

use super::schedule::check_due;
use super::setup::Setup;
use super::{Outcome, changed_meanwhile};
use crate::answer::written_day;
use crate::app::desk::DeskError;
use crate::store::Connection;
use crate::store::audit::Act;
use crate::store::outbox::{self, Purpose, Waiting};
use crate::store::reminders;
use crate::store::rounds::{self, Round, RoundState};
use crate::view::field::{FieldProblem, Typed};

/// One thing that a button of the settings page does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// No answers are taken any more.
    Close,
    /// Answers are taken again.
    Reopen,
    /// No mail goes out for the time being.
    Pause,
    /// Mail goes out again.
    Resume,
    /// Lists leave it out.
    Archive,
    /// Lists show it again.
    Restore,
}

/// Takes the step; taking it twice changes nothing.
///
/// # Errors
/// [`DeskError::NotFound`] where the round is not where the step begins: only what is open is closed or paused,
/// only what is closed goes into the archive.
pub fn take(
    connection: &mut Connection,
    setup: &Setup,
    step: Step,
    edition: i32,
    act: &Act,
) -> Result<Outcome<()>, DeskError> {
    let mut round = setup.round.clone();
    let (action, may) = match step {
        Step::Close => ("round.closed", round.state != RoundState::Draft),
        Step::Reopen => ("round.reopened", round.state != RoundState::Draft && round.archived_at.is_none()),
        Step::Pause => ("round.paused", round.state == RoundState::Open),
        Step::Resume => ("round.resumed", round.state != RoundState::Draft),
        Step::Archive => ("round.archived", round.state == RoundState::Closed),
        Step::Restore => ("round.restored", true),
    };
    if !may {
        return Err(DeskError::NotFound);
    }
    match step {
        Step::Close => round.state = RoundState::Closed,
        Step::Reopen => round.state = RoundState::Open,
        Step::Pause => round.paused_at = round.paused_at.or(Some(act.at)),
        Step::Resume => round.paused_at = None,
        Step::Archive => round.archived_at = round.archived_at.or(Some(act.at)),
        Step::Restore => round.archived_at = None,
    }
    if round == setup.round {
        return Ok(Outcome::Done(()));
    }
    let outcome = store(connection, setup, Round { edition, ..round }, action, act)?;
    if matches!(outcome, Outcome::Done(())) {
        mails_after(connection, setup, step, act)?;
    }
    Ok(outcome)
}

/// What the step means to the round's mails. Reminders are never kept for later: what they say would not be true any
/// more, and those of a long pause would all go out at once.
fn mails_after(connection: &mut Connection, setup: &Setup, step: Step, act: &Act) -> Result<(), DeskError> {
    let (network, round) = (setup.network.id, setup.round.id);
    match step {
        Step::Close => {
            outbox::cancel_waiting(connection, network, Waiting::Round(round), Purpose::ASKING, act)?;
        }
        Step::Pause => {
            outbox::cancel_waiting(connection, network, Waiting::Round(round), Purpose::REMINDERS, act)?;
            outbox::hold_waiting(connection, network, round, Purpose::OF_OFFICE, act)?;
        }
        Step::Resume => {
            outbox::release_held(connection, network, round, act.at, act)?;
            reminders::begin_anew(connection, network, round, act)?;
        }
        Step::Reopen => reminders::begin_anew(connection, network, round, act)?,
        Step::Archive | Step::Restore => {}
    }
    Ok(())
}

/// Sets another due date, and with it the last day on which late answers are taken; a blank one goes.
///
/// # Errors
/// [`DeskError::NotFound`] where the round is not open.
pub fn extend(
    connection: &mut Connection,
    setup: &Setup,
    typed: &Typed,
    edition: i32,
    act: &Act,
) -> Result<Outcome<()>, DeskError> {
    if setup.round.state != RoundState::Open {
        return Err(DeskError::NotFound);
    }
    let mut problems = Vec::new();
    let due = match written_day(typed.one("due_on")) {
        Ok(Some(due)) => {
            check_due(setup, due, setup.round.opens_on, &mut problems);
            due
        }
        Ok(None) => {
            return Ok(Outcome::Refused(vec![FieldProblem::at("due_on", "新しい回答期限を入力してください。")]));
        }
        Err(message) => return Ok(Outcome::Refused(vec![FieldProblem::at("due_on", message)])),
    };
    if !problems.is_empty() {
        return Ok(Outcome::Refused(problems));
    }
    // Letters must not name a last day that the due date has passed.
    let late_due_on = setup.round.late_due_on.filter(|late| *late > due);
    let round = Round { due_on: due, late_due_on, edition, ..setup.round.clone() };
    let outcome = store(connection, setup, round, "round.due_date_changed", act)?;
    if matches!(outcome, Outcome::Done(())) {
        reminders::begin_anew(connection, setup.network.id, setup.round.id, act)?;
    }
    Ok(outcome)
}

fn store(
    connection: &mut Connection,
    setup: &Setup,
    round: Round,
    action: &str,
    act: &Act,
) -> Result<Outcome<()>, DeskError> {
    if rounds::change(connection, setup.network.id, &round, action, act)? {
        Ok(Outcome::Done(()))
    } else {
        Ok(Outcome::Refused(changed_meanwhile()))
    }
}
