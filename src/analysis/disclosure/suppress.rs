//! Which counts to hide.
//!
//! The heuristic is that of J. P. Kelly, B. L. Golden and A. A. Assad ("Cell Suppression: Disclosure
//! Protection for Sensitive Tabular Data", Networks 22, 1992, pp. 397-417): for each small count and each
//! way in which it must stay open, the cheapest shift of all counts that a reader could not tell from the
//! truth is found by linear programming, and what moves in it is hidden. Afterwards everything that was
//! hidden without need is shown again. Each shift found is kept as the proof that its count is protected.

use std::collections::{HashMap, HashSet};

use super::place::Place;
use super::shift::{NOTHING, Question, Reader, Shift, Way};
use super::system::{CellId, Part, System};

/// Which counts are hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    /// One place a count of the system; what is never printed counts as hidden.
    pub(super) hidden: Vec<bool>,
}

/// Something a reader must be left to believe possible.
#[derive(Debug, Clone, Copy)]
struct Need {
    part: usize,
    moved: CellId,
    way: Way,
    amount: f64,
    reader: Reader,
}

/// Hides every protected count from 1 to `k` - 1, and others until no reader can narrow one of these down
/// to less than 1 to `k` - 1. The exception are totals of several shown-to-be-nonzero parts: a keen reader
/// knows that three hidden counts are 3 together at least, and nothing but hiding zeros could change that.
///
/// What `before` hides stays hidden.
pub(super) fn suppress(system: &System, k: u64, before: Pattern) -> Pattern {
    let mut hidden = before.hidden;
    let stays: HashSet<CellId> = (0..hidden.len()).filter(|id| hidden[*id]).collect();
    system.primary(k).for_each(|id| hidden[id] = true);
    let parts = system.parts();
    let mut work = Work { system, parts: &parts, hidden, met: Vec::new(), shifts: Vec::new(), stays };
    for need in work.needs(k) {
        work.meet(need);
    }
    work.show_again(k);
    Pattern { hidden: work.hidden }
}

/// In the last step at most so many shifts are looked for: it saves hidden counts, and protects nobody.
const TRIES: usize = 600;

struct Work<'a> {
    system: &'a System,
    parts: &'a [Part],
    hidden: Vec<bool>,
    /// What is met, by which shift. Needs of parts that are hidden as a whole are not among them.
    met: Vec<(Need, usize)>,
    /// The shifts found, each with the reader who takes it for possible.
    shifts: Vec<(Reader, HashMap<CellId, f64>)>,
    /// What is never shown again: what was hidden before, and where no proof was found.
    stays: HashSet<CellId>,
}

impl Pattern {
    /// Nothing that is printed is hidden.
    pub(super) fn nothing(system: &System) -> Self {
        Self { hidden: system.cells.iter().map(|cell| !cell.is_printed).collect() }
    }

    /// What stands at these places is hidden.
    pub(super) fn hiding(system: &System, places: &[(Place, CellId)], hidden: &HashSet<Place>) -> Self {
        let mut pattern = Self::nothing(system);
        for (place, id) in places {
            pattern.hidden[*id] |= hidden.contains(place);
        }
        pattern
    }
}

impl<'a> Work<'a> {
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    fn needs(&self, k: u64) -> Vec<Need> {
        let mut part_of: HashMap<CellId, usize> = HashMap::new();
        for (part, (cells, _)) in self.parts.iter().enumerate() {
            part_of.extend(cells.iter().map(|id| (*id, part)));
        }
        let mut needs = Vec::new();
        for moved in self.system.primary(k) {
            // What stands in no sum can only be guessed.
            let Some(&part) = part_of.get(&moved) else { continue };
            let value = self.system.cells[moved].value;
            let mut push = |way, amount: u64, reader| {
                if amount > 0 {
                    needs.push(Need { part, moved, way, amount: amount as f64, reader });
                }
            };
            push(Way::Up, k - 1 - value, Reader::Keen);
            push(Way::Down, value - 1, Reader::Keen);
        }
        // The widest first: their shifts often serve the others.
        needs.sort_by(|one, other| other.amount.total_cmp(&one.amount).then(one.moved.cmp(&other.moved)));
        needs
    }

