//! A number by group.

use super::{begun, finding, notes};
use crate::analysis::Published;
use crate::analysis::crosstab::{Crosstab, NumberGroup, NumberTable};
use crate::view::figures;
use crate::view::results::Counted;
use crate::view::table::{Cell, Role, ShownRow, ShownTable};

/// One row a group: how many, mean, median, quartiles.
pub(super) fn shown(crosstab: &Crosstab, table: &NumberTable, counted: Counted) -> ShownTable {
    let unit = crosstab.rows.unit.as_ref().map(|unit| format!("（単位：{unit}）")).unwrap_or_default();
    let base = format!("記入のあった回答＝{}{unit}", table.all.n.digits(figures::count));
    let mut shown = begun(crosstab, "区分別の数量", base);
    shown.side = "区分";
    shown.head = [
        "記入のあった数",
        "不明の数",
        "無回答の数",
        "該当なしの数",
        "平均",
        "中央値",
        "第1四分位数",
        "第3四分位数",
        "最小",
        "最大",
    ]
    .map(str::to_owned)
    .to_vec();
    shown.rows = std::iter::once(&table.all).chain(&table.groups).map(row).collect();
    shown.notes.push(finding(crosstab, counted));
    shown.notes.extend(notes::of_numbers(crosstab, table, counted));
    shown
}

fn row(group: &NumberGroup) -> ShownRow {
    let decimals = figures::decimals_of([group.min, group.max].into_iter().filter_map(Published::number));
    let middle = |value| Cell::figure(value, 1);
    let small = if group.is_small() { "※" } else { "" };
    ShownRow {
        label: format!("{}{small}", group.label),
        cells: vec![
            Cell::count(group.n),
            Cell::count(group.unknown),
            Cell::count(group.blank),
            Cell::count(group.not_asked),
            middle(group.mean),
            middle(group.median),
            middle(group.quartile(|quartiles| quartiles.lower)),
            middle(group.quartile(|quartiles| quartiles.upper)),
            Cell::figure(group.min, decimals),
            Cell::figure(group.max, decimals),
        ],
        role: if group.code.is_empty() { Role::Total } else { Role::Body },
    }
}
