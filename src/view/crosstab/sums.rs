//! Sums of a grid by group.

use super::{Share, begun, finding, notes};
use crate::analysis::crosstab::{Crosstab, SumColumn, SumTable};
use crate::analysis::{Figure, Published};
use crate::view::figures;
use crate::view::results::Counted;
use crate::view::table::{Cell, Role, ShownRow, ShownTable, Span};

/// Sums with column shares, then shares of rows and of all.
pub(super) fn shown(crosstab: &Crosstab, table: &SumTable, counted: Counted) -> Vec<ShownTable> {
    let first = by_share(crosstab, table, counted, Share::Column);
    let mut shares = begun(crosstab, "横％・総％", base(table));
    shares.id.push_str("-shares");
    shares.title.push_str("（横％・総％）");
    shares.side = "区分";
    shares.spans = table.columns.iter().map(span).collect();
    shares.head = ["横％", "総％"].map(str::to_owned).iter().cycle().take(table.columns.len() * 2).cloned().collect();
    shares.rows = lines(table, |at| {
        (0..table.columns.len())
            .flat_map(|column| [table.row_share(at, column), table.total_share(at, column)])
            .map(|share| Cell::published_share(&share))
            .collect()
    });
    vec![first, shares]
}

/// Sums with shares of one kind.
pub(super) fn by_share(crosstab: &Crosstab, table: &SumTable, counted: Counted, share: Share) -> ShownTable {
    let decimals = u8::try_from(table.decimals).unwrap_or(1).min(3);
    let amount = |sum| Cell::figure(sum, decimals);
    let heading = notes::sum_heading(crosstab, counted);
    let columns: Vec<&SumColumn> = std::iter::once(&table.all).chain(&table.columns).collect();

    let mut first = begun(crosstab, "区分別の合計", base(table));
    first.side = "区分";
    first.spans = columns.iter().map(|column| span(column)).collect();
    // In full once: as the heading of every group it would make the table three times as wide.
    first.head = vec![heading, share.heading().to_owned()];
    first.head.extend(table.columns.iter().flat_map(|_| ["合計", share.heading()]).map(str::to_owned));
    first.rows = lines(table, |at| {
        let total = table.row_total(at);
        let of_all = match share {
            Share::Column | Share::Total => Cell::published_share(&table.share_of_all(at)),
            Share::Row => whole(total),
        };
        let mut cells = vec![amount(total), of_all];
        for (column, sum) in table.cells.get(at).iter().flat_map(|cells| cells.iter().enumerate()) {
            let of_cell = match share {
                Share::Column => table.column_share(at, column),
                Share::Row => table.row_share(at, column),
                Share::Total => table.total_share(at, column),
            };
            cells.extend([amount(*sum), Cell::published_share(&of_cell)]);
        }
        cells
    });
    first.rows.push(ShownRow {
        label: "計".to_owned(),
        cells: columns
            .iter()
            .flat_map(|column| {
                // Of the line at the end only its own column's share follows from what stands above it.
                let end = if share == Share::Column { whole(column.total) } else { Cell::words("") };
                [amount(column.total), end]
            })
            .collect(),
        role: Role::Total,
    });
    first.notes.push(finding(crosstab, counted));
    first.notes.extend(notes::of_sums(crosstab, table, counted));
    first
}

fn lines(table: &SumTable, cells: impl Fn(usize) -> Vec<Cell>) -> Vec<ShownRow> {
    let line = |(at, heading): (usize, &crate::analysis::Heading)| ShownRow {
        label: heading.label.clone(),
        cells: cells(at),
        role: Role::Body,
    };
    table.rows.iter().enumerate().map(line).collect()
}

fn span(column: &SumColumn) -> Span {
    Span { label: format!("{}（n＝{}）", column.heading.label, column.n.digits(figures::count)), columns: 2 }
}

fn base(table: &SumTable) -> String {
    format!("尋ねた数＝{}　無回答＝{}", table.all.n.digits(figures::count), table.all.blank.digits(figures::count))
}

/// The share of a sum in itself.
fn whole(sum: Published<Option<Figure>>) -> Cell {
    Cell::share(if sum.number() > Some(0.0) { "100.0" } else { "-" })
}
