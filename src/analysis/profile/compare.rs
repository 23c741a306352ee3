//! Counts in difficult beside good cases; tests where they are asked for.

use super::{Cases, Condition, Known, VALENCE};
use crate::analysis::statistics::{Contingency, OddsRatio, fisher, holm, odds_ratio};
use crate::analysis::table::Heading;

/// The code of difficult cases.
pub const DIFFICULT: &str = "difficult";
/// The code of good cases.
pub const GOOD: &str = "good";

/// How many cases, and of how many agencies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Cases.
    pub cases: u64,
    /// Agencies that wrote them.
    pub agencies: u64,
}

/// The same of difficult and of good cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Compared {
    /// Difficult cases.
    pub difficult: Count,
    /// Good cases.
    pub good: Count,
}

/// A value, or a pair of values of two attributes.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What a case has.
    pub conditions: Vec<Condition>,
    /// Its words, one for each condition.
    pub headings: Vec<Heading>,
    /// How many cases have it.
    pub counts: Compared,
    /// How many were asked and answered: the base.
    pub answered: Compared,
    /// What tests say, where they were asked for and can be made.
    pub tested: Option<Tested>,
}

/// What tests say of a line: those with it against those without it, difficult against good cases.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tested {
    /// How many times the odds are in difficult cases what they are in good ones.
    pub odds: OddsRatio,
    /// Fisher's exact p, two-sided.
    pub p: f64,
    /// The same after Holm's correction for all lines tested together.
    pub corrected: f64,
}

/// One attribute of all cases.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// The attribute's place.
    pub attribute: usize,
    /// Its values.
    pub lines: Vec<Line>,
    /// Cases in which it was left blank.
    pub blank: Compared,
    /// Cases that were not asked.
    pub not_asked: Compared,
}

/// An attribute in difficult beside good cases. Cases that say neither are in no count.
pub fn profile(cases: &Cases, attribute: usize) -> Profile {
    let answered = compared(cases, &[], |known| matches!(known, Known::Given(_)), &[attribute]);
    let values = cases.attributes.get(attribute).map_or(&[][..], |attribute| &attribute.values);
    let line = |(value, heading): (usize, &Heading)| {
        let conditions = vec![Condition { attribute, value }];
        let counts = compared(cases, &conditions, |_| true, &[]);
        Line { conditions, headings: vec![heading.clone()], counts, answered, tested: None }
    };
    Profile {
        attribute,
        lines: values.iter().enumerate().map(line).collect(),
        blank: compared(cases, &[], |known| *known == Known::Blank, &[attribute]),
        not_asked: compared(cases, &[], |known| *known == Known::NotAsked, &[attribute]),
    }
}

/// Every pair of values of two attributes that some case has. The base is the cases that answered both.
pub fn pairs(cases: &Cases, one: usize, other: usize) -> Vec<Line> {
    let values = |place: usize| cases.attributes.get(place).map_or(&[][..], |attribute| &attribute.values);
    let answered = compared(cases, &[], |known| matches!(known, Known::Given(_)), &[one, other]);
    let all = values(one)
        .iter()
        .enumerate()
        .flat_map(|first| values(other).iter().enumerate().map(move |next| (first, next)));
    let line = |((first, one_heading), (next, other_heading)): ((usize, &Heading), (usize, &Heading))| {
        let conditions = vec![Condition { attribute: one, value: first }, Condition { attribute: other, value: next }];
        let counts = compared(cases, &conditions, |_| true, &[]);
        let headings = vec![one_heading.clone(), other_heading.clone()];
        (counts != Compared::default()).then_some(Line { conditions, headings, counts, answered, tested: None })
    };
    all.filter_map(line).collect()
}

/// Tests all lines together: odds ratio and Fisher's p of each, corrected for their number (Holm 1979). A line that
/// every case has, or none, or that only one kind of case was asked, cannot be tested and is not among that number.
pub fn test(lines: &mut [&mut Line]) {
    let tests: Vec<Option<(OddsRatio, f64)>> = lines.iter().map(|line| tested(line)).collect();
    let p: Vec<f64> = tests.iter().flatten().map(|(_, p)| *p).collect();
    let mut corrected = holm(&p).into_iter();
    for (line, test) in lines.iter_mut().zip(tests) {
        line.tested = test.and_then(|(odds, p)| Some(Tested { odds, p, corrected: corrected.next()? }));
    }
}

fn tested(line: &Line) -> Option<(OddsRatio, f64)> {
    let (with, all) = (line.counts, line.answered);
    let without = |all: Count, with: Count| all.cases.checked_sub(with.cases);
    let table = Contingency::two_by_two(
        with.difficult.cases,
        without(all.difficult, with.difficult)?,
        with.good.cases,
        without(all.good, with.good)?,
    );
    Some((odds_ratio(&table)?, fisher(&table)?))
}

/// Counts the difficult and the good cases to which the conditions apply and of which `is` holds for all `of`.
fn compared(cases: &Cases, conditions: &[Condition], is: impl Fn(&Known) -> bool, of: &[usize]) -> Compared {
    let side = |code: &str| {
        let Some(valence) = cases.condition(VALENCE, code) else { return Count::default() };
        let all: Vec<Condition> = conditions.iter().copied().chain([valence]).collect();
        cases.count_where(&all, |case| of.iter().all(|attribute| is(case.known(*attribute))))
    };
    Compared { difficult: side(DIFFICULT), good: side(GOOD) }
}
