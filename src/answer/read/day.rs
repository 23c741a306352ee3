//! Days and months, by Western years or by era.

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

/// Name, letter and first year of each era, and how many years are taken (令和 up to 2199).
const ERAS: [(&str, char, i16, i16); 5] = [
    ("令和", 'r', 2019, 181),
    ("平成", 'h', 1989, 31),
    ("昭和", 's', 1926, 64),
    ("大正", 't', 1912, 15),
    ("明治", 'm', 1868, 45),
];

/// A part of a date that cannot be read: its name (`year`, `month`, `day`) and what to type.
pub(super) type PartProblem = (&'static str, String);

/// The three parts of a date as `2026-11-20`; `None` where all are blank.
///
/// # Errors
/// Every part that cannot be read, with what to type instead.
pub(super) fn read_date(year: &str, month: &str, day: &str) -> Result<Option<String>, Vec<PartProblem>> {
    if [year, month, day].iter().all(|part| part.trim().is_empty()) {
        return Ok(None);
    }
    match (read_year(year), read_part(month, "month", "月", 12), read_part(day, "day", "日", 31)) {
        (Ok(year), Ok(month), Ok(day)) => match Date::new(year, month, day) {
            Ok(date) => Ok(Some(date.to_string())),
            Err(_) => {
                let last = Date::new(year, month, 1).map_or(31, Date::days_in_month);
                Err(vec![("day", format!("{year}年{month}月は{last}日までです。日を直してください。"))])
            }
        },
        (year, month, day) => Err([year.err(), month.err(), day.err()].into_iter().flatten().collect()),
    }
}

/// The two parts of a month as `2026-11`; `None` where both are blank.
///
/// # Errors
/// Every part that cannot be read, with what to type instead.
pub(super) fn read_month(year: &str, month: &str) -> Result<Option<String>, Vec<PartProblem>> {
    if [year, month].iter().all(|part| part.trim().is_empty()) {
        return Ok(None);
    }
    match (read_year(year), read_part(month, "month", "月", 12)) {
        (Ok(year), Ok(month)) => Ok(Some(format!("{year:04}-{month:02}"))),
        (year, month) => Err([year.err(), month.err()].into_iter().flatten().collect()),
    }
}

/// A day written in one field: 「令和8年12月18日（金）」, `2026-12-18`, `2026/12/18`, `R8.12.18`, `20261218`, in
/// signs of any width; `None` where it is blank.
///
/// # Errors
/// What to type instead, as a sentence.
pub fn written_day(typed: &str) -> Result<Option<Date>, String> {
    let normal: String = typed.nfkc().filter(|sign| !sign.is_whitespace()).collect();
    if normal.is_empty() {
        return Ok(None);
    }
    let wrong = || "日付は、「令和8年12月18日」又は「2026/12/18」のように、年から入力してください。".to_owned();
    // The day of the week is for people: the date says it already.
    let plain = normal.split_once('(').map_or(normal.as_str(), |(date, _)| date);
    let plain = plain.strip_suffix('日').unwrap_or(plain);
    let parts: Vec<&str> = match plain.get(..8) {
        Some(all) if plain.len() == 8 && all.bytes().all(|byte| byte.is_ascii_digit()) => {
            vec![&all[..4], &all[4..6], &all[6..]]
        }
        _ => plain.split(['年', '月', '/', '.', '-', '−', 'ー', '‐', '–']).collect(),
    };
    let [year, month, day] = parts.as_slice() else { return Err(wrong()) };
    let date = read_date(year, month, day).map_err(|problems| match problems.as_slice() {
        [(_, message)] => message.clone(),
        _ => wrong(),
    })?;
    Ok(date.and_then(|date| date.parse().ok()))
}

fn read_year(typed: &str) -> Result<i16, PartProblem> {
    let normal: String = typed.nfkc().filter(|character| !character.is_whitespace()).collect::<String>().to_lowercase();
    let normal = normal.strip_suffix('年').unwrap_or(&normal);
    let era = ERAS.iter().find_map(|(name, letter, first, years)| {
        let rest = normal.strip_prefix(name).or_else(|| normal.strip_prefix(*letter))?;
        let year = if rest == "元" { Some(1) } else { digits(rest) }?;
        (1..=*years).contains(&year).then(|| first + year - 1)
    });
    let year = era.or_else(|| digits(normal)).filter(|year| (1868..=2199).contains(year));
    year.ok_or_else(|| ("year", "年は、西暦4桁（例：2026）か和暦（例：令和8）で入力してください。".to_owned()))
}

fn read_part(typed: &str, name: &'static str, unit: &str, last: i8) -> Result<i8, PartProblem> {
    let normal: String = typed.nfkc().filter(|character| !character.is_whitespace()).collect();
    let number = digits(normal.strip_suffix(unit).unwrap_or(&normal)).and_then(|number| i8::try_from(number).ok());
    number
        .filter(|number| (1..=last).contains(number))
        .ok_or_else(|| (name, format!("{unit}は、1から{last}までの数で入力してください。")))
}

fn digits(text: &str) -> Option<i16> {
    let is_short = !text.is_empty() && text.len() <= 4;
    (is_short && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: [&str; 3], expect: &str) {
        assert_eq!(read_date(typed[0], typed[1], typed[2]), Ok(Some(expect.to_owned())), "{typed:?}");
    }

    fn refused(typed: [&str; 3], expect: &[(&str, &str)]) {
        let problems = read_date(typed[0], typed[1], typed[2]).unwrap_err();
        let found: Vec<(&str, &str)> = problems.iter().map(|(part, message)| (*part, message.as_str())).collect();
        assert_eq!(found, expect, "{typed:?}");
    }

    #[test]
    fn years_are_western_or_of_an_era() {
        check(["2026", "11", "20"], "2026-11-20");
        check(["２０２６年", "１１月", " 2日 "], "2026-11-02");
        for year in ["R8", "r8", "令和8", "令和８年", "Ｒ 8", "2026"] {
            check([year, "1", "5"], "2026-01-05");
        }
        check(["令和元", "5", "1"], "2019-05-01");
        check(["平成31年", "4", "30"], "2019-04-30");
        check(["S64", "1", "7"], "1989-01-07");
        check(["昭和元", "12", "25"], "1926-12-25");
        check(["大正15", "1", "1"], "1926-01-01");
        check(["2024", "2", "29"], "2024-02-29");
        assert_eq!(read_date("", " ", "　"), Ok(None));
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        let year = "年は、西暦4桁（例：2026）か和暦（例：令和8）で入力してください。";
        let month = "月は、1から12までの数で入力してください。";
        let day = "日は、1から31までの数で入力してください。";
        refused(["2026", "2", "29"], &[("day", "2026年2月は28日までです。日を直してください。")]);
        refused(["2026", "13", "1"], &[("month", month)]);
        refused(["2026", "11", ""], &[("day", day)]);
        refused(["8", "0", "32"], &[("year", year), ("month", month), ("day", day)]);
        for typed in ["26", "平成32", "昭和65", "20261", "今年", "-2026", "令和", "令和0", "1867"] {
            refused([typed, "1", "1"], &[("year", year)]);
        }
    }

    #[test]
    fn a_day_in_one_field_is_read_as_people_write_it() {
        let forms = [
            "2026-12-18",
            "2026/12/18",
            "２０２６．１２．１８",
            "令和8年12月18日",
            "令和８年１２月１８日（金）",
            " R8.12.18 ",
            "20261218",
            "2026年 12月 18日",
            "2026−12−18",
        ];
        for typed in forms {
            assert_eq!(written_day(typed), Ok(Some(jiff::civil::date(2026, 12, 18))), "{typed}");
        }
        assert_eq!(written_day("　"), Ok(None));
        let words = "日付は、「令和8年12月18日」又は「2026/12/18」のように、年から入力してください。";
        for typed in ["12/18", "12月18日", "来週", "2026-12", "8/12/40", "2026-12-18-1"] {
            assert_eq!(written_day(typed).unwrap_err(), words, "{typed}");
        }
        assert_eq!(written_day("2026/2/30").unwrap_err(), "2026年2月は28日までです。日を直してください。");
        assert_eq!(
            written_day("8/12/18").unwrap_err(),
            "年は、西暦4桁（例：2026）か和暦（例：令和8）で入力してください。"
        );
    }

    #[test]
    fn months_have_no_day() {
        assert_eq!(read_month("令和8", "４月"), Ok(Some("2026-04".to_owned())));
        assert_eq!(read_month("", ""), Ok(None));
        assert_eq!(read_month("2026", "").unwrap_err()[0].0, "month");
    }
}
