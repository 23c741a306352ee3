//! What is offered, what is needed, and where they do not meet, from rounds of a network about one period.

mod read;
mod readings;

pub use read::{GapSources, of_period};
pub use readings::{Readings, read};

use crate::analysis::gap::Parts;
use crate::view::gaps::evidence::{self, ShownEvidence, Which};
use crate::view::gaps::{Depth, ShownGaps, ShownList, ShownNeeded, ShownOffered, list, needed, offered};

impl GapSources {
    /// 支援のはざまの一覧
    pub fn list(&self, parts: Parts, depth: Depth) -> ShownList {
        let mut list = list::shown(&self.picture, &self.rounds, &self.names, parts, depth);
        list.sources.extend(self.waiting.iter().cloned());
        list
    }

    /// 支えられる体制; `None` where nobody was asked what they offer.
    pub fn offered(&self, is_served: bool, depth: Depth) -> Option<ShownOffered> {
        let mut offered = offered::shown(&self.picture, &self.rounds, is_served, depth)?;
        offered.sources.extend(self.waiting.iter().cloned());
        Some(offered)
    }

    /// 支援を必要とする状況
    pub fn needed(&self, depth: Depth) -> ShownNeeded {
        let mut needed = needed::shown(&self.picture, &self.rounds, depth);
        needed.sources.extend(self.waiting.iter().cloned());
        needed
    }

    /// What a workbook shows; `None` where nobody was asked what they offer.
    pub fn sheet(&self) -> Option<ShownGaps> {
        Some(ShownGaps { offered: self.offered(false, Depth::Answers)?, list: self.list(Parts::ALL, Depth::Answers) })
    }

    /// Whose answers stand behind a figure; `None` where there is no such figure.
    pub fn evidence(&self, which: &Which) -> Option<ShownEvidence> {
        evidence::shown(&self.picture, &self.names, which)
    }
}
