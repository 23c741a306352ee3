//! Crosstabs in which nothing can be learned of a few persons or cases.

use super::counts::{CountTable, RowRole};
use super::groups::Outside;
use super::json::Crosstabs;
use super::numbers::{NumberGroup, NumberTable};
use super::problem::CrosstabProblem;
use super::significance::{Significance, Untested};
use super::sums::SumTable;
use super::variable::{Subject, Variable};
use super::{Contents, Crosstab};
use crate::analysis::disclosure::{Counting, Hiding};
use crate::analysis::table::{Figures, Group, Item, Table, Tables};
use crate::analysis::{By, Figure, Published};
use crate::definition::Questionnaire;

/// What all crosstabs have across the top, so that they can be protected together: what one of them hides must not
/// follow from another.
///
/// # Errors
/// They have several things there, or something that tables cannot be grouped by.
pub fn common_top(questionnaire: &Questionnaire, crosstabs: &Crosstabs) -> Result<Option<By>, CrosstabProblem> {
    let needing = crosstabs.tables.iter().filter(|crosstab| needs_protection(questionnaire, crosstab));
    let mut tops = needing.map(|crosstab| &crosstab.columns);
    let Some(first) = tops.next() else { return Ok(None) };
    let unfit = |top: &Variable| CrosstabProblem::CannotHide(top.name.clone());
    if let Some(other) = tops.find(|top| *top != first) {
        return Err(unfit(other));
    }
    By::from_name(questionnaire, &first.name).map(Some).map_err(|_| unfit(first))
}

/// Hides in crosstabs what is hidden in `tables`: those of every question, grouped by what the crosstabs have across
/// the top, already protected. A crosstab then shows nothing that these do not show. Who is in no group and who was not
/// asked is not told, nor what all groups come to where some answers are in none; a test of hidden counts neither.
///
/// # Errors
/// A crosstab is none of these tables.
pub fn protect(
    crosstabs: &mut Crosstabs,
    questionnaire: &Questionnaire,
    tables: &Tables,
    k: u64,
) -> Result<Hiding, CrosstabProblem> {
    let mut hiding = Hiding { k, primary: 0, complementary: 0 };
    for crosstab in &mut crosstabs.tables {
        if !needs_protection(questionnaire, crosstab) {
            continue;
        }
        let unfit = || CrosstabProblem::CannotHide(crosstab.rows.name.clone());
        let (table, part) = table_of(tables, &crosstab.rows).ok_or_else(unfit)?;
        let mut source = Source { table, part, hiding: &mut hiding };
        let any = match (&mut crosstab.contents, &crosstab.rows.subject) {
            (Contents::Counts(_), Subject::Codes(crate::analysis::dataset::Dimension::Bands { .. })) => {
                return Err(CrosstabProblem::CannotHide(crosstab.rows.name.clone()));
            }
            (Contents::Counts(counts), _) => source.counts(counts),
            (Contents::Numbers(numbers), _) => source.numbers(numbers),
            (Contents::Sums(sums), Subject::Margin { of_rows, .. }) => source.sums(sums, *of_rows),
            (Contents::Sums(_), _) => return Err(CrosstabProblem::CannotHide(crosstab.rows.name.clone())),
        };
        if any && !matches!(crosstab.significance, Significance::Untested(_)) {
            crosstab.significance = Significance::Untested(Untested::Hidden);
        }
    }
    crosstabs.responses = tables.responses;
    Ok(hiding)
}

/// Whether counts of it count cases, or its numbers persons.
pub fn needs_protection(questionnaire: &Questionnaire, crosstab: &Crosstab) -> bool {
    let sides = [&crosstab.rows, &crosstab.columns];
    let of_persons = || {
        let questions = sides.iter().filter_map(|side| side.question()?.question(questionnaire));
        questions.map(Counting::of_numbers).any(Counting::is_protected)
    };
    Counting::of_answers(questionnaire).is_protected()
        || (!matches!(crosstab.contents, Contents::Counts(_)) && of_persons())
}

