//! 支援を必要とする状況, each signal of its own and never added up, and the cells in which a signal meets thin support or
//! none. Knows questions only by what they feed.

mod cases;
mod coded;
mod list;
mod nearest;
mod points;
#[cfg(test)]
mod tests;
mod told;
mod unmet;

pub use cases::CaseNeeds;
pub use coded::{CodedNeed, CodedNeeds};
pub use list::{Gap, gaps};
pub use nearest::{Near, Why, near_to};
pub use points::{Part, Parts, Points};
pub use told::{Number, Told, ToldRow};
pub use unmet::{Unmet, UnmetCases, UnmetReport};

use super::Heading;
use super::coverage::{Axes, Coverage, coverage};
use super::evidence::Given;
use crate::definition::{Feed, Questionnaire};

/// Everything that says where support is needed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Demand {
    /// Support that agencies looked for and did not find (`demand.unmet`), entry by entry.
    pub unmet: Unmet,
    /// Difficult cases by age band and need.
    pub cases: CaseNeeds,
    /// Questions about unmet support, doubtful endings, situations that support hardly reaches and the conditions
    /// named in hearings, counted by agencies.
    pub told: Vec<Told>,
}

impl Demand {
    /// Demand about which nothing was read yet.
    pub fn new(axes: &Axes, codebook: &[Heading]) -> Self {
        Self { unmet: Unmet::new(axes), cases: CaseNeeds::new(axes, codebook), told: Vec::new() }
    }

    /// Reads the answers to one questionnaire. Of sheets of cases only difficult ones say where support is needed.
    pub fn add<'a>(
        &mut self,
        questionnaire: &Questionnaire,
        axes: &Axes,
        given: impl IntoIterator<Item = Given<'a>> + Clone,
    ) {
        self.cases.add(questionnaire, axes, given.clone());
        self.unmet.add(questionnaire, axes, given.clone());
        self.told.extend(told::of(questionnaire, given));
    }
}

/// The answers to one questionnaire.
#[derive(Debug)]
pub struct Source<'a> {
    /// What was asked.
    pub questionnaire: &'a Questionnaire,
    /// What was answered.
    pub given: Vec<Given<'a>>,
}

/// What is offered beside what is needed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Picture {
    /// Age bands and functions.
    pub axes: Axes,
    /// What is offered, by the first questionnaire that asks for it; its place among the sources stands before it.
    pub coverage: Option<(usize, Coverage)>,
    /// What is needed, by all questionnaires.
    pub demand: Demand,
}

impl Picture {
    /// The picture that answers to several questionnaires give; readers code needs by `codebook`.
    pub fn of(sources: &[Source<'_>], codebook: &[Heading]) -> Self {
        let axes = Axes::of(sources.iter().map(|source| source.questionnaire));
        let mut demand = Demand::new(&axes, codebook);
        let mut found = None;
        for (place, Source { questionnaire, given }) in sources.iter().enumerate() {
            demand.add(questionnaire, &axes, given.iter().copied());
            if found.is_none() {
                found = coverage(questionnaire, &axes, given.iter().copied()).map(|coverage| (place, coverage));
            }
        }
        Self { axes, coverage: found, demand }
    }

    /// The gaps, ordered by the parts that count.
    pub fn gaps(&self, parts: Parts) -> Vec<Gap> {
        self.coverage.as_ref().map_or_else(Vec::new, |(_, coverage)| gaps(&self.axes, coverage, &self.demand, parts))
    }
}

/// What a questionnaire has to feed to say something of coverage or gaps.
pub const FEEDS: &[Feed] =
    &[Feed::SupplyAgeEligible, Feed::DemandUnmet, Feed::DemandDoubtfulEnd, Feed::DemandHardToReach, Feed::CaseValence];
