//! Whether two things that were counted go together: the fit test is chosen here.

use super::{
    Contingency, LEAST_EXPECTED, SAMPLES, SEED, Simulation, Test, TestName, chi_square, cramers_v, fisher, simulated,
    yates,
};

/// Tables of more cells are not simulated: they have hardly anybody in a cell, and 10,000 of them
/// would keep the reader waiting.
pub const MOST_CELLS: usize = 2_000;

/// χ² (with Yates's correction for 2×2); where an expected count is under 5 Fisher's exact test
/// instead (by simulation beyond 2×2), with Cramér's V. Rows and columns in which nobody is are
/// left out; `None` where fewer than two of either are left, or the table is too fine to simulate.
pub fn association(table: &Contingency) -> Option<Test> {
    let table = table.without_empty();
    let chi = if table.is_two_by_two() { yates(&table)? } else { chi_square(&table)? };
    let least_expected = table.least_expected();
    let common = Test {
        name: if table.is_two_by_two() { TestName::ChiSquareYates } else { TestName::ChiSquare },
        statistic: Some(chi.statistic),
        df: Some(chi.df),
        p: chi.p,
        cramers_v: cramers_v(&table),
        least_expected: Some(least_expected),
        simulation: None,
    };
    if least_expected >= LEAST_EXPECTED {
        return Some(common);
    }
    let exact = Test { statistic: None, df: None, ..common };
    if table.is_two_by_two() {
        return Some(Test { name: TestName::FisherExact, p: fisher(&table)?, ..exact });
    }
    (table.cells().len() <= MOST_CELLS).then(|| Test {
        name: TestName::FisherExactSimulated,
        p: simulated(&table),
        simulation: Some(Simulation { samples: SAMPLES, seed: SEED }),
        ..exact
    })
}
