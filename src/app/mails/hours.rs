//! From when until when the network's mails leave on working days.

use unicode_normalization::UnicodeNormalization;

use jiff::civil::Time;

use crate::app::calendar::Calendar;
use crate::app::desk::{DeskError, zone_of};
use crate::store::Connection;
use crate::store::audit::Act;
use crate::store::mail_hours::{self, MailHours, TimeOfDay};
use crate::store::networks::Network;
use crate::view::field::{FieldProblem, FormState, Typed};
use crate::view::mails::HoursPage;

const LABELS: [(&str, &str); 2] = [("from", "送り始める時刻"), ("until", "送り終える時刻")];

/// The page, with what is stored or what was typed.
///
/// # Errors
/// Those of the database.
pub fn page(
    connection: &mut Connection,
    calendar: &Calendar,
    network: &Network,
    typed: Option<&Typed>,
    problems: &[FieldProblem],
    now: jiff::Timestamp,
) -> Result<HoursPage, DeskError> {
    let hours = mail_hours::of_network(connection, network.id)?.ok_or(DeskError::NotFound)?;
    let before = (hours.from.to_string(), hours.until.to_string());
    let stored = Typed::default().put("from", &*before.0).put("until", &*before.1);
    let state = FormState { typed: typed.unwrap_or(&stored), problems };
    Ok(HoursPage {
        told: None,
        errors: state.summary(&LABELS),
        warning: calendar.warning(now.to_zoned(zone_of(network)).date()),
        last_year: calendar.last_day().year(),
        from: state.required("from", LABELS[0].1, "例）9:00、9時30分"),
        until: state.required("until", LABELS[1].1, "例）17:00。この時刻になると、残りは次の平日に送ります。"),
        before,
    })
}

/// Keeps the hours of a posted page; the inner error is everything that is wrong with it.
///
/// # Errors
/// Those of the database.
pub fn change(
    connection: &mut Connection,
    network: &Network,
    typed: &Typed,
    act: &Act,
) -> Result<Result<(), Vec<FieldProblem>>, DeskError> {
    let mut problems = Vec::new();
    let mut time = |name: &'static str| {
        let time = time_of(typed.one(name));
        if time.is_none() {
            problems.push(FieldProblem::at(name, "時刻は、「9:00」のように、0:00から23:59までで入力してください。"));
        }
        time
    };
    let (from, until) = (time("from"), time("until"));
    let (Some(from), Some(until)) = (from, until) else { return Ok(Err(problems)) };
    if until <= from {
        return Ok(Err(vec![FieldProblem::at("until", "送り終える時刻は、送り始める時刻より後にしてください。")]));
    }
    let before = |name: &str| typed.one(name).parse().ok();
    let (Some(was_from), Some(was_until)) = (before("before_from"), before("before_until")) else {
        return Err(DeskError::NotFound);
    };
    let (before, hours) = (MailHours { from: was_from, until: was_until }, MailHours { from, until });
    if before == hours || mail_hours::set(connection, network.id, before, hours, act)? {
        return Ok(Ok(()));
    }
    let message =
        "ほかの方が、送る時間を先に変更しました。今の設定を開き直して確かめてから、もう一度保存してください。";
    Ok(Err(vec![FieldProblem::of_page(message)]))
}

/// A time as people type it: 「9:00」「９時30分」「17時」.
fn time_of(typed: &str) -> Option<TimeOfDay> {
    let normal: String = typed.nfkc().filter(|one| !one.is_whitespace()).collect();
    let (hour, minute) = normal.split_once([':', '時']).unwrap_or((&normal, ""));
    let minute = minute.trim_end_matches('分');
    let number = |text: &str| text.chars().all(|one| one.is_ascii_digit()).then(|| text.parse::<i8>().ok()).flatten();
    let minute = if minute.is_empty() { Some(0) } else { number(minute) };
    Time::new(number(hour)?, minute?, 0, 0).ok().map(TimeOfDay::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_type_them() {
        let read = |typed| time_of(typed).map(|time| time.to_string());
        for (typed, time) in
            [("9:00", "09:00"), ("９：３０", "09:30"), ("17時", "17:00"), ("8時5分", "08:05"), ("9", "09:00")]
        {
            assert_eq!(read(typed).as_deref(), Some(time), "{typed}");
        }
        for typed in ["", "24:00", "9:60", "朝", "9:0a", "-1:00"] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }
}
