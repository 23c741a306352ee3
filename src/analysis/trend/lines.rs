//! The rows of a question over the periods.

use super::change::points;
use super::join::{Places, joined, newest};
use crate::analysis::figure::Figure;
use crate::analysis::published::Published;
use crate::analysis::share;
use crate::analysis::table::{Figures, GridFigures, Heading, Item, Row, Table};

/// The code of 無回答 in rows.
const BLANK: &str = "blank";

/// What a question's table holds over the periods, by its type.
#[derive(Debug, Clone, PartialEq)]
pub enum Lines {
    /// choice, choices, ranking, scale, checklist, agency, agencies: options, 無回答 last.
    Rows(Vec<RowLine>),
    /// text, paragraph, date, month: how many wrote something, then how many did not.
    Answered(Vec<RowLine>),
    /// number, calculated, counts: items.
    Items(Vec<ItemLine>),
    /// grid: each row followed by its cells, then the columns, then all.
    Grid(Vec<SumLine>),
}

/// One option over the periods.
#[derive(Debug, Clone, PartialEq)]
pub struct RowLine {
    /// Its code; `blank` for 無回答.
    pub code: String,
    /// The newest label.
    pub label: String,
    /// One place a period; `None` where its version did not have the option.
    pub cells: Vec<Option<RowCell>>,
    /// The change of the share against the period before, in tenths of a point; `None` for the first period,
    /// and where it must not be told.
    pub changes: Vec<Option<i128>>,
}

/// How many gave an option in one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowCell {
    /// How many.
    pub count: Published<u64>,
    /// Share in percent, one decimal; `-` where the base is 0.
    pub percent: Published<String>,
}

/// One number over the periods.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemLine {
    /// Its key.
    pub key: String,
    /// The newest label.
    pub label: String,
    /// One place a period; `None` where its version did not have it.
    pub cells: Vec<Option<Item>>,
}

/// A sum of a grid over the periods.
#[derive(Debug, Clone, PartialEq)]
pub struct SumLine {
    /// The row that it is of; `None` for a sum over all rows.
    pub row: Option<Heading>,
    /// The column that it is of; `None` for a sum over all columns.
    pub column: Option<Heading>,
    /// One place a period; `None` where its version did not have it.
    pub cells: Vec<Option<Published<Option<Figure>>>>,
}

/// Joins the tables of one question. `told` says between which periods a change is told.
pub(super) fn of(newest_first: &[usize], told: &[bool], tables: &[Option<&Table>], newest: &Table) -> Lines {
    let at = |period: usize| tables.get(period).copied().flatten();
    match &newest.figures {
        Figures::Rows { .. } => Lines::Rows(rows(newest_first, told, tables, |table| match &table.figures {
            Figures::Rows { rows } => rows.clone(),
            _ => Vec::new(),
        })),
        Figures::Answered { .. } => Lines::Answered(rows(newest_first, told, tables, answered)),
        Figures::Items { .. } => {
            let items = joined(newest_first, |period| match at(period).map(|table| &table.figures) {
                Some(Figures::Items { items }) => items.iter().map(|item| (item.key.clone(), item.clone())).collect(),
                _ => Vec::new(),
            });
            Lines::Items(items.into_iter().filter_map(|(key, cells)| item(newest_first, key, cells)).collect())
        }
        Figures::Grid(_) => {
            let sums = joined(newest_first, |period| match at(period).map(|table| &table.figures) {
                Some(Figures::Grid(grid)) => sums(grid),
                _ => Vec::new(),
            });
            Lines::Grid(grid(newest_first, sums))
        }
    }
}

fn item(newest_first: &[usize], key: String, cells: Places<Item>) -> Option<ItemLine> {
    let label = newest(newest_first, &cells)?.label.clone();
    Some(ItemLine { key, label, cells })
}

/// A question in words as two rows.
fn answered(table: &Table) -> Vec<Row> {
    let Figures::Answered { answered } = table.figures else { return Vec::new() };
    let row = |code: &str, label: &str, count| Row {
        code: code.to_owned(),
        label: label.to_owned(),
        count,
        percent: share::published(count, table.n),
    };
    vec![row("answered", "記入あり", answered), row(BLANK, "無回答", table.blank)]
}

