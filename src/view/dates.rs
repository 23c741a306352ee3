//! Days and times as people write them in official papers.

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;

/// 「2026年12月18日（金）」
pub fn day(date: Date) -> String {
    let weekday = match date.weekday() {
        Weekday::Monday => '月',
        Weekday::Tuesday => '火',
        Weekday::Wednesday => '水',
        Weekday::Thursday => '木',
        Weekday::Friday => '金',
        Weekday::Saturday => '土',
        Weekday::Sunday => '日',
    };
    format!("{}年{}月{}日（{weekday}）", date.year(), date.month(), date.day())
}

/// 「2026年11月20日（金）9時05分」, in the network's time zone.
pub fn moment(time: Timestamp, zone: &TimeZone) -> String {
    let local = time.to_zoned(zone.clone());
    format!("{}{}時{:02}分", day(local.date()), local.hour(), local.minute())
}

/// 「10:32」, in the network's time zone.
pub fn clock(time: Timestamp, zone: &TimeZone) -> String {
    let local = time.to_zoned(zone.clone());
    format!("{}:{:02}", local.hour(), local.minute())
}

/// A fiscal year, given in Western years, by its era: 2025 is 「令和7年度」.
pub fn fiscal_year(year: i32) -> String {
    match year - 2018 {
        1 => "令和元年度".to_owned(),
        reiwa @ 2.. => format!("令和{reiwa}年度"),
        _ => format!("{year}年度"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_told_in_the_networks_zone() {
        let time: Timestamp = "2026-11-20T00:05:00Z".parse().unwrap();
        let japan = TimeZone::fixed(jiff::tz::offset(9));
        assert_eq!(moment(time, &japan), "2026年11月20日（金）9時05分");
        assert_eq!(clock(time, &japan), "9:05");
    }

    #[test]
    fn fiscal_years_bear_their_era() {
        assert_eq!(fiscal_year(2025), "令和7年度");
        assert_eq!(fiscal_year(2019), "令和元年度");
        assert_eq!(fiscal_year(2014), "2014年度");
    }
}
