//! Sums of a grid's rows or columns by group.

use super::problem::CrosstabProblem;
use super::significance::{Significance, Untested};
use super::variable::{Subject, Variable};
use super::{Contents, grouping};
use crate::analysis::dataset::{Counter, Dimension, GridSums, NumberOf, Part, Place, Slot, State};
use crate::analysis::share::published;
use crate::analysis::table::Heading;
use crate::analysis::{Figure, Published};
use crate::definition::QuestionType;

/// Sums with their margins. `None` where nobody typed a number.
///
/// 実 of several agencies count a person several times; what is added up is what agencies wrote.
#[derive(Debug, Clone, PartialEq)]
pub struct SumTable {
    /// The lines down the side.
    pub rows: Vec<Heading>,
    /// The groups across the top.
    pub columns: Vec<SumColumn>,
    /// All that are in a group.
    pub all: SumColumn,
    /// Row by row.
    pub cells: Vec<Vec<Published<Option<Figure>>>>,
    /// One a row.
    pub row_totals: Vec<Published<Option<Figure>>>,
    /// Digits after the point.
    pub decimals: u32,
    /// How many who filled in the grid are in no group.
    pub outside: Published<u64>,
    /// Whether one answer can be in several groups; these then add up to more than all.
    pub groups_overlap: bool,
}

/// One group of a table of sums.
#[derive(Debug, Clone, PartialEq)]
pub struct SumColumn {
    /// Code and label.
    pub heading: Heading,
    /// How many were asked.
    pub n: Published<u64>,
    /// How many of them left the whole grid blank.
    pub blank: Published<u64>,
    /// The sum of the column.
    pub total: Published<Option<Figure>>,
}

impl SumTable {
    /// Column share (縦％) in percent, one decimal, half-up; `-` where nobody typed a number.
    pub fn column_share(&self, row: usize, column: usize) -> Published<String> {
        self.share(self.cell(row, column), self.columns.get(column).map_or(None.into(), |column| column.total))
    }

    /// Row share (横％).
    pub fn row_share(&self, row: usize, column: usize) -> Published<String> {
        self.share(self.cell(row, column), self.row_total(row))
    }

    /// Total share (総％).
    pub fn total_share(&self, row: usize, column: usize) -> Published<String> {
        self.share(self.cell(row, column), self.all.total)
    }

    /// The share of a row's sum in the sum of all.
    pub fn share_of_all(&self, row: usize) -> Published<String> {
        self.share(self.row_total(row), self.all.total)
    }

    /// The sum in one cell.
    pub fn cell(&self, row: usize, column: usize) -> Published<Option<Figure>> {
        self.cells.get(row).and_then(|cells| cells.get(column)).copied().unwrap_or(None.into())
    }

    /// The sum of a row over all groups.
    pub fn row_total(&self, row: usize) -> Published<Option<Figure>> {
        self.row_totals.get(row).copied().unwrap_or(None.into())
    }

    /// By integer arithmetic, as all shares: the sums are multiples of 10^-decimals.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "sums are far below 2^63, and not below 0"
    )]
    fn share(&self, part: Published<Option<Figure>>, whole: Published<Option<Figure>>) -> Published<String> {
        let scale = 10_f64.powi(i32::try_from(self.decimals).unwrap_or(i32::MAX));
        let units = |sum: Option<Figure>| sum.map_or(0, |sum| (sum.0 * scale).round().max(0.0) as u64);
        if matches!(part, Published::Shown(None)) {
            Published::Shown("-".to_owned())
        } else {
            published(part.map(units), whole.map(units))
        }
    }
}

/// A sum as it is published.
fn figure(sum: Option<f64>) -> Published<Option<Figure>> {
    sum.map(Figure).into()
}

/// A grid's margin by groups or by the grid's other margin, either way round.
pub(super) fn cross(
    counter: &Counter<'_>,
    rows: &Variable,
    columns: &Variable,
) -> Result<(Contents, Significance), CrosstabProblem> {
    let table = match (&rows.subject, &columns.subject) {
        (Subject::Margin { grid, of_rows }, Subject::Margin { grid: other, .. }) if grid == other => {
            let by = Dimension::Given(NumberOf { place: *grid, part: Part::Only });
            let read = Read::new(counter, rows, columns, *grid, &by)?;
            if *of_rows { read.own() } else { read.own().turned() }
        }
        (Subject::Margin { grid, of_rows }, _) if !is_margin(columns) => {
            Read::new(counter, rows, columns, *grid, &grouping(counter, columns)?)?.by_group(*of_rows)
        }
        (_, Subject::Margin { grid, of_rows }) if !is_margin(rows) => {
            Read::new(counter, columns, rows, *grid, &grouping(counter, rows)?)?.by_group(*of_rows).turned()
        }
        _ => return Err(CrosstabProblem::TwoGrids(rows.name.clone())),
    };
    Ok((Contents::Sums(table), Significance::Untested(Untested::Sums)))
}

