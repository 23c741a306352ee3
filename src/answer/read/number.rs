//! A number as people type it.

use unicode_normalization::UnicodeNormalization;

use crate::definition::NumberFormat;

/// The number typed in one field, `None` where the field is blank.
///
/// Takes full-width digits, thousands separated by commas or spaces, and the question's own unit
/// after the number. `may_be_blank` only words the message.
///
/// # Errors
/// What to type instead, in Japanese.
pub(super) fn read_number(typed: &str, format: &NumberFormat, may_be_blank: bool) -> Result<Option<f64>, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    // Nearly all are typed so.
    if typed.len() < 10
        && typed.bytes().all(|byte| byte.is_ascii_digit())
        && let Ok(number) = typed.parse::<u32>()
    {
        return within(number.into(), format);
    }
    let instead = |hint: &str| format!("{hint}{}", what_to_type(format, may_be_blank));
    if typed.chars().any(|character| character.is_numeric() && !is_plain_digit(character)) {
        // NFKC would make 1 of ① and 102 of 10².
        return Err(instead(""));
    }
    let normal: String = typed.nfkc().collect();
    if normal.contains(['約', '~', '〜'])
        || ["程度", "ぐらい", "くらい", "以上", "以下"].iter().any(|word| normal.contains(word))
    {
        return Err(instead("「約」や「～」などを付けずに、数を一つだけ書いてください。"));
    }
    let (negative, digits) = match normal.strip_prefix(['-', '−']) {
        Some(rest) if format.min < 0.0 => (true, rest),
        _ => (false, normal.as_str()),
    };
    let digits = without_unit(digits, format.unit.as_deref());
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let Some(whole) = ungrouped(whole) else {
        let is_grouping =
            whole.contains([',', ' ']) && whole.chars().all(|c| c.is_ascii_digit() || c == ',' || c == ' ');
        return Err(instead(if is_grouping {
            "桁区切りの「,」は3桁ごとに付けるか、付けずに書いてください。"
        } else {
            ""
        }));
    };
    if let Some(fraction) = fraction {
        let is_fraction = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
        if !is_fraction || fraction.len() > format.decimals as usize {
            return Err(instead(""));
        }
    }
    let number: f64 = format!("{whole}.{}", fraction.unwrap_or("0")).parse().map_err(|_| instead(""))?;
    within(if negative && number != 0.0 { -number } else { number }, format)
}

/// The number, where it is neither too small nor too large.
fn within(number: f64, format: &NumberFormat) -> Result<Option<f64>, String> {
    if number < format.min || number > format.max {
        return Err(format!(
            "{}以上{}以下の{}で入力してください。",
            grouped(format.min),
            grouped(format.max),
            kind(format)
        ));
    }
    Ok(Some(number))
}

fn is_plain_digit(character: char) -> bool {
    matches!(character, '0'..='9' | '０'..='９')
}

fn without_unit<'a>(digits: &'a str, unit: Option<&str>) -> &'a str {
    let unit: String = unit.unwrap_or_default().nfkc().collect();
    digits.strip_suffix(unit.trim()).unwrap_or(digits).trim_end()
}

/// Digits without separators; `None` where there is anything else, or the groups are not of three.
fn ungrouped(typed: &str) -> Option<String> {
    let separated = typed.replace(", ", ",").replace(' ', ",");
    let mut groups = separated.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let are_digits = std::iter::once(&first).chain(&rest).all(|group| group.bytes().all(|byte| byte.is_ascii_digit()));
    let are_groups = rest.iter().all(|group| group.len() == 3) && (rest.is_empty() || first.len() <= 3);
    (are_digits && are_groups && !first.is_empty()).then(|| first.to_owned() + rest.concat().as_str())
}

fn kind(format: &NumberFormat) -> String {
    match format.decimals {
        0 => "整数".to_owned(),
        decimals => format!("数（小数第{decimals}位まで）"),
    }
}

fn what_to_type(format: &NumberFormat, may_be_blank: bool) -> String {
    let mut sentence = format!("{}以上の{}で入力してください。", grouped(format.min), kind(format));
    let zero = format.min <= 0.0;
    let otherwise = match (format.unknown, may_be_blank) {
        (true, true) => "分からない場合は「不明」を選ぶか、空欄のままにしてください。",
        (true, false) => "分からない場合は「不明」を選んでください。",
        (false, true) => "分からない場合は空欄のままにしてください。",
        (false, false) => "",
    };
    sentence.push_str(match (zero, otherwise.is_empty()) {
        (true, true) => "該当がない場合は「0」を入力してください。",
        (true, false) => "該当がない場合は「0」、",
        (false, _) => "",
    });
    sentence.push_str(otherwise);
    sentence
}

