//! The rows of a crosstab in the order that a reader chose, without those in which nothing was counted.

use std::cmp::Reverse;

use crate::analysis::Published;
use crate::analysis::crosstab::{Contents, CountRow, CountTable, Crosstab, RowRole, SumTable};
use crate::view::results::{Arrangement, UNORDERED};

/// Arranges the rows as those of results are. Returns how many were left out; where that would be every one, they
/// stay.
pub fn arrange(crosstab: &mut Crosstab, arrangement: Arrangement) -> usize {
    let is_unordered = UNORDERED.contains(&crosstab.rows.kind);
    match &mut crosstab.contents {
        Contents::Counts(table) => counts(table, arrangement, is_unordered),
        Contents::Sums(table) if arrangement.hides_empty => sums(table),
        Contents::Sums(_) | Contents::Numbers(_) => 0,
    }
}

fn counts(table: &mut CountTable, arrangement: Arrangement, is_unordered: bool) -> usize {
    let before = table.rows.len();
    let is_some = |row: &CountRow| row.role != RowRole::Code || row.total != 0;
    if arrangement.hides_empty && table.rows.iter().any(|row| row.role == RowRole::Code && is_some(row)) {
        table.rows.retain(is_some);
    }
    if arrangement.by_count && is_unordered {
        table.rows.sort_by_key(|row| match (row.role, row.total) {
            (RowRole::Unknown | RowRole::Blank, _) => (3, Reverse(0)),
            (_, Published::Shown(0)) => (2, Reverse(0)),
            (_, Published::Hidden) => (1, Reverse(0)),
            (_, Published::Shown(total)) => (0, Reverse(total)),
        });
    }
    before - table.rows.len()
}

fn sums(table: &mut SumTable) -> usize {
    let is_empty = |at: usize| table.row_total(at).shown().is_some_and(|sum| sum.is_none_or(|sum| sum.0 == 0.0));
    let kept: Vec<bool> = (0..table.rows.len()).map(|at| !is_empty(at)).collect();
    if !kept.contains(&true) {
        return 0;
    }
    keep(&mut table.rows, &kept);
    keep(&mut table.cells, &kept);
    keep(&mut table.row_totals, &kept);
    kept.iter().filter(|is_kept| !**is_kept).count()
}

fn keep<T>(rows: &mut Vec<T>, kept: &[bool]) {
    let mut next = kept.iter();
    rows.retain(|_| next.next().copied().unwrap_or(true));
}
