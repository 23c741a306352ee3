//! Which days are working days: no Saturday or Sunday, no public holiday, not the days around New Year.
//!
//! Public holidays are data (`survey-defs/calendar/holidays.yaml`), for the law names only some of them by date: the
//! equinoxes are announced a year ahead. Nothing is computed for years that nobody has announced.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, Weekday, date};
use serde::Deserialize;

use crate::assets;

/// Where the data stands, below `survey-defs/`.
const FILE: &str = "calendar/holidays.yaml";

/// The public holidays of Japan, for the years for which they are known.
#[derive(Debug, Clone)]
pub struct Calendar {
    holidays: Arc<Holidays>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Holidays {
    source: String,
    last_year: i16,
    holidays: BTreeMap<Date, String>,
}

/// The data cannot be read: our own fault.
#[derive(Debug, thiserror::Error)]
#[error("survey-defs/{FILE}: {0}")]
pub struct CalendarError(String);

impl Calendar {
    /// The calendar that ships with the program.
    ///
    /// # Errors
    /// The embedded file is missing or does not fit.
    pub fn shipped() -> Result<Self, CalendarError> {
        let (_, text) = assets::definition_files()
            .into_iter()
            .find(|(path, _)| path == FILE)
            .ok_or_else(|| CalendarError("missing".to_owned()))?;
        let holidays = serde_saphyr::from_str(&text).map_err(|error| CalendarError(error.to_string()))?;
        Ok(Self { holidays: Arc::new(holidays) })
    }

    /// Whether offices work on this day. After the last year that is known public holidays count as working days.
    pub fn is_working_day(&self, day: Date) -> bool {
        let is_new_year = matches!((day.month(), day.day()), (12, 29..=31) | (1, 1..=3));
        let is_weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        !is_new_year && !is_weekend && !self.holidays.holidays.contains_key(&day)
    }

    /// The last day for which public holidays are known.
    pub fn last_day(&self) -> Date {
        date(self.holidays.last_year, 12, 31)
    }

    /// What an officer should know where mails may leave after the last year that is known; `None` before.
    pub fn warning(&self, day: Date) -> Option<String> {
        (day > self.last_day()).then(|| {
            format!(
                "{}年以後の祝日のデータがこの版にはありません（出典：{}）。土曜日、日曜日と12月29日から1月3日までを除く日を、平日として扱います。新しい版に更新してください。",
                self.holidays.last_year + 1,
                self.holidays.source
            )
        })
    }
}

#[cfg(test)]
mod law;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekends_holidays_and_new_year_are_no_working_days() {
        let calendar = Calendar::shipped().unwrap();
        let works = |year, month, day| calendar.is_working_day(date(year, month, day));
        assert!(works(2026, 11, 20), "a Friday");
        assert!(!works(2026, 11, 21) && !works(2026, 11, 22), "a weekend");
        assert!(!works(2026, 11, 23), "勤労感謝の日, a Monday");
        assert!(!works(2026, 9, 22), "between 敬老の日 and 秋分の日");
        assert!(!works(2027, 3, 22), "the day after 春分の日, which is a Sunday");
        assert!(works(2026, 12, 28) && !works(2026, 12, 29) && !works(2027, 1, 1) && works(2027, 1, 4));
    }

    #[test]
    fn what_is_not_known_is_said_and_not_guessed() {
        let calendar = Calendar::shipped().unwrap();
        assert_eq!(calendar.warning(calendar.last_day()), None);
        let after = calendar.last_day().tomorrow().unwrap();
        assert!(calendar.warning(after).unwrap().contains("祝日のデータがこの版にはありません"));
    }
}
