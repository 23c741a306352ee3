//! The public holidays as the law makes them (国民の祝日に関する法律, articles 2 and 3, and the special laws for the
//! Olympic years 2020 and 2021), worked out apart from the data, to be held against it.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday, date};

use super::Calendar;

/// Holidays that stand on a day of the year.
const DAYS: [(i8, i8, &str); 10] = [
    (1, 1, "元日"),
    (2, 11, "建国記念の日"),
    (2, 23, "天皇誕生日"),
    (4, 29, "昭和の日"),
    (5, 3, "憲法記念日"),
    (5, 4, "みどりの日"),
    (5, 5, "こどもの日"),
    (8, 11, "山の日"),
    (11, 3, "文化の日"),
    (11, 23, "勤労感謝の日"),
];

/// Holidays that stand on the second or third Monday of a month.
const MONDAYS: [(i8, i8, &str); 4] =
    [(1, 2, "成人の日"), (7, 3, "海の日"), (9, 3, "敬老の日"), (10, 2, "スポーツの日")];

/// Where the special laws put holidays for the Olympic games.
const MOVED: [(i16, i8, i8, &str); 6] = [
    (2020, 7, 23, "海の日"),
    (2020, 7, 24, "スポーツの日"),
    (2020, 8, 10, "山の日"),
    (2021, 7, 22, "海の日"),
    (2021, 7, 23, "スポーツの日"),
    (2021, 8, 8, "山の日"),
];

/// The day of March or September on which an equinox falls, from 1980 to 2099: `first` is its moment in 1980 in days,
/// a tropical year has 365.242194 days, and each fourth year a leap day takes one back.
fn equinox(first: f64, year: i16) -> i8 {
    let years = f64::from(year - 1980);
    (first + 0.242_194 * years - (years / 4.0).floor()).floor() as i8
}

/// The holidays of one year.
fn of_year(year: i16) -> BTreeMap<Date, &'static str> {
    let on = |(month, day, name): (i8, i8, &'static str)| (date(year, month, day), name);
    let monday = |(month, nth, name): (i8, i8, &'static str)| {
        (date(year, month, 1).nth_weekday_of_month(nth, Weekday::Monday).unwrap(), name)
    };
    let moved: BTreeMap<&str, Date> = MOVED
        .iter()
        .filter(|moved| moved.0 == year)
        .map(|(_, month, day, name)| (*name, date(year, *month, *day)))
        .collect();
    let equinoxes = [(3, equinox(20.8431, year), "春分の日"), (9, equinox(23.2488, year), "秋分の日")].map(on);
    let usual = DAYS.into_iter().map(on).chain(MONDAYS.into_iter().map(monday)).chain(equinoxes);
    let named: BTreeMap<Date, &str> =
        usual.map(|(day, name)| (moved.get(name).copied().unwrap_or(day), name)).collect();
    let is_named = |day: Date| named.contains_key(&day);
    let next = |day: Date| day.tomorrow().unwrap();
    // Article 3 (2): a holiday on a Sunday is made up for on the next day that is none.
    let made_up = named.keys().filter(|day| day.weekday() == Weekday::Sunday).map(|sunday| {
        let mut day = next(*sunday);
        while is_named(day) {
            day = next(day);
        }
        day
    });
    // Article 3 (3): a day between two holidays is one.
    let between = named.keys().map(|day| next(*day)).filter(|day| !is_named(*day) && is_named(next(*day)));
    let off: Vec<Date> = made_up.chain(between).collect();
    named.into_iter().chain(off.into_iter().map(|day| (day, "休日"))).collect()
}

#[test]
fn the_data_is_what_the_law_makes_of_each_year() {
    let calendar = Calendar::shipped().unwrap();
    for year in 2020..=calendar.holidays.last_year {
        let data: BTreeMap<Date, &str> = calendar
            .holidays
            .holidays
            .range(date(year, 1, 1)..=date(year, 12, 31))
            .map(|(day, name)| (*day, name.as_str()))
            .collect();
        assert_eq!(data, of_year(year), "{year}");
    }
}

/// By hand, from the 暦要項 of the National Astronomical Observatory: 2020 had its equinoxes on 20 March and
/// 22 September, 2023 on 21 March and 23 September, and 2024 on 20 March and 22 September.
#[test]
fn equinoxes_fall_where_they_were_announced() {
    let both = |year| (equinox(20.8431, year), equinox(23.2488, year));
    assert_eq!([2020, 2023, 2024].map(both), [(20, 22), (21, 23), (20, 22)]);
}

/// By hand: 2026 has 敬老の日 on 21 September and 秋分の日 on the 23rd, so the 22nd is off; 3 May is a Sunday, and the
/// next day that is no holiday is the 6th.
#[test]
fn a_day_between_and_a_day_made_up_are_off() {
    let year = of_year(2026);
    let off: Vec<Date> = year.iter().filter(|(_, name)| **name == "休日").map(|(day, _)| *day).collect();
    assert_eq!(off, [date(2026, 5, 6), date(2026, 9, 22)]);
}
