//! Where a count stands in tables.

use crate::analysis::table::{Figures, Table, Tables};
use crate::analysis::{Figure, Published};

/// A figure's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Place {
    /// Which table; none for the number of answers in all.
    pub(super) table: Option<usize>,
    /// Which group; none over all answers.
    pub(super) group: Option<usize>,
    pub(super) at: At,
}

/// Which figure of a table or group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum At {
    /// n, the base of shares.
    Asked,
    Blank,
    Ungrouped,
    Answered,
    Row(usize),
    /// How many typed a number.
    Typed(usize),
    Unknown(usize),
    Sum(usize),
    Cell(usize, usize),
    RowTotal(usize),
    ColumnTotal(usize),
    Total,
}

/// The figure at a place, to be read or hidden.
pub(super) enum Slot<'t> {
    Count(&'t mut Published<u64>),
    Sum(&'t mut Published<Option<Figure>>),
}

impl Slot<'_> {
    /// The count; what nobody typed is 0 to a reader. `None` where it is no whole number.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "guarded: whole and not negative")]
    pub(super) fn value(&self) -> Option<u64> {
        match self {
            Self::Count(count) => count.shown().copied(),
            Self::Sum(sum) => match sum.shown()? {
                None => Some(0),
                Some(Figure(sum)) => (*sum >= 0.0 && sum.fract() == 0.0).then_some(*sum as u64),
            },
        }
    }

    pub(super) fn hide(self) {
        match self {
            Self::Count(count) => *count = Published::Hidden,
            Self::Sum(sum) => *sum = Published::Hidden,
        }
    }
}

/// The figure at a place; `None` where there is no such place.
pub(super) fn slot(tables: &mut Tables, place: Place) -> Option<Slot<'_>> {
    let Some(table) = place.table else { return Some(Slot::Count(&mut tables.responses)) };
    let Table { n, blank, figures, grouping, .. } = tables.tables.get_mut(table)?;
    let (n, blank, figures) = match place.group {
        None if place.at == At::Ungrouped => return Some(Slot::Count(&mut grouping.as_mut()?.ungrouped)),
        None => (n, blank, figures),
        Some(group) => {
            let group = grouping.as_mut()?.groups.get_mut(group)?;
            (&mut group.n, &mut group.blank, &mut group.figures)
        }
    };
    match (place.at, figures) {
        (At::Asked, _) => Some(Slot::Count(n)),
        (At::Blank, _) => Some(Slot::Count(blank)),
        (At::Answered, Figures::Answered { answered }) => Some(Slot::Count(answered)),
        (At::Row(row), Figures::Rows { rows }) => Some(Slot::Count(&mut rows.get_mut(row)?.count)),
        (At::Typed(item), Figures::Items { items }) => Some(Slot::Count(&mut items.get_mut(item)?.n)),
        (At::Unknown(item), Figures::Items { items }) => Some(Slot::Count(&mut items.get_mut(item)?.unknown)),
        (At::Sum(item), Figures::Items { items }) => Some(Slot::Sum(&mut items.get_mut(item)?.sum)),
        (At::Cell(row, column), Figures::Grid(grid)) => {
            Some(Slot::Sum(grid.cells.get_index_mut(row)?.1.get_index_mut(column)?.1))
        }
        (At::RowTotal(row), Figures::Grid(grid)) => Some(Slot::Sum(grid.row_totals.get_index_mut(row)?.1)),
        (At::ColumnTotal(column), Figures::Grid(grid)) => Some(Slot::Sum(grid.column_totals.get_index_mut(column)?.1)),
        (At::Total, Figures::Grid(grid)) => Some(Slot::Sum(&mut grid.total)),
        _ => None,
    }
}
