//! Crosstabs as pictures: how groups divide over options, how large shares are, what stands out.

use serde::Serialize;

use crate::analysis::Published;
use crate::analysis::crosstab::{Contents, CountTable, Crosstab, Group, NumberTable, RowRole, SumTable};
use crate::analysis::statistics::Mark;
use crate::view::chart::{Bar, Bars, Chart, Heat, HeatCell, HeatRow, MOST_SERIES, ShareBar, ShareSeries, Shares};
use crate::view::figures;

/// A chart with what must be known to read it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ShownChart {
    /// Markup made by this program, with every text escaped.
    svg: String,
    /// How to read it.
    words: &'static str,
}

const DIVIDED: &str = "区分ごとの内訳です。帯の長さは、nの大きさによらず同じです。数値は表にあります。";
const PERCENTAGES: &str =
    "縦％の大きさです。50％以上の欄に薄く、75％以上の欄に濃く色を付け、75％以上の数値に下線を引いています。";
const RESIDUALS: &str = "調整済み標準化残差です。＋は期待される数より多く、－は少ないことを表します。検定で差があるといえる欄だけに色を付け、絶対値が2.58以上の数値に下線を引いています。";
const MEDIANS: &str = "区分ごとの中央値です。";

/// The charts of a crosstab; none where there is nothing to draw. `id` is unique on the page and made of ASCII letters, digits, `-` and `_`.
pub(super) fn charts(crosstab: &Crosstab, title: &str, id: &str) -> Vec<ShownChart> {
    if is_empty(&crosstab.contents) {
        return Vec::new();
    }
    match &crosstab.contents {
        Contents::Counts(table) => {
            let hides = std::iter::once(&table.all).chain(&table.columns).any(|group| group.n.is_hidden())
                || table.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.count.is_hidden());
            let divides = !table.rows_overlap && !hides && table.rows.len() <= MOST_SERIES;
            let first = if divides { divided(table, title, id) } else { percentages(table, title, id) };
            std::iter::once(first).chain(residuals(table, title, id)).collect()
        }
        Contents::Numbers(table) => vec![medians(table, title, id, crosstab.rows.unit.as_deref().unwrap_or_default())],
        Contents::Sums(table) => vec![sums(table, title, id)],
    }
}

fn is_empty(contents: &Contents) -> bool {
    match contents {
        Contents::Counts(table) => table.all.n.shown() == Some(&0),
        Contents::Numbers(table) => table.all.n.shown() == Some(&0),
        Contents::Sums(table) => !table.all.total.is_hidden() && table.all.total.number().is_none_or(|sum| sum == 0.0),
    }
}

/// Every group divided over the options.
fn divided(table: &CountTable, title: &str, id: &str) -> ShownChart {
    let series = table
        .rows
        .iter()
        .map(|row| ShareSeries { label: row.label.clone(), is_rest: row.role == RowRole::Blank })
        .collect();
    let bar = |group: &Group, counts: Vec<Published<u64>>, shares: Vec<Published<String>>| ShareBar {
        label: format!("{}（n＝{}）", group.label, group.n.digits(figures::count)),
        values: counts.iter().map(|count| count.shown().map_or(0.0, |count| real(*count))).collect(),
        texts: counts.iter().zip(shares).map(|(count, share)| text(*count, &share)).collect(),
    };
    let rows = || 0..table.rows.len();
    let all = bar(
        &table.all,
        table.rows.iter().map(|row| row.total).collect(),
        rows().map(|at| table.share_of_all(at)).collect(),
    );
    let groups = table.columns.iter().enumerate().map(|(column, group)| {
        let counts = table.rows.iter().filter_map(|row| row.cells.get(column)).map(|cell| cell.count).collect();
        bar(group, counts, rows().map(|at| table.column_share(at, column)).collect())
    });
    let chart = Shares { title: title.to_owned(), series, rows: std::iter::once(all).chain(groups).collect() };
    ShownChart { svg: chart.svg(&format!("{id}-shares")), words: DIVIDED }
}

fn text(count: Published<u64>, share: &Published<String>) -> String {
    let share = share.shown().map(|share| format!("（{share}％）")).unwrap_or_default();
    format!("{}{share}", count.digits(figures::count))
}

