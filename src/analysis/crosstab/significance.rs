//! Whether differences are tested, and what came of it.

use serde::Serialize;

use crate::analysis::dataset::{Axis, CrossCounts, Slot};
use crate::analysis::statistics::{Contingency, Test, association, holm, residual};
use crate::definition::{AnswersPerAgency, Questionnaire};

/// How the answers came about. None of them is a sample drawn at random, on which tests rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Gathered {
    /// All agencies were asked, one answer each: what is found is so, and not guessed from a part.
    Census,
    /// Sheets that agencies chose to hand in, or people who happened to come.
    Chosen,
}

/// Whether to test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Testing {
    /// As the way of gathering answers has it: off where they are no random sample.
    AsGathered,
    /// Asked for.
    Asked,
}

/// Why nothing was tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Untested {
    /// All were asked ([`Gathered::Census`]), and no test was asked for.
    Census,
    /// The answers are a chosen set ([`Gathered::Chosen`]), and no test was asked for.
    Chosen,
    /// One answer is in several groups, which a test by ranks cannot have.
    Overlapping,
    /// Sums of a grid count no independent answers.
    Sums,
    /// Fewer than two groups or options have answers, or all numbers are equal.
    NothingToCompare,
    /// Counts of the table are hidden, and a test would tell of them.
    Hidden,
    /// So many rows and columns that hardly anybody is in a cell.
    TooFine,
}

/// What was tested.
#[derive(Debug, Clone, PartialEq)]
pub enum Significance {
    /// Nothing, and why.
    Untested(Untested),
    /// The table as a whole, or the numbers of the groups.
    Whole(Test),
    /// Each option against the rest, in tables where an answer has several: the tests stand in the
    /// cells, corrected by Holm for as many tests as there are.
    ByOption {
        /// How many tests.
        tests: usize,
    },
}

/// The test of one option in one group against the rest.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct CellTest {
    /// The 2×2 test: this option or not, this group or not.
    #[serde(flatten)]
    pub test: Test,
    /// p after Holm's correction over all tests of the table.
    pub p_holm: f64,
}

impl Gathered {
    /// How the answers to a questionnaire come about.
    pub fn of(questionnaire: &Questionnaire) -> Self {
        match questionnaire.answers_per_agency {
            AnswersPerAgency::One => Self::Census,
            AnswersPerAgency::Many => Self::Chosen,
        }
    }
}

/// Whether to test, or why not.
pub(super) fn plan(testing: Testing, gathered: Gathered) -> Option<Untested> {
    match (testing, gathered) {
        (Testing::Asked, _) => None,
        (Testing::AsGathered, Gathered::Census) => Some(Untested::Census),
        (Testing::AsGathered, Gathered::Chosen) => Some(Untested::Chosen),
    }
}

/// A cell's place among the codes, row first.
pub(super) type Place = (usize, usize);

/// One option tested against the rest.
pub(super) struct Tested {
    pub(super) test: CellTest,
    /// The cell it was made for.
    pub(super) cell: Place,
    /// That cell's residual.
    pub(super) residual: Option<f64>,
    /// Cells of which the same test speaks, with the same sign (`1.0`) or the other (`-1.0`): of two
    /// groups, or two options, of which every answer has one, the second is the first the other way
    /// round.
    pub(super) mirrors: Vec<(Place, f64)>,
}

/// The tests of every option against the rest, over those who answered both questions: option or
/// not by group or not. Cells that say the same are tested once.
pub(super) fn by_option(counts: &CrossCounts) -> Vec<Tested> {
    let rows = used(&counts.rows, |at| counts.count(Slot::Code(at), Slot::Given));
    let columns = used(&counts.columns, |at| counts.count(Slot::Given, Slot::Code(at)));
    let n = counts.count(Slot::Given, Slot::Given);
    let mut found = Vec::new();
    for (row, other_row) in distinct(&counts.rows, &rows) {
        for (column, other_column) in distinct(&counts.columns, &columns) {
            let both = counts.count(Slot::Code(row), Slot::Code(column));
            let in_row = counts.count(Slot::Code(row), Slot::Given);
            let in_column = counts.count(Slot::Given, Slot::Code(column));
            // Who has neither: n less those of the row less those of the column that are not in the row.
            let neither = (n + both).saturating_sub(in_row + in_column);
            let table = Contingency::two_by_two(both, in_row - both, in_column - both, neither);
            let Some(test) = association(&table) else { continue };
            let turned = other_row.map(|row| ((row, column), -1.0));
            let across = other_column.map(|column| ((row, column), -1.0));
            let corner = other_row.zip(other_column).map(|corner| (corner, 1.0));
            found.push(Tested {
                test: CellTest { test, p_holm: test.p },
                cell: (row, column),
                residual: residual(&table),
                mirrors: [turned, across, corner].into_iter().flatten().collect(),
            });
        }
    }
    let p: Vec<f64> = found.iter().map(|tested| tested.test.test.p).collect();
    found.iter_mut().zip(holm(&p)).for_each(|(tested, p_holm)| tested.test.p_holm = p_holm);
    found
}

/// The codes that somebody has.
fn used(axis: &Axis, total: impl Fn(usize) -> u64) -> Vec<usize> {
    (0..axis.codes.len()).filter(|at| total(*at) > 0).collect()
}

/// The used codes to be tested, each with the one that is its opposite: of two of which every answer
/// has one, only the first is tested.
fn distinct(axis: &Axis, used: &[usize]) -> Vec<(usize, Option<usize>)> {
    match (axis.overlapping, used) {
        (false, [first, second]) => vec![(*first, Some(*second))],
        _ => used.iter().map(|code| (*code, None)).collect(),
    }
}
