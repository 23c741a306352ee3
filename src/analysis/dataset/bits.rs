//! Sets of options, a few bytes a row.

use super::parts::in_parts;

/// Sets of members 0 to `width - 1`, one set a row, side by side.
#[derive(Debug, Clone, Default)]
pub(super) struct Bits {
    width: usize,
    stride: usize,
    bytes: Vec<u8>,
}

impl Bits {
    pub(super) fn new(width: usize) -> Self {
        Self { width, stride: width.div_ceil(8), bytes: Vec::new() }
    }

    /// How many members a set can have.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// Adds a row; members past the width are left out.
    pub(super) fn push(&mut self, members: impl IntoIterator<Item = usize>) {
        let start = self.bytes.len();
        self.bytes.resize(start + self.stride, 0);
        for member in members {
            if member < self.width {
                self.bytes[start + member / 8] |= 1 << (member % 8);
            }
        }
    }

    pub(super) fn has(&self, row: usize, member: usize) -> bool {
        self.bytes[row * self.stride + member / 8] >> (member % 8) & 1 == 1
    }

    /// The rows at these places, as sets of their own.
    pub(super) fn gathered(&self, rows: &[u32]) -> Self {
        let mut bytes = Vec::with_capacity(rows.len() * self.stride);
        for row in rows {
            let start = *row as usize * self.stride;
            bytes.extend_from_slice(&self.bytes[start..start + self.stride]);
        }
        Self { width: self.width, stride: self.stride, bytes }
    }

    pub(super) fn append(&mut self, other: &Self) {
        self.bytes.extend_from_slice(&other.bytes);
    }

    pub(super) fn bytes(&self) -> usize {
        self.bytes.len()
    }

    /// How many rows of each slot hold each member: `slots.count × width` counts, slot by slot.
    pub(super) fn count(&self, slots: &[u16], slot_count: usize) -> Vec<u64> {
        // Values of whole bytes are counted, and taken apart once at the end: one step a byte, however many
        // members there are. With few rows there are fewer members to count than values a byte can have.
        if slots.len() < slot_count * 64 {
            let mut counts = vec![0; slot_count * self.width];
            for (row, slot) in slots.iter().enumerate() {
                for member in (0..self.width).filter(|member| self.has(row, *member)) {
                    counts[usize::from(*slot) * self.width + member] += 1;
                }
            }
            return counts;
        }
        in_parts(
            slots.len(),
            |rows| self.count_bytes(&slots[rows.clone()], slot_count, rows.start),
            |sum, more| *sum += more,
        )
    }

    /// The same for the rows from `first` on.
    fn count_bytes(&self, slots: &[u16], slot_count: usize, first: usize) -> Vec<u64> {
        let mut counts = vec![0; slot_count * self.width];
        for place in 0..self.stride {
            let values = self.bytes[first * self.stride..].iter().skip(place).step_by(self.stride);
            let mut seen = vec![0_u32; slot_count * 256];
            for (slot, value) in slots.iter().zip(values) {
                seen[usize::from(*slot) * 256 + usize::from(*value)] += 1;
            }
            for (slot, seen) in seen.chunks_exact(256).enumerate() {
                for member in 0..(self.width - place * 8).min(8) {
                    counts[slot * self.width + place * 8 + member] = seen
                        .iter()
                        .enumerate()
                        .filter(|(value, _)| value >> member & 1 == 1)
                        .map(|(_, count)| u64::from(*count))
                        .sum();
                }
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_rows_are_counted_alike() {
        let mut bits = Bits::new(11);
        let slots: Vec<u16> = (0..1000).map(|row| row % 3).collect();
        for row in 0..1000_usize {
            bits.push((0..11).filter(|member| row % (member + 2) == 0).chain([99]));
        }
        let counts = bits.count(&slots, 3);
        for slot in 0..3 {
            for member in 0..11 {
                let expect = (0..1000).filter(|row| row % 3 == slot && row % (member + 2) == 0).count();
                assert_eq!(counts[slot * 11 + member], expect as u64, "{slot} {member}");
            }
        }
        assert_eq!(
            bits.count(&slots[..20], 3)[..2],
            [4, 7],
            "of 0, 3, 6, … 18 four are even, and all can be divided by 3"
        );
    }
}
