//! Days and times as people write them in official papers.

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;

/// The first day of 令和.
const REIWA: Date = jiff::civil::date(2019, 5, 1);

/// 「令和8年12月18日（金）」; days before 令和 bear the Western year.
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
    format!("{}{}月{}日（{weekday}）", year(date), date.month(), date.day())
}

/// 「令和8年12月18日」, as letters are dated.
pub fn plain_day(date: Date) -> String {
    format!("{}{}", year(date), short(date))
}

/// 「12月18日」.
pub fn short(date: Date) -> String {
    format!("{}月{}日", date.month(), date.day())
}

/// 「令和7年4月から令和8年3月まで」; with days where it does not begin or end with a month.
pub fn period(start: Date, end: Date) -> String {
    let whole_months = start.day() == 1 && end == end.last_of_month();
    let words = |date: Date| {
        let day = if whole_months { String::new() } else { format!("{}日", date.day()) };
        format!("{}{}月{day}", year(date), date.month())
    };
    format!("{}から{}まで", words(start), words(end))
}

fn year(date: Date) -> String {
    match date.year() - 2018 {
        _ if date < REIWA => format!("{}年", date.year()),
        1 => "令和元年".to_owned(),
        reiwa => format!("令和{reiwa}年"),
    }
}

/// 「令和8年11月20日（金）9時05分」, in the network's time zone.
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
        assert_eq!(moment(time, &japan), "令和8年11月20日（金）9時05分");
        assert_eq!(clock(time, &japan), "9:05");
    }

    #[test]
    fn days_bear_their_era() {
        let words = |year, month, date| day(jiff::civil::date(year, month, date));
        assert_eq!(words(2026, 12, 18), "令和8年12月18日（金）");
        assert_eq!(words(2020, 1, 1), "令和2年1月1日（水）");
        assert_eq!(words(2019, 5, 1), "令和元年5月1日（水）");
        assert_eq!(words(2019, 4, 30), "2019年4月30日（火）");
    }

    #[test]
    fn a_period_is_told_by_months_where_it_is_whole_months() {
        let date = jiff::civil::date;
        assert_eq!(period(date(2025, 4, 1), date(2026, 3, 31)), "令和7年4月から令和8年3月まで");
        assert_eq!(period(date(2025, 4, 1), date(2026, 1, 15)), "令和7年4月1日から令和8年1月15日まで");
        assert_eq!(period(date(2018, 4, 1), date(2019, 4, 30)), "2018年4月から2019年4月まで");
        assert_eq!(short(date(2026, 12, 8)), "12月8日");
    }

    #[test]
    fn fiscal_years_bear_their_era() {
        assert_eq!(fiscal_year(2025), "令和7年度");
        assert_eq!(fiscal_year(2019), "令和元年度");
        assert_eq!(fiscal_year(2014), "2014年度");
    }
}
