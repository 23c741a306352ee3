//! Fisher's exact test of a 2×2 table.

use statrs::function::factorial::ln_factorial;

use super::Contingency;

/// Probabilities this much above the observed one, relatively, still count as equal to it: the same
/// product of factorials comes out of rounding in slightly different ways (R's `fisher.test` too).
pub(super) const EQUAL: f64 = 1e-7;

/// Two-sided p of Fisher's exact test: the probabilities of all tables with the same margins that
/// are no more likely than this one, added up (Fisher 1935; the two-sided rule is that of R's
/// `fisher.test` and SciPy's `fisher_exact`). `None` where the table is not 2×2.
pub fn fisher(table: &Contingency) -> Option<f64> {
    let [a, ..] = *table.cells() else { return None };
    let ([above, below], [left, _]) = (table.rows(), table.columns()) else { return None };
    let (above, below, left) = (*above, *below, *left);
    let n = above + below;
    let fixed = ln_factorial(above) + ln_factorial(below) + ln_factorial(left) + ln_factorial(n - left);
    let ln_probability = |a: u64| {
        fixed
            - ln_factorial(n)
            - ln_factorial(a)
            - ln_factorial(above - a)
            - ln_factorial(left - a)
            - ln_factorial(below + a - left)
    };
    let bound = ln_probability(a) + EQUAL;
    let p: f64 = (left.saturating_sub(below)..=left.min(above))
        .map(ln_probability)
        .filter(|ln| *ln <= bound)
        .map(f64::exp)
        .sum();
    Some(p.min(1.0))
}
