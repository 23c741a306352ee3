//! Adjusted standardised residuals: which cells stand out of a table.

use serde::Serialize;

use super::{Contingency, real};

/// How far a cell lies from what was expected. A residual is nearly standard normal where rows and
/// columns have nothing to do with each other, so that 1.96 is passed by chance in 5 %, 2.58 in 1 %
/// of the cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// ▲▲: at least 2.58 above.
    MuchMore,
    /// ▲: at least 1.96 above.
    More,
    /// ▼: at least 1.96 below.
    Less,
    /// ▼▼: at least 2.58 below.
    MuchLess,
}

/// Two-sided 5 % of the normal distribution.
const FIVE_PERCENT: f64 = 1.96;
/// Two-sided 1 %.
const ONE_PERCENT: f64 = 2.58;

impl Mark {
    /// The mark of a residual; `None` between -1.96 and 1.96.
    pub fn of(residual: f64) -> Option<Self> {
        let far = residual.abs();
        match (far >= ONE_PERCENT, far >= FIVE_PERCENT, residual > 0.0) {
            (true, _, true) => Some(Self::MuchMore),
            (true, _, false) => Some(Self::MuchLess),
            (_, true, true) => Some(Self::More),
            (_, true, false) => Some(Self::Less),
            _ => None,
        }
    }

    /// The sign in tables.
    pub fn sign(self) -> &'static str {
        match self {
            Self::MuchMore => "▲▲",
            Self::More => "▲",
            Self::Less => "▼",
            Self::MuchLess => "▼▼",
        }
    }

    /// Whether it lies above.
    pub fn is_more(self) -> bool {
        matches!(self, Self::MuchMore | Self::More)
    }
}

/// Every cell's residual, row by row: (count - expected) / √(expected × (1 - row share) ×
/// (1 - column share)) (Haberman 1973; Agresti, Categorical Data Analysis, 3.3). `None` where a
/// margin is empty or everything.
pub fn residuals(table: &Contingency) -> Vec<Option<f64>> {
    let n = real(table.n());
    let width = table.columns().len();
    table
        .expected()
        .enumerate()
        .map(|(place, (count, expected))| {
            let rest = |total: u64| 1.0 - real(total) / n;
            let variance = expected * rest(table.rows()[place / width]) * rest(table.columns()[place % width]);
            (variance > 0.0).then(|| (count - expected) / variance.sqrt())
        })
        .collect()
}

/// The residual of the first cell.
pub fn residual(table: &Contingency) -> Option<f64> {
    residuals(table).into_iter().next().flatten()
}
