//! The odds ratio of a 2×2 table with its interval.

use statrs::distribution::{ContinuousCDF, Normal};

use super::{Contingency, real};

/// An odds ratio.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OddsRatio {
    /// `a d / (b c)`: 1 where rows do not differ.
    pub ratio: f64,
    /// The interval's lower end.
    pub lower: f64,
    /// Its upper end.
    pub upper: f64,
    /// Whether 0.5 was added to every cell, since one was 0.
    pub is_corrected: bool,
}

/// What is added to every cell where one is 0.
const CORRECTION: f64 = 0.5;

/// The sample odds ratio with its 95 % interval by the logarithm's standard error,
/// `exp(ln OR ± 1.96 √(1/a + 1/b + 1/c + 1/d))` (Woolf 1955; as SciPy's `odds_ratio(kind="sample")`). Where a cell is
/// 0, 0.5 is added to all of them (Haldane 1956, Anscombe 1956). `None` where the table is not 2×2 or nobody is in a
/// row or column.
pub fn odds_ratio(table: &Contingency) -> Option<OddsRatio> {
    let [a, b, c, d] = *table.cells() else { return None };
    if !table.is_two_by_two() || table.rows().iter().chain(table.columns()).any(|total| *total == 0) {
        return None;
    }
    let is_corrected = [a, b, c, d].contains(&0);
    let add = if is_corrected { CORRECTION } else { 0.0 };
    let [a, b, c, d] = [a, b, c, d].map(|count| real(count) + add);
    let ratio = a * d / (b * c);
    let error = (a.recip() + b.recip() + c.recip() + d.recip()).sqrt();
    let away = (Normal::standard().inverse_cdf(0.975) * error).exp();
    Some(OddsRatio { ratio, lower: ratio / away, upper: ratio * away, is_corrected })
}
