//! Counts that belong together, and what a reader of them can work out.
//!
//! What the reader is taken to know is the definition of the literature (M. Fischetti and J. J. Salazar,
//! "Solving the Cell Suppression Problem on Tabular Data with Linear Constraints", Management Science 47(7),
//! 2001, pp. 1008-1027; A. Hundepool et al., "Statistical Disclosure Control", Wiley 2012, chapter 4): every
//! shown count, every sum that holds between counts, and bounds of the hidden ones. Here a hidden count is
//! known to be 1 or more, since zeros are always shown; what is counted but never printed is 0 or more.

/// A count's place in its system.
pub(super) type CellId = usize;

/// A count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    /// How many.
    pub(super) value: u64,
    /// Whether readers see it, if it is not hidden.
    pub(super) is_printed: bool,
    /// Whether it may not be narrowed down where it is small.
    pub(super) is_protected: bool,
    /// What it costs to hide it: more for what readers need more.
    pub(super) weight: u32,
}

/// A total and its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sum {
    pub(super) total: CellId,
    pub(super) parts: Vec<CellId>,
}

/// Open counts that are connected by sums, and the places of these sums.
pub(super) type Part = (Vec<CellId>, Vec<usize>);

/// Counts with the sums that hold between them.
#[derive(Debug, Clone, Default)]
pub(super) struct System {
    pub(super) cells: Vec<Cell>,
    pub(super) sums: Vec<Sum>,
}

impl System {
    /// A count that readers see.
    pub(super) fn printed(&mut self, value: u64, weight: u32) -> CellId {
        self.add(Cell { value, is_printed: true, is_protected: true, weight })
    }

    /// A count that is printed nowhere and can only be worked out.
    pub(super) fn unprinted(&mut self, value: u64, is_protected: bool) -> CellId {
        self.add(Cell { value, is_printed: false, is_protected, weight: 0 })
    }

    fn add(&mut self, cell: Cell) -> CellId {
        self.cells.push(cell);
        self.cells.len() - 1
    }

    fn value(&self, id: CellId) -> u64 {
        self.cells.get(id).map_or(0, |cell| cell.value)
    }

    /// Readers know that the parts add up to the total. Does nothing where they do not: readers who believe it
    /// are led astray, not nearer.
    pub(super) fn adds_up(&mut self, total: CellId, parts: Vec<CellId>) {
        let sum: u64 = parts.iter().map(|part| self.value(*part)).sum();
        if sum == self.value(total) && !parts.contains(&total) {
            let sum = Sum { total, parts };
            if !self.sums.contains(&sum) {
                self.sums.push(sum);
            }
        }
    }

    /// Readers know that the parts are not more than the total; the rest is printed nowhere. Returns it.
    pub(super) fn is_at_most(&mut self, parts: &[CellId], total: CellId, rest_is_protected: bool) -> Option<CellId> {
        let sum: u64 = parts.iter().map(|part| self.value(*part)).sum();
        let rest = self.value(total).checked_sub(sum)?;
        let rest = self.unprinted(rest, rest_is_protected);
        self.adds_up(total, parts.iter().copied().chain([rest]).collect());
        Some(rest)
    }

    /// Whether a count can be anything else than it is, in a reader's mind: zeros that are printed are known.
    pub(super) fn is_open(&self, id: CellId) -> bool {
        self.cells.get(id).is_some_and(|cell| cell.value > 0 || !cell.is_printed)
    }

    /// The primary ones: protected counts from 1 to `k` - 1.
    pub(super) fn primary(&self, k: u64) -> impl Iterator<Item = CellId> {
        let is_small = move |cell: &Cell| cell.is_protected && cell.value > 0 && cell.value < k;
        self.cells.iter().enumerate().filter(move |(_, cell)| is_small(cell)).map(|(id, _)| id)
    }

    /// Splits it where nothing connects the parts but zeros: each part names its counts and sums by their
    /// places. Counts in no sum stand in no part.
    pub(super) fn parts(&self) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        let mut part_of: Vec<Option<usize>> = vec![None; self.cells.len()];
        for (at, sum) in self.sums.iter().enumerate() {
            let open: Vec<CellId> =
                sum.parts.iter().copied().chain([sum.total]).filter(|id| self.is_open(*id)).collect();
            let mut met: Vec<usize> = open.iter().filter_map(|id| part_of[*id]).collect();
            met.sort_unstable();
            met.dedup();
            let Some((&home, others)) = met.split_first() else {
                open.iter().for_each(|id| part_of[*id] = Some(parts.len()));
                parts.push((open, vec![at]));
                continue;
            };
            for &other in others {
                let (cells, sums) = std::mem::take(&mut parts[other]);
                cells.iter().for_each(|id| part_of[*id] = Some(home));
                parts[home].0.extend(cells);
                parts[home].1.extend(sums);
            }
            for id in open {
                if part_of[id].is_none() {
                    part_of[id] = Some(home);
                    parts[home].0.push(id);
                }
            }
            parts[home].1.push(at);
        }
        parts.retain(|(cells, _)| !cells.is_empty());
        parts
    }
}
