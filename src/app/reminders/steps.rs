//! The plan's steps, and which of them is due.

use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::app::working_hours::WorkingHours;
use crate::store::reminders::{Planned, Step};

/// For how long a step is made up for that nobody could take in time, as when the program was not running.
const PATIENCE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// When the mails of a step leave: as the office opens. A step before the due date that falls on a day off is taken on
/// the last working day before, one after it on the next.
pub fn time_of(step: Step, hours: &WorkingHours) -> Option<Timestamp> {
    let day = step.due_on.checked_add(step.day.days()).ok()?;
    let day = if step.day <= 0 { hours.working_day_until(day) } else { hours.working_day_from(day) };
    Some(hours.start_of(day))
}

/// The step that is due at `now`: the last one whose time has come. Those before it are not made up for, so that a
/// program that was not running never sends several at once.
pub fn current(planned: &Planned, hours: &WorkingHours, now: Timestamp) -> Option<Step> {
    let step = |day: &i32| Step { due_on: planned.round.due_on, day: *day };
    let mut times = planned.days.days().iter().map(step).filter_map(|step| Some((step, time_of(step, hours)?)));
    let (step, time) = times.rfind(|(_, time)| *time <= now)?;
    let begins = planned.round.opens_on.map(|day| hours.start_of(day));
    let is_older = [planned.since, begins].into_iter().flatten().any(|since| time < since);
    (!is_older && now.duration_since(time) < PATIENCE).then_some(step)
}

/// The next step that is still to come, with its time.
pub fn next(planned: &Planned, hours: &WorkingHours, now: Timestamp) -> Option<(Step, Timestamp)> {
    let step = |day: &i32| Step { due_on: planned.round.due_on, day: *day };
    let times = planned.days.days().iter().map(step).filter_map(|step| Some((step, time_of(step, hours)?)));
    let begins = planned.round.opens_on.map_or(now, |day| hours.start_of(day));
    times.into_iter().find(|(_, time)| *time > now && *time >= begins)
}
