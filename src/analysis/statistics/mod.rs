//! Statistics on counts and numbers: what a table's figures may claim. Distributions come from
//! `statrs`; each formula of our own names its source. Nothing here knows of questions or people.
//!
//! Every result is a plain number: rounding is the reader's matter. All are independent of the
//! order in which answers were counted.

mod association;
mod chi_square;
mod contingency;
mod fisher;
mod holm;
mod kruskal_wallis;
mod odds_ratio;
mod quantile;
mod residuals;
mod simulation;
#[cfg(test)]
mod tests;

pub use association::{MOST_CELLS, association};
pub use chi_square::{ChiSquare, chi_square, cramers_v, yates};
pub use contingency::Contingency;
pub use fisher::fisher;
pub use holm::holm;
pub use kruskal_wallis::{KruskalWallis, kruskal_wallis};
pub use odds_ratio::{OddsRatio, odds_ratio};
pub use quantile::{Quartiles, quartiles};
pub use residuals::{Mark, residual, residuals};
pub use simulation::{SAMPLES, SEED, simulated};

use serde::Serialize;

/// Below this, a p-value counts as showing a difference (5 %, the custom of official surveys).
pub const SIGNIFICANT: f64 = 0.05;

/// Where an expected count is below this, χ² is unfit and Fisher's exact test takes its place
/// (Cochran 1954, the strict form of his rule).
pub const LEAST_EXPECTED: f64 = 5.0;

/// Which test it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TestName {
    /// χ², beyond 2×2.
    ChiSquare,
    /// χ² of a 2×2 table with Yates's correction.
    ChiSquareYates,
    /// Fisher's exact test of a 2×2 table, two-sided.
    FisherExact,
    /// Fisher's exact test beyond 2×2, by simulation.
    FisherExactSimulated,
    /// Kruskal-Wallis, for numbers by group.
    KruskalWallis,
}

/// How a simulated p-value came about, so that it can be had again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Simulation {
    /// How many tables were drawn.
    pub samples: u32,
    /// The seed of the generator (ChaCha8).
    pub seed: u64,
}

/// What a test says.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Test {
    /// Which test.
    pub name: TestName,
    /// χ² or H; `None` for Fisher's, which has none.
    pub statistic: Option<f64>,
    /// Degrees of freedom; `None` for Fisher's.
    pub df: Option<u64>,
    /// How likely figures at least as uneven would be if the groups did not differ, 0 to 1.
    pub p: f64,
    /// Cramér's V, 0 (no association) to 1; `None` for Kruskal-Wallis.
    pub cramers_v: Option<f64>,
    /// The least expected count: under 5 is why Fisher's test was taken. `None` for Kruskal-Wallis.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least_expected: Option<f64>,
    /// Where p was simulated.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub simulation: Option<Simulation>,
}

impl Test {
    /// Whether p is below 5 %.
    pub fn is_significant(&self) -> bool {
        self.p < SIGNIFICANT
    }
}

/// A count as a number to reckon with.
#[expect(clippy::cast_precision_loss, reason = "counts of answers stay far below 2^53")]
pub(in crate::analysis) fn real(count: u64) -> f64 {
    count as f64
}
