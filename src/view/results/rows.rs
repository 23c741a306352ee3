//! Options and how many gave them.

use super::{ShownTable, Table};
use crate::analysis::{Figures, Row, share};
use crate::view::chart::{Bar, Bars, Chart};
use crate::view::figures;
use crate::view::table::{Cell, Role, ShownRow, Span};

const BLANK: &str = "blank";

/// Counts and shares by option, 無回答 last, groups to the right.
pub(super) fn fill(shown: &mut ShownTable, table: &Table, rows: &[Row], count: &str) {
    shown.side = "選択肢";
    shown.rows = rows.iter().map(row).collect();
    shown.head = vec![count.to_owned(), "割合（％）".to_owned()];
    shown.chart = Some(Chart::Bars(bars(shown, rows, table.n)));
    let Some(grouping) = &table.grouping else { return };
    shown.spans.push(span("全体", table.n));
    for group in &grouping.groups {
        let Figures::Rows { rows } = &group.figures else { continue };
        shown.spans.push(span(&group.label, group.n));
        shown.head.extend([count.to_owned(), "割合（％）".to_owned()]);
        for shown in &mut shown.rows {
            // Kinds and words that a group never named have no row in it.
            let same = rows.iter().find(|row| row.label == shown.label);
            shown.cells.push(Cell::count(same.map_or(0, |row| row.count)));
            shown
                .cells
                .push(same.map_or_else(|| Cell::share(&share::percent(0, group.n)), |row| Cell::share(&row.percent)));
        }
    }
}

/// Answered and blank of a question whose words are not counted.
pub(super) fn fill_answered(shown: &mut ShownTable, table: &Table, answered: u64, count: &str) {
    let row = |code: &str, label: &str, count| Row {
        code: code.to_owned(),
        label: label.to_owned(),
        count,
        percent: share::percent(count, table.n),
    };
    shown.side = "回答";
    shown.head = vec![count.to_owned(), "割合（％）".to_owned()];
    shown.rows =
        [row("answered", "記入あり", answered), row(BLANK, "無回答", table.blank)].iter().map(self::row).collect();
    let Some(grouping) = &table.grouping else { return };
    shown.spans.push(span("全体", table.n));
    for group in &grouping.groups {
        let Figures::Answered { answered } = group.figures else { continue };
        shown.spans.push(span(&group.label, group.n));
        shown.head.extend([count.to_owned(), "割合（％）".to_owned()]);
        for (row, count) in shown.rows.iter_mut().zip([answered, group.blank]) {
            row.cells.extend([Cell::count(count), Cell::share(&share::percent(count, group.n))]);
        }
    }
}

fn span(label: &str, n: u64) -> Span {
    Span { label: format!("{label}（n＝{}）", figures::count(n)), columns: 2 }
}

fn row(row: &Row) -> ShownRow {
    ShownRow {
        label: row.label.clone(),
        cells: vec![Cell::count(row.count), Cell::share(&row.percent)],
        role: if row.code == BLANK { Role::Blank } else { Role::Body },
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of answers stay far below 2^53")]
fn bars(shown: &ShownTable, rows: &[Row], n: u64) -> Bars {
    let bar = |row: &Row| Bar {
        label: row.label.clone(),
        value: row.count as f64,
        text: format!("{}（{}％）", figures::count(row.count), row.percent),
        is_rest: row.code == BLANK,
    };
    Bars { title: shown.title.clone(), full: n as f64, bars: rows.iter().map(bar).collect() }
}
