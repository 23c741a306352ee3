//! In which order options stand, and whether rows in which nothing was counted are shown: what a reader chooses,
//! kept in the address of the page.

use std::cmp::Reverse;

use super::rows::BLANK;
use crate::analysis::{Figures, GridFigures, Item, Published, Row, Table};

/// How rows are arranged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Arrangement {
    /// Options by how many gave them, most first, instead of the order in which they were asked.
    pub by_count: bool,
    /// Whether rows in which nothing was counted are left out. 無回答 stays.
    pub hides_empty: bool,
}

const ORDER: (&str, &str) = ("order", "count");
const EMPTY: (&str, &str) = ("empty", "hide");

/// Types of questions whose options have no order of their own: steps of a scale have one.
pub const UNORDERED: [&str; 6] = ["choice", "choices", "ranking", "checklist", "agency", "agencies"];

impl Arrangement {
    /// The arrangement that an address names; as asked and with every row where it names none.
    pub fn from_address(value: impl Fn(&str) -> Option<String>) -> Self {
        let says = |(name, word): (&str, &str)| value(name).as_deref() == Some(word);
        Self { by_count: says(ORDER), hides_empty: says(EMPTY) }
    }

    /// What the address says of it, name by value.
    pub fn pairs(self) -> Vec<(&'static str, &'static str)> {
        [(self.by_count, ORDER), (self.hides_empty, EMPTY)]
            .into_iter()
            .filter_map(|(is_said, pair)| is_said.then_some(pair))
            .collect()
    }

    /// Arranges a table. Returns how many rows were left out.
    pub fn arrange(self, table: &mut Table) -> usize {
        if self.by_count
            && UNORDERED.contains(&table.kind)
            && let Figures::Rows { rows } = &mut table.figures
        {
            rows.sort_by_key(place);
        }
        if self.hides_empty { leave_out(table) } else { 0 }
    }
}

/// Most first; hidden counts, which are small, before those that are 0; 無回答 last.
fn place(row: &Row) -> (u8, Reverse<u64>) {
    match row.count {
        _ if row.code == BLANK => (3, Reverse(0)),
        Published::Shown(0) => (2, Reverse(0)),
        Published::Hidden => (1, Reverse(0)),
        Published::Shown(count) => (0, Reverse(count)),
    }
}

/// Leaves out rows in which nothing was counted over all; where that is every row, they stay.
fn leave_out(table: &mut Table) -> usize {
    let kept = match &table.figures {
        Figures::Rows { rows } => rows.iter().map(|row| row.code == BLANK || row.count != 0).collect(),
        Figures::Items { items } => items.iter().map(|item| !is_empty_item(item)).collect(),
        Figures::Grid(grid) => grid.rows.iter().map(|row| !is_empty_line(grid, &row.key)).collect(),
        Figures::Answered { .. } => Vec::new(),
    };
    let kept: Vec<bool> = kept;
    if !kept.contains(&true) {
        return 0;
    }
    keep(&mut table.figures, &kept);
    for group in table.grouping.iter_mut().flat_map(|grouping| &mut grouping.groups) {
        // Rows of groups are found by their labels.
        if !matches!(group.figures, Figures::Rows { .. }) {
            keep(&mut group.figures, &kept);
        }
    }
    kept.iter().filter(|is_kept| !**is_kept).count()
}

fn keep(figures: &mut Figures, kept: &[bool]) {
    let mut next = kept.iter().copied();
    let mut is_kept = || next.next().unwrap_or(true);
    match figures {
        Figures::Rows { rows } => rows.retain(|_| is_kept()),
        Figures::Items { items } => items.retain(|_| is_kept()),
        Figures::Grid(grid) => grid.rows.retain(|_| is_kept()),
        Figures::Answered { .. } => {}
    }
}

fn is_empty_item(item: &Item) -> bool {
    item.n == 0 && item.unknown == 0
}

fn is_empty_line(grid: &GridFigures, row: &str) -> bool {
    let Some(line) = grid.cells.get(row) else { return true };
    line.values().all(|cell| cell.shown().is_some_and(|figure| figure.is_none_or(|figure| figure.0 == 0.0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::disclosure::Counting;

    fn table(kind: &'static str, counts: &[(&str, Published<u64>)]) -> Table {
        let row = |(code, count): &(&str, Published<u64>)| Row {
            code: (*code).to_owned(),
            label: (*code).to_owned(),
            count: *count,
            percent: "-".to_owned().into(),
        };
        Table {
            question: "q".to_owned(),
            label: "問".to_owned(),
            kind,
            multiple: false,
            conditional: false,
            asked: 9.into(),
            blank: 9.into(),
            n: 9.into(),
            answers: Counting::Agencies,
            numbers: Counting::Other,
            unit: None,
            figures: Figures::Rows { rows: counts.iter().map(row).collect() },
            grouping: None,
        }
    }

    fn codes(table: &Table) -> Vec<&str> {
        let Figures::Rows { rows } = &table.figures else { panic!("rows") };
        rows.iter().map(|row| row.code.as_str()).collect()
    }

    const COUNTS: [(&str, Published<u64>); 6] = [
        ("none", Published::Shown(0)),
        ("few", Published::Hidden),
        ("two", Published::Shown(2)),
        ("five", Published::Shown(5)),
        ("also_two", Published::Shown(2)),
        (BLANK, Published::Shown(9)),
    ];

    #[test]
    fn most_first_and_no_answer_last() {
        let by_count = Arrangement { by_count: true, hides_empty: false };
        let mut sorted = table("choices", &COUNTS);
        assert_eq!(by_count.arrange(&mut sorted), 0);
        assert_eq!(codes(&sorted), ["five", "two", "also_two", "few", "none", BLANK]);
        let mut scale = table("scale", &COUNTS);
        by_count.arrange(&mut scale);
        assert_eq!(codes(&scale)[0], "none", "steps keep their order");
    }

    #[test]
    fn rows_of_nothing_can_be_left_out_but_for_no_answer() {
        let hides_empty = Arrangement { by_count: false, hides_empty: true };
        let mut shorter = table("choice", &COUNTS);
        assert_eq!(hides_empty.arrange(&mut shorter), 1);
        assert_eq!(codes(&shorter), ["few", "two", "five", "also_two", BLANK], "what is hidden is not nothing");
        let mut nothing = table("choice", &[("none", 0.into()), (BLANK, 0.into())]);
        hides_empty.arrange(&mut nothing);
        assert_eq!(codes(&nothing), [BLANK]);
    }

    #[test]
    fn the_address_says_what_was_chosen() {
        let of = |pairs: Vec<(&'static str, &'static str)>| {
            Arrangement::from_address(|name| {
                pairs.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned())
            })
        };
        for by_count in [false, true] {
            for hides_empty in [false, true] {
                let arrangement = Arrangement { by_count, hides_empty };
                assert_eq!(of(arrangement.pairs()), arrangement);
            }
        }
        assert_eq!(of(vec![("order", "label"), ("empty", "")]), Arrangement::default());
    }
}
