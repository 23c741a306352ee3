//! Crosstabs: any question or agency attribute against any other.
//!
//! A [`Variable`] is what stands on one side, found by the name people give it. [`cross`] counts one
//! by another into a [`Crosstab`]: counts of answers, numbers by group, or sums of a grid by group.
//! Whether differences are tested is a choice ([`Testing`]); why they were not is a value
//! ([`Untested`]). Marks of cells that stand out are there only where a test allows them.

mod bands;
mod counts;
mod groups;
mod json;
pub mod long;
mod numbers;
mod pair;
mod problem;
mod protect;
mod significance;
mod sums;
#[cfg(test)]
mod tests;
mod variable;

pub use counts::{CountCell, CountRow, CountTable, RowRole};
pub use groups::{FEW, Group, Outside};
pub use json::Crosstabs;
pub use numbers::{NumberGroup, NumberTable};
pub use pair::{Pair, pairs};
pub use problem::CrosstabProblem;
pub use protect::{common_top, needs_protection, protect};
pub use significance::{CellTest, Gathered, Significance, Testing, Untested};
pub use sums::{SumColumn, SumTable};
pub use variable::{Subject, Variable};

use super::dataset::{Counter, Dimension};

/// One variable (rows, 表側) by another (columns, 表頭).
#[derive(Debug, Clone, PartialEq)]
pub struct Crosstab {
    /// What stands down the side.
    pub rows: Variable,
    /// What stands across the top: the groups.
    pub columns: Variable,
    /// How the answers came about, which is why tests may be off.
    pub gathered: Gathered,
    /// The figures.
    pub contents: Contents,
    /// The test of the table as a whole, tests of single cells, or why there is none.
    pub significance: Significance,
}

/// The figures of a crosstab.
#[derive(Debug, Clone, PartialEq)]
pub enum Contents {
    /// How many answers there are of each pair of codes.
    Counts(CountTable),
    /// Numbers of each group: mean, median, quartiles.
    Numbers(NumberTable),
    /// Sums of a grid's rows or columns by group.
    Sums(SumTable),
}

/// Counts `rows` by `columns`.
///
/// Codes by codes are counted; a number by codes is described group by group; a grid's rows or
/// columns are added up group by group. A number across the top is cut into bands.
///
/// # Errors
/// Where the two cannot be crossed.
pub fn cross(
    counter: &Counter<'_>,
    rows: &Variable,
    columns: &Variable,
    testing: Testing,
) -> Result<Crosstab, CrosstabProblem> {
    if rows.subject == columns.subject {
        return Err(CrosstabProblem::Same(rows.name.clone()));
    }
    let gathered = Gathered::of(counter.questionnaire);
    let found = match (&rows.subject, &columns.subject) {
        (Subject::Margin { .. }, _) | (_, Subject::Margin { .. }) => sums::cross(counter, rows, columns),
        (Subject::Codes(dimension), _) => {
            let by = grouping(counter, columns)?;
            counter
                .cross(dimension, &by)
                .map(|counts| counts::table(&counts, significance::plan(testing, gathered)))
                .map(|(table, significance)| (Contents::Counts(table), significance))
                .map_err(|problem| CrosstabProblem::from_cross(problem, rows, columns))
        }
        (Subject::Number(number), _) => {
            let by = grouping(counter, columns)?;
            counter
                .numbers_by(*number, &by)
                .map(|numbers| numbers::table(rows, &numbers, significance::plan(testing, gathered)))
                .map(|(table, significance)| (Contents::Numbers(table), significance))
                .map_err(|problem| CrosstabProblem::from_cross(problem, rows, columns))
        }
    };
    let (contents, significance) = found?;
    Ok(Crosstab { rows: rows.clone(), columns: columns.clone(), gathered, contents, significance })
}

/// Every question of the questionnaire (those of repeats too) by `columns`, in order. Questions that
/// cannot be crossed with it are left out: notes, `columns` itself, and questions of another repeat.
///
/// # Errors
/// Where `columns` itself cannot stand across the top.
pub fn every_question(
    counter: &Counter<'_>,
    columns: &Variable,
    testing: Testing,
) -> Result<Vec<Crosstab>, CrosstabProblem> {
    if !matches!(columns.subject, Subject::Margin { .. }) {
        grouping(counter, columns)?;
    }
    let rows = Variable::all(counter.questionnaire);
    let rows = rows.iter().filter(|rows| rows.question() != columns.question());
    Ok(rows.filter_map(|rows| cross(counter, rows, columns, testing).ok()).collect())
}

/// What the columns tell answers apart by: their codes, or bands of their numbers.
fn grouping(counter: &Counter<'_>, columns: &Variable) -> Result<Dimension, CrosstabProblem> {
    match &columns.subject {
        Subject::Codes(dimension) => Ok(dimension.clone()),
        Subject::Number(number) => bands::default(counter, *number)
            .map(|limits| Dimension::Bands { number: *number, limits })
            .map_err(|problem| CrosstabProblem::from_cross(problem, columns, columns)),
        Subject::Margin { .. } => Err(CrosstabProblem::TwoGrids(columns.name.clone())),
    }
}
