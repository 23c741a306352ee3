//! Tables of persons: how they moved, first beside latest, the time between.

use crate::analysis::before_after::{MONTHS, Scale, ScaleChange};
use crate::analysis::{Figures, Published, Tables};
use crate::view::table::{Cell, Role, ShownRow, ShownTable, Span};

const HOW: &str = "前後の評価がある方の人数";

/// How many went up, stayed and went down on each scale that `movement` holds. `with_alone` tells how many had
/// no two ratings, too.
pub(super) fn moved(movement: &Tables, changes: &[ScaleChange], with_alone: bool) -> Option<ShownTable> {
    let Figures::Grid(grid) = &movement.tables.first()?.figures else { return None };
    let mut head: Vec<String> = grid
        .columns
        .iter()
        .map(|column| format!("数字が{}", column.label))
        .map(|label| label.replace("数字が同じ", "同じ"))
        .collect();
    head.push("前後の評価がある方".to_owned());
    if with_alone {
        head.push("評価が一つ、又はない方".to_owned());
    }
    let rows = grid.rows.iter().map(|row| {
        let line = grid.cells.get(&row.key);
        let figure = |figure: Option<&Published<_>>| Cell::figure(figure.copied().unwrap_or(Published::Shown(None)), 0);
        let mut cells: Vec<Cell> =
            grid.columns.iter().map(|column| figure(line.and_then(|line| line.get(&column.key)))).collect();
        cells.push(figure(grid.row_totals.get(&row.key)));
        if with_alone {
            let alone =
                changes.iter().find(|change| change.scale.key == row.key).map_or(0, |change| change.alone.len());
            cells.push(Cell::count(u64::try_from(alone).unwrap_or(u64::MAX)));
        }
        ShownRow { label: row.label.clone(), cells, role: Role::Body }
    });
    let rows: Vec<ShownRow> = rows.collect();
    (!rows.is_empty()).then(|| {
        let mut table = table("moved".to_owned(), "初めの評価から最も新しい評価への動き".to_owned(), "尺度", head);
        table.rows = rows;
        table.how = "人数";
        table
    })
}

/// First values down, latest across.
pub(super) fn crossed(change: &ScaleChange) -> ShownTable {
    let scale = &change.scale;
    let mut values: Vec<i64> = scale.steps.iter().map(|(value, _)| *value).collect();
    // A version that had more steps is not dropped.
    values.extend(change.cells.keys().flat_map(|(first, latest)| [*first, *latest]));
    values.sort_unstable();
    values.dedup();
    let count = |first: i64, latest: i64| change.cells.get(&(first, latest)).copied().unwrap_or_default();
    let mut head: Vec<String> = values.iter().map(|value| value_words(scale, *value)).collect();
    head.push("計".to_owned());
    let mut table = table(format!("crossed-{}", scale.key), scale.label.clone(), "初めの評価", head);
    table.spans = vec![Span { label: "最も新しい評価".to_owned(), columns: table.head.len() }];
    table.base = format!("n＝{}", change.pairs());
    let line = |first: i64| {
        let counts: Vec<u64> = values.iter().map(|latest| count(first, *latest)).collect();
        counts.iter().copied().chain([counts.iter().sum()]).map(|count: u64| Cell::count(count)).collect()
    };
    table.rows = values
        .iter()
        .map(|first| ShownRow { label: value_words(scale, *first), cells: line(*first), role: Role::Body })
        .collect();
    let down = values.iter().map(|latest| values.iter().map(|first| count(*first, *latest)).sum());
    let totals = down.chain([change.pairs()]).map(|count: u64| Cell::count(count)).collect();
    table.rows.push(ShownRow { label: "計".to_owned(), cells: totals, role: Role::Total });
    if scale.is_checklist {
        table.notes.push("数字は、「はい」と答えた項目の数です。できていない点を数えるものではありません。".to_owned());
    }
    table
}

/// How long lay between the two ratings.
pub(super) fn between(change: &ScaleChange) -> ShownTable {
    let mut table = table(
        format!("between-{}", change.scale.key),
        format!("{}：初めの評価から最も新しい評価までの期間", change.scale.label),
        "期間",
        vec!["人数".to_owned()],
    );
    table.base = format!("n＝{}", change.pairs());
    table.rows = change
        .between
        .iter()
        .enumerate()
        .map(|(band, count)| ShownRow {
            label: band_words(band),
            cells: vec![Cell::count(*count)],
            role: if band > MONTHS.len() { Role::Blank } else { Role::Body },
        })
        .collect();
    table
}

fn band_words(band: usize) -> String {
    let months = |months: i32| {
        if months % 12 == 0 { format!("{}年", months / 12) } else { format!("{months}か月") }
    };
    let from = band.checked_sub(1).and_then(|before| MONTHS.get(before));
    match (from, MONTHS.get(band)) {
        (None, Some(until)) => format!("{}未満", months(*until)),
        (Some(from), Some(until)) => format!("{}以上{}未満", months(*from), months(*until)),
        (Some(from), None) => format!("{}以上", months(*from)),
        (None, None) => "記入日がないもの".to_owned(),
    }
}

/// 「段階3」, 「3項目」.
pub(super) fn value_words(scale: &Scale, value: i64) -> String {
    if scale.is_checklist { format!("{value}項目") } else { format!("段階{value}") }
}

fn table(id: String, title: String, side: &'static str, head: Vec<String>) -> ShownTable {
    ShownTable {
        id,
        title,
        how: HOW,
        base: String::new(),
        notes: Vec::new(),
        side,
        spans: Vec::new(),
        head,
        rows: Vec::new(),
        chart: None,
        chart_column: 0,
    }
}
