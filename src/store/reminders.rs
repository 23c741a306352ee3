//! The plan of reminders: which of its steps were taken for which agency.

use std::collections::HashSet;

use diesel::prelude::*;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;

use super::audit::{self, Act, Subject};
use super::columns::{At, Day, Maybe, enum_column};
use super::connection::on_each_backend;
use super::rounds::{ReminderDays, Round, RoundState};
use super::schema::{invitations, reminder_steps, rounds};
use super::{Connection, InvitationId, NetworkId, RoundId, StoreError};

enum_column! {
    /// What became of a step of the plan for an agency.
    StepOutcome {
        /// A mail was written.
        Queued = "queued",
        /// The agency was asked less than two days before.
        TooSoon = "too_soon",
        /// None of its contacts can be reached by mail.
        Unreachable = "unreachable",
    }
}

/// A step of a round's plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The due date that it counts from.
    pub due_on: Date,
    /// Days from that date, negative before it.
    pub day: i32,
}

/// A round that has a plan and sends mails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Its network.
    pub network: NetworkId,
    /// The round.
    pub round: Round,
    /// When reminders go out.
    pub days: ReminderDays,
    /// Steps whose time was before this are not made up for.
    pub since: Option<Timestamp>,
}

/// The rounds of all networks that are open, not paused, and have a plan.
///
/// # Errors
/// Those of the database.
pub fn planned(connection: &mut Connection) -> Result<Vec<Planned>, StoreError> {
    type Row = (NetworkId, Round, Option<ReminderDays>, Maybe<At>);
    let rows: Vec<Row> = rounds::table
        .filter(rounds::state.eq(RoundState::Open).and(rounds::paused_at.is_null()))
        .filter(rounds::reminder_days.is_not_null())
        .order((rounds::network_id, rounds::id))
        .select((rounds::network_id, Round::as_select(), rounds::reminder_days, rounds::reminders_since))
        .load(connection)?;
    rows.into_iter()
        .map(|(network, round, days, since)| {
            let since = since.try_into().map_err(|_| StoreError::Unreadable { what: "reminders_since" })?;
            Ok(Planned { network, round, days: days.unwrap_or_default(), since })
        })
        .collect()
}

/// From now on only steps count whose time is still to come: the round begins, goes on after a pause, or has another
/// plan. In the transaction of the change that causes it.
///
/// # Errors
/// Those of the database.
pub fn begin_anew(
    connection: &mut Connection,
    network: NetworkId,
    round: RoundId,
    act: &Act,
) -> Result<(), StoreError> {
    diesel::update(rounds::table.find((network, round)))
        .set(rounds::reminders_since.eq(Some(At::from(act.at))))
        .execute(connection)?;
    Ok(())
}

/// The invitations of a round for which a step was taken.
///
/// # Errors
/// Those of the database.
pub fn taken(
    connection: &mut Connection,
    network: NetworkId,
    round: RoundId,
    step: Step,
) -> Result<HashSet<InvitationId>, StoreError> {
    let invited = invitations::table
        .filter(invitations::network_id.eq(network).and(invitations::round_id.eq(round)))
        .select(invitations::id);
    let taken: Vec<InvitationId> = reminder_steps::table
        .filter(reminder_steps::network_id.eq(network).and(reminder_steps::invitation_id.eq_any(invited)))
        .filter(reminder_steps::due_on.eq(Day::from(step.due_on)).and(reminder_steps::day.eq(step.day)))
        .select(reminder_steps::invitation_id)
        .load(connection)?;
    Ok(taken.into_iter().collect())
}

/// Takes a step for an agency; false where another node has taken it.
///
/// # Errors
/// Those of the database.
pub fn take(
    connection: &mut Connection,
    network: NetworkId,
    invitation: InvitationId,
    step: Step,
    outcome: StepOutcome,
    act: &Act,
) -> Result<bool, StoreError> {
    let added = on_each_backend!(connection, inner => diesel::insert_into(reminder_steps::table)
        .values((
            reminder_steps::network_id.eq(network),
            reminder_steps::invitation_id.eq(invitation),
            reminder_steps::due_on.eq(Day::from(step.due_on)),
            reminder_steps::day.eq(step.day),
            reminder_steps::outcome.eq(outcome),
            reminder_steps::created_at.eq(At::from(act.at)),
        ))
        .on_conflict_do_nothing()
        .execute(inner))?;
    if added > 0 {
        let details = json!({ "due_on": step.due_on.to_string(), "day": step.day, "outcome": outcome.as_str() });
        let subject = Subject::new("invitation", invitation);
        audit::record(connection, network, act, "reminder.step", &subject, &details)?;
    }
    Ok(added > 0)
}

/// How many agencies a round's steps came to, by step and outcome.
///
/// # Errors
/// Those of the database.
pub fn of_round(
    connection: &mut Connection,
    network: NetworkId,
    round: RoundId,
) -> Result<Vec<(Step, StepOutcome, i64)>, StoreError> {
    let invited = invitations::table
        .filter(invitations::network_id.eq(network).and(invitations::round_id.eq(round)))
        .select(invitations::id);
    let rows: Vec<(Day, i32, StepOutcome, i64)> = reminder_steps::table
        .filter(reminder_steps::network_id.eq(network).and(reminder_steps::invitation_id.eq_any(invited)))
        .group_by((reminder_steps::due_on, reminder_steps::day, reminder_steps::outcome))
        .order((reminder_steps::due_on, reminder_steps::day, reminder_steps::outcome))
        .select((reminder_steps::due_on, reminder_steps::day, reminder_steps::outcome, diesel::dsl::count_star()))
        .load(connection)?;
    let row = |(due_on, day, outcome, number): (Day, i32, StepOutcome, i64)| {
        (Step { due_on: due_on.into(), day }, outcome, number)
    };
    Ok(rows.into_iter().map(row).collect())
}

/// Makes everything that asks these agencies wait for each other, until the transaction ends: what was sent last is
/// read after this.
///
/// # Errors
/// Those of the database.
pub fn by_turns(connection: &mut Connection, network: NetworkId, invited: &[InvitationId]) -> Result<(), StoreError> {
    // In one order for all, so that two of them never wait for each other crosswise.
    let mut invited = invited.to_vec();
    invited.sort_unstable();
    for piece in invited.chunks(500) {
        let rows = invitations::table.filter(invitations::network_id.eq(network).and(invitations::id.eq_any(piece)));
        diesel::update(rows).set(invitations::issue_number.eq(invitations::issue_number)).execute(connection)?;
    }
    Ok(())
}
