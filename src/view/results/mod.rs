//! The tables of a questionnaire, made ready for pages and workbooks.

mod arrangement;
mod grid;
mod numbers;
mod page;
mod rows;
mod sections;
mod switch;
pub(super) mod words;

pub use arrangement::{Arrangement, UNORDERED};
pub use page::{ResultsPage, Shown};
pub use sections::{Sections, ShownSection};
pub use switch::{Switch, query, switches};

use std::collections::HashMap;

use super::table::ShownTable;
use crate::analysis::{Figures, Table, Tables};

/// What one answer stands for, and so what a count counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// An agency: each gives one answer.
    Agencies,
    /// A sheet: an agency gives as many as it has cases.
    Sheets,
}

/// Every table, in the order of the questions.
pub fn shown(tables: &Tables, counted: Counted) -> Vec<ShownTable> {
    arranged(tables, counted, Arrangement::default())
}

/// The same with their rows arranged.
pub fn arranged(tables: &Tables, counted: Counted, arrangement: Arrangement) -> Vec<ShownTable> {
    let arranged = |table: &Table| {
        let mut table = table.clone();
        let left_out = arrangement.arrange(&mut table);
        let mut shown = one(&table, counted);
        shown.notes.extend((left_out > 0).then(|| format!("該当のない行（{left_out}行）を省いています。")));
        shown
    };
    tables.tables.iter().map(arranged).collect()
}

/// What the reader should know of all tables.
pub const NOTES: &[&str] = &[
    "割合は、表ごとに示すn（無回答を含む）に対するもので、小数第2位を四捨五入しています。このため、合計が100.0にならないことがあります。",
    "「無回答」は設問を見て記入しなかったもの、「不明」は分からないと答えたものです。0と記入されたものとは区別しています。",
    "設問の条件に当てはまらず、尋ねていない回答は、nに含みません（該当者数をnとしています）。",
];

/// What each table's question is called on crosstabs, by the id of the shown table. Of several numbers it is the
/// first, of a grid its rows; words that were written are not crossed from here.
pub fn crosstab_names(tables: &Tables) -> HashMap<String, String> {
    let name = |table: &Table| match &table.figures {
        Figures::Rows { .. } => Some(table.question.clone()),
        Figures::Items { items } if table.kind == "counts" => {
            items.first().map(|item| format!("{}.{}", table.question, item.key))
        }
        Figures::Items { .. } => Some(table.question.clone()),
        Figures::Grid(_) => Some(format!("{}.rows", table.question)),
        Figures::Answered { .. } => None,
    };
    tables.tables.iter().filter_map(|table| Some((id(table), name(table)?))).collect()
}

fn id(table: &Table) -> String {
    table.question.replace('.', "-")
}

/// The tables with those of texts and dates, which hold only how many answered, put together into
/// one at the end.
pub fn gathered(tables: Vec<ShownTable>) -> Vec<ShownTable> {
    let (words, mut rest): (Vec<_>, Vec<_>) = tables.into_iter().partition(|table| table.is_only_answered());
    rest.extend(rows::gather(words));
    rest
}

fn one(table: &Table, counted: Counted) -> ShownTable {
    let in_repeat = table.question.contains('.');
    let mut shown = ShownTable {
        id: id(table),
        title: table.label.clone(),
        how: words::how(table),
        base: words::base(table, counted),
        notes: words::notes(table),
        side: "",
        spans: Vec::new(),
        head: Vec::new(),
        rows: Vec::new(),
        chart: None,
        chart_column: 0,
    };
    let count = if in_repeat { "件数" } else { words::count_heading(counted) };
    match &table.figures {
        Figures::Rows { rows } => rows::fill(&mut shown, table, rows, count),
        Figures::Items { items } => numbers::fill(&mut shown, table, items, counted),
        Figures::Grid(figures) => grid::fill(&mut shown, table, figures, counted),
        Figures::Answered { answered } => rows::fill_answered(&mut shown, table, *answered, count),
    }
    shown
}

#[cfg(test)]
mod tests;
