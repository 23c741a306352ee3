//! Options and how many gave them.

use super::{ShownTable, Table};
use crate::analysis::{Figures, Published, Row, share};
use crate::view::chart::{Bar, Bars, Chart};
use crate::view::figures;
use crate::view::table::{Cell, Role, ShownRow, Span};

/// The code of 無回答.
pub(super) const BLANK: &str = "blank";

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
            shown.cells.push(Cell::count(same.map_or(0.into(), |row| row.count)));
            shown.cells.push(same.map_or_else(
                || Cell::published_share(&share::published(0.into(), group.n)),
                |row| Cell::published_share(&row.percent),
            ));
        }
    }
}

/// Answered and blank of a question whose words are not counted.
pub(super) fn fill_answered(shown: &mut ShownTable, table: &Table, answered: Published<u64>, count: &str) {
    let row = |code: &str, label: &str, count| Row {
        code: code.to_owned(),
        label: label.to_owned(),
        count,
        percent: share::published(count, table.n),
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
            row.cells.extend([Cell::count(count), Cell::published_share(&share::published(count, group.n))]);
        }
    }
}

/// One table of those that hold only how many answered; `None` where there is none.
pub(super) fn gather(tables: Vec<ShownTable>) -> Option<ShownTable> {
    let first = tables.first()?;
    let (side, spans) = ("設問", first.spans.clone());
    let heads = ["記入あり", "割合（％）", "無回答", "割合（％）"];
    let groups = (first.head.len() / 2).max(1);
    let rows = tables.iter().map(|table| ShownRow {
        label: format!("{}（{}）", table.title, table.base),
        cells: (0..groups)
            .flat_map(|group| table.rows.iter().flat_map(move |row| row.cells.iter().skip(group * 2).take(2)))
            .cloned()
            .collect(),
        role: Role::Body,
    });
    Some(ShownTable {
        id: "written".to_owned(),
        title: "記述・日付の設問への記入の状況".to_owned(),
        how: "記述・日付",
        base: "nは設問ごとに示します".to_owned(),
        notes: Vec::new(),
        side,
        // Each group's n differs by question here, so the headings name the group alone.
        spans: spans.into_iter().map(|span| Span { label: without_n(&span.label), columns: 4 }).collect(),
        head: heads.iter().cycle().take(heads.len() * groups).map(|head| (*head).to_owned()).collect(),
        rows: rows.collect(),
        chart: None,
        chart_column: 0,
    })
}

fn without_n(label: &str) -> String {
    label.rsplit_once("（n＝").map_or(label, |(name, _)| name).to_owned()
}

fn span(label: &str, n: Published<u64>) -> Span {
    Span { label: format!("{label}（n＝{}）", n.digits(figures::count)), columns: 2 }
}

fn row(row: &Row) -> ShownRow {
    ShownRow {
        label: row.label.clone(),
        cells: vec![Cell::count(row.count), Cell::published_share(&row.percent)],
        role: if row.code == BLANK { Role::Blank } else { Role::Body },
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of answers stay far below 2^53")]
fn bars(shown: &ShownTable, rows: &[Row], n: Published<u64>) -> Bars {
    let length = |count: Published<u64>| count.shown().map_or(0.0, |count| *count as f64);
    // Where n is hidden, the longest bar that is shown stands in its place.
    let longest = || rows.iter().map(|row| length(row.count)).fold(0.0, f64::max);
    let bar = |row: &Row| Bar {
        label: row.label.clone(),
        value: length(row.count),
        text: match (row.count, &row.percent) {
            (Published::Shown(count), Published::Shown(percent)) => format!("{}（{percent}％）", figures::count(count)),
            (count, _) => count.digits(figures::count),
        },
        is_rest: row.code == BLANK,
    };
    Bars {
        title: shown.title.clone(),
        full: n.shown().map_or_else(longest, |n| *n as f64),
        bars: rows.iter().map(bar).collect(),
    }
}
