//! Sums of a grid by a dimension.

use super::Counter;
use super::column::Values;
use super::dimension::{Axis, CrossProblem, Dimension, Slot};
use super::place::Place;
use super::states::State;
use crate::analysis::number::DecimalSum;
use crate::analysis::tally::Cell;
use crate::definition::QuestionType;

/// Sums of a grid's cells, rows and columns by the slots of a dimension. Sums over two sets of answers
/// [merge](Self::merge) into those over both.
#[derive(Debug, Clone, PartialEq)]
pub struct GridSums {
    /// What the answers are told apart by.
    pub axis: Axis,
    /// How many rows the grid has.
    pub rows: usize,
    /// How many columns it has.
    pub columns: usize,
    decimals: u32,
    /// One a slot.
    slots: Vec<SlotSums>,
}

#[derive(Debug, Clone, PartialEq)]
struct SlotSums {
    states: [u64; 4],
    cells: Vec<Cell>,
}

impl SlotSums {
    fn add(&mut self, other: &Self) {
        self.states.iter_mut().zip(other.states).for_each(|(mine, theirs)| *mine += theirs);
        self.cells.iter_mut().zip(&other.cells).for_each(|(mine, theirs)| mine.merge(*theirs));
    }
}

impl Counter<'_> {
    /// Adds up a grid by a dimension.
    ///
    /// # Errors
    /// Where the question is no grid or the dimension cannot be counted.
    pub fn grid_sums(&self, grid: Place, by: &Dimension) -> Result<GridSums, CrossProblem> {
        let question = grid.question(self.questionnaire).ok_or(CrossProblem::NoQuestion)?;
        let column = self.column(grid)?;
        let (QuestionType::Grid { rows, columns, format, .. }, Values::Grid(block, _)) =
            (&question.kind, &column.values)
        else {
            return Err(CrossProblem::Unfit(question.kind.name()));
        };
        let members = self.members_for(grid, by)?;
        let slots = members.by_slot(
            |slots, count| {
                let width = block.width();
                let cells = block.sums(slots, count);
                let states = column.states.count(slots, count);
                let sums =
                    |(slot, states)| SlotSums { states, cells: cells[slot * width..(slot + 1) * width].to_vec() };
                states.into_iter().enumerate().map(sums).collect()
            },
            SlotSums::add,
        );
        Ok(GridSums { axis: members.axis, rows: rows.len(), columns: columns.len(), decimals: format.decimals, slots })
    }
}

impl GridSums {
    /// The sum of one cell; `None` where nobody of the slot typed a number there.
    pub fn cell(&self, slot: Slot, row: usize, column: usize) -> Option<f64> {
        self.sum(slot, std::iter::once(row * self.columns + column))
    }

    /// The sum of a row.
    pub fn row_total(&self, slot: Slot, row: usize) -> Option<f64> {
        self.sum(slot, row * self.columns..(row + 1) * self.columns)
    }

    /// The sum of a column.
    pub fn column_total(&self, slot: Slot, column: usize) -> Option<f64> {
        self.sum(slot, (column..self.rows * self.columns).step_by(self.columns.max(1)))
    }

    /// The sum of all cells.
    pub fn total(&self, slot: Slot) -> Option<f64> {
        self.sum(slot, 0..self.rows * self.columns)
    }

    /// How many answers of a slot are in a state of the grid's question.
    pub fn answers(&self, slot: Slot, state: State) -> u64 {
        self.slot(slot).map_or(0, |sums| sums.states[state as usize])
    }

    fn slot(&self, slot: Slot) -> Option<&SlotSums> {
        self.slots.get(self.axis.index(slot)?)
    }

    fn sum(&self, slot: Slot, places: impl Iterator<Item = usize>) -> Option<f64> {
        let cells = &self.slot(slot)?.cells;
        let (mut typed, mut sum) = (0, DecimalSum::default());
        for cell in places.filter_map(|place| cells.get(place)) {
            typed += cell.typed;
            sum.merge(cell.sum);
        }
        (typed > 0).then(|| sum.value(self.decimals))
    }

    /// Adds the sums of the same grid by the same dimension over other answers.
    pub fn merge(&mut self, other: &Self) {
        let (mine, theirs) = self.axis.take_in(&other.axis);
        let nothing = SlotSums { states: [0; 4], cells: vec![Cell::default(); self.rows * self.columns] };
        let mut slots = vec![nothing; self.axis.slots()];
        self.slots.iter().zip(mine).for_each(|(sums, place)| slots[place].add(sums));
        other.slots.iter().zip(theirs).for_each(|(sums, place)| slots[place].add(sums));
        self.slots = slots;
    }
}
