//! When mails leave that nobody waits for: between two times of a working day, where the network is.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::calendar::Calendar;
use super::desk::zone_of;
use crate::store::mail_hours::{self, MailHours, TimeOfDay};
use crate::store::networks::Network;
use crate::store::{Connection, StoreError};

/// The hours of one network.
#[derive(Debug, Clone)]
pub struct WorkingHours {
    zone: TimeZone,
    hours: MailHours,
    calendar: Calendar,
}

impl WorkingHours {
    /// The hours of a network, read from its settings.
    ///
    /// # Errors
    /// Those of the database.
    pub fn of(connection: &mut Connection, network: &Network, calendar: &Calendar) -> Result<Self, StoreError> {
        let hours = mail_hours::of_network(connection, network.id)?.unwrap_or_default();
        Ok(Self::new(zone_of(network), hours, calendar))
    }

    /// These hours in this zone.
    pub fn new(zone: TimeZone, hours: MailHours, calendar: &Calendar) -> Self {
        Self { zone, hours, calendar: calendar.clone() }
    }

    /// The network's zone.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The day that it is at a time, where the network is.
    pub fn day_of(&self, at: Timestamp) -> Date {
        at.to_zoned(self.zone.clone()).date()
    }

    /// 「平日の9時00分から17時00分まで」.
    pub fn words(&self) -> String {
        let words = |time: TimeOfDay| format!("{}時{:02}分", time.time().hour(), time.time().minute());
        format!("平日の{}から{}まで", words(self.hours.from), words(self.hours.until))
    }

    /// Whether mails leave at this time.
    pub fn are_open(&self, at: Timestamp) -> bool {
        self.next(at) == at
    }

    /// The first time from `at` on at which mails leave: `at` itself within the hours.
    pub fn next(&self, at: Timestamp) -> Timestamp {
        let local = at.to_zoned(self.zone.clone());
        let (day, time) = (local.date(), local.time());
        if self.calendar.is_working_day(day) {
            if time < self.hours.from.time() {
                return self.start_of(day);
            }
            if time < self.hours.until.time() {
                return at;
            }
        }
        day.tomorrow().map_or(at, |tomorrow| self.start_of(self.working_day_from(tomorrow)))
    }

    /// When mails begin to leave on a working day.
    pub fn start_of(&self, day: Date) -> Timestamp {
        let start = day.to_datetime(self.hours.from.time()).to_zoned(self.zone.clone());
        start.map_or(Timestamp::MAX, |start| start.timestamp())
    }

    /// The first working day from this day on.
    pub fn working_day_from(&self, day: Date) -> Date {
        self.nearest(day, Date::tomorrow)
    }

    /// The last working day up to this day.
    pub fn working_day_until(&self, day: Date) -> Date {
        self.nearest(day, Date::yesterday)
    }

    fn nearest(&self, mut day: Date, next: fn(Date) -> Result<Date, jiff::Error>) -> Date {
        while !self.calendar.is_working_day(day) {
            match next(day) {
                Ok(other) => day = other,
                Err(_) => break,
            }
        }
        day
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn japan() -> WorkingHours {
        let zone = TimeZone::fixed(jiff::tz::offset(9));
        WorkingHours::new(zone, MailHours::default(), &Calendar::shipped().unwrap())
    }

    fn at(text: &str) -> Timestamp {
        format!("{text}+09:00").parse().unwrap()
    }

    #[test]
    fn mails_leave_between_nine_and_five_on_working_days() {
        let next = |from: &str| japan().next(at(from)).to_string();
        let expected = |text: &str| at(text).to_string();
        for (from, leaves) in [
            ("2026-11-20T08:59:59", "2026-11-20T09:00:00"),
            ("2026-11-20T09:00:00", "2026-11-20T09:00:00"),
            ("2026-11-20T16:59:59", "2026-11-20T16:59:59"),
            // Friday evening: Saturday, Sunday and 勤労感謝の日 follow.
            ("2026-11-20T17:00:00", "2026-11-24T09:00:00"),
            ("2026-11-22T12:00:00", "2026-11-24T09:00:00"),
            // The office closes on 28 December, a Monday, and works again from 4 January.
            ("2026-12-28T18:00:00", "2027-01-04T09:00:00"),
        ] {
            assert_eq!(next(from), expected(leaves), "{from}");
        }
        assert!(japan().are_open(at("2026-11-20T12:00:00")) && !japan().are_open(at("2026-11-21T12:00:00")));
    }

    #[test]
    fn the_zone_is_the_networks() {
        let hours = WorkingHours::new(TimeZone::UTC, MailHours::default(), &Calendar::shipped().unwrap());
        let evening_in_japan = at("2026-11-20T19:00:00");
        assert_eq!(hours.next(evening_in_japan), evening_in_japan, "10 o'clock in UTC");
    }
}
