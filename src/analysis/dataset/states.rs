//! Whether a question was asked and what became of it, two bits an answer.

/// What became of one question in one answer. The four are never mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Hidden by a condition.
    NotAsked,
    /// Asked and left blank (無回答).
    Blank,
    /// 不明 was ticked.
    Unknown,
    /// Something was given; 0 is something.
    Given,
}

impl State {
    const ALL: [Self; 4] = [Self::NotAsked, Self::Blank, Self::Unknown, Self::Given];
}

/// One state a row.
#[derive(Debug, Clone, Default)]
pub(super) struct States {
    rows: usize,
    /// Four rows a byte, the first in the lowest bits.
    bytes: Vec<u8>,
}

impl States {
    pub(super) fn push(&mut self, state: State) {
        let shift = self.rows % 4 * 2;
        if shift == 0 {
            self.bytes.push(0);
        }
        if let Some(last) = self.bytes.last_mut() {
            *last |= (state as u8) << shift;
        }
        self.rows += 1;
    }

    pub(super) fn len(&self) -> usize {
        self.rows
    }

    pub(super) fn get(&self, row: usize) -> State {
        State::ALL[usize::from(self.bytes[row / 4] >> (row % 4 * 2) & 3)]
    }

    /// All of them, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = State> {
        (0..self.rows).map(|row| self.get(row))
    }

    pub(super) fn append(&mut self, other: &Self) {
        if self.rows.is_multiple_of(4) {
            self.bytes.extend_from_slice(&other.bytes);
            self.rows += other.rows;
        } else {
            other.iter().for_each(|state| self.push(state));
        }
    }

    pub(super) fn bytes(&self) -> usize {
        self.bytes.len()
    }

    /// How many rows of each slot are in each state, in the order of [`State`].
    pub(super) fn count(&self, slots: &[u16], slot_count: usize) -> Vec<[u64; 4]> {
        let mut counts = vec![[0; 4]; slot_count];
        for (slots, byte) in slots.chunks(4).zip(&self.bytes) {
            for (place, slot) in slots.iter().enumerate() {
                counts[usize::from(*slot)][usize::from(byte >> (place * 2) & 3)] += 1;
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_come_back_and_are_counted() {
        let mut states = States::default();
        let all: Vec<State> = (0..11).map(|row| State::ALL[row * row % 4]).collect();
        all.iter().for_each(|state| states.push(*state));
        assert_eq!(states.iter().collect::<Vec<_>>(), all);
        assert_eq!(states.get(5), all[5]);
        let mut twice = states.clone();
        twice.append(&states);
        assert_eq!(twice.iter().collect::<Vec<_>>(), [all.clone(), all].concat());
        assert_eq!((twice.len(), twice.bytes()), (22, 6));
        // Rows 0, 2, 4, … hold squares of even numbers, all 0 modulo 4; the others 1.
        let slots: Vec<u16> = (0..11).map(|row| row % 2).collect();
        assert_eq!(states.count(&slots, 2), [[6, 0, 0, 0], [0, 5, 0, 0]]);
    }
}
