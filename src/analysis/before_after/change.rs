//! What became of the ratings on a scale: first beside latest. Nothing is averaged.

use std::collections::BTreeMap;

use jiff::Unit;

use super::occasion::{Rating, Scale};
use super::people::Person;

/// The ratings on one scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScaleChange {
    /// The scale.
    pub scale: Scale,
    /// Persons whose latest value is the greater one.
    pub went_up: u64,
    /// Persons whose latest value is the first one.
    pub stayed: u64,
    /// Persons whose latest value is the smaller one.
    pub went_down: u64,
    /// First and latest value → persons.
    pub cells: BTreeMap<(i64, i64), u64>,
    /// Persons by the time between the two ratings: under each of [`MONTHS`], at least the last, days unknown.
    pub between: [u64; MONTHS.len() + 2],
    /// Persons with fewer than two ratings.
    pub alone: Vec<Alone>,
}

/// Bounds of the time between two ratings, in whole months.
pub const MONTHS: [i32; 4] = [3, 6, 12, 24];

/// A person with fewer than two ratings on a scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alone {
    /// Place among the people.
    pub person: usize,
    /// The one rating there is, with the time at which it was given.
    pub rating: Option<(i64, Option<String>)>,
    /// The sheets without a rating: the time, and the reason given. Empty where there was one sheet only.
    pub missing: Vec<(Option<String>, Option<String>)>,
}

impl ScaleChange {
    /// Persons with a first and a latest rating.
    pub fn pairs(&self) -> u64 {
        self.went_up + self.stayed + self.went_down
    }
}

/// First beside latest on each scale.
pub fn changes(scales: &[Scale], people: &[Person]) -> Vec<ScaleChange> {
    scales.iter().map(|scale| change(scale, people)).collect()
}

fn change(scale: &Scale, people: &[Person]) -> ScaleChange {
    let mut change = ScaleChange {
        scale: scale.clone(),
        went_up: 0,
        stayed: 0,
        went_down: 0,
        cells: BTreeMap::new(),
        between: [0; MONTHS.len() + 2],
        alone: Vec::new(),
    };
    for (place, person) in people.iter().enumerate() {
        let rated: Vec<_> = person
            .occasions
            .iter()
            .filter_map(|sheet| match sheet.ratings.get(&scale.key) {
                Some(Rating::Step(step)) => Some((*step, sheet)),
                _ => None,
            })
            .collect();
        let (Some((before, first)), Some((after, latest)), 2..) = (rated.first(), rated.last(), rated.len()) else {
            change.alone.push(alone(scale, place, person));
            continue;
        };
        match after.cmp(before) {
            std::cmp::Ordering::Greater => change.went_up += 1,
            std::cmp::Ordering::Equal => change.stayed += 1,
            std::cmp::Ordering::Less => change.went_down += 1,
        }
        *change.cells.entry((*before, *after)).or_default() += 1;
        let months = first
            .day
            .zip(latest.day)
            .and_then(|(first, latest)| Some(first.until((Unit::Month, latest)).ok()?.get_months()));
        let band = months.map_or(MONTHS.len() + 1, |months| MONTHS.iter().filter(|bound| months >= **bound).count());
        if let Some(count) = change.between.get_mut(band) {
            *count += 1;
        }
    }
    change
}

fn alone(scale: &Scale, place: usize, person: &Person) -> Alone {
    let mut alone = Alone { person: place, rating: None, missing: Vec::new() };
    for sheet in &person.occasions {
        let time = sheet.time.as_ref().map(|(_, label)| label.clone());
        match sheet.ratings.get(&scale.key) {
            Some(Rating::Step(step)) => alone.rating = Some((*step, time)),
            Some(Rating::Missing(reason)) => alone.missing.push((time, reason.clone())),
            None => alone.missing.push((time, None)),
        }
    }
    alone
}
