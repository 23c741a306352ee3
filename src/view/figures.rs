//! Numbers as people read them.

/// A whole number with thousands commas: `1,234`.
pub fn count(value: u64) -> String {
    let digits = value.to_string();
    let head = digits.len() % 3;
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at != 0 && at % 3 == head {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A sum, mean or other amount with `decimals` digits after the point, rounded half-up, with
/// thousands commas, and △ before what is less than nothing.
pub fn amount(value: f64, decimals: u8) -> String {
    let factor = 10f64.powi(i32::from(decimals));
    // f64 formatting rounds half to even on the binary value; the guard lifts 0.125 and its like.
    let rounded = (value.abs() * factor + 0.5 + 1e-9).floor() / factor;
    let text = format!("{rounded:.*}", usize::from(decimals));
    let (whole, rest) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let whole = whole.parse::<u64>().map_or_else(|_| whole.to_owned(), count);
    let sign = if value < 0.0 && rounded > 0.0 { "△" } else { "" };
    rest.map_or_else(|| format!("{sign}{whole}"), |rest| format!("{sign}{whole}.{rest}"))
}

/// How many digits after the point show a sum of such numbers fully: 0 for whole ones, else 1.
pub fn decimals_of(values: impl IntoIterator<Item = f64>) -> u8 {
    u8::from(values.into_iter().any(|value| value.fract() != 0.0))
}

/// Whether a typed number is this whole one.
pub fn same_number(whole: i64, value: f64) -> bool {
    value.fract() == 0.0 && format!("{value:.0}") == whole.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_separated() {
        for (value, text) in [(0, "0"), (12, "12"), (123, "123"), (1234, "1,234"), (9_999_999, "9,999,999")] {
            assert_eq!(count(value), text);
        }
    }

    #[test]
    fn amounts_are_rounded_half_up() {
        for (value, decimals, text) in [
            (31.25, 1, "31.3"),
            (2.0, 1, "2.0"),
            (2.0, 0, "2"),
            (1234.5, 0, "1,235"),
            (1.005, 2, "1.01"),
            (-3.0, 0, "△3"),
            (-0.01, 1, "0.0"),
        ] {
            assert_eq!(amount(value, decimals), text, "{value}");
        }
    }

    #[test]
    fn whole_sums_need_no_decimals() {
        assert_eq!(decimals_of([1.0, 25.0]), 0);
        assert_eq!(decimals_of([1.0, 2.5]), 1);
    }
}
