//! Crosstabs, made ready for pages, terminals and workbooks: the table, a sentence that says what
//! stands out, and notes on what its figures may claim.

mod address;
mod arrange;
mod charts;
mod choices;
mod counts;
mod finding;
mod notes;
mod numbers;
mod page;
mod sections;
mod share;
mod sums;
#[cfg(test)]
mod tests;

pub use arrange::arrange;
pub use choices::{Select, name_of};
pub use finding::finding;
pub use notes::{test_words, untested};
pub use page::{Asked, Crossed, CrosstabPage, Place, is_tested};
pub use share::Share;

use super::results::Counted;
use super::table::ShownTable;
use crate::analysis::crosstab::{Contents, Crosstab};

/// What the reader should know of all crosstabs.
pub const NOTES: &[&str] = &[
    "縦％は、区分ごとのn（無回答を含む）に対する割合です。横％は、その行の計に対する割合、総％は、全体のnに対する割合です。いずれも小数第2位を四捨五入しています。",
    "「無回答」は設問を見て記入しなかったもの、「不明」は分からないと答えたものです。0と記入されたものとは区別しています。",
    "「該当なし」は、設問の条件に当てはまらず、尋ねていない回答です。nに含みません。",
];

/// The crosstab as tables for people: the figures with column shares first; for counts and sums the
/// shares of rows and of all behind them, as a table of its own. The first note under the first table
/// is what stands out ([`finding`]).
pub fn shown(crosstab: &Crosstab, counted: Counted) -> Vec<ShownTable> {
    match &crosstab.contents {
        Contents::Counts(table) => counts::shown(crosstab, table, counted),
        Contents::Numbers(table) => vec![numbers::shown(crosstab, table, counted)],
        Contents::Sums(table) => sums::shown(crosstab, table, counted),
    }
}

/// The crosstab as one table with shares of one kind; numbers by group have none. The first note is what stands out.
fn by_share(crosstab: &Crosstab, counted: Counted, share: Share) -> ShownTable {
    match &crosstab.contents {
        Contents::Counts(table) => counts::by_share(crosstab, table, counted, share),
        Contents::Numbers(table) => numbers::shown(crosstab, table, counted),
        Contents::Sums(table) => sums::by_share(crosstab, table, counted, share),
    }
}

/// An empty table with what all crosstabs have.
fn begun(crosstab: &Crosstab, how: &'static str, base: String) -> ShownTable {
    ShownTable {
        id: id(crosstab),
        title: format!("{}　×　{}", crosstab.rows.label, crosstab.columns.label),
        how,
        base,
        notes: Vec::new(),
        side: if crosstab.rows.is_question_with_options() { "選択肢" } else { "区分" },
        spans: Vec::new(),
        head: Vec::new(),
        rows: Vec::new(),
        chart: None,
        chart_column: 0,
    }
}

/// Unique among crosstabs; ASCII letters, digits, `-` and `_`.
fn id(crosstab: &Crosstab) -> String {
    let name = format!("{}--{}", crosstab.rows.name, crosstab.columns.name);
    name.chars().map(|sign| if sign.is_ascii_alphanumeric() || sign == '_' { sign } else { '-' }).collect()
}

/// What a count counts, after a number: 機関 or 件.
fn unit(crosstab: &Crosstab, counted: Counted) -> &'static str {
    match counted {
        Counted::Agencies if !is_inside(crosstab) => "機関",
        _ => "件",
    }
}

/// Whether instances of a repeat are counted, and not answers.
fn is_inside(crosstab: &Crosstab) -> bool {
    [&crosstab.rows, &crosstab.columns]
        .iter()
        .any(|variable| variable.question().is_some_and(|place| place.inside.is_some()))
}
