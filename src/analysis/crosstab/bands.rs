//! Where numbers are cut into bands.

use crate::analysis::dataset::{Counter, CrossProblem, Dimension, NumberOf, Slot};

/// Lower limits that people are used to: 0, 1-4, 5-9, 10-19, 20-49, 50-99, 100 and more …
const LADDER: [f64; 16] = [1.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1e3, 2e3, 5e3, 1e4, 1e5, 1e6, 1e7, 1e8];

/// The most limits: seven bands stay readable beside each other.
const MOST: usize = 6;

/// Limits as typed: `bands` (the usual ones, the same for all numbers) or `1/5/10`, ascending.
/// `None` where they cannot be read.
pub(super) fn typed(text: &str) -> Option<Vec<f64>> {
    if text == "bands" {
        return Some(LADDER[..MOST].to_vec());
    }
    let limits: Vec<f64> = text.split('/').map(|limit| limit.trim().parse().ok()).collect::<Option<_>>()?;
    let fit = limits.iter().all(|limit: &f64| limit.is_finite()) && limits.windows(2).all(|two| two[0] < two[1]);
    fit.then_some(limits)
}

/// Limits for a number by the greatest and the least that was given, so that one answer more rarely
/// moves them: single values up to 5, else the usual ones (none of them counted apart from 0), and
/// tenths of them for small fractions.
pub(super) fn default(counter: &Counter<'_>, number: NumberOf) -> Result<Vec<f64>, CrossProblem> {
    let all = counter.numbers_by(number, &Dimension::Given(number))?;
    let typed = all.group(Slot::Given).map(|group| group.typed.values()).unwrap_or_default();
    let (Some((least, _)), Some((most, _))) = (typed.first(), typed.last()) else { return Ok(vec![1.0]) };
    let whole = typed.iter().all(|(number, _)| number.fract() == 0.0);
    Ok(limits(*least, *most, whole))
}

fn limits(least: f64, most: f64, whole: bool) -> Vec<f64> {
    if whole && most <= 5.0 {
        let singles = [1.0, 2.0, 3.0, 4.0, 5.0].into_iter();
        let limits: Vec<f64> = singles.filter(|limit| *limit > least && *limit <= most).collect();
        return if limits.is_empty() { vec![most.max(1.0)] } else { limits };
    }
    let scale = if !whole && most <= 5.0 { 0.1 } else { 1.0 };
    let reached: Vec<f64> =
        LADDER.iter().map(|limit| limit * scale).filter(|limit| *limit > least && *limit <= most).collect();
    match reached.split_first() {
        // Whoever has something stays apart from whoever has none, however long the ladder.
        Some((first, rest)) => {
            let late = rest.len().saturating_sub(MOST - 1);
            std::iter::once(*first).chain(rest[late..].iter().copied()).collect()
        }
        None => vec![most],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_follow_what_was_given() {
        let check = |least, most, whole, expect: &[f64]| assert_eq!(limits(least, most, whole), expect);
        check(0.0, 3.0, true, &[1.0, 2.0, 3.0]);
        check(2.0, 5.0, true, &[3.0, 4.0, 5.0]);
        check(0.0, 0.0, true, &[1.0]);
        check(0.0, 48.0, true, &[1.0, 5.0, 10.0, 20.0]);
        check(0.0, 1200.0, true, &[1.0, 50.0, 100.0, 200.0, 500.0, 1000.0]);
        check(12.0, 48.0, true, &[20.0]);
        check(0.0, 0.75, false, &[0.1, 0.5]);
    }

    #[test]
    fn limits_are_read() {
        assert_eq!(typed("1/5/10"), Some(vec![1.0, 5.0, 10.0]));
        assert_eq!(typed("bands").map(|limits| limits.len()), Some(6));
        for bad in ["", "5/1", "1//2", "a", "1/1", "inf"] {
            assert_eq!(typed(bad), None, "{bad}");
        }
    }
}