    fn meet(&mut self, need: Need) {
        if let Some(shift) = self.known(&need) {
            self.met.push((need, shift));
            return;
        }
        if let Some(shift) = self.cheapest(&need) {
            self.take(need, shift);
            return;
        }
        if need.way == Way::Down && need.reader == Reader::Keen {
            // As low as it goes for who knows that no hidden count is 0, and down to 1 for who does not.
            let keen = Need { amount: self.question(&need).farthest().floor(), ..need };
            if keen.amount > 0.0 {
                self.meet_or_hide(keen);
            }
            self.meet_or_hide(Need { reader: Reader::Plain, ..need });
            return;
        }
        self.hide_part(need.part);
    }

    fn meet_or_hide(&mut self, need: Need) {
        match self.known(&need) {
            Some(shift) => self.met.push((need, shift)),
            None => match self.cheapest(&need) {
                Some(shift) => self.take(need, shift),
                None => self.hide_part(need.part),
            },
        }
    }

    /// What is hidden moves for nothing; the rest at its weight, and at next to nothing more the larger it is.
    fn cheapest(&self, need: &Need) -> Option<Shift> {
        let free = |id: CellId| self.hidden[id].then_some(0.0);
        let question = self.question(need);
        question.cheapest(need.amount, free).or_else(|| {
            question.cheapest(need.amount, |id| Some(if self.hidden[id] { 0.0 } else { price(self.system, id) }))
        })
    }

    fn question(&self, need: &Need) -> Question<'a> {
        let part = &self.parts[need.part];
        Question { system: self.system, part, reader: need.reader, moved: need.moved, way: need.way }
    }

    /// A shift found before that moves the count far enough and moves nothing that is shown. Part of the way is
    /// as possible as all of it, and what a keen reader cannot rule out, a plain one cannot either.
    fn known(&self, need: &Need) -> Option<usize> {
        self.shifts.iter().position(|(reader, shift)| {
            let by = shift.get(&need.moved).copied().unwrap_or(0.0);
            let far = if need.way == Way::Up { by } else { -by };
            far >= need.amount - NOTHING
                && (need.reader == Reader::Plain || *reader == Reader::Keen)
                && shift.keys().all(|id| self.hidden[*id])
        })
    }

    fn take(&mut self, need: Need, shift: Shift) {
        shift.iter().for_each(|(id, _)| self.hidden[*id] = true);
        self.shifts.push((need.reader, shift.into_iter().collect()));
        self.met.push((need, self.shifts.len() - 1));
    }

    /// Shows again what no proof needs, dearest first, and looks for other proofs where one does.
    fn show_again(&mut self, k: u64) {
        let primary: HashSet<CellId> = self.system.primary(k).collect();
        let mut hidden: Vec<CellId> = (0..self.hidden.len())
            .filter(|id| {
                self.hidden[*id]
                    && self.system.cells[*id].is_printed
                    && !primary.contains(id)
                    && !self.stays.contains(id)
            })
            .collect();
        hidden.sort_by(|one, other| price(self.system, *other).total_cmp(&price(self.system, *one)));
        let mut tries = TRIES;
        for id in hidden {
            self.hidden[id] = false;
            if !self.is_spared(id, &mut tries) {
                self.hidden[id] = true;
            }
        }
    }

    /// Whether all needs can be met without moving this count; their proofs are then others.
    fn is_spared(&mut self, id: CellId, tries: &mut usize) -> bool {
        let mut met = self.met.clone();
        let before = self.shifts.len();
        for (need, shift) in &mut met {
            if !self.shifts[*shift].1.contains_key(&id) {
                continue;
            }
            let found = self.known(need).or_else(|| {
                *tries = tries.checked_sub(1)?;
                let shift = self.question(need).cheapest(need.amount, |id| self.hidden[id].then_some(0.0))?;
                self.shifts.push((need.reader, shift.into_iter().collect()));
                Some(self.shifts.len() - 1)
            });
            let Some(found) = found else {
                self.shifts.truncate(before);
                return false;
            };
            *shift = found;
        }
        self.met = met;
        true
    }

    /// Where the solver finds nothing, everything goes: that protects for certain.
    fn hide_part(&mut self, part: usize) {
        let cells = &self.parts[part].0;
        cells.iter().for_each(|id| self.hidden[*id] = true);
        self.stays.extend(cells);
    }
}

/// The price of moving a shown count by one.
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
pub(super) fn price(system: &System, id: CellId) -> f64 {
    let cell = &system.cells[id];
    f64::from(cell.weight) * (1.0 + (cell.value as f64).ln_1p() / 8.0)
}
