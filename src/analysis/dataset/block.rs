//! The numbers of one question, the same count of them in every row.

use std::ops::Range;

use super::bits::Bits;
use super::packed::Packed;
use super::parts::in_parts;
use crate::analysis::number::{DecimalSum, Distribution};
use crate::analysis::tally::Cell;

/// Numbers row by row: one for a number, one an item of counts, one a cell of a grid.
#[derive(Debug, Clone)]
pub(super) struct Block {
    decimals: u32,
    scale: f64,
    /// Which of them were typed. Those that were not hold 0.
    typed: Bits,
    numbers: Packed,
}

impl Block {
    pub(super) fn new(width: usize, decimals: u32) -> Self {
        let scale = 10_f64.powi(i32::try_from(decimals).unwrap_or(i32::MAX));
        Self { decimals, scale, typed: Bits::new(width), numbers: Packed::new() }
    }

    pub(super) fn width(&self) -> usize {
        self.typed.width()
    }

    /// Adds a row; missing places were not typed.
    pub(super) fn push(&mut self, numbers: &[Option<f64>]) {
        let width = self.width();
        self.typed.push(numbers.iter().enumerate().filter_map(|(place, number)| number.map(|_| place)));
        for place in 0..width {
            self.numbers.push(numbers.get(place).copied().flatten().unwrap_or_default(), self.scale);
        }
    }

    /// The number at a place of a row, where one was typed.
    pub(super) fn get(&self, row: usize, place: usize) -> Option<f64> {
        self.typed.has(row, place).then(|| self.numbers.get(row * self.width() + place, self.scale))
    }

    /// The sum of what was typed at these places of a row; nothing where nothing was.
    pub(super) fn sum(&self, row: usize, places: impl Iterator<Item = usize>) -> Option<f64> {
        let mut sum = DecimalSum::default();
        let mut typed = false;
        for number in places.filter_map(|place| self.get(row, place)) {
            sum.add(number, self.decimals);
            typed = true;
        }
        typed.then(|| sum.value(self.decimals))
    }

    pub(super) fn append(&mut self, other: &Self) {
        self.typed.append(&other.typed);
        self.numbers.append(&other.numbers, self.scale);
    }

    pub(super) fn bytes(&self) -> usize {
        self.typed.bytes() + self.numbers.bytes()
    }

    /// The numbers typed at one place, by slot.
    pub(super) fn distributions(&self, slots: &[u16], slot_count: usize, place: usize) -> Vec<Distribution> {
        let width = self.width();
        let greatest = match &self.numbers {
            Packed::U8(_) => 255,
            Packed::U16(numbers) => usize::from(numbers.iter().copied().max().unwrap_or_default()),
            Packed::U32(_) | Packed::F64(_) => usize::MAX,
        };
        // Numbers that lie close together are counted by value, others sorted.
        let close = greatest.checked_add(1).and_then(|values| values.checked_mul(slot_count));
        match (&self.numbers, close.filter(|counts| *counts <= slots.len() * 4)) {
            (Packed::U8(numbers), Some(_)) => self.by_value(numbers, slots, slot_count, (place, width, greatest)),
            (Packed::U16(numbers), Some(_)) => self.by_value(numbers, slots, slot_count, (place, width, greatest)),
            _ => {
                let mut typed = vec![Vec::new(); slot_count];
                for (row, slot) in slots.iter().enumerate() {
                    typed[usize::from(*slot)].extend(self.get(row, place));
                }
                typed.into_iter().map(Distribution::of).collect()
            }
        }
    }

    fn by_value<N: Copy + Into<usize>>(
        &self,
        numbers: &[N],
        slots: &[u16],
        slot_count: usize,
        (place, width, greatest): (usize, usize, usize),
    ) -> Vec<Distribution> {
        let values = greatest + 1;
        let mut counts = vec![0_u32; slot_count * values];
        let numbers = numbers.iter().skip(place).step_by(width.max(1));
        for (row, (slot, number)) in slots.iter().zip(numbers).enumerate() {
            let number: usize = (*number).into();
            counts[usize::from(*slot) * values + number] += u32::from(self.typed.has(row, place));
        }
        counts.chunks_exact(values).map(|counts| Distribution::of_counts(counts, self.scale)).collect()
    }

    /// The sum of every place, by slot: `slot_count × width` cells, slot by slot.
    pub(super) fn sums(&self, slots: &[u16], slot_count: usize) -> Vec<Cell> {
        let typed = self.typed.count(slots, slot_count);
        let sums = match &self.numbers {
            Packed::U8(numbers) => {
                self.in_parts(slots, |slots, cells| self.whole_sums(&numbers[cells], slots, slot_count))
            }
            Packed::U16(numbers) => {
                self.in_parts(slots, |slots, cells| self.whole_sums(&numbers[cells], slots, slot_count))
            }
            Packed::U32(_) | Packed::F64(_) => self.any_sums(slots, slot_count),
        };
        typed.into_iter().zip(sums).map(|(typed, sum)| Cell { typed, sum }).collect()
    }

    /// Adds up part by part: `sums` gets the slots of some rows and the places of their numbers.
    fn in_parts(
        &self,
        slots: &[u16],
        sums: impl Fn(&[u16], Range<usize>) -> Vec<DecimalSum> + Sync,
    ) -> Vec<DecimalSum> {
        let width = self.width();
        let part = |rows: Range<usize>| sums(&slots[rows.clone()], rows.start * width..rows.end * width);
        in_parts(slots.len(), part, |sum, more| sum.merge(more))
    }

    /// Sums of small numbers: added by 32 bits, which hold as many of them as there are rows in a piece.
    fn whole_sums<N: Copy + Into<u32>>(&self, numbers: &[N], slots: &[u16], slot_count: usize) -> Vec<DecimalSum> {
        const PIECE: usize = 1 << 16;
        let width = self.width();
        let mut sums = vec![DecimalSum::default(); slot_count * width];
        for (slots, numbers) in slots.chunks(PIECE).zip(numbers.chunks(PIECE * width.max(1))) {
            let mut piece = vec![0_u32; slot_count * width];
            for (slot, numbers) in slots.iter().zip(numbers.chunks_exact(width.max(1))) {
                let start = usize::from(*slot) * width;
                for (sum, number) in piece[start..start + width].iter_mut().zip(numbers) {
                    *sum += (*number).into();
                }
            }
            sums.iter_mut().zip(piece).for_each(|(sum, piece)| sum.add_scaled(piece));
        }
        sums
    }

    fn any_sums(&self, slots: &[u16], slot_count: usize) -> Vec<DecimalSum> {
        let width = self.width();
        let mut sums = vec![DecimalSum::default(); slot_count * width];
        for (row, slot) in slots.iter().enumerate() {
            for place in 0..width {
                let number = self.numbers.get(row * width + place, self.scale);
                sums[usize::from(*slot) * width + place].add(number, self.decimals);
            }
        }
        sums
    }
}
