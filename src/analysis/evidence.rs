//! Which agencies and answers stand behind a figure, so that every figure can name them.

use crate::answer::Completed;

/// One answer, and where it is found again. The numbers are the caller's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Evidence {
    /// The agency: its place in the caller's list, which is in the order of the register.
    pub agency: usize,
    /// The answer: its place in the caller's list.
    pub answer: usize,
}

/// An answer as pages about coverage and gaps count it.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// Whose it is.
    pub evidence: Evidence,
    /// What it says, hidden questions left out.
    pub completed: &'a Completed,
    /// The codes of needs that readers gave it and that count.
    pub needs: &'a [String],
}

/// The answers that say something, each once, in the order of the register.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mentions(Vec<Evidence>);

impl Mentions {
    /// Notes an answer.
    pub fn add(&mut self, evidence: Evidence) {
        if let Err(place) = self.0.binary_search(&evidence) {
            self.0.insert(place, evidence);
        }
    }

    /// How many agencies.
    pub fn agencies(&self) -> u64 {
        let firsts = self.0.iter().zip(std::iter::once(None).chain(self.0.iter().map(Some)));
        firsts.filter(|(one, before)| before.is_none_or(|before| before.agency != one.agency)).count() as u64
    }

    /// How many answers: of case sheets, cases.
    pub fn answers(&self) -> u64 {
        self.0.len() as u64
    }

    /// Whether nobody says it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of the agency's answers says it.
    pub fn has_agency(&self, agency: usize) -> bool {
        self.0.iter().any(|evidence| evidence.agency == agency)
    }

    /// Each answer.
    pub fn iter(&self) -> impl Iterator<Item = Evidence> {
        self.0.iter().copied()
    }
}

impl FromIterator<Evidence> for Mentions {
    fn from_iter<I: IntoIterator<Item = Evidence>>(all: I) -> Self {
        let mut mentions = Self::default();
        all.into_iter().for_each(|evidence| mentions.add(evidence));
        mentions
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agency_counts_once_however_often_it_says_it() {
        let said = [(2, 5), (0, 1), (2, 4), (0, 1)].map(|(agency, answer)| Evidence { agency, answer });
        let mentions: Mentions = said.into_iter().collect();
        assert_eq!((mentions.agencies(), mentions.answers()), (2, 3));
        assert_eq!(mentions.iter().map(|evidence| evidence.answer).collect::<Vec<_>>(), [1, 4, 5]);
        assert!(mentions.has_agency(2) && !mentions.has_agency(1));
    }
}
