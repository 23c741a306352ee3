//! Shares in percent, from counts by integer arithmetic.

use super::published::Published;

/// `count` of `base` in percent with one decimal, rounded half-up (80 of 256 is `31.3`);
/// `0.0` for none of some, `-` where the base is 0.
pub fn percent(count: u64, base: u64) -> String {
    match tenths(count, base) {
        Some(tenths) => format!("{}.{}", tenths / 10, tenths % 10),
        None => "-".to_owned(),
    }
}

/// The same of published figures: hidden where either is, since each could be worked out from the other.
pub fn published(count: Published<u64>, base: Published<u64>) -> Published<String> {
    match (count, base) {
        (Published::Shown(count), Published::Shown(base)) => Published::Shown(percent(count, base)),
        _ => Published::Hidden,
    }
}

/// `count` of `base` in tenths of a percent, rounded half-up; `None` where the base is 0.
pub fn tenths(count: u64, base: u64) -> Option<u128> {
    let (count, base) = (u128::from(count), u128::from(base));
    (base > 0).then(|| (count * 2000 + base) / (base * 2))
}

/// `count` of `base` in percent with so many decimals, rounded half-up; `None` where the base is 0.
pub fn percent_to(count: u64, base: u64, decimals: u32) -> Option<String> {
    let scale = 10_u128.checked_pow(decimals)?;
    let (count, base) = (u128::from(count), u128::from(base));
    let units = (base > 0).then(|| (count * 200 * scale + base) / (base * 2))?;
    let (whole, rest) = (units / scale, units % scale);
    let width = usize::try_from(decimals).ok()?;
    Some(if width == 0 { whole.to_string() } else { format!("{whole}.{rest:0width$}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_half_up_to_one_decimal() {
        let check = |count, base, expect: &str| assert_eq!(percent(count, base), expect, "{count}/{base}");
        check(80, 256, "31.3"); // 31.25 exactly
        check(157, 544, "28.9"); // 28.86: a published 28.8 was cut off
        check(1, 8, "12.5");
        check(1, 3, "33.3");
        check(2, 3, "66.7");
        check(1999, 2000, "100.0"); // 99.95 exactly
        check(1, 2001, "0.0"); // under half a unit
        check(1, 2000, "0.1"); // 0.05 exactly
        check(0, 5, "0.0");
        check(0, 0, "-");
        check(7, 5, "140.0");
        check(u64::MAX, u64::MAX, "100.0");
    }

    #[test]
    fn rounds_to_as_many_decimals_as_asked() {
        let check = |decimals, expect: &str| assert_eq!(percent_to(152, 192, decimals).as_deref(), Some(expect));
        check(0, "79");
        check(1, "79.2");
        check(3, "79.167");
        assert_eq!(percent_to(1, 16, 2).as_deref(), Some("6.25"));
        assert_eq!(percent_to(1, 1000, 2).as_deref(), Some("0.10"));
        assert_eq!(percent_to(1, 0, 1), None);
    }
}
