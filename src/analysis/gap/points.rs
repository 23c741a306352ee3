//! The 目安 by which gaps are ordered: points for what is said, never sums of agencies or cases, so that signals of
//! different kinds are not added up.

use crate::analysis::coverage::Level;
use crate::analysis::evidence::Mentions;

/// A part of the 目安.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Support that was looked for and not found: 1 point where one agency says so, 2 where two or more do.
    Unmet,
    /// Difficult cases in which it was needed: 1 point where they come from one agency, 2 from two or more.
    Cases,
    /// Difficult cases in which readers found it needed: the same. A case may give points here and there.
    Coded,
    /// What is offered: 1 point where it is thin, 2 where nobody offers it.
    Supply,
}

impl Part {
    /// All parts, in the order of pages.
    pub const ALL: [Self; 4] = [Self::Unmet, Self::Cases, Self::Coded, Self::Supply];

    /// As addresses and files name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unmet => "unmet",
            Self::Cases => "cases",
            Self::Coded => "coded",
            Self::Supply => "supply",
        }
    }
}

/// The parts that count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// [`Part::Unmet`]
    pub unmet: bool,
    /// [`Part::Cases`]
    pub cases: bool,
    /// [`Part::Coded`]
    pub coded: bool,
    /// [`Part::Supply`]
    pub supply: bool,
}

impl Parts {
    /// All of them.
    pub const ALL: Self = Self { unmet: true, cases: true, coded: true, supply: true };

    /// Those for which this holds.
    pub fn only(counts: impl Fn(Part) -> bool) -> Self {
        Self {
            unmet: counts(Part::Unmet),
            cases: counts(Part::Cases),
            coded: counts(Part::Coded),
            supply: counts(Part::Supply),
        }
    }

    /// Whether a part counts.
    pub fn has(self, part: Part) -> bool {
        match part {
            Part::Unmet => self.unmet,
            Part::Cases => self.cases,
            Part::Coded => self.coded,
            Part::Supply => self.supply,
        }
    }
}

/// The points of one gap, part by part; 0 for a part that does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Points {
    /// Of [`Part::Unmet`].
    pub unmet: u8,
    /// Of [`Part::Cases`].
    pub cases: u8,
    /// Of [`Part::Coded`].
    pub coded: u8,
    /// Of [`Part::Supply`].
    pub supply: u8,
}

impl Points {
    /// The points of what is said, as far as the parts count.
    pub(super) fn of((unmet, cases, coded): (&Mentions, &Mentions, &Mentions), level: Level, parts: Parts) -> Self {
        let said = |mentions: &Mentions| match mentions.agencies() {
            0 => 0,
            1 => 1,
            _ => 2,
        };
        let offered = match level {
            Level::Nobody => 2,
            Level::Thin => 1,
            Level::Some => 0,
        };
        let counted = |counts: bool, points: u8| if counts { points } else { 0 };
        Self {
            unmet: counted(parts.unmet, said(unmet)),
            cases: counted(parts.cases, said(cases)),
            coded: counted(parts.coded, said(coded)),
            supply: counted(parts.supply, offered),
        }
    }

    /// Of one part.
    pub fn part(self, part: Part) -> u8 {
        match part {
            Part::Unmet => self.unmet,
            Part::Cases => self.cases,
            Part::Coded => self.coded,
            Part::Supply => self.supply,
        }
    }

    /// All together: 0 to 8.
    pub fn total(self) -> u8 {
        self.unmet + self.cases + self.coded + self.supply
    }
}
