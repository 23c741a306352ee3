//! Numbers and grids over the periods. Sums are of those who answered in each period: no change is told, and
//! no line joins them.

use super::{NOT_ASKED, Shower};
use crate::analysis::trend::{ItemLine, SumLine, TrendTable};
use crate::analysis::{Figure, Heading, Item, Published};
use crate::view::chart::{LineChart, Point, Series};
use crate::view::figures;
use crate::view::results::words;
use crate::view::table::{Cell, Role, ShownRow, ShownTable, Span};

const SUMS: &str = "合計は、その期間に回答した機関のものです。回答した機関の数や顔ぶれが変わると合計も変わるため、期間の間を線で結ばず、差も示していません。";
const OVERLAPS: &str =
    "複数の機関が同じ方に対応していることがあるため、機関ごとの合計は、地域にいる方の人数を表しません。";

/// One row an item: how many typed a number, sum, mean and median in each period.
pub(super) fn items(
    all: &Shower<'_>,
    shown: &mut ShownTable,
    table: &TrendTable,
    lines: &[ItemLine],
) -> Option<LineChart> {
    shown.side = "項目";
    let decimals = figures::decimals_of(
        lines.iter().flat_map(|line| line.cells.iter().flatten()).filter_map(|item| item.sum.number()),
    );
    for (period, base) in table.bases.iter().enumerate() {
        shown.head.push("記入のあった数".to_owned());
        shown.head.push(words::sum_heading(&table.newest, all.counted));
        shown.head.extend(["平均", "中央値"].map(str::to_owned));
        shown.spans.push(Span { label: all.heading(period, base.as_ref()), columns: 4 });
    }
    say(all, shown, table);
    let cells = |item: &Option<Item>| match item {
        Some(item) => vec![
            Cell::count(item.n),
            Cell::figure(item.sum, decimals),
            Cell::figure(item.mean, 1),
            Cell::figure(item.median, 1),
        ],
        None => vec![Cell::words(NOT_ASKED); 4],
    };
    shown.rows = lines
        .iter()
        .map(|line| ShownRow {
            label: line.label.clone(),
            cells: line.cells.iter().flat_map(cells).collect(),
            role: Role::Body,
        })
        .collect();
    let series = lines.iter().map(|line| Series {
        label: line.label.clone(),
        points: line.cells.iter().map(|item| point(item.as_ref().map(|item| item.sum), decimals)).collect(),
    });
    chart(all, shown, table, series.collect())
}

/// Each row of the grid with its cells, then the columns and all, in each period.
pub(super) fn grid(
    all: &Shower<'_>,
    shown: &mut ShownTable,
    table: &TrendTable,
    lines: &[SumLine],
) -> Option<LineChart> {
    shown.side = "区分";
    let decimals =
        figures::decimals_of(lines.iter().flat_map(|line| line.cells.iter().flatten()).filter_map(|sum| sum.number()));
    for (period, base) in table.bases.iter().enumerate() {
        shown.head.push(words::sum_heading(&table.newest, all.counted));
        shown.spans.push(Span { label: all.heading(period, base.as_ref()), columns: 1 });
    }
    say(all, shown, table);
    shown.notes.push("「-」は、どの回答にも記入がなかった欄です。0と記入された欄とは区別しています。".to_owned());
    let cell = |sum: &Option<Published<Option<Figure>>>| {
        sum.map_or_else(|| Cell::words(NOT_ASKED), |sum| Cell::figure(sum, decimals))
    };
    shown.rows = lines
        .iter()
        .map(|line| ShownRow {
            label: label(line),
            cells: line.cells.iter().map(cell).collect(),
            role: if line.column.is_none() || line.row.is_none() { Role::Total } else { Role::Body },
        })
        .collect();
    let of_rows = lines.iter().filter(|line| line.row.is_some() && line.column.is_none());
    let series = of_rows.map(|line| Series {
        label: label(line),
        points: line.cells.iter().map(|sum| point(*sum, decimals)).collect(),
    });
    chart(all, shown, table, series.collect())
}

fn label(line: &SumLine) -> String {
    let name = |heading: &Heading| heading.label.clone();
    match (&line.row, &line.column) {
        (Some(row), Some(column)) => format!("　{}・{}", row.label, column.label),
        (Some(one), None) | (None, Some(one)) => format!("{}　計", name(one)),
        (None, None) => "計".to_owned(),
    }
}

fn say(all: &Shower<'_>, shown: &mut ShownTable, table: &TrendTable) {
    shown.notes.push(SUMS.to_owned());
    if words::overlaps(&table.newest, all.counted) {
        shown.notes.push(OVERLAPS.to_owned());
    }
}

fn point(sum: Option<Published<Option<Figure>>>, decimals: u8) -> Point {
    match sum {
        Some(sum) => {
            let cell = Cell::figure(sum, decimals);
            Point { value: cell.number, text: cell.text }
        }
        None => Point { value: None, text: "設問なし".to_owned() },
    }
}

/// Points of sums; none where something less than 0 was typed.
fn chart(all: &Shower<'_>, shown: &ShownTable, table: &TrendTable, series: Vec<Series>) -> Option<LineChart> {
    let is_drawn = |point: &Point| point.value.is_none_or(|value| value >= 0.0);
    series.iter().flat_map(|series| &series.points).all(is_drawn).then(|| LineChart {
        title: shown.title.clone(),
        unit: table.newest.unit.clone().unwrap_or_default(),
        periods: all.periods.to_vec(),
        joined: vec![false; all.steps.len()],
        series,
    })
}
