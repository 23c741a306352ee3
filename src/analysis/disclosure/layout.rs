//! The counts of tables as one system: within each table, over its groups, and where tables share a count.

use std::collections::HashMap;

use super::place::{At, Place, slot};
use super::system::{CellId, System};
use crate::analysis::table::{Figures, Table, Tables};

/// What hiding costs, by how much readers need it.
mod weight {
    pub(super) const INNER: u32 = 2;
    pub(super) const MARGIN: u32 = 6;
    pub(super) const TOTAL: u32 = 12;
    /// The number of answers stands beside every table: hiding it costs more than many counts.
    pub(super) const ALL: u32 = 600;
}

/// Tables with their protected counts as a system.
pub(super) struct Layout {
    pub(super) tables: Tables,
    pub(super) system: System,
    /// Where each count stands; several places may hold the same one.
    pub(super) places: Vec<(Place, CellId)>,
    at: HashMap<Place, CellId>,
}

/// The groups of a table that one figure is the sum of, or the figure over all.
type Scope = Option<usize>;

impl Layout {
    /// Reads every protected count of the tables; `of_cases` says whether an answer is a case.
    pub(super) fn new(tables: Tables, of_cases: bool) -> Self {
        let mut layout = Self { tables, system: System::default(), places: Vec::new(), at: HashMap::new() };
        if of_cases {
            layout.read(Place { table: None, group: None, at: At::Asked }, weight::ALL);
        }
        for table in 0..layout.tables.tables.len() {
            layout.table(table);
        }
        layout
    }

    /// The count at a place, if it is protected.
    pub(super) fn get(&self, table: usize, group: Scope, at: At) -> Option<CellId> {
        self.at.get(&Place { table: Some(table), group, at }).copied()
    }

    fn read(&mut self, place: Place, weight: u32) -> Option<CellId> {
        if let Some(id) = self.at.get(&place) {
            return Some(*id);
        }
        let value = slot(&mut self.tables, place)?.value()?;
        // Figures over all answers are dearer than those of a group.
        let id = self.system.printed(value, if place.group.is_none() { weight * 2 } else { weight });
        self.note(place, id);
        Some(id)
    }

    /// The count is printed at this place too.
    fn note(&mut self, place: Place, id: CellId) {
        self.at.insert(place, id);
        self.places.push((place, id));
    }

    fn table(&mut self, number: usize) {
        let table = self.tables.tables[number].clone();
        let groups = table.grouping.as_ref().map_or(0, |grouping| grouping.groups.len());
        let scopes = || std::iter::once(None).chain((0..groups).map(Some));
        if table.answers.is_protected() {
            for scope in scopes() {
                self.answers(number, &table, scope);
            }
        }
        if table.numbers.is_protected() {
            for scope in scopes() {
                self.numbers(number, &table, scope);
            }
        }
        self.over_groups(number, &table);
    }

    /// n is what was answered and what was not.
    fn answers(&mut self, number: usize, table: &Table, scope: Scope) -> Option<()> {
        let place = |at| Place { table: Some(number), group: scope, at };
        let n = self.base(number, table, scope)?;
        let blank = self.read(place(At::Blank), weight::INNER)?;
        match figures_of(table, scope)? {
            Figures::Answered { .. } => {
                let answered = self.read(place(At::Answered), weight::INNER)?;
                self.system.adds_up(n, vec![answered, blank]);
            }
            Figures::Rows { rows } => {
                let mut ids = Vec::new();
                for (at, row) in rows.iter().enumerate() {
                    if row.code == "blank" {
                        self.note(place(At::Row(at)), blank);
                    } else {
                        ids.push(self.read(place(At::Row(at)), weight::INNER)?);
                    }
                }
                if table.multiple {
                    for id in ids {
                        self.chosen(id, blank, n);
                    }
                } else {
                    ids.push(blank);
                    self.all_or_some(&ids, n);
                }
            }
            Figures::Items { items } => {
                for at in 0..items.len() {
                    let typed = self.read(place(At::Typed(at)), weight::INNER)?;
                    let unknown = self.read(place(At::Unknown(at)), weight::INNER)?;
                    if items.len() == 1 {
                        self.all_or_some(&[typed, unknown, blank], n);
                    } else {
                        self.system.is_at_most(&[typed, unknown, blank], n, true);
                    }
                }
            }
            Figures::Grid(_) => {
                self.system.is_at_most(&[blank], n, true);
            }
        }
        Some(())
    }

    /// Of several options each was chosen or not: who did not is counted nowhere, and follows from n.
    fn chosen(&mut self, id: CellId, blank: CellId, n: CellId) {
        if let Some(not) = self.system.is_at_most(&[id], n, true) {
            self.system.is_at_most(&[blank], not, false);
        }
    }