fn rows(
    newest_first: &[usize],
    told: &[bool],
    tables: &[Option<&Table>],
    rows_of: impl Fn(&Table) -> Vec<Row>,
) -> Vec<RowLine> {
    let table = |period: usize| tables.get(period).copied().flatten();
    let joined = joined(newest_first, |period| {
        table(period).map(&rows_of).unwrap_or_default().into_iter().map(|row| (row.code.clone(), row)).collect()
    });
    let mut lines: Vec<RowLine> = joined
        .into_iter()
        .filter_map(|(code, places)| {
            let label = newest(newest_first, &places)?.label.clone();
            let cells: Vec<Option<RowCell>> = places
                .into_iter()
                .zip(tables)
                .map(|(row, table)| match row {
                    Some(Row { count, percent, .. }) => Some(RowCell { count, percent }),
                    None => (*table).and_then(unmentioned),
                })
                .collect();
            let changes = (0..cells.len()).map(|period| change(period, told, tables, &cells)).collect();
            Some(RowLine { code, label, cells, changes })
        })
        .collect();
    lines.sort_by_key(|line| line.code == BLANK);
    lines
}

/// Agencies that nobody named have no row, and were named by none: any could have been.
fn unmentioned(table: &Table) -> Option<RowCell> {
    let names_agencies = matches!(table.kind, "agency" | "agencies");
    names_agencies.then(|| {
        let count = Published::Shown(0);
        RowCell { count, percent: share::published(count, table.n) }
    })
}

fn change(period: usize, told: &[bool], tables: &[Option<&Table>], cells: &[Option<RowCell>]) -> Option<i128> {
    let before = period.checked_sub(1).filter(|before| told.get(*before) == Some(&true))?;
    let fraction = |period: usize| {
        let (cell, table) = (cells.get(period)?.as_ref()?, (*tables.get(period)?)?);
        // A share that is hidden tells nothing, though its count may be shown.
        (!cell.percent.is_hidden()).then_some((cell.count, table.n))
    };
    points(fraction(before)?, fraction(period)?)
}

/// Row and column of a sum; `None` stands for all of them.
type SumKey = (Option<String>, Option<String>);

struct Sum {
    row: Option<Heading>,
    column: Option<Heading>,
    sum: Published<Option<Figure>>,
}

/// Every sum of a grid.
fn sums(grid: &GridFigures) -> Vec<(SumKey, Sum)> {
    let mut all = Vec::new();
    let mut put = |row: Option<&Heading>, column: Option<&Heading>, sum: Option<&Published<Option<Figure>>>| {
        let key = |heading: Option<&Heading>| heading.map(|heading| heading.key.clone());
        let sum = sum.copied().unwrap_or(Published::Shown(None));
        all.push(((key(row), key(column)), Sum { row: row.cloned(), column: column.cloned(), sum }));
    };
    for row in &grid.rows {
        put(Some(row), None, grid.row_totals.get(&row.key));
        for column in &grid.columns {
            put(Some(row), Some(column), grid.cells.get(&row.key).and_then(|line| line.get(&column.key)));
        }
    }
    for column in &grid.columns {
        put(None, Some(column), grid.column_totals.get(&column.key));
    }
    put(None, None, Some(&grid.total));
    all
}

/// The joined sums in order: rows that are gone stand behind the others, and their cells with them.
fn grid(newest_first: &[usize], sums: indexmap::IndexMap<SumKey, Places<Sum>>) -> Vec<SumLine> {
    let rows: Vec<Option<String>> =
        sums.keys().filter(|(_, column)| column.is_none()).map(|(row, _)| row.clone()).collect();
    let place = |row: &Option<String>| match row {
        Some(_) => rows.iter().position(|other| other == row).unwrap_or(rows.len()),
        None => rows.len(),
    };
    let mut lines: Vec<(usize, u8, SumLine)> = sums
        .into_iter()
        .filter_map(|((row, column), places)| {
            let named = newest(newest_first, &places)?;
            // In a row its own sum comes first; under the rows the sum of all comes last.
            let rank = u8::from(column.is_some() == row.is_some());
            let (row_heading, column_heading) = (named.row.clone(), named.column.clone());
            let cells = places.into_iter().map(|sum| sum.map(|sum| sum.sum)).collect();
            Some((place(&row), rank, SumLine { row: row_heading, column: column_heading, cells }))
        })
        .collect();
    lines.sort_by_key(|(row, rank, _)| (*row, *rank));
    lines.into_iter().map(|(_, _, line)| line).collect()
}
