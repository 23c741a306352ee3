//! The same questionnaire over several periods, joined by key and code across its versions: the newest label
//! wins, what is gone from the newest version stays, and what a version did not have is told from 0.

mod change;
mod join;
mod lines;
mod period;
#[cfg(test)]
mod tests;

pub use change::points;
pub use lines::{ItemLine, Lines, RowCell, RowLine, SumLine};
pub use period::{Span, Step};

use self::join::{joined, newest};
use super::published::Published;
use super::table::{Figures, Table, Tables};

/// The tables of one period.
#[derive(Debug, Clone, Copy)]
pub struct PeriodTables<'a> {
    /// Its days, where they are known.
    pub span: Option<Span>,
    /// The number of the questionnaire's version: the greater one is the newer.
    pub version: i32,
    /// The tables, without groups; as far as the reader may see them.
    pub tables: &'a Tables,
}

/// Every question over the periods.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// How each period but the first stands to the one before it.
    pub steps: Vec<Step>,
    /// One a question, in the order of the newest version, then those that are gone from it.
    pub tables: Vec<TrendTable>,
}

/// One question over the periods.
#[derive(Debug, Clone, PartialEq)]
pub struct TrendTable {
    /// Its table in the newest version that has it: label, type, unit.
    pub newest: Table,
    /// Whether its type changed, so that other answers to it stand in another table.
    pub is_split: bool,
    /// Whether it was put to all in one period and to some in another: no change is told then.
    pub base_differs: bool,
    /// n of each period; `None` where its version did not ask.
    pub bases: Vec<Option<Base>>,
    /// The figures.
    pub lines: Lines,
}

/// What the figures of a period are shares of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Base {
    /// To how many the question was put.
    pub n: Published<u64>,
    /// How many of them left it blank.
    pub blank: Published<u64>,
}

/// Joins the tables of periods that stand in the order of time.
pub fn trend(periods: &[PeriodTables<'_>]) -> Trend {
    let steps: Vec<Step> =
        periods.iter().zip(periods.iter().skip(1)).map(|(one, next)| Step::between(one.span, next.span)).collect();
    let mut newest_first: Vec<usize> = (0..periods.len()).collect();
    newest_first.sort_by_key(|period| std::cmp::Reverse((periods.get(*period).map(|one| one.version), *period)));
    let questions = joined(&newest_first, |period| {
        let tables = periods.get(period).map_or(&[][..], |period| &period.tables.tables);
        tables.iter().map(|table| ((table.question.as_str(), shape(table)), table)).collect()
    });
    let tables = questions.iter().filter_map(|((question, _), tables)| {
        let newest = *newest(&newest_first, tables)?;
        let given = || tables.iter().flatten();
        let base_differs = given().any(|table| table.conditional != newest.conditional);
        let told =
            if base_differs { vec![false; steps.len()] } else { steps.iter().map(|step| step.is_joined()).collect() };
        Some(TrendTable {
            newest: newest.clone(),
            is_split: questions.keys().filter(|(other, _)| other == question).count() > 1,
            base_differs,
            bases: tables.iter().map(|table| table.map(|table| Base { n: table.n, blank: table.blank })).collect(),
            lines: lines::of(&newest_first, &told, tables, newest),
        })
    });
    Trend { tables: tables.collect(), steps }
}

/// Answers of one shape can be counted in one table. A choice that became a choice of several cannot.
fn shape(table: &Table) -> &'static str {
    match table.figures {
        Figures::Answered { .. } => "answered",
        _ => table.kind,
    }
}
