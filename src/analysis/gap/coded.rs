//! What readers found needed in difficult cases, by age band: codes of the codebook of needs. Kept apart from what the
//! sheets say themselves; the same case may stand in both.

use crate::analysis::Heading;
use crate::analysis::coverage::Axes;
use crate::analysis::evidence::{Evidence, Mentions};

/// Difficult cases by the need that readers found in them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CodedNeeds {
    /// The codes of the codebook, in its order, those that nobody gave too.
    pub needs: Vec<CodedNeed>,
    /// Difficult cases to which a reader gave a code of it. The others were not coded: they say nothing.
    pub coded: Mentions,
}

/// One code.
#[derive(Debug, Clone, PartialEq)]
pub struct CodedNeed {
    /// The code.
    pub heading: Heading,
    /// The function that answers it, by their common key; `None` where there is none, as for a network's own code.
    pub function: Option<usize>,
    /// The cases, by age band.
    pub bands: Vec<Mentions>,
    /// Cases without an age band of the axes.
    pub without_band: Mentions,
}

impl CodedNeeds {
    /// The codes of a codebook, none of them given yet.
    pub fn new(axes: &Axes, codebook: &[Heading]) -> Self {
        let need = |heading: &Heading| CodedNeed {
            heading: heading.clone(),
            function: axes.function(&heading.key),
            bands: vec![Mentions::default(); axes.bands.len()],
            without_band: Mentions::default(),
        };
        Self { needs: codebook.iter().map(need).collect(), coded: Mentions::default() }
    }

    /// Counts a difficult case with the codes that readers gave it; codes that the codebook has not are passed over.
    pub(super) fn add(&mut self, evidence: Evidence, band: Option<usize>, codes: &[String]) {
        for need in self.needs.iter_mut().filter(|need| codes.contains(&need.heading.key)) {
            self.coded.add(evidence);
            match band.and_then(|band| need.bands.get_mut(band)) {
                Some(cases) => cases.add(evidence),
                None => need.without_band.add(evidence),
            }
        }
    }

    /// The difficult cases of a function and band.
    pub fn at(&self, function: usize, band: usize) -> Mentions {
        let need = self.needs.iter().find(|need| need.function == Some(function));
        need.and_then(|need| need.bands.get(band)).cloned().unwrap_or_default()
    }

    /// The code of this key.
    pub fn need(&self, key: &str) -> Option<&CodedNeed> {
        self.needs.iter().find(|need| need.heading.key == key)
    }
}
