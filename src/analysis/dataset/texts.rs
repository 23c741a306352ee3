//! Words, each kept once.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

/// Stands for no text.
pub(super) const NO_TEXT: u32 = u32::MAX;

/// Texts by number, in the order in which they first came.
#[derive(Debug, Clone, Default)]
pub(super) struct Texts {
    all: String,
    ends: Vec<usize>,
    numbers: HashTable<u32>,
    hasher: RandomState,
}

impl Texts {
    /// The number of a text, a new one where it did not come before.
    #[expect(clippy::cast_possible_truncation, reason = "four thousand million different texts fit no memory")]
    pub(super) fn number(&mut self, text: &str) -> u32 {
        let Self { all, ends, numbers, hasher } = self;
        let hash = hasher.hash_one(text);
        if let Some(number) = numbers.find(hash, |number| text_at(all, ends, *number) == text) {
            return *number;
        }
        let number = ends.len() as u32;
        all.push_str(text);
        ends.push(all.len());
        numbers.insert_unique(hash, number, |number| hasher.hash_one(text_at(all, ends, *number)));
        number
    }

    /// The text with this number; empty where there is none.
    pub(super) fn get(&self, number: u32) -> &str {
        text_at(&self.all, &self.ends, number)
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// All of them, in the order of their numbers.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.all[start..*end])
    }

    /// The numbers here of another set's texts, by their numbers there.
    pub(super) fn take_in(&mut self, other: &Self) -> Vec<u32> {
        other.iter().map(|text| self.number(text)).collect()
    }

    pub(super) fn bytes(&self) -> usize {
        self.all.capacity() + self.ends.capacity() * size_of::<usize>() + self.numbers.allocation_size()
    }
}

fn text_at<'a>(all: &'a str, ends: &[usize], number: u32) -> &'a str {
    let number = number as usize;
    let start = if number == 0 { 0 } else { ends.get(number - 1).copied().unwrap_or(all.len()) };
    ends.get(number).map_or("", |end| &all[start..*end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_number() {
        let mut texts = Texts::default();
        let numbers: Vec<u32> =
            ["家族会", "", "やまびこ", "家族会", ""].iter().map(|text| texts.number(text)).collect();
        assert_eq!(numbers, [0, 1, 2, 0, 1]);
        assert_eq!((texts.get(2), texts.get(1), texts.get(NO_TEXT)), ("やまびこ", "", ""));
        let mut other = Texts::default();
        other.number("やまびこ");
        other.number("市");
        assert_eq!(texts.take_in(&other), [2, 3]);
        assert_eq!(texts.iter().collect::<Vec<_>>(), ["家族会", "", "やまびこ", "市"]);
    }

    #[test]
    fn many_texts_are_told_apart() {
        let mut texts = Texts::default();
        for round in 0..2 {
            for number in 0..2000_u32 {
                assert_eq!(texts.number(&format!("語{number}")), number, "{round}");
            }
        }
    }
}
