//! Other counts that a reader cannot tell from the true ones: found by linear programming, and believed
//! only after they were added up.

use std::collections::HashMap;

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOutcome, Variable};

use super::system::{CellId, Part, System};

/// What a reader knows of hidden counts beside the sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    /// That they are not negative.
    Plain,
    /// That they are 1 or more as well, since zeros are shown.
    Keen,
}

impl Reader {
    /// The least that a reader takes a hidden count for.
    pub(super) fn least(self, is_printed: bool) -> f64 {
        if is_printed && self == Self::Keen { 1.0 } else { 0.0 }
    }
}

/// Which way a count is to move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Up,
    Down,
}

/// How the counts of a part may move together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Question<'a> {
    pub(super) system: &'a System,
    /// The open counts of the part, and its sums.
    pub(super) part: &'a Part,
    pub(super) reader: Reader,
    /// The count that is to move, and which way.
    pub(super) moved: CellId,
    pub(super) way: Way,
}

/// How far each count moves; counts that stay are left out.
pub(super) type Shift = Vec<(CellId, f64)>;

/// Rounding of the solver; counts are whole.
pub(super) const NOTHING: f64 = 1e-6;

impl Question<'_> {
    /// The cheapest shift that moves the count by `amount`, where moving others costs what `price` says for
    /// each unit; `None` for those that may not move. `None` where there is no such shift.
    pub(super) fn cheapest(&self, amount: f64, price: impl Fn(CellId) -> Option<f64>) -> Option<Shift> {
        self.solved(OptimizationDirection::Minimize, price, Some(amount)).filter(|shift| self.is_possible(shift))
    }

    /// How far the count moves at most where every open count may move: downwards, since nothing bounds it
    /// from above.
    pub(super) fn farthest(&self) -> f64 {
        let shift = self.solved(OptimizationDirection::Maximize, |_| Some(0.0), None).unwrap_or_default();
        if self.is_possible(&shift) {
            shift.iter().find(|(id, _)| *id == self.moved).map_or(0.0, |(_, by)| by.abs())
        } else {
            0.0
        }
    }

    fn solved(
        &self,
        direction: OptimizationDirection,
        price: impl Fn(CellId) -> Option<f64>,
        amount: Option<f64>,
    ) -> Option<Shift> {
        let (cells, sums) = self.part;
        let mut problem = Problem::new(direction);
        // Two variables a count: up and down, since moving costs either way.
        let mut variables: Vec<Option<(Variable, Variable)>> = vec![None; self.system.cells.len()];
        for &id in cells {
            let room = self.room_below(id);
            if id == self.moved {
                let (up, down) = match (self.way, amount) {
                    (Way::Up, Some(amount)) => ((amount, amount), (0.0, 0.0)),
                    (Way::Up, None) => ((0.0, room), (0.0, 0.0)),
                    (Way::Down, Some(amount)) => ((0.0, 0.0), (amount, amount)),
                    (Way::Down, None) => ((0.0, 0.0), (0.0, room)),
                };
                let gain = if amount.is_none() { 1.0 } else { 0.0 };
                variables[id] = Some((problem.add_var(gain, up), problem.add_var(gain, down)));
            } else if let Some(price) = price(id) {
                variables[id] =
                    Some((problem.add_var(price, (0.0, f64::INFINITY)), problem.add_var(price, (0.0, room))));
            }
        }
        for sum in sums.iter().filter_map(|at| self.system.sums.get(*at)) {
            let signed = sum.parts.iter().map(|part| (*part, 1.0)).chain([(sum.total, -1.0)]);
            let terms: Vec<(Variable, f64)> = signed
                .filter_map(|(id, sign)| variables[id].map(|(up, down)| [(up, sign), (down, -sign)]))
                .flatten()
                .collect();
            if !terms.is_empty() {
                problem.add_constraint(terms, ComparisonOp::Eq, 0.0);
            }
        }
        let Ok(SolveOutcome::Solution(solution)) = problem.solve() else { return None };
        let moves = cells.iter().filter_map(|id| {
            let (up, down) = variables[*id]?;
            let by = solution.var_value(up) - solution.var_value(down);
            (by.abs() > NOTHING).then_some((*id, by))
        });
        Some(moves.collect())
    }

    /// Whether the sums still hold and nothing falls below what the reader takes it for.
    fn is_possible(&self, shift: &Shift) -> bool {
        let moves: HashMap<CellId, f64> = shift.iter().copied().collect();
        let by = |id: CellId| moves.get(&id).copied().unwrap_or(0.0);
        let holds = self.part.1.iter().filter_map(|at| self.system.sums.get(*at)).all(|sum| {
            let parts: f64 = sum.parts.iter().map(|part| by(*part)).sum();
            (parts - by(sum.total)).abs() < 1e-4
        });
        holds && shift.iter().all(|(id, by)| *by > -self.room_below(*id) - 1e-4)
    }

    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    fn room_below(&self, id: CellId) -> f64 {
        let Some(cell) = self.system.cells.get(id) else { return 0.0 };
        (cell.value as f64 - self.reader.least(cell.is_printed)).max(0.0)
    }
}
