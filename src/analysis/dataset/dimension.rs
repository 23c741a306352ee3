//! What answers are told apart by.

use thiserror::Error;

use super::place::{NumberOf, Place};
use crate::analysis::figure::Figure;
use crate::definition::NumberFormat;

/// Something that tells answers apart: one side of a crosstab, or a grouping.
#[derive(Debug, Clone, PartialEq)]
pub enum Dimension {
    /// The kind of the agency that answered. One that is not known counts as blank.
    AgencyKind,
    /// The broad group that the kind belongs to: fewer and larger groups. A kind without one stands for itself.
    AgencyGroup,
    /// The options of choice, choices, ranking or checklist (はい), the steps of a scale, or the kinds of the agencies
    /// that agency or agencies named.
    Options(Place),
    /// A number, by bands: under the first limit, from each limit to under the next, from the last one on.
    Bands {
        /// The number.
        number: NumberOf,
        /// Ascending.
        limits: Vec<f64>,
    },
    /// Whether something was given at all: one code, `given`. For questions without numbers the part says nothing.
    Given(NumberOf),
}

impl Dimension {
    /// The question it reads; `None` for what is known of the agency.
    pub fn place(&self) -> Option<Place> {
        match self {
            Self::AgencyKind | Self::AgencyGroup => None,
            Self::Options(place) => Some(*place),
            Self::Bands { number, .. } | Self::Given(number) => Some(number.place),
        }
    }
}

/// Why something cannot be counted so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CrossProblem {
    /// There is no such question.
    #[error("there is no such question")]
    NoQuestion,
    /// The question's type has no such codes or numbers.
    #[error("a question of type {0} cannot be counted so")]
    Unfit(&'static str),
    /// The two questions are in two repeats, whose instances have nothing to do with each other.
    #[error("questions of two repeats cannot be crossed")]
    TwoRepeats,
    /// A number that an answer has once cannot be told apart by the instances of a repeat.
    #[error("a number outside a repeat cannot be counted by a question inside it")]
    OncePerAnswer,
}

/// The codes of a dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Axis {
    /// In the order shown.
    pub codes: Vec<AxisCode>,
    /// Whether one answer can have several of them (MA).
    pub overlapping: bool,
}

/// One code of a dimension.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AxisCode {
    /// Where it stands among the others; codes that nobody ordered share the last place.
    pub place: usize,
    /// Stable key.
    pub key: String,
    /// What people read.
    pub label: String,
}

/// A place in what was counted: one of the codes, or what became of the question where it has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slot {
    /// The code at this position of the axis.
    Code(usize),
    /// Something was given: the base of those who answered, in which each counts once however many codes it has.
    Given,
    /// 不明 was ticked.
    Unknown,
    /// Asked and left blank (無回答); for agencies a kind that is not known.
    Blank,
    /// Not asked (非該当).
    NotAsked,
}

/// How many slots there are beside the codes.
pub(super) const BESIDE: usize = 4;

impl Axis {
    /// How many slots there are.
    pub(super) fn slots(&self) -> usize {
        self.codes.len() + BESIDE
    }

    /// The position of a slot; `None` of a code that the axis does not have.
    pub(super) fn index(&self, slot: Slot) -> Option<usize> {
        let codes = self.codes.len();
        Some(match slot {
            Slot::Code(code) => return (code < codes).then_some(code),
            Slot::Given => codes,
            Slot::Unknown => codes + 1,
            Slot::Blank => codes + 2,
            Slot::NotAsked => codes + 3,
        })
    }

    /// Takes in the codes of another axis of the same dimension. Returns where each slot that was here stands now,
    /// and where each slot of the other does.
    pub(super) fn take_in(&mut self, other: &Self) -> (Vec<usize>, Vec<usize>) {
        let mut all: Vec<AxisCode> = self.codes.iter().chain(&other.codes).cloned().collect();
        all.sort();
        all.dedup_by(|one, two| one.key == two.key);
        let places = |axis: &Self| -> Vec<usize> {
            let codes = axis.codes.iter().filter_map(|code| all.iter().position(|found| found.key == code.key));
            codes.chain(all.len()..all.len() + BESIDE).collect()
        };
        let (mine, theirs) = (places(self), places(other));
        self.codes = all;
        (mine, theirs)
    }

    /// The bands between limits, such as 0～9件, 10～19件, 20件以上.
    pub(super) fn bands(limits: &[f64], format: Option<&NumberFormat>) -> Self {
        let unit = format.and_then(|format| format.unit.as_deref()).unwrap_or_default();
        let whole = format.is_none_or(|format| format.decimals == 0);
        let least = format.map(|format| format.min);
        let between = |from: f64, to: f64| match (whole, from >= to - 1.0) {
            (true, true) => format!("{}{unit}", Figure(from)),
            (true, false) => format!("{}～{}{unit}", Figure(from), Figure(to - 1.0)),
            (false, _) => format!("{}{unit}以上{}{unit}未満", Figure(from), Figure(to)),
        };
        let label = |band: usize| match (band.checked_sub(1).and_then(|before| limits.get(before)), limits.get(band)) {
            (None, Some(to)) => match least.filter(|least| whole && least < to) {
                Some(least) => between(least, *to),
                None => format!("{}{unit}未満", Figure(*to)),
            },
            (Some(from), Some(to)) => between(*from, *to),
            (Some(from), None) => format!("{}{unit}以上", Figure(*from)),
            (None, None) => "全て".to_owned(),
        };
        let code = |band| AxisCode { place: band, key: format!("band_{}", band + 1), label: label(band) };
        Self { codes: (0..=limits.len()).map(code).collect(), overlapping: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(limits: &[f64], decimals: u32) -> Vec<String> {
        let format = NumberFormat { unit: Some("件".to_owned()), min: 0.0, max: 999.0, decimals, unknown: false };
        Axis::bands(limits, Some(&format)).codes.into_iter().map(|code| code.label).collect()
    }

    #[test]
    fn bands_say_what_is_in_them() {
        assert_eq!(labels(&[1.0, 10.0, 20.0], 0), ["0件", "1～9件", "10～19件", "20件以上"]);
        assert_eq!(labels(&[10.0], 0), ["0～9件", "10件以上"]);
        assert_eq!(labels(&[0.5, 2.0], 1), ["0.5件未満", "0.5件以上2件未満", "2件以上"]);
        assert_eq!(labels(&[], 0), ["全て"]);
    }

    #[test]
    fn axes_join_in_the_order_of_their_places() {
        let code = |place, key: &str| AxisCode { place, key: key.to_owned(), label: key.to_owned() };
        let mut axis = Axis { codes: vec![code(0, "city"), code(9, "zoo")], overlapping: false };
        let other = Axis { codes: vec![code(0, "city"), code(3, "npo"), code(9, "bar")], overlapping: false };
        let (mine, theirs) = axis.take_in(&other);
        assert_eq!(axis.codes.iter().map(|code| code.key.as_str()).collect::<Vec<_>>(), ["city", "npo", "bar", "zoo"]);
        assert_eq!((mine, theirs), (vec![0, 3, 4, 5, 6, 7], vec![0, 1, 2, 4, 5, 6, 7]));
    }
}