/// A bound with thousands commas.
fn grouped(number: f64) -> String {
    let text = number.abs().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut grouped = String::new();
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if number < 0.0 { "-" } else { "" };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{grouped}{point}{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(unit: &str, decimals: u32) -> NumberFormat {
        NumberFormat { unit: Some(unit.to_owned()), min: 0.0, max: 9_999_999.0, decimals, unknown: false }
    }

    fn check(typed: &str, expect: Option<f64>) {
        assert_eq!(read_number(typed, &format("件", 0), true), Ok(expect), "{typed:?}");
    }

    fn refused(typed: &str, format: &NumberFormat, expect: &str) {
        assert_eq!(read_number(typed, format, true), Err(expect.to_owned()), "{typed:?}");
    }

    #[test]
    fn what_people_type_is_understood() {
        check("", None);
        check(" 　", None);
        check("0", Some(0.0));
        check("１２", Some(12.0));
        check("007", Some(7.0));
        check("１，２００件", Some(1200.0));
        check("1,200 件", Some(1200.0));
        check("　1,234,567　", Some(1_234_567.0));
        check("1 200", Some(1200.0));
        check("1, 200", Some(1200.0));
        check("9999999", Some(9_999_999.0));
    }

    #[test]
    fn what_cannot_be_a_number_says_what_to_type() {
        let base = "0以上の整数で入力してください。該当がない場合は「0」、分からない場合は空欄のままにしてください。";
        for typed in
            ["-5", "1.5", "1.", ".5", "1.0", "十二", "①", "10²", "12人", "abc", "+5", "1e3", "--", "件", "1/2", "12-15"]
        {
            refused(typed, &format("件", 0), base);
        }
        let one = format!("「約」や「～」などを付けずに、数を一つだけ書いてください。{base}");
        for typed in ["約10", "12～15", "12〜15", "10件程度", "100以上"] {
            refused(typed, &format("件", 0), &one);
        }
        let groups = format!("桁区切りの「,」は3桁ごとに付けるか、付けずに書いてください。{base}");
        for typed in ["1,2", "12 15", "1234,567", ",200", "1,,200", "1,200,"] {
            refused(typed, &format("件", 0), &groups);
        }
    }

    #[test]
    fn bounds_are_named() {
        let few = NumberFormat { min: 1.0, max: 5.0, ..format("人", 0) };
        refused("0", &few, "1以上5以下の整数で入力してください。");
        refused("6人", &few, "1以上5以下の整数で入力してください。");
        refused("10000000", &format("件", 0), "0以上9,999,999以下の整数で入力してください。");
        refused("x", &few, "1以上の整数で入力してください。分からない場合は空欄のままにしてください。");
    }

    #[test]
    fn decimals_are_taken_where_the_question_has_them() {
        let rate = NumberFormat { max: 100.0, ..format("％", 1) };
        assert_eq!(read_number("５２．５%", &rate, true), Ok(Some(52.5)));
        assert_eq!(read_number("50", &rate, true), Ok(Some(50.0)));
        assert_eq!(read_number("1,000.5", &format("円", 2), true), Ok(Some(1000.5)));
        refused("100.1", &rate, "0以上100以下の数（小数第1位まで）で入力してください。");
        refused(
            "1.25",
            &rate,
            "0以上の数（小数第1位まで）で入力してください。該当がない場合は「0」、分からない場合は空欄のままにしてください。",
        );
    }

    #[test]
    fn below_zero_only_where_the_question_goes_there() {
        let change = NumberFormat { min: -10.5, max: 10.0, ..format("点", 1) };
        assert_eq!(read_number("−3.5点", &change, true), Ok(Some(-3.5)));
        assert_eq!(read_number("－0", &change, true).map(|zero| zero.map(f64::is_sign_negative)), Ok(Some(false)));
        refused("-11", &change, "-10.5以上10以下の数（小数第1位まで）で入力してください。");
    }

    #[test]
    fn the_way_out_fits_the_question() {
        let unknown = NumberFormat { unknown: true, ..format("件", 0) };
        let said = |format: &NumberFormat, blank| read_number("x", format, blank).unwrap_err();
        assert!(
            said(&unknown, true)
                .ends_with("該当がない場合は「0」、分からない場合は「不明」を選ぶか、空欄のままにしてください。")
        );
        assert!(said(&unknown, false).ends_with("該当がない場合は「0」、分からない場合は「不明」を選んでください。"));
        assert!(said(&format("件", 0), false).ends_with("該当がない場合は「0」を入力してください。"));
    }
}