fn is_margin(variable: &Variable) -> bool {
    matches!(variable.subject, Subject::Margin { .. })
}

/// A grid with its sums by group.
struct Read {
    sums: GridSums,
    rows: Vec<Heading>,
    columns: Vec<Heading>,
    decimals: u32,
}

impl Read {
    fn new(
        counter: &Counter<'_>,
        margin: &Variable,
        other: &Variable,
        grid: Place,
        by: &Dimension,
    ) -> Result<Self, CrosstabProblem> {
        let Some(QuestionType::Grid { rows, columns, format, .. }) =
            grid.question(counter.questionnaire).map(|question| &question.kind)
        else {
            return Err(CrosstabProblem::Unknown(margin.name.clone()));
        };
        let headings = |options: &crate::definition::question::Options| {
            options.codes.iter().map(|code| Heading { key: code.key.clone(), label: code.label.clone() }).collect()
        };
        let sums =
            counter.grid_sums(grid, by).map_err(|problem| CrosstabProblem::from_cross(problem, margin, other))?;
        Ok(Self { sums, rows: headings(rows), columns: headings(columns), decimals: format.decimals })
    }

    /// The grid itself: its rows by its columns.
    fn own(self) -> SumTable {
        let all = Slot::Given;
        // Those who left the grid blank are in no group of those who filled it in.
        let answers = [all, Slot::Unknown, Slot::Blank].map(|slot| self.answers(slot));
        let (n, blank) = answers.iter().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        let column = |(at, heading): (usize, &Heading)| SumColumn {
            heading: heading.clone(),
            n: n.into(),
            blank: blank.into(),
            total: figure(self.sums.column_total(all, at)),
        };
        let lines = 0..self.rows.len();
        SumTable {
            columns: self.columns.iter().enumerate().map(column).collect(),
            all: SumColumn {
                heading: together(),
                n: n.into(),
                blank: blank.into(),
                total: figure(self.sums.total(all)),
            },
            cells: lines
                .clone()
                .map(|row| (0..self.columns.len()).map(|column| figure(self.sums.cell(all, row, column))).collect())
                .collect(),
            row_totals: lines.map(|row| figure(self.sums.row_total(all, row))).collect(),
            decimals: self.decimals,
            outside: 0.into(),
            groups_overlap: false,
            rows: self.rows,
        }
    }

    /// One margin by the groups.
    fn by_group(self, of_rows: bool) -> SumTable {
        let sums = &self.sums;
        let sum = |slot, at| if of_rows { sums.row_total(slot, at) } else { sums.column_total(slot, at) };
        let rows = if of_rows { &self.rows } else { &self.columns };
        let groups = || (0..sums.axis.codes.len()).map(Slot::Code);
        let column = |slot, heading| {
            let (n, blank) = self.answers(slot);
            SumColumn { heading, n: n.into(), blank: blank.into(), total: figure(sums.total(slot)) }
        };
        let headings = sums.axis.codes.iter().map(|code| Heading { key: code.key.clone(), label: code.label.clone() });
        let outside = [Slot::Blank, Slot::Unknown, Slot::NotAsked];
        SumTable {
            rows: rows.clone(),
            columns: groups().zip(headings).map(|(slot, heading)| column(slot, heading)).collect(),
            all: column(Slot::Given, together()),
            cells: (0..rows.len()).map(|at| groups().map(|slot| figure(sum(slot, at))).collect()).collect(),
            row_totals: (0..rows.len()).map(|at| figure(sum(Slot::Given, at))).collect(),
            decimals: self.decimals,
            outside: outside.iter().map(|slot| sums.answers(*slot, State::Given)).sum::<u64>().into(),
            groups_overlap: sums.axis.overlapping,
        }
    }

    /// How many of a slot were asked, and how many of them left the grid blank.
    fn answers(&self, slot: Slot) -> (u64, u64) {
        let blank = self.sums.answers(slot, State::Blank);
        (blank + self.sums.answers(slot, State::Given) + self.sums.answers(slot, State::Unknown), blank)
    }
}

fn together() -> Heading {
    Heading { key: String::new(), label: "全体".to_owned() }
}

impl SumTable {
    /// Rows and columns the other way round. How many answered is then known of all together only.
    fn turned(self) -> Self {
        let Self { rows, columns, all, cells, row_totals, decimals, outside, groups_overlap } = self;
        let turned = (0..columns.len()).map(|at| cells.iter().filter_map(|row| row.get(at).copied()).collect());
        Self {
            cells: turned.collect(),
            row_totals: columns.iter().map(|column| column.total).collect(),
            columns: rows
                .into_iter()
                .zip(row_totals)
                .map(|(heading, total)| SumColumn { heading, n: all.n, blank: all.blank, total })
                .collect(),
            rows: columns.into_iter().map(|column| column.heading).collect(),
            all,
            decimals,
            outside,
            groups_overlap,
        }
    }
}
