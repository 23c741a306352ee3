//! How many answers have each pair of codes of two dimensions.

use super::Counter;
use super::dimension::{Axis, CrossProblem, Dimension, Slot};

/// Counts of answers by two dimensions (inside a repeat of instances). Counts over two sets of answers
/// [merge](Self::merge) into those over both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrossCounts {
    /// 表側
    pub rows: Axis,
    /// 表頭
    pub columns: Axis,
    /// Row by row, with the slots beside the codes.
    counts: Vec<u64>,
}

impl Counter<'_> {
    /// Counts answers by two dimensions.
    ///
    /// # Errors
    /// Where one of them cannot be counted, or the two have nothing to do with each other.
    pub fn cross(&self, rows: &Dimension, columns: &Dimension) -> Result<CrossCounts, CrossProblem> {
        let unit = Self::unit(rows.place(), columns.place())?;
        let (rows, columns) = (self.members(rows, unit)?, self.members(columns, unit)?);
        // Rows with several codes are counted over once a code, so that they are better taken as columns.
        let turned = rows.overlap() && !columns.overlap();
        let (outer, inner) = if turned { (&columns, &rows) } else { (&rows, &columns) };
        let counted = outer.by_slot(
            |slots, count| inner.count(slots, count),
            |sum, more| sum.iter_mut().zip(more).for_each(|(sum, more)| *sum += more),
        );
        let counts = if turned {
            (0..rows.axis.slots()).flat_map(|row| counted.iter().map(move |counts| counts[row])).collect()
        } else {
            counted.concat()
        };
        Ok(CrossCounts { rows: rows.axis, columns: columns.axis, counts })
    }
}

impl CrossCounts {
    /// How many answers are in both slots; 0 for a code that is not there.
    pub fn count(&self, row: Slot, column: Slot) -> u64 {
        match (self.rows.index(row), self.columns.index(column)) {
            (Some(row), Some(column)) => self.at(row, column),
            _ => 0,
        }
    }

    /// How many of a row's answers were asked what the columns ask: the base of its shares where 無回答 is in the base.
    pub fn asked_in_row(&self, row: Slot) -> u64 {
        [Slot::Given, Slot::Unknown, Slot::Blank].iter().map(|column| self.count(row, *column)).sum()
    }

    /// How many of a column's answers were asked what the rows ask.
    pub fn asked_in_column(&self, column: Slot) -> u64 {
        [Slot::Given, Slot::Unknown, Slot::Blank].iter().map(|row| self.count(*row, column)).sum()
    }

    /// How many answers have a code of the column whatever the rows say; every answer counts once.
    pub fn all_in_column(&self, column: Slot) -> u64 {
        self.asked_in_column(column) + self.count(Slot::NotAsked, column)
    }

    /// How many of those who were asked what the columns ask have no code of the rows: they were not asked, left it
    /// blank or ticked 不明.
    pub fn ungrouped(&self) -> u64 {
        [Slot::Unknown, Slot::Blank, Slot::NotAsked].iter().map(|row| self.asked_in_row(*row)).sum()
    }

    /// The codes' counts, a list of columns for each row.
    pub fn matrix(&self) -> Vec<Vec<u64>> {
        let columns = self.columns.codes.len();
        (0..self.rows.codes.len()).map(|row| (0..columns).map(|column| self.at(row, column)).collect()).collect()
    }

    /// Adds what was counted by the same dimensions over other answers.
    pub fn merge(&mut self, other: &Self) {
        let (mine, theirs) = (self.clone(), other);
        let rows = self.rows.take_in(&theirs.rows);
        let columns = self.columns.take_in(&theirs.columns);
        self.counts = vec![0; self.rows.slots() * self.columns.slots()];
        let width = self.columns.slots();
        for (part, rows, columns) in [(&mine, &rows.0, &columns.0), (theirs, &rows.1, &columns.1)] {
            for (row, row_here) in rows.iter().enumerate() {
                for (column, column_here) in columns.iter().enumerate() {
                    self.counts[row_here * width + column_here] += part.at(row, column);
                }
            }
        }
    }

    fn at(&self, row: usize, column: usize) -> u64 {
        self.counts[row * self.columns.slots() + column]
    }
}
