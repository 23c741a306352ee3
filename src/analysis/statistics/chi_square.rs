//! Pearson's χ², Yates's correction and Cramér's V.

use statrs::distribution::{ChiSquared, ContinuousCDF};

use super::{Contingency, real};

/// χ² with what belongs to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChiSquare {
    /// χ².
    pub statistic: f64,
    /// (rows - 1) × (columns - 1).
    pub df: u64,
    /// The upper tail of the χ² distribution.
    pub p: f64,
}

/// Pearson's χ² without correction: the sum of (count - expected)² / expected (Pearson 1900).
/// `None` where a row or column is empty or there are fewer than two of either.
pub fn chi_square(table: &Contingency) -> Option<ChiSquare> {
    with(table, 0.0)
}

/// χ² with Yates's correction, for 2×2 tables: each difference is lessened by 0.5, but not beyond
/// nought (Yates 1934; as R's `chisq.test` and SciPy's `chi2_contingency`). `None` as for χ².
pub fn yates(table: &Contingency) -> Option<ChiSquare> {
    with(table, 0.5)
}

fn with(table: &Contingency, correction: f64) -> Option<ChiSquare> {
    let df = degrees(table)?;
    let statistic = table
        .expected()
        .map(|(count, expected)| {
            let difference = ((count - expected).abs() - correction).max(0.0);
            difference * difference / expected
        })
        .sum();
    Some(ChiSquare { statistic, df, p: upper_tail(statistic, df)? })
}

/// Cramér's V from χ² without correction: √(χ² / (n × (lesser of rows and columns - 1))), 0 to 1
/// (Cramér 1946). `None` as for χ².
pub fn cramers_v(table: &Contingency) -> Option<f64> {
    let statistic = chi_square(table)?.statistic;
    let lesser = table.rows().len().min(table.columns().len());
    Some((statistic / (real(table.n()) * real(lesser as u64 - 1))).sqrt().min(1.0))
}

/// How likely χ² is at least `statistic`.
pub(super) fn upper_tail(statistic: f64, df: u64) -> Option<f64> {
    let distribution = ChiSquared::new(real(df)).ok()?;
    Some(distribution.sf(statistic))
}

fn degrees(table: &Contingency) -> Option<u64> {
    let (rows, columns) = (table.rows(), table.columns());
    let fit = rows.len() > 1 && columns.len() > 1 && rows.iter().chain(columns).all(|total| *total > 0);
    fit.then(|| (rows.len() as u64 - 1) * (columns.len() as u64 - 1))
}
