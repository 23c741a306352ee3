//! A table of counts, as tests need it.

use super::real;

/// Counts in rows and columns; every answer is in exactly one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contingency {
    rows: Vec<u64>,
    columns: Vec<u64>,
    cells: Vec<u64>,
    n: u64,
}

impl Contingency {
    /// The counts, row by row; missing cells at the end are 0.
    ///
    /// `columns` is the number of columns.
    pub fn new(columns: usize, cells: &[u64]) -> Self {
        let width = columns.max(1);
        let mut cells = cells.to_vec();
        cells.resize(cells.len().div_ceil(width) * width, 0);
        let rows = cells.chunks(width).map(|row| row.iter().sum()).collect();
        let columns = (0..width).map(|column| cells.iter().skip(column).step_by(width).sum()).collect();
        let n = cells.iter().sum();
        Self { rows, columns, cells, n }
    }

    /// Two by two: `a b` above `c d`.
    pub fn two_by_two(a: u64, b: u64, c: u64, d: u64) -> Self {
        Self::new(2, &[a, b, c, d])
    }

    /// The same without rows and columns in which nobody is: they say nothing of a difference.
    pub fn without_empty(&self) -> Self {
        let cells: Vec<u64> = self
            .cells
            .chunks(self.columns.len())
            .zip(&self.rows)
            .filter(|(_, total)| **total > 0)
            .flat_map(|(row, _)| row.iter().zip(&self.columns).filter(|(_, total)| **total > 0))
            .map(|(count, _)| *count)
            .collect();
        Self::new(self.columns.iter().filter(|total| **total > 0).count(), &cells)
    }

    /// Totals of the rows.
    pub fn rows(&self) -> &[u64] {
        &self.rows
    }

    /// Totals of the columns.
    pub fn columns(&self) -> &[u64] {
        &self.columns
    }

    /// The counts, row by row.
    pub fn cells(&self) -> &[u64] {
        &self.cells
    }

    /// The sum of all counts.
    pub fn n(&self) -> u64 {
        self.n
    }

    /// Whether it has two rows and two columns.
    pub fn is_two_by_two(&self) -> bool {
        self.rows.len() == 2 && self.columns.len() == 2
    }

    /// Every cell's count and the count expected if rows and columns had nothing to do with each
    /// other: row total × column total / n.
    pub fn expected(&self) -> impl Iterator<Item = (f64, f64)> {
        let n = real(self.n);
        let width = self.columns.len();
        self.cells.iter().enumerate().map(move |(place, count)| {
            let margins = real(self.rows[place / width]) * real(self.columns[place % width]);
            (real(*count), if n > 0.0 { margins / n } else { 0.0 })
        })
    }

    /// The least expected count.
    pub fn least_expected(&self) -> f64 {
        self.expected().map(|(_, expected)| expected).fold(f64::INFINITY, f64::min)
    }
}