    fn all_or_some(&mut self, parts: &[CellId], total: CellId) {
        let sums = self.system.sums.len();
        self.system.adds_up(total, parts.to_vec());
        if self.system.sums.len() == sums {
            self.system.is_at_most(parts, total, true);
        }
    }

    /// n. Questions that everybody was asked have the same one.
    fn base(&mut self, number: usize, table: &Table, scope: Scope) -> Option<CellId> {
        let place = Place { table: Some(number), group: scope, at: At::Asked };
        if table.conditional || table.question.contains('.') {
            return self.read(place, weight::TOTAL);
        }
        let responses = Place { table: None, group: scope, at: At::Asked };
        let shared = match (self.at.get(&responses), scope) {
            (Some(shared), _) => *shared,
            (None, None) => self.read(responses, weight::ALL)?,
            // The first table with groups stands for all.
            (None, Some(_)) => {
                let id = self.read(place, weight::TOTAL)?;
                self.at.insert(responses, id);
                return Some(id);
            }
        };
        let same = slot(&mut self.tables, place)?.value() == self.system.cells.get(shared).map(|cell| cell.value);
        if !same {
            return self.read(place, weight::TOTAL);
        }
        self.note(place, shared);
        Some(shared)
    }

    /// Sums of what was typed, with the margins of a grid.
    fn numbers(&mut self, number: usize, table: &Table, scope: Scope) -> Option<()> {
        let place = |at| Place { table: Some(number), group: scope, at };
        match figures_of(table, scope)? {
            Figures::Items { items } => {
                for at in 0..items.len() {
                    self.read(place(At::Sum(at)), weight::MARGIN);
                }
            }
            Figures::Grid(grid) => {
                let (rows, columns) = (grid.rows.len(), grid.columns.len());
                let total = self.read(place(At::Total), weight::TOTAL)?;
                let mut down = Vec::new();
                for row in 0..rows {
                    let end = self.read(place(At::RowTotal(row)), weight::MARGIN)?;
                    let mut across = Vec::new();
                    for column in 0..columns {
                        across.push(self.read(place(At::Cell(row, column)), weight::INNER)?);
                    }
                    self.system.adds_up(end, across);
                    down.push(end);
                }
                self.system.adds_up(total, down);
                let mut along = Vec::new();
                for column in 0..columns {
                    let end = self.read(place(At::ColumnTotal(column)), weight::MARGIN)?;
                    let cells = (0..rows).filter_map(|row| self.get(number, scope, At::Cell(row, column))).collect();
                    self.system.adds_up(end, cells);
                    along.push(end);
                }
                self.system.adds_up(total, along);
            }
            Figures::Rows { .. } | Figures::Answered { .. } => {}
        }
        Some(())
    }

    /// What is counted over all is the sum over the groups, and over those who are in none.
    fn over_groups(&mut self, number: usize, table: &Table) -> Option<()> {
        let grouping = table.grouping.as_ref()?;
        let ungrouped = Place { table: Some(number), group: None, at: At::Ungrouped };
        let is_all = grouping.ungrouped == 0;
        let of_all: Vec<(Place, CellId)> = self
            .places
            .iter()
            .filter(|(place, _)| place.table == Some(number) && place.group.is_none())
            .copied()
            .collect();
        for (place, all) in of_all {
            let parts: Vec<CellId> = (0..grouping.groups.len())
                .filter_map(|group| self.get(number, Some(group), self.same_in_group(table, group, place.at)?))
                .collect();
            if grouping.overlapping {
                for part in parts {
                    self.system.is_at_most(&[part], all, false);
                }
            } else if place.at == At::Asked && table.answers.is_protected() {
                let ungrouped = self.read(ungrouped, weight::MARGIN)?;
                self.system.adds_up(all, parts.into_iter().chain([ungrouped]).collect());
            } else if is_all {
                self.system.adds_up(all, parts);
            } else {
                self.system.is_at_most(&parts, all, table.answers.is_protected());
            }
        }
        Some(())
    }

    /// The same figure of a group: rows are told by their codes, since a group lacks those it never named.
    fn same_in_group(&self, table: &Table, group: usize, at: At) -> Option<At> {
        let (At::Row(row), Figures::Rows { rows }) = (at, &table.figures) else { return Some(at) };
        let Figures::Rows { rows: of_group } = figures_of(table, Some(group))? else { return None };
        let code = &rows.get(row)?.code;
        of_group.iter().position(|row| row.code == *code).map(At::Row)
    }
}

fn figures_of(table: &Table, scope: Scope) -> Option<&Figures> {
    match scope {
        None => Some(&table.figures),
        Some(group) => Some(&table.grouping.as_ref()?.groups.get(group)?.figures),
    }
}
