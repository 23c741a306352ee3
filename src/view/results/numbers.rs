//! Numbers: how many typed one, sums and what lies in the middle.

use super::{Counted, ShownTable, Table, words};
use crate::analysis::published::HIDDEN;
use crate::analysis::{Figure, Figures, Item, Published};
use crate::view::chart::{Bar, Bars, Chart};
use crate::view::figures;
use crate::view::table::{Cell, Role, ShownRow};

/// One row an item; with groups, one row for each group under the row over all.
pub(super) fn fill(shown: &mut ShownTable, table: &Table, items: &[Item], counted: Counted) {
    let unit = table.unit.as_deref().unwrap_or_default();
    shown.side = "項目";
    shown.head = ["記入のあった数", "不明の数"].map(str::to_owned).to_vec();
    shown.head.push(words::sum_heading(table, counted));
    shown.head.extend(["平均", "中央値", "最小", "最大"].map(str::to_owned));
    if words::overlaps(table, counted) {
        shown.notes.push(
            "複数の機関が同じ方に対応していることがあるため、機関ごとの合計は、地域にいる方の人数を表しません。"
                .to_owned(),
        );
    }
    for (at, item) in items.iter().enumerate() {
        shown.rows.push(row(&item.label, item));
        for group in table.grouping.iter().flat_map(|grouping| &grouping.groups) {
            let Figures::Items { items } = &group.figures else { continue };
            shown.rows.extend(
                items
                    .get(at)
                    .map(|item| row(&format!("　{}（n＝{}）", group.label, group.n.digits(figures::count)), item)),
            );
        }
    }
    shown.chart_column = 2;
    shown.chart = (items.len() > 1).then(|| Chart::Bars(bars(shown, items, unit)));
    if table.grouping.is_some() {
        // Excel's chart would take the groups' rows for items.
        shown.chart = None;
    }
}

fn row(label: &str, item: &Item) -> ShownRow {
    let decimals = figures::decimals_of([item.sum, item.min, item.max].into_iter().filter_map(Published::number));
    let whole = |figure: Published<Option<Figure>>| Cell::figure(figure, decimals);
    let middle = |figure: Published<Option<Figure>>| Cell::figure(figure, 1);
    ShownRow {
        label: label.to_owned(),
        cells: vec![
            Cell::count(item.n),
            Cell::count(item.unknown),
            whole(item.sum),
            middle(item.mean),
            middle(item.median),
            whole(item.min),
            whole(item.max),
        ],
        role: Role::Body,
    }
}

fn bars(shown: &ShownTable, items: &[Item], unit: &str) -> Bars {
    let value = |item: &Item| item.sum.number().unwrap_or(0.0);
    let decimals = figures::decimals_of(items.iter().map(value));
    let bar = |item: &Item| Bar {
        label: item.label.clone(),
        value: value(item),
        text: match item.sum {
            Published::Shown(Some(Figure(sum))) => format!("{}{unit}", figures::amount(sum, decimals)),
            Published::Shown(None) => "-".to_owned(),
            Published::Hidden => HIDDEN.to_owned(),
        },
        is_rest: false,
    };
    Bars {
        title: shown.title.clone(),
        full: items.iter().map(value).fold(0.0, f64::max),
        bars: items.iter().map(bar).collect(),
    }
}
