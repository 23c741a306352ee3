//! Counts by two sets of codes.

use super::{Share, begun, finding, notes, unit};
use crate::analysis::crosstab::{CountCell, CountTable, Crosstab, Group, RowRole};
use crate::analysis::share::published;
use crate::analysis::statistics::Mark;
use crate::view::figures;
use crate::view::results::Counted;
use crate::view::table::{Cell, Role, ShownRow, ShownTable, Span};

/// Counts with column shares (and marks where a test allows them), then shares of rows and of all.
pub(super) fn shown(crosstab: &Crosstab, table: &CountTable, counted: Counted) -> Vec<ShownTable> {
    let first = by_share(crosstab, table, counted, Share::Column);
    let mut shares = begun(crosstab, "横％・総％", base(table));
    shares.id.push_str("-shares");
    shares.title.push_str("（横％・総％）");
    shares.spans = table.columns.iter().map(|group| span(group, 2)).collect();
    shares.head = ["横％", "総％"].map(str::to_owned).iter().cycle().take(table.columns.len() * 2).cloned().collect();
    shares.rows = rows(table, |at| {
        (0..table.columns.len())
            .flat_map(|column| [table.row_share(at, column), table.total_share(at, column)])
            .map(|share| Cell::published_share(&share))
            .collect()
    });
    vec![first, shares]
}

/// What stands beside the count and share of a group where it was tested.
#[derive(Clone, Copy)]
struct Extra {
    /// Some cell stands out.
    marks: bool,
    /// Each option was tested against the rest.
    tests: bool,
}

impl Extra {
    fn of(table: &CountTable) -> Self {
        let any = |is: fn(&CountCell) -> bool| table.rows.iter().flat_map(|row| &row.cells).any(is);
        Self { marks: any(|cell| cell.mark.is_some()), tests: any(|cell| cell.test.is_some()) }
    }

    fn heads(self) -> impl Iterator<Item = &'static str> {
        self.marks.then_some("差").into_iter().chain(self.tests.then_some("補正後のp"))
    }

    fn cells(self, cell: &CountCell) -> impl Iterator<Item = Cell> {
        let sign = Cell::words(cell.mark.map_or("", Mark::sign));
        let p = Cell::words(cell.test.map(|test| notes::p_digits(test.p_holm)).unwrap_or_default());
        self.marks.then_some(sign).into_iter().chain(self.tests.then_some(p))
    }
}

/// Counts with shares of one kind, and marks where a test allows them.
pub(super) fn by_share(crosstab: &Crosstab, table: &CountTable, counted: Counted, share: Share) -> ShownTable {
    let count = if unit(crosstab, counted) == "機関" { "機関数" } else { "件数" };
    let extra = Extra::of(table);
    let how = if table.rows_overlap || table.columns_overlap {
        "クロス集計（複数回答を含む）"
    } else {
        "クロス集計（単一回答）"
    };

    let mut first = begun(crosstab, how, base(table));
    let heading = share.heading();
    first.head = vec![count.to_owned(), heading.to_owned()];
    first.spans = vec![span(&table.all, 2)];
    for group in &table.columns {
        first.head.extend([count.to_owned(), heading.to_owned()]);
        first.head.extend(extra.heads().map(str::to_owned));
        first.spans.push(span(group, 2 + extra.heads().count()));
    }
    first.rows = rows(table, |at| {
        let all = table.rows.get(at).map_or(0.into(), |row| row.total);
        let of_all = match share {
            Share::Column | Share::Total => table.share_of_all(at),
            Share::Row => published(all, all),
        };
        let mut cells = vec![Cell::count(all), Cell::published_share(&of_all)];
        for (column, cell) in table.rows.get(at).iter().flat_map(|row| row.cells.iter().enumerate()) {
            let of_cell = match share {
                Share::Column => table.column_share(at, column),
                Share::Row => table.row_share(at, column),
                Share::Total => table.total_share(at, column),
            };
            cells.extend([Cell::count(cell.count), Cell::published_share(&of_cell)]);
            cells.extend(extra.cells(cell));
        }
        cells
    });
    first.rows.extend(not_asked(table, extra));
    first.notes.push(finding(crosstab, counted));
    first.notes.extend(notes::of_counts(crosstab, table, counted));
    first
}

fn rows(table: &CountTable, cells: impl Fn(usize) -> Vec<Cell>) -> Vec<ShownRow> {
    let role = |role| if role == RowRole::Code { Role::Body } else { Role::Blank };
    let row = |(at, row): (usize, &crate::analysis::crosstab::CountRow)| ShownRow {
        label: row.label.clone(),
        cells: cells(at),
        role: role(row.role),
    };
    table.rows.iter().enumerate().map(row).collect()
}

/// 該当なし beside 無回答, where somebody was not asked; in no base, so without shares.
fn not_asked(table: &CountTable, extra: Extra) -> Option<ShownRow> {
    let some = |group: &Group| group.not_asked.shown().is_some_and(|count| *count > 0);
    let any = some(&table.all) || table.columns.iter().any(some);
    let of = |group: &Group, blanks: usize| {
        let blanks = std::iter::repeat_n("", blanks).map(Cell::words);
        [Cell::count(group.not_asked), Cell::words("-")].into_iter().chain(blanks)
    };
    let blanks = extra.heads().count();
    any.then(|| ShownRow {
        label: "該当なし（nに含まない）".to_owned(),
        cells: of(&table.all, 0).chain(table.columns.iter().flat_map(|group| of(group, blanks))).collect(),
        role: Role::Blank,
    })
}

/// A group with its n, marked where that is small.
fn span(group: &Group, columns: usize) -> Span {
    let small = if group.is_small() { "※" } else { "" };
    Span { label: format!("{}（n＝{}{small}）", group.label, group.n.digits(figures::count)), columns }
}

fn base(table: &CountTable) -> String {
    format!("n＝{}（表側の設問の対象となり、表頭の区分が分かる回答）", table.all.n.digits(figures::count))
}
