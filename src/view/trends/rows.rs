//! Options over the periods: counts, shares, and the changes of shares in ポイント.

use super::{NOT_ASKED, Shower};
use crate::analysis::trend::{Lines, RowCell, RowLine, TrendTable};
use crate::view::chart::{LineChart, Point, Series};
use crate::view::results::words;
use crate::view::table::{Cell, Role, ShownRow, ShownTable, Span};

const BLANK: &str = "blank";
const CHANGE: &str = "前の期間との差（ポイント）";

/// Counts, shares and changes by option, 無回答 last.
pub(super) fn fill(all: &Shower<'_>, shown: &mut ShownTable, table: &TrendTable, lines: &[RowLine]) -> LineChart {
    let in_repeat = table.newest.question.contains('.');
    let count = if in_repeat { "件数" } else { words::count_heading(all.counted) };
    shown.side = "選択肢";
    for (period, base) in table.bases.iter().enumerate() {
        shown.head.extend([count.to_owned(), "割合（％）".to_owned()]);
        let has_change = has_change(all, period);
        if has_change {
            shown.head.push(CHANGE.to_owned());
        }
        let columns = if has_change { 3 } else { 2 };
        shown.spans.push(Span { label: all.heading(period, base.as_ref()), columns });
    }
    shown.rows = lines
        .iter()
        .map(|line| ShownRow {
            label: line.label.clone(),
            cells: cells(all, line),
            role: if line.code == BLANK { Role::Blank } else { Role::Body },
        })
        .collect();
    LineChart {
        title: shown.title.clone(),
        unit: "％".to_owned(),
        periods: all.periods.to_vec(),
        joined: if table.base_differs { vec![false; all.steps.len()] } else { all.joined() },
        series: lines.iter().map(series).collect(),
    }
}

/// One table of the questions that were answered in words; `None` where there is none.
pub(super) fn gathered(all: &Shower<'_>, tables: &[&TrendTable]) -> Option<ShownTable> {
    let mut shown = ShownTable {
        id: "written".to_owned(),
        title: "記述・日付の設問への記入の状況".to_owned(),
        how: "記述・日付",
        base: "nは設問ごとに示します".to_owned(),
        notes: Vec::new(),
        side: "設問",
        spans: Vec::new(),
        head: Vec::new(),
        rows: Vec::new(),
        chart: None,
        chart_column: 0,
    };
    for (period, label) in all.periods.iter().enumerate() {
        shown.head.extend(["n", "記入あり", "割合（％）"].map(str::to_owned));
        let has_change = has_change(all, period);
        if has_change {
            shown.head.push(CHANGE.to_owned());
        }
        shown.spans.push(Span { label: label.clone(), columns: if has_change { 4 } else { 3 } });
    }
    for table in tables {
        let Lines::Answered(lines) = &table.lines else { continue };
        let Some(answered) = lines.first() else { continue };
        let mut given = cells(all, answered).into_iter();
        let mut line = Vec::new();
        for (period, base) in table.bases.iter().enumerate() {
            line.push(base.map_or_else(|| Cell::words(NOT_ASKED), |base| Cell::count(base.n)));
            line.extend(given.by_ref().take(if has_change(all, period) { 3 } else { 2 }));
        }
        shown.rows.push(ShownRow { label: table.newest.label.clone(), cells: line, role: Role::Body });
    }
    if tables.iter().any(|table| table.bases.contains(&None)) {
        shown.notes.push("「／」は、その期間の調査票にない設問です。".to_owned());
    }
    (!shown.rows.is_empty()).then_some(shown)
}

/// Whether a change is told in this period: the one before may be joined to it.
fn has_change(all: &Shower<'_>, period: usize) -> bool {
    period.checked_sub(1).and_then(|before| all.steps.get(before)).is_some_and(|step| step.is_joined())
}

fn cells(all: &Shower<'_>, line: &RowLine) -> Vec<Cell> {
    let mut cells = Vec::new();
    for (period, cell) in line.cells.iter().enumerate() {
        match cell {
            Some(RowCell { count, percent }) => cells.extend([Cell::count(*count), Cell::published_share(percent)]),
            None => cells.extend([Cell::words(NOT_ASKED), Cell::words(NOT_ASKED)]),
        }
        if has_change(all, period) {
            cells.push(change(line, period));
        }
    }
    cells
}

fn change(line: &RowLine, period: usize) -> Cell {
    let hides =
        |period: usize| line.cells.get(period).and_then(Option::as_ref).is_some_and(|cell| cell.percent.is_hidden());
    match line.changes.get(period).copied().flatten() {
        Some(tenths) => Cell { text: points(tenths), number: Some(as_number(tenths)), decimals: 1 },
        None if hides(period) || period.checked_sub(1).is_some_and(hides) => Cell::hidden(),
        None => Cell::words("-"),
    }
}

/// 「10.5」, 「△3.2」.
fn points(tenths: i128) -> String {
    let size = tenths.unsigned_abs();
    format!("{}{}.{}", if tenths < 0 { "△" } else { "" }, size / 10, size % 10)
}

#[expect(clippy::cast_precision_loss, reason = "changes of shares lie far below 2^53 tenths of a point")]
fn as_number(tenths: i128) -> f64 {
    tenths as f64 / 10.0
}

fn series(line: &RowLine) -> Series {
    let point = |cell: &Option<RowCell>| match cell {
        Some(cell) => {
            let share = Cell::published_share(&cell.percent);
            Point { value: share.number, text: share.text }
        }
        None => Point { value: None, text: "設問なし".to_owned() },
    };
    Series { label: line.label.clone(), points: line.cells.iter().map(point).collect() }
}
