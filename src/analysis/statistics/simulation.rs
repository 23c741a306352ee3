//! Fisher's exact test beyond 2×2, by drawing tables with the same margins.

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use statrs::function::factorial::ln_factorial;

use super::fisher::EQUAL;
use super::{Contingency, real};

/// How many tables are drawn: p then comes in steps of 1/10000.
pub const SAMPLES: u32 = 9_999;

/// The generator's seed: the same table always has the same p.
pub const SEED: u64 = 20_140_106;

/// p by simulation: (1 + drawn tables no more likely than this one) / (1 + drawn tables), so that it
/// is never 0 (Hope 1968; as R's `fisher.test(simulate.p.value = TRUE)`). Tables are drawn cell by
/// cell from what the margins leave, which has the distribution of all tables with these margins
/// (Patefield 1981, AS 159).
pub fn simulated(table: &Contingency) -> f64 {
    let mut urn = Urn::new(table);
    let observed = urn.unlikeliness(table.cells());
    let mut generator = ChaCha8Rng::seed_from_u64(SEED);
    let hits = (0..SAMPLES).filter(|_| urn.draw(&mut generator) >= observed - EQUAL).count();
    real(1 + hits as u64) / real(1 + u64::from(SAMPLES))
}

/// What tables are drawn from.
struct Urn<'a> {
    table: &'a Contingency,
    /// ln k! at k, up to n.
    ln_factorials: Vec<f64>,
    /// What is left of each column while one table is drawn.
    left: Vec<u64>,
}

impl<'a> Urn<'a> {
    fn new(table: &'a Contingency) -> Self {
        Self { table, ln_factorials: (0..=table.n()).map(ln_factorial).collect(), left: Vec::new() }
    }

    fn ln_factorial(&self, of: u64) -> f64 {
        usize::try_from(of).ok().and_then(|at| self.ln_factorials.get(at)).copied().unwrap_or_else(|| ln_factorial(of))
    }

    /// The sum of ln count! over the cells. A table's probability, its margins given, is a constant
    /// divided by the product of the factorials: the greater this sum, the less likely the table.
    fn unlikeliness(&self, cells: &[u64]) -> f64 {
        cells.iter().map(|count| self.ln_factorial(*count)).sum()
    }

    /// Draws a table and says how unlikely it is.
    fn draw(&mut self, generator: &mut ChaCha8Rng) -> f64 {
        let table = self.table;
        self.left.clear();
        self.left.extend(table.columns());
        let mut sum = 0.0;
        let mut rest = table.n();
        let last = table.rows().len() - 1;
        for total in &table.rows()[..last] {
            let mut draws = *total;
            let mut among = rest;
            rest -= total;
            for column in 0..self.left.len() {
                if draws == 0 {
                    break;
                }
                let held = self.left[column];
                // The last column with something left takes all: the distribution leaves no choice.
                let count = self.hypergeometric(among, held, draws, generator);
                among -= held;
                draws -= count;
                self.left[column] -= count;
                sum += self.ln_factorial(count);
            }
        }
        sum + self.unlikeliness(&self.left)
    }

    /// How many of `held` are among `draws` out of `among`: by inversion, from the mode outwards.
    fn hypergeometric(&self, among: u64, held: u64, draws: u64, generator: &mut ChaCha8Rng) -> u64 {
        let others = among - held;
        let (least, most) = (draws.saturating_sub(others), draws.min(held));
        if least == most {
            return least;
        }
        let mode = (u128::from(draws) + 1) * (u128::from(held) + 1) / (u128::from(among) + 2);
        let mode = u64::try_from(mode).unwrap_or(most).clamp(least, most);
        let ln = |of| self.ln_factorial(of);
        let at_mode = (ln(held) - ln(mode) - ln(held - mode) + ln(others)
            - ln(draws - mode)
            - ln(others + mode - draws)
            - ln(among)
            + ln(draws)
            + ln(among - draws))
        .exp();
        let mut u: f64 = generator.random::<f64>() - at_mode;
        let (mut below, mut above) = (mode, mode);
        let (mut p_below, mut p_above) = (at_mode, at_mode);
        while u >= 0.0 && (below > least || above < most) {
            if above < most {
                p_above *=
                    real(held - above) * real(draws - above) / (real(above + 1) * real(others + above + 1 - draws));
                above += 1;
                u -= p_above;
                if u < 0.0 {
                    return above;
                }
            }
            if below > least {
                p_below *=
                    real(below) * real(others + below - draws) / (real(held - below + 1) * real(draws - below + 1));
                below -= 1;
                u -= p_below;
                if u < 0.0 {
                    return below;
                }
            }
        }
        mode
    }
}
