//! Counts of answers by two sets of codes.

use super::groups::{Group, Outside};
use super::significance::{CellTest, Significance, Tested, Untested, by_option};
use crate::analysis::Published;
use crate::analysis::dataset::{CrossCounts, Slot};
use crate::analysis::share::published;
use crate::analysis::statistics::{Contingency, MOST_CELLS, Mark, SIGNIFICANT, association, residuals};

/// Counts with their bases.
#[derive(Debug, Clone, PartialEq)]
pub struct CountTable {
    /// Every code in the definition's order, then 不明 where it could be ticked and was, then 無回答.
    pub rows: Vec<CountRow>,
    /// The groups across the top.
    pub columns: Vec<Group>,
    /// All answers that are in a group, each once.
    pub all: Group,
    /// Answers that are in no group.
    pub outside: Outside,
    /// Whether one answer can count in several rows (MA).
    pub rows_overlap: bool,
    /// Whether one answer can be in several groups; the groups then add up to more than all.
    pub columns_overlap: bool,
}

/// What a row of counts is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowRole {
    /// A code of the question.
    Code,
    /// 不明
    Unknown,
    /// 無回答
    Blank,
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct CountRow {
    /// The code; `unknown` and `blank` for those.
    pub code: String,
    /// What people read.
    pub label: String,
    /// What it is.
    pub role: RowRole,
    /// How many of all that are in a group: the base of the row's shares.
    pub total: Published<u64>,
    /// One cell a group.
    pub cells: Vec<CountCell>,
}

/// One count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CountCell {
    /// How many answers.
    pub count: Published<u64>,
    /// Adjusted standardised residual, where something was tested.
    pub residual: Option<f64>,
    /// Whether the cell stands out; only where the test allows to say so.
    pub mark: Option<Mark>,
    /// The cell's own test, where each option is tested against the rest; the opposite of a tested cell has none of its
    /// own.
    pub test: Option<CellTest>,
}

impl CountTable {
    /// Column share (縦％): of all of the group who were asked, in percent with one decimal, half-up.
    pub fn column_share(&self, row: usize, column: usize) -> Published<String> {
        published(self.count(row, column), self.columns.get(column).map_or(0.into(), |group| group.n))
    }

    /// Row share (横％): of all who gave the row's answer.
    pub fn row_share(&self, row: usize, column: usize) -> Published<String> {
        published(self.count(row, column), self.rows.get(row).map_or(0.into(), |row| row.total))
    }

    /// Total share (総％): of all who are in a group and were asked.
    pub fn total_share(&self, row: usize, column: usize) -> Published<String> {
        published(self.count(row, column), self.all.n)
    }

    /// The share of a row among all who are in a group and were asked.
    pub fn share_of_all(&self, row: usize) -> Published<String> {
        published(self.rows.get(row).map_or(0.into(), |row| row.total), self.all.n)
    }

    fn count(&self, row: usize, column: usize) -> Published<u64> {
        self.rows.get(row).and_then(|row| row.cells.get(column)).map_or(0.into(), |cell| cell.count)
    }

    fn cell(&mut self, row: usize, column: usize) -> Option<&mut CountCell> {
        self.rows.get_mut(row)?.cells.get_mut(column)
    }
}

/// The table of counts, tested unless there is a reason not to.
pub(super) fn table(counts: &CrossCounts, untested: Option<Untested>) -> (CountTable, Significance) {
    let groups = 0..counts.columns.codes.len();
    let row = |slot: Slot, code: &str, label: &str, role| CountRow {
        code: code.to_owned(),
        label: label.to_owned(),
        role,
        total: counts.count(slot, Slot::Given).into(),
        cells: groups
            .clone()
            .map(|column| CountCell {
                count: counts.count(slot, Slot::Code(column)).into(),
                residual: None,
                mark: None,
                test: None,
            })
            .collect(),
    };
    let codes = counts.rows.codes.iter().enumerate();
    let mut rows: Vec<_> = codes.map(|(at, code)| row(Slot::Code(at), &code.key, &code.label, RowRole::Code)).collect();
    let unknown = row(Slot::Unknown, "unknown", "不明", RowRole::Unknown);
    rows.extend((unknown.total != 0).then_some(unknown));
    rows.push(row(Slot::Blank, "blank", "無回答", RowRole::Blank));
    let mut table = CountTable {
        rows,
        columns: groups.map(|column| Group::of(counts, Slot::Code(column))).collect(),
        all: Group::of(counts, Slot::Given),
        outside: Outside::of(counts),
        rows_overlap: counts.rows.overlapping,
        columns_overlap: counts.columns.overlapping,
    };
    let significance = match untested {
        Some(why) => Significance::Untested(why),
        None if counts.rows.overlapping || counts.columns.overlapping => test_options(counts, &mut table),
        None => test_whole(counts, &mut table),
    };
    (table, significance)
}

/// One test for the table: over those who answered both questions.
fn test_whole(counts: &CrossCounts, table: &mut CountTable) -> Significance {
    let width = counts.columns.codes.len();
    let contingency = Contingency::new(width, &counts.matrix().concat());
    let Some(test) = association(&contingency) else {
        let used = contingency.without_empty();
        let fine = used.rows().len() > 1 && used.columns().len() > 1 && used.cells().len() > MOST_CELLS;
        return Significance::Untested(if fine { Untested::TooFine } else { Untested::NothingToCompare });
    };
    for (place, residual) in residuals(&contingency).into_iter().enumerate() {
        if let Some(cell) = table.cell(place / width, place % width) {
            cell.residual = residual;
            cell.mark = residual.filter(|_| test.is_significant()).and_then(Mark::of);
        }
    }
    Significance::Whole(test)
}

/// A test for each option and group.
fn test_options(counts: &CrossCounts, table: &mut CountTable) -> Significance {
    let tests = by_option(counts);
    if tests.is_empty() {
        return Significance::Untested(Untested::NothingToCompare);
    }
    for Tested { test, cell, residual, mirrors } in &tests {
        for ((row, column), sign) in std::iter::once(&(*cell, 1.0)).chain(mirrors) {
            let Some(found) = table.cell(*row, *column) else { continue };
            found.test = ((*row, *column) == *cell).then_some(*test);
            found.residual = residual.map(|residual| residual * sign);
            found.mark = found.residual.filter(|_| test.p_holm < SIGNIFICANT).and_then(Mark::of);
        }
    }
    Significance::ByOption { tests: tests.len() }
}
