//! One or two sentences on what stands out: counts first, and never more than the test allows.

use super::notes::test_words;
use super::unit;
use crate::analysis::Published;
use crate::analysis::crosstab::{
    Contents, CountRow, CountTable, Crosstab, NumberTable, RowRole, Significance, SumTable,
};
use crate::analysis::share::percent;
use crate::analysis::statistics::Test;
use crate::view::figures;
use crate::view::results::Counted;

/// So many groups are named one by one; more are read in the table.
const MOST_GROUPS: usize = 4;

/// So many cells that stand out are named.
const MOST_CELLS: usize = 5;

/// What stands out of a crosstab, in plain Japanese. Without a test it says only what the counts are;
/// of a difference it speaks only where a test shows one.
pub fn finding(crosstab: &Crosstab, counted: Counted) -> String {
    let unit = unit(crosstab, counted);
    match &crosstab.contents {
        Contents::Counts(table) => counts(table, &crosstab.significance, unit),
        Contents::Numbers(table) => numbers(crosstab, table, unit),
        Contents::Sums(table) => sums(crosstab, table),
    }
}

fn counts(table: &CountTable, significance: &Significance, unit: &str) -> String {
    let codes: Vec<&CountRow> = table.rows.iter().filter(|row| row.role == RowRole::Code).collect();
    let Some(n) = shown(table) else { return HIDES.to_owned() };
    if n == 0 {
        return "集計できる回答がありません。".to_owned();
    }
    let Some((labels, most)) = most(codes.iter().map(|row| (row.label.as_str(), plain(row.total)))) else {
        return format!("いずれの選択肢も選ばれていません（{}{unit}）。", figures::count(n));
    };
    let each = if labels.len() > 1 { "それぞれ" } else { "" };
    let mut words = format!(
        "全体で最も多いのは{}で、{}{unit}中{each}{}{unit}（{}％）です。",
        quoted(&labels),
        figures::count(n),
        figures::count(most),
        percent(most, n),
    );
    let named: Vec<String> = table
        .columns
        .iter()
        .enumerate()
        .filter(|(_, group)| group.n != 0)
        .filter_map(|(column, group)| {
            let of = |row: &&CountRow| (row.label.clone(), row.cells.get(column).map_or(0, |cell| plain(cell.count)));
            let counts: Vec<_> = codes.iter().map(of).collect();
            let (labels, count) = self::most(counts.iter().map(|(label, count)| (label.as_str(), *count)))?;
            let each = if labels.len() > 1 { "各" } else { "" };
            let (n, count) = (group.n.digits(figures::count), figures::count(count));
            Some(format!("{}では{}（{n}{unit}中{each}{count}{unit}）", group.label, quoted(&labels)))
        })
        .collect();
    if (2..=MOST_GROUPS).contains(&named.len()) {
        words.push_str(&format!("区分ごとに最も多いのは、{}です。", named.join("、")));
    }
    match significance {
        Significance::Untested(_) => {}
        Significance::Whole(test) => {
            words.push_str(&verdict(test, "区分によって回答の分かれ方に"));
            words.push_str(&standing_out(table, unit));
        }
        Significance::ByOption { tests } => {
            let out = standing_out(table, unit);
            let tests = figures::count(*tests as u64);
            words.push_str(&if out.is_empty() {
                format!("組合せごとに検定し、p値を補正したところ（{tests}件）、差があるとはいえませんでした。")
            } else {
                format!("組合せごとに検定し、p値を補正したところ（{tests}件）、差があるといえるものがありました。{out}")
            });
        }
    }
    words
}

/// What the test says, with its name and p.
fn verdict(test: &Test, of: &str) -> String {
    if test.is_significant() {
        format!("検定では、{of}差があるといえます（{}）。", test_words(test))
    } else {
        format!("検定では、{of}差があるとはいえません（{}）。", test_words(test))
    }
}

/// The marked cells, those above and those below what was expected; empty where none is marked.
fn standing_out(table: &CountTable, unit: &str) -> String {
    let cells = |more: bool| -> Vec<String> {
        let marked =
            table.rows.iter().flat_map(|row| row.cells.iter().zip(&table.columns).map(move |pair| (row, pair)));
        marked
            .filter(|(_, (cell, _))| cell.mark.is_some_and(|mark| mark.is_more() == more))
            .map(|(row, (cell, group))| {
                let (n, count) = (group.n.digits(figures::count), cell.count.digits(figures::count));
                format!("{}の「{}」（{n}{unit}中{count}{unit}）", group.label, row.label)
            })
            .collect()
    };
    let listed = |cells: &[String]| {
        let rest = cells.len().saturating_sub(MOST_CELLS);
        let first = cells[..cells.len() - rest].join("、");
        if rest > 0 { format!("{first}ほか{rest}件") } else { first }
    };
    match (cells(true), cells(false)) {
        (more, less) if more.is_empty() && less.is_empty() => String::new(),
        (more, less) if less.is_empty() => format!("期待される数より多いのは、{}です。", listed(&more)),
        (more, less) if more.is_empty() => format!("期待される数より少ないのは、{}です。", listed(&less)),
        (more, less) => {
            format!("期待される数より多いのは、{}で、少ないのは、{}です。", listed(&more), listed(&less))
        }
    }
}