/// Shares of the groups, tinted where many of a group gave the answer.
fn percentages(table: &CountTable, title: &str, id: &str) -> ShownChart {
    let row = |at: usize| {
        (0..table.columns.len()).map(|column| share_cell(&table.column_share(at, column))).collect::<Vec<_>>()
    };
    let columns = table.columns.iter().map(|group| group.label.clone()).collect();
    let rows = table.rows.iter().enumerate();
    let rows = rows.map(|(at, found)| HeatRow { label: found.label.clone(), cells: row(at) }).collect();
    let heat = Heat { title: title.to_owned(), numbers: "縦％".to_owned(), columns, rows };
    ShownChart { svg: heat.svg(&format!("{id}-heat")), words: PERCENTAGES }
}

/// Shares of a grid's lines in the sums of the groups.
fn sums(table: &SumTable, title: &str, id: &str) -> ShownChart {
    let row = |at: usize| {
        (0..table.columns.len()).map(|column| share_cell(&table.column_share(at, column))).collect::<Vec<_>>()
    };
    let columns = table.columns.iter().map(|group| group.heading.label.clone()).collect();
    let rows = table.rows.iter().enumerate();
    let rows = rows.map(|(at, found)| HeatRow { label: found.label.clone(), cells: row(at) }).collect();
    let heat = Heat { title: title.to_owned(), numbers: "縦％".to_owned(), columns, rows };
    ShownChart { svg: heat.svg(&format!("{id}-heat")), words: PERCENTAGES }
}

/// A share as it is written, tinted from a half and from three quarters on.
fn share_cell(share: &Published<String>) -> HeatCell {
    let text = share.shown().map_or_else(|| "x".to_owned(), Clone::clone);
    // In tenths of a percent, as it is read.
    let tenths = text.replace('.', "").parse::<u32>().unwrap_or(0);
    let tint = match tenths {
        750.. => 2,
        500.. => 1,
        _ => 0,
    };
    HeatCell { text, tint }
}

/// Adjusted residuals; only what the test allows to say is tinted. `None` where nothing was tested.
fn residuals(table: &CountTable, title: &str, id: &str) -> Option<ShownChart> {
    let tested = table.rows.iter().filter(|row| row.cells.iter().any(|cell| cell.residual.is_some()));
    let rows: Vec<HeatRow> = tested
        .map(|row| HeatRow {
            label: row.label.clone(),
            cells: row
                .cells
                .iter()
                .map(|cell| HeatCell { text: signed(cell.residual), tint: tint(cell.mark) })
                .collect(),
        })
        .collect();
    let heat = Heat {
        title: title.to_owned(),
        numbers: "調整済み標準化残差".to_owned(),
        columns: table.columns.iter().map(|group| group.label.clone()).collect(),
        rows,
    };
    (!heat.rows.is_empty()).then(|| ShownChart { svg: heat.svg(&format!("{id}-residuals")), words: RESIDUALS })
}

/// A residual with its sign.
fn signed(residual: Option<f64>) -> String {
    let Some(residual) = residual else { return "-".to_owned() };
    let text = format!("{:.2}", residual.abs());
    match (text == "0.00", residual > 0.0) {
        (true, _) => text,
        (_, true) => format!("＋{text}"),
        (_, false) => format!("－{text}"),
    }
}

fn tint(mark: Option<Mark>) -> i8 {
    match mark {
        Some(Mark::MuchMore) => 2,
        Some(Mark::More) => 1,
        Some(Mark::Less) => -1,
        Some(Mark::MuchLess) => -2,
        None => 0,
    }
}

fn medians(table: &NumberTable, title: &str, id: &str, unit: &str) -> ShownChart {
    let bars: Vec<Bar> = table
        .groups
        .iter()
        .map(|group| {
            let median = group.median;
            let words = match median {
                Published::Hidden => "x".to_owned(),
                Published::Shown(None) => "-".to_owned(),
                Published::Shown(Some(median)) => format!("{}{unit}", figures::amount(median.0, 1)),
            };
            Bar {
                label: format!("{}（記入{}）", group.label, group.n.digits(figures::count)),
                value: median.number().unwrap_or(0.0).max(0.0),
                text: words,
                is_rest: false,
            }
        })
        .collect();
    let full = bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
    let chart = Chart::Bars(Bars { title: title.to_owned(), full, bars });
    ShownChart { svg: chart.svg(&format!("{id}-medians")), words: MEDIANS }
}

#[expect(clippy::cast_precision_loss, reason = "counts of answers stay far below 2^53")]
fn real(count: u64) -> f64 {
    count as f64
}
