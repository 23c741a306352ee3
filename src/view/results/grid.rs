//! Grids: sums by row and column.

use indexmap::IndexMap;

use super::{Counted, ShownTable, Table, words};
use crate::analysis::{Figure, Figures, GridFigures, Published};
use crate::view::chart::{Chart, Part, Pyramid, PyramidRow, Stack, Stacked};
use crate::view::figures;
use crate::view::table::{Cell, Role, ShownRow, Span};

type Line = IndexMap<String, Published<Option<Figure>>>;

/// Cells with their totals; with groups, the same again for each group.
pub(super) fn fill(shown: &mut ShownTable, table: &Table, grid: &GridFigures, counted: Counted) {
    shown.side = "区分";
    shown.head = grid.columns.iter().map(|column| column.label.clone()).chain(["計".to_owned()]).collect();
    shown.spans = vec![Span { label: words::sum_heading(table, counted), columns: shown.head.len() }];
    if words::overlaps(table, counted) {
        shown.notes.push(
            "複数の機関が同じ方に対応していることがあるため、機関ごとの合計は、地域にいる方の人数を表しません。"
                .to_owned(),
        );
    }
    shown.notes.push("「-」は、どの回答にも記入がなかった欄です。0と記入された欄とは区別しています。".to_owned());
    shown.rows = rows("", grid);
    for group in table.grouping.iter().flat_map(|grouping| &grouping.groups) {
        let Figures::Grid(grid) = &group.figures else { continue };
        shown.rows.extend(rows(&format!("{}（n＝{}）　", group.label, group.n.digits(figures::count)), grid));
    }
    if table.grouping.is_none() {
        shown.chart = Some(chart(shown, grid, table.unit.clone().unwrap_or_default()));
    }
}

fn rows(before: &str, grid: &GridFigures) -> Vec<ShownRow> {
    let all = grid.cells.values().flat_map(IndexMap::values).filter_map(|figure| figure.number());
    let decimals = figures::decimals_of(all);
    let cell = |figure: Published<Option<Figure>>| Cell::figure(figure, decimals);
    let of = |line: &Line, key: &str| line.get(key).copied().unwrap_or(Published::Shown(None));
    let mut rows: Vec<ShownRow> = grid
        .rows
        .iter()
        .map(|row| ShownRow {
            label: format!("{before}{}", row.label),
            cells: grid
                .columns
                .iter()
                .map(|column| {
                    cell(grid.cells.get(&row.key).map_or(Published::Shown(None), |line| of(line, &column.key)))
                })
                .chain([cell(of(&grid.row_totals, &row.key))])
                .collect(),
            role: Role::Body,
        })
        .collect();
    rows.push(ShownRow {
        label: format!("{before}計"),
        cells: grid
            .columns
            .iter()
            .map(|column| cell(of(&grid.column_totals, &column.key)))
            .chain([cell(grid.total)])
            .collect(),
        role: Role::Total,
    });
    rows
}

/// A pyramid where the columns are the two sexes (and 性別不明), else stacked bars.
fn chart(shown: &ShownTable, grid: &GridFigures, unit: String) -> Chart {
    let series: Vec<String> = grid.columns.iter().map(|column| column.label.clone()).collect();
    let keys: Vec<&str> = grid.columns.iter().map(|column| column.key.as_str()).collect();
    let values = |row: &str| -> Vec<Part> {
        let line = grid.cells.get(row);
        keys.iter()
            .map(|key| {
                let figure = line.and_then(|line| line.get(*key)).copied().unwrap_or(Published::Shown(None));
                figure.map(|figure| figure.map_or(0.0, |figure| figure.0))
            })
            .collect()
    };
    let title = shown.title.clone();
    if keys.len() <= 3 && keys.starts_with(&["male", "female"]) {
        let rows =
            grid.rows.iter().map(|row| PyramidRow { label: row.label.clone(), values: values(&row.key) }).collect();
        Chart::Pyramid(Pyramid { title, unit, series, rows })
    } else {
        let rows = grid.rows.iter().map(|row| Stack { label: row.label.clone(), values: values(&row.key) }).collect();
        Chart::Stacked(Stacked { title, unit, series, rows })
    }
}
