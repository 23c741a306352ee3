//! The next round, begun from an earlier one: the newest version of the same questionnaire, the same agencies
//! and words, everything dated later by as many years as have gone by.

use jiff::civil::{Date, Weekday};
use jiff::{SignedDuration, ToSpan};

use super::setup::Setup;
use crate::app::desk::DeskError;
use crate::store::audit::Act;
use crate::store::rounds::{self, Round, RoundPlan, RoundState};
use crate::store::{AgencyId, Connection, RoundId, agencies, invitations, versions};
use crate::view::years;

/// For so long a wish for the same copy is a button pressed twice.
const TWICE: SignedDuration = SignedDuration::from_mins(10);

/// Makes the draft of the next round. A button pressed twice makes one: a copy that nobody has changed yet is it.
///
/// # Errors
/// Those of the database.
pub fn copy(connection: &mut Connection, setup: &Setup, act: &Act) -> Result<RoundId, DeskError> {
    let network = setup.network.id;
    let old = &setup.round;
    if let Some(copied) = rounds::untouched_copy(connection, network, old.id, act.at - TWICE)? {
        return Ok(copied);
    }
    let asked = versions::find(connection, network, old.version_id)?.ok_or(DeskError::NotFound)?;
    let newest = versions::newest(connection, network, &asked.questionnaire_key)?.ok_or(DeskError::NotFound)?;
    let later = years_later(old.due_on, setup.today);
    let round = Round {
        id: RoundId::new(act.at),
        version_id: newest.id,
        title: years::later(&old.title, later),
        period_text: years::later(&old.period_text, later),
        period_start: old.period_start.map(|day| moved(day, later)),
        period_end: old.period_end.map(|day| moved(day, later)),
        fiscal_year: old.fiscal_year.map(|year| year + i32::from(later)),
        // A day that has gone by meanwhile is decided anew.
        opens_on: old.opens_on.map(|day| working_day(moved(day, later))).filter(|day| *day > setup.today),
        due_on: working_day(moved(old.due_on, later)),
        late_due_on: old.late_due_on.map(|day| working_day(moved(day, later))),
        state: RoundState::Draft,
        paused_at: None,
        archived_at: None,
        edition: 0,
        ..old.clone()
    };
    // Each official letter has a number of its own.
    let plan = RoundPlan { document_number: None, copied_from: Some(old.id), ..setup.plan.clone() };
    let agencies = agencies_of(connection, setup)?;
    rounds::add(connection, network, &round, act)?;
    rounds::set_plan(connection, network, round.id, &plan)?;
    rounds::choose(connection, network, round.id, &agencies)?;
    Ok(round.id)
}

/// Those asked last time that are still asked.
fn agencies_of(connection: &mut Connection, setup: &Setup) -> Result<Vec<AgencyId>, DeskError> {
    let network = setup.network.id;
    let mut last = invitations::agencies_of_round(connection, network, setup.round.id)?;
    last.extend(&setup.chosen);
    let all = agencies::of_network(connection, network)?;
    last.retain(|id| all.iter().any(|agency| agency.id == *id && agency.archived_at.is_none()));
    Ok(last)
}

/// By how many years a round is moved: one, or as many as bring its due date past today.
fn years_later(due: Date, today: Date) -> i16 {
    (1..=100).find(|years| working_day(moved(due, *years)) > today).unwrap_or(1)
}

fn moved(day: Date, years: i16) -> Date {
    // The last day of February follows its month; the calendar ends long after any round.
    let later = day.saturating_add(i64::from(years).years());
    if day == day.last_of_month() { later.last_of_month() } else { later }
}

/// The Friday before, where it is a weekend.
fn working_day(day: Date) -> Date {
    let back = match day.weekday() {
        Weekday::Saturday => 1,
        Weekday::Sunday => 2,
        _ => 0,
    };
    day.saturating_sub(i64::from(back).days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_move_by_years_and_stay_working_days() {
        assert_eq!(
            working_day(moved(date(2026, 12, 18), 1)),
            date(2027, 12, 17),
            "a Saturday becomes the Friday before"
        );
        assert_eq!(working_day(moved(date(2025, 12, 19), 1)), date(2026, 12, 18), "Saturday the 19th");
        assert_eq!(working_day(moved(date(2026, 12, 15), 1)), date(2027, 12, 15), "a Wednesday");
        assert_eq!(moved(date(2027, 2, 28), 1), date(2028, 2, 29), "a month's end stays one");
    }

    #[test]
    fn an_old_round_is_brought_to_the_present() {
        assert_eq!(years_later(date(2025, 12, 19), date(2026, 11, 20)), 1);
        assert_eq!(years_later(date(2026, 12, 18), date(2026, 11, 20)), 1);
        assert_eq!(years_later(date(2022, 12, 20), date(2026, 11, 20)), 4);
    }
}
