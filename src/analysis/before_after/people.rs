//! Sheets of one person, joined within one agency by the agency's own number.

use indexmap::IndexMap;

use super::occasion::{Occasion, Rating};
use super::reference::loosely;

/// Who was rated.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct People {
    /// Those whose sheets are in a clear order, as they first come.
    pub people: Vec<Person>,
    /// Sheets that could not be joined.
    pub apart: Vec<Apart>,
    /// Numbers of one agency that may have been mixed up. They are not joined.
    pub alike: Vec<Alike>,
}

/// One person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Id of the agency.
    pub agency: String,
    /// The agency's number, levelled.
    pub reference: String,
    /// The sheets from the first to the latest, at least one.
    pub occasions: Vec<Occasion>,
}

/// Sheets that could not be joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apart {
    /// Id of the agency.
    pub agency: String,
    /// The agency's number, where there is one.
    pub reference: Option<String>,
    /// How many sheets.
    pub sheets: usize,
    /// Why.
    pub why: WhyApart,
}

/// Why sheets could not be joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyApart {
    /// No number was given.
    NoReference,
    /// Two sheets of the same time, which say different things: which is the later one is not known.
    SameTime,
    /// Days and times contradict each other, such as a first interview after the year's end.
    Contradicting,
}

/// Numbers that differ by what is easily mixed up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// Id of the agency.
    pub agency: String,
    /// The numbers.
    pub references: Vec<String>,
}

/// Joins sheets by agency and number. Two agencies' sheets are never joined.
pub fn join(occasions: Vec<Occasion>) -> People {
    let mut by_person: IndexMap<(String, Option<String>), Vec<Occasion>> = IndexMap::new();
    for occasion in occasions {
        by_person.entry(occasion.person()).or_default().push(occasion);
    }
    let mut all = People { alike: alike(by_person.keys()), ..People::default() };
    for ((agency, reference), occasions) in by_person {
        let sheets = occasions.len();
        let ordered = match &reference {
            Some(_) => ordered(occasions),
            None => Err(WhyApart::NoReference),
        };
        match (ordered, reference) {
            (Ok(occasions), Some(reference)) => all.people.push(Person { agency, reference, occasions }),
            (Err(why), reference) => all.apart.push(Apart { agency, reference, sheets, why }),
            (Ok(_), None) => {}
        }
    }
    all
}

fn alike<'a>(persons: impl Iterator<Item = &'a (String, Option<String>)>) -> Vec<Alike> {
    let mut groups: IndexMap<(&str, String), Vec<String>> = IndexMap::new();
    for (agency, reference) in persons {
        if let Some(reference) = reference {
            groups.entry((agency, loosely(reference))).or_default().push(reference.clone());
        }
    }
    groups
        .into_iter()
        .filter(|(_, references)| references.len() > 1)
        .map(|((agency, _), references)| Alike { agency: agency.to_owned(), references })
        .collect()
}

/// The sheets of one person in the order of time: by their days where all have one, else by the time that was
/// chosen and the round.
fn ordered(occasions: Vec<Occasion>) -> Result<Vec<Occasion>, WhyApart> {
    let mut sheets = without_repeats(occasions);
    let rank = |sheet: &Occasion| sheet.time.as_ref().map(|(rank, _)| *rank);
    let by_day = sheets.iter().all(|sheet| sheet.day.is_some());
    sheets.sort_by_key(|sheet| (sheet.day.filter(|_| by_day), rank(sheet), sheet.round));
    for (one, next) in sheets.iter().zip(sheets.iter().skip(1)) {
        let is_later = if by_day {
            one.day < next.day || rank(one) < rank(next)
        } else {
            // The first time comes once; a year's end comes every year, in a round of its own.
            rank(one).is_some() && (rank(one) < rank(next) || rank(one) > Some(0) && one.round < next.round)
        };
        if !is_later {
            return Err(WhyApart::SameTime);
        }
        if rank(one) > rank(next) && rank(next).is_some() {
            return Err(WhyApart::Contradicting);
        }
    }
    Ok(sheets)
}

/// A sheet that was written again in a later round, the same in all, is one.
fn without_repeats(occasions: Vec<Occasion>) -> Vec<Occasion> {
    let mut kept: Vec<Occasion> = Vec::new();
    for sheet in occasions {
        let same = |other: &Occasion| {
            other.round != sheet.round
                && other.time == sheet.time
                && other.day == sheet.day
                && values(other) == values(&sheet)
        };
        if !kept.iter().any(same) {
            kept.push(sheet);
        }
    }
    kept
}

fn values(sheet: &Occasion) -> Vec<(&str, Option<i64>)> {
    let value = |rating: &Rating| match rating {
        Rating::Step(step) => Some(*step),
        Rating::Missing(_) => None,
    };
    sheet.ratings.iter().map(|(scale, rating)| (scale.as_str(), value(rating))).collect()
}