/// The table of a variable's question, and the part of it that the name names.
fn table_of<'t, 'v>(tables: &'t Tables, rows: &'v Variable) -> Option<(&'t Table, Option<&'v str>)> {
    let find = |name: &str| tables.tables.iter().find(|table| table.question == name);
    find(&rows.name).map(|table| (table, None)).or_else(|| {
        let (name, part) = rows.name.rsplit_once('.')?;
        Some((find(name)?, Some(part)))
    })
}

const NOT_TOLD: Outside =
    Outside { blank: Published::Hidden, unknown: Published::Hidden, not_asked: Published::Hidden };

/// Where figures are looked up.
struct Source<'t, 'v, 'h> {
    table: &'t Table,
    part: Option<&'v str>,
    /// Counts what is hidden.
    hiding: &'h mut Hiding,
}

impl<'t> Source<'t, '_, '_> {
    /// The group with a code; its figures are all hidden where there is none.
    fn group(&self, code: &str) -> Option<&'t Group> {
        self.table.grouping.as_ref()?.groups.iter().find(|group| group.code == code)
    }

    /// Whether everybody is in a group, so that what all groups come to is the figure over all answers.
    fn is_whole(&self) -> bool {
        self.table.grouping.as_ref().is_some_and(|grouping| grouping.ungrouped == 0)
    }

    /// Whether counts of answers count cases.
    fn of_cases(&self) -> bool {
        self.table.answers.is_protected()
    }

    /// Takes over a count, and notes whether it is hidden for itself or so that others stay hidden.
    fn put(&mut self, place: &mut Published<u64>, count: Published<u64>) {
        if let (Published::Shown(was), Published::Hidden) = (*place, count) {
            let small = (1..self.hiding.k).contains(&was);
            *if small { &mut self.hiding.primary } else { &mut self.hiding.complementary } += 1;
        }
        *place = count;
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sums of counts are not below 0")]
    fn put_sum(&mut self, place: &mut Published<Option<Figure>>, sum: Published<Option<Figure>>) {
        let units = |sum: Published<Option<Figure>>| sum.map(|sum| sum.map_or(0, |sum| sum.0.max(0.0) as u64));
        self.put(&mut units(*place), units(sum));
        *place = sum;
    }

    /// Returns whether anything is hidden; then residuals and tests, which tell of it, go too.
    fn counts(&mut self, counts: &mut CountTable) -> bool {
        let of = |figures: &Figures, code: &str, blank: Published<u64>| match figures {
            _ if code == "blank" => blank,
            Figures::Rows { rows } => {
                rows.iter().find(|row| row.code == code).map_or(Published::Hidden, |row| row.count)
            }
            Figures::Answered { answered } => *answered,
            _ => Published::Hidden,
        };
        for row in &mut counts.rows {
            let total = self.is_whole().then(|| of(&self.table.figures, &row.code, self.table.blank));
            self.put(&mut row.total, total.unwrap_or(Published::Hidden));
            for (cell, column) in row.cells.iter_mut().zip(&counts.columns) {
                let group = self.group(&column.code);
                let count = group.map_or(Published::Hidden, |group| of(&group.figures, &row.code, group.blank));
                self.put(&mut cell.count, count);
            }
        }
        let (n, blank) =
            if self.is_whole() { (self.table.n, self.table.blank) } else { (Published::Hidden, Published::Hidden) };
        (counts.all.n, counts.all.blank, counts.all.unknown) = (n, blank, Published::Hidden);
        counts.all.not_asked = Published::Hidden;
        for column in &mut counts.columns {
            let found = self.group(&column.code).map(|group| (group.n, group.blank));
            (column.n, column.blank) = found.unwrap_or((Published::Hidden, Published::Hidden));
            (column.unknown, column.not_asked) = (Published::Hidden, Published::Hidden);
        }
        counts.outside = NOT_TOLD;
        let any = counts.rows.iter().any(|row| {
            row.role == RowRole::Code && (row.total.is_hidden() || row.cells.iter().any(|cell| cell.count.is_hidden()))
        });
        if any {
            for cell in counts.rows.iter_mut().flat_map(|row| &mut row.cells) {
                (cell.residual, cell.mark, cell.test) = (None, None, None);
            }
        }
        any
    }

    fn numbers(&mut self, numbers: &mut NumberTable) -> bool {
        let part = self.part;
        let item = |figures: &Figures| -> Option<Item> {
            let Figures::Items { items } = figures else { return None };
            let item = part.map_or(items.first(), |part| items.iter().find(|item| item.key == part));
            item.cloned()
        };
        let whole = self.is_whole().then(|| item(&self.table.figures)).flatten();
        self.number(&mut numbers.all, whole, self.table.blank);
        for group in &mut numbers.groups {
            let of = self.group(&group.code);
            let blank = of.map_or(Published::Hidden, |of| of.blank);
            self.number(group, of.and_then(|of| item(&of.figures)), blank);
        }
        if self.of_cases() {
            numbers.outside = NOT_TOLD;
        }
        std::iter::once(&numbers.all)
            .chain(&numbers.groups)
            .any(|group| group.n.is_hidden() || group.median.is_hidden())
    }

    fn number(&mut self, group: &mut NumberGroup, item: Option<Item>, blank: Published<u64>) {
        let Some(item) = item else {
            (group.n, group.unknown, group.blank) = (Published::Hidden, Published::Hidden, Published::Hidden);
            (group.sum, group.mean, group.median) = (Published::Hidden, Published::Hidden, Published::Hidden);
            (group.min, group.max) = (Published::Hidden, Published::Hidden);
            (group.quartiles, group.not_asked) = (Published::Hidden, Published::Hidden);
            return;
        };
        // Quartiles of few numbers are these numbers, or with sum, median, least and greatest tell them.
        if self.of_cases() || self.table.numbers.is_protected() {
            group.quartiles = Published::Hidden;
        }
        self.put_sum(&mut group.sum, item.sum);
        (group.mean, group.median) = (item.mean, item.median);
        (group.min, group.max) = (item.min, item.max);
        if self.of_cases() {
            self.put(&mut group.n, item.n);
            (group.unknown, group.not_asked) = (item.unknown, Published::Hidden);
            // Of several items each may have been left blank alone: that count stands in no other table.
            group.blank = if self.part.is_some() { Published::Hidden } else { blank };
        }
    }

    fn sums(&mut self, sums: &mut SumTable, of_rows: bool) -> bool {
        let of = |figures: &Figures, key: &str| -> Published<Option<Figure>> {
            let Figures::Grid(grid) = figures else { return Published::Hidden };
            let margin = if of_rows { &grid.row_totals } else { &grid.column_totals };
            margin.get(key).copied().unwrap_or(Published::Hidden)
        };
        let total = |figures: &Figures| match figures {
            Figures::Grid(grid) => grid.total,
            _ => Published::Hidden,
        };
        for (at, row) in sums.rows.iter().enumerate() {
            if let Some(sum) = sums.row_totals.get_mut(at) {
                let total = self.is_whole().then(|| of(&self.table.figures, &row.key));
                self.put_sum(sum, total.unwrap_or(Published::Hidden));
            }
            for (cell, column) in sums.cells.iter_mut().skip(at).take(1).flatten().zip(&sums.columns) {
                let group = self.group(&column.heading.key);
                self.put_sum(cell, group.map_or(Published::Hidden, |group| of(&group.figures, &row.key)));
            }
        }
        sums.all.total = if self.is_whole() { total(&self.table.figures) } else { Published::Hidden };
        for column in &mut sums.columns {
            column.total = self.group(&column.heading.key).map_or(Published::Hidden, |group| total(&group.figures));
            if self.of_cases() {
                (column.n, column.blank) = (Published::Hidden, Published::Hidden);
            }
        }
        if self.of_cases() {
            (sums.all.n, sums.all.blank, sums.outside) = (Published::Hidden, Published::Hidden, Published::Hidden);
        }
        false
    }
}
