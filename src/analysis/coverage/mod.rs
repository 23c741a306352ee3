//! 支えられる体制: how many agencies say they offer a function of support to an age band, and apart from that how many
//! had cases of the band. Knows questions only by what they feed.
//!
//! A past user is not eligibility: `supply.function`, `supply.age_eligible` and `supply.place` say what is offered,
//! `supply.served` what was done.

mod axes;
mod entries;
mod read;
#[cfg(test)]
pub(in crate::analysis) mod tests;

pub use axes::{Axes, FunctionHeading};
pub use read::coverage;

pub(in crate::analysis) use entries::{Entry, EntryShape};

use std::collections::BTreeMap;

use super::evidence::{Evidence, Mentions};

/// What agencies say they offer, beside what they did.
#[derive(Debug, Clone, PartialEq)]
pub struct Coverage {
    /// Key of the questionnaire.
    pub definition: String,
    /// Everyone whose answer was read.
    pub respondents: Mentions,
    /// Functions of support × age bands; `None` where the questionnaire does not ask for functions.
    pub functions: Option<Offers>,
    /// Ways of support × age bands; `None` where the questionnaire does not ask for them.
    pub methods: Option<Offers>,
    /// By band: who had cases of it.
    pub served: Vec<Served>,
    /// Who left the eligible ages blank.
    pub ages_blank: Mentions,
    /// Who does not know them (分からない).
    pub ages_unknown: Mentions,
    /// Who left the cases by age blank.
    pub served_blank: Mentions,
}

/// What is offered, one line a function or way of support.
#[derive(Debug, Clone, PartialEq)]
pub struct Offers {
    /// The lines.
    pub lines: Vec<OfferLine>,
    /// Who left the question blank.
    pub blank: Mentions,
    /// Who answered that they offer none of these.
    pub nothing: Mentions,
}

/// One function or way of support.
#[derive(Debug, Clone, PartialEq)]
pub struct OfferLine {
    /// What it is.
    pub function: FunctionHeading,
    /// One cell an age band.
    pub cells: Vec<OfferCell>,
    /// Who offers it without saying to which ages: they are in no cell.
    pub ages_not_said: Mentions,
}

/// A function or way of support at an age band.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OfferCell {
    /// Who says that they offer it to the band.
    pub by: Mentions,
    /// Places and services of theirs that they name for it.
    pub places: Vec<Place>,
    /// What those who offer it wrote down as cases of the band.
    pub served: Served,
}

impl OfferCell {
    /// How much there is.
    pub fn level(&self) -> Level {
        match self.by.agencies() {
            0 => Level::Nobody,
            1 => Level::Thin,
            _ if self.served.is_concentrated() => Level::Thin,
            _ => Level::Some,
        }
    }
}

/// How much support there is, as agencies say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 該当機関なし: no agency says that it offers this.
    Nobody,
    /// 手薄: one agency, or several of which one had 80 % or more of the cases that at least two of them wrote down.
    Thin,
    /// あり
    Some,
}

impl Level {
    /// As files name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nobody => "none",
            Self::Thin => "thin",
            Self::Some => "some",
        }
    }

    /// As pages name it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Nobody => "該当機関なし",
            Self::Thin => "手薄",
            Self::Some => "あり",
        }
    }
}

/// A place or service that an agency names, with the function and the ages it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Whose.
    pub by: Evidence,
    /// Its name and where it is: the texts of the entry, in order.
    pub words: Vec<String>,
}

/// Cases of a band that agencies wrote down. Sums over agencies count a person several times.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Served {
    /// Who wrote a number down, 0 included.
    pub told: Vec<(Evidence, f64)>,
}

/// From this share on one agency has nearly all: in tenths.
const CONCENTRATED: f64 = 8.0;

impl Served {
    /// The cases of each agency that wrote a number down, 0 included: the sum where it did so in several answers.
    pub fn by_agency(&self) -> BTreeMap<usize, f64> {
        let mut sums = BTreeMap::new();
        for (evidence, cases) in &self.told {
            *sums.entry(evidence.agency).or_default() += cases;
        }
        sums
    }

    /// How many agencies had cases.
    pub fn agencies(&self) -> u64 {
        self.by_agency().values().filter(|cases| **cases > 0.0).count() as u64
    }

    /// The answers that tell of cases.
    pub fn cases(&self) -> impl Iterator<Item = (Evidence, f64)> {
        self.told.iter().copied().filter(|(_, cases)| *cases > 0.0)
    }

    /// The cases of all together, persons counted several times.
    pub fn total(&self) -> f64 {
        self.told.iter().map(|(_, cases)| cases).sum()
    }

    /// The most cases of one agency.
    pub fn largest(&self) -> f64 {
        self.by_agency().into_values().fold(0.0, f64::max)
    }

    /// Whether one agency had 80 % or more of the cases that at least two agencies wrote down. Of one number alone
    /// nothing can be said: what the others did not write is not nought.
    pub fn is_concentrated(&self) -> bool {
        let (told, total) = (self.by_agency().len(), self.total());
        told > 1 && total > 0.0 && self.largest() * 10.0 >= total * CONCENTRATED
    }
}
