//! Figures that give a hidden count away, or tell of one person: shares, means, the least and the greatest.

use crate::analysis::table::{Figures, Item, Table, Tables};
use crate::analysis::{Figure, Published, share};
use crate::definition::{QuestionType, Questionnaire};

/// Hides what follows from hidden counts.
pub(super) fn hide(tables: &mut Tables, questionnaire: &Questionnaire, k: u64) {
    for table in &mut tables.tables {
        let kind = Kind { cases: table.answers.is_protected(), persons: table.numbers.is_protected(), k };
        let Table { n, figures, grouping, .. } = table;
        kind.figures(*n, figures);
        for group in grouping.iter_mut().flat_map(|grouping| &mut grouping.groups) {
            kind.figures(group.n, &mut group.figures);
        }
    }
    for question in questionnaire.questions() {
        if let QuestionType::Calculated { value, .. } = &question.kind {
            let read: Vec<&str> = value
                .reads()
                .iter()
                .filter_map(|read| questionnaire.question(read.question))
                .map(|question| question.key.as_str())
                .collect();
            calculated(tables, &question.key, &read);
        }
    }
}

/// A calculated value tells of the numbers that went into it: it is hidden where one of them is, over all and
/// in each group.
fn calculated(tables: &mut Tables, key: &str, read: &[&str]) {
    let of_read = |table: &&Table| read.contains(&table.question.as_str());
    let over_all = tables.tables.iter().filter(of_read).any(|table| hides_a_sum(&table.figures));
    let by_group: Vec<Vec<bool>> = tables
        .tables
        .iter()
        .filter(of_read)
        .filter_map(|table| table.grouping.as_ref())
        .map(|grouping| grouping.groups.iter().map(|group| hides_a_sum(&group.figures)).collect())
        .collect();
    let Some(table) = tables.tables.iter_mut().find(|table| table.question == key) else { return };
    if over_all {
        sums(&mut table.figures);
    }
    for (at, group) in table.grouping.iter_mut().flat_map(|grouping| &mut grouping.groups).enumerate() {
        if by_group.iter().any(|groups| groups.get(at).copied().unwrap_or(false)) {
            sums(&mut group.figures);
        }
    }
}

fn hides_a_sum(figures: &Figures) -> bool {
    match figures {
        Figures::Items { items } => items.iter().any(|item| item.sum.is_hidden()),
        Figures::Grid(grid) => {
            let cells = grid.cells.values().flat_map(|line| line.values());
            grid.total.is_hidden()
                || cells.chain(grid.row_totals.values()).chain(grid.column_totals.values()).any(Published::is_hidden)
        }
        Figures::Rows { .. } | Figures::Answered { .. } => false,
    }
}

fn sums(figures: &mut Figures) {
    if let Figures::Items { items } = figures {
        items.iter_mut().for_each(|item| conceal(item, true));
    }
}

/// What a table counts.
#[derive(Clone, Copy)]
struct Kind {
    cases: bool,
    persons: bool,
    k: u64,
}

impl Kind {
    fn figures(self, n: Published<u64>, figures: &mut Figures) {
        match figures {
            Figures::Rows { rows } => {
                for row in rows {
                    if row.count.is_hidden() || n.is_hidden() {
                        row.percent = share::published(Published::Hidden, n);
                    }
                }
            }
            Figures::Items { items } => items.iter_mut().for_each(|item| self.item(item)),
            Figures::Grid(_) | Figures::Answered { .. } => {}
        }
    }

    fn item(self, item: &mut Item) {
        if item.sum.is_hidden() || (self.cases && item.n.is_hidden()) {
            // Of a few cases the sum tells as much as a count; of many whose number is hidden, the mean would tell it.
            conceal(item, true);
            return;
        }
        let ends = [item.min, item.median, item.max];
        if self.cases || (self.persons && ends.iter().any(|end| self.is_small(*end))) {
            // The least and the greatest are those of one case or one agency; with n and the sum, two of the
            // three may tell the third.
            conceal(item, false);
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "limits are small")]
    fn is_small(self, figure: Published<Option<Figure>>) -> bool {
        figure.number().is_some_and(|number| number > 0.0 && number < self.k as f64)
    }
}

/// Hides the least, the middle and the greatest, and with them the sum and the mean where asked. What nobody
/// typed hides nothing.
fn conceal(item: &mut Item, with_sum: bool) {
    if item.n == 0 {
        return;
    }
    for end in [&mut item.min, &mut item.median, &mut item.max] {
        *end = Published::Hidden;
    }
    if with_sum {
        (item.sum, item.mean) = (Published::Hidden, Published::Hidden);
    }
}
