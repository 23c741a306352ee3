//! What a reader can work out from what is shown: the least and the most that each hidden count may be.
//! Asked of the linear program as readers would, with the shown figures as they are; nothing here knows how
//! the pattern came about.

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, SolveOutcome, Variable};

use super::shift::Reader;
use super::suppress::Pattern;
use super::system::{CellId, System};

/// The least and the most that a count may be to a reader; infinite where nothing bounds it, `None` where
/// the solver fails.
pub(super) fn range(system: &System, pattern: &Pattern, reader: Reader, asked: CellId) -> Option<(f64, f64)> {
    let least = extreme(system, pattern, reader, asked, OptimizationDirection::Minimize)?;
    let most = extreme(system, pattern, reader, asked, OptimizationDirection::Maximize)?;
    Some((least, most))
}

#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn extreme(
    system: &System,
    pattern: &Pattern,
    reader: Reader,
    asked: CellId,
    direction: OptimizationDirection,
) -> Option<f64> {
    let is_known = |id: CellId| !pattern.hidden[id] || !system.is_open(id);
    let mut problem = Problem::new(direction);
    let variables: Vec<Option<Variable>> = (0..system.cells.len())
        .map(|id| {
            let gain = if id == asked { 1.0 } else { 0.0 };
            let least = reader.least(system.cells[id].is_printed);
            (!is_known(id)).then(|| problem.add_var(gain, (least, f64::INFINITY)))
        })
        .collect();
    for sum in &system.sums {
        let signed = sum.parts.iter().map(|part| (*part, 1.0)).chain([(sum.total, -1.0)]);
        let (mut terms, mut known) = (Vec::new(), 0.0);
        for (id, sign) in signed {
            match variables[id] {
                Some(variable) => terms.push((variable, sign)),
                None => known += sign * system.cells[id].value as f64,
            }
        }
        if !terms.is_empty() {
            problem.add_constraint(terms, ComparisonOp::Eq, -known);
        }
    }
    match problem.solve() {
        Ok(SolveOutcome::Solution(solution)) => Some(solution.var_value(variables[asked]?)),
        Err(Error::Unbounded) => Some(f64::INFINITY),
        Ok(SolveOutcome::Interrupted(_)) | Err(_) => None,
    }
}