fn numbers(crosstab: &Crosstab, table: &NumberTable, unit: &str) -> String {
    let everybody = std::iter::once(&table.all).chain(&table.groups);
    if everybody.clone().any(|group| group.n.is_hidden() || group.median.is_hidden()) {
        return HIDES.to_owned();
    }
    let Some(median) = table.all.median.number() else { return "数の記入がありません。".to_owned() };
    let of = crosstab.rows.unit.as_deref().unwrap_or_default();
    let amount = |value: f64| format!("{}{of}", figures::amount(value, 1));
    let mut words =
        format!("記入のあった{}{unit}の中央値は{}です。", table.all.n.digits(figures::count), amount(median));
    let named: Vec<String> = table
        .groups
        .iter()
        .filter_map(|group| {
            let median = group.median.number()?;
            Some(format!("{}では{}（{}{unit}）", group.label, amount(median), group.n.digits(figures::count)))
        })
        .collect();
    if (2..=MOST_GROUPS).contains(&named.len()) {
        words.push_str(&format!("区分ごとの中央値は、{}です。", named.join("、")));
    }
    if let Significance::Whole(test) = &crosstab.significance {
        words.push_str(&verdict(test, "区分によって数の大きさに"));
    }
    words
}

fn sums(crosstab: &Crosstab, table: &SumTable) -> String {
    let columns = std::iter::once(&table.all).chain(&table.columns);
    if columns.clone().any(|column| column.total.is_hidden())
        || table.cells.iter().flatten().chain(&table.row_totals).any(Published::is_hidden)
    {
        return HIDES.to_owned();
    }
    let Some(total) = table.all.total.number().filter(|total| *total > 0.0) else {
        return "記入された数はありません。".to_owned();
    };
    let unit = crosstab.rows.unit.as_deref().or(crosstab.columns.unit.as_deref()).unwrap_or_default();
    let decimals = u8::try_from(table.decimals).unwrap_or(1).min(3);
    let amount = |value: f64| format!("{}{unit}", figures::amount(value, decimals));
    let sums = table.row_totals.iter().map(|sum| sum.number().unwrap_or(0.0));
    let most = sums.clone().fold(0.0, f64::max);
    let at: Vec<usize> = sums.enumerate().filter(|(_, sum)| sum.total_cmp(&most).is_eq()).map(|(at, _)| at).collect();
    let labels: Vec<&str> = at.iter().filter_map(|at| table.rows.get(*at)).map(|row| row.label.as_str()).collect();
    let share = at.first().and_then(|at| table.share_of_all(*at).shown().cloned()).unwrap_or_default();
    format!(
        "記入された数の合計は{}で、最も多いのは{}の{}（{share}％）です。",
        amount(total),
        quoted(&labels),
        amount(most)
    )
}

/// How many are in a group, where nothing of the table is hidden.
fn shown(table: &CountTable) -> Option<u64> {
    let counts = table.rows.iter().flat_map(|row| row.cells.iter().map(|cell| cell.count).chain([row.total]));
    let hides = counts.chain(table.columns.iter().map(|group| group.n)).any(|count| count.is_hidden());
    table.all.n.shown().copied().filter(|_| !hides)
}

/// Said where something is hidden: what stands out would tell of it.
const HIDES: &str = "件数の少ない欄を秘匿しているため、目立つところは示していません。";

fn plain(count: Published<u64>) -> u64 {
    count.shown().copied().unwrap_or_default()
}

/// The labels with the greatest count; `None` where all are 0.
fn most<'a>(counts: impl Iterator<Item = (&'a str, u64)> + Clone) -> Option<(Vec<&'a str>, u64)> {
    let most = counts.clone().map(|(_, count)| count).max().filter(|count| *count > 0)?;
    Some((counts.filter(|(_, count)| *count == most).map(|(label, _)| label).collect(), most))
}

/// Labels in brackets; of many, the first and how many more.
fn quoted(labels: &[&str]) -> String {
    match labels {
        [one] => format!("「{one}」"),
        [one, two] => format!("「{one}」と「{two}」"),
        [one, rest @ ..] => format!("「{one}」ほか{}項目", rest.len()),
        [] => String::new(),
    }
}
