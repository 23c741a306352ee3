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
}
