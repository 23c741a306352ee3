//! The change of a share, in ポイント.

use crate::analysis::Published;

/// By how many points a share went up (down where negative), in tenths of a point: 100 × (after − before)
/// from the counts themselves, not from rounded shares, its size rounded half-up (四捨五入). `None` where a
/// base is 0, and where a figure is hidden.
pub fn points(before: (Published<u64>, Published<u64>), after: (Published<u64>, Published<u64>)) -> Option<i128> {
    let (count_before, base_before) = fraction(before)?;
    let (count_after, base_after) = fraction(after)?;
    let denominator = base_before.checked_mul(base_after).filter(|product| *product > 0)?;
    let difference = count_after.checked_mul(base_before)?.checked_sub(count_before.checked_mul(base_after)?)?;
    let thousandfold = difference.checked_mul(2000)?;
    let size = thousandfold.abs().checked_add(denominator)? / denominator.checked_mul(2)?;
    Some(size * thousandfold.signum())
}

fn fraction((count, base): (Published<u64>, Published<u64>)) -> Option<(i128, i128)> {
    Some((i128::from(*count.shown()?), i128::from(*base.shown()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_rounded_half_up_from_exact_fractions() {
        let check = |before: (u64, u64), after: (u64, u64), expect: Option<i128>| {
            let published = |(count, base): (u64, u64)| (Published::Shown(count), Published::Shown(base));
            assert_eq!(points(published(before), published(after)), expect, "{before:?} → {after:?}");
        };
        check((1, 8), (3, 8), Some(250)); // 12.5 → 37.5
        check((24, 38), (14, 19), Some(105)); // 63.157… → 73.684…: 10.526…
        check((14, 19), (24, 38), Some(-105));
        check((1, 3), (2, 3), Some(333)); // 33.333…, though 66.7 − 33.3 is 33.4
        check((0, 2000), (1, 2000), Some(1)); // 0.05 exactly
        check((1, 2000), (0, 2000), Some(-1));
        check((0, 2001), (1, 2001), Some(0)); // under half a tenth
        check((5, 5), (5, 5), Some(0));
        check((0, 0), (1, 2), None);
        check((1, 2), (0, 0), None);
    }

    #[test]
    fn nothing_is_told_of_hidden_counts() {
        let shown = (Published::Shown(3), Published::Shown(10));
        assert_eq!(points((Published::Hidden, Published::Shown(10)), shown), None);
        assert_eq!(points(shown, (Published::Shown(3), Published::Hidden)), None);
    }
}
