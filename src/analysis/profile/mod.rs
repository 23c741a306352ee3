//! Good and difficult cases side by side: what is known of them, and how often. Cases were chosen by agencies, so that
//! counts come first, and tests only where somebody asks for them. Questions are known by what they feed alone; codes
//! of readers and the agency's kind come from the caller.

mod compare;
mod read;
#[cfg(test)]
mod tests;

pub use compare::{Compared, Count, DIFFICULT, GOOD, Line, Profile, Tested, pairs, profile, test};
pub use read::{KINDS, VALENCE, has_profiles, read};

use std::collections::HashMap;

use super::table::Heading;

/// Something that may be known of a case, such as its age band.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// By which addresses name it.
    pub key: String,
    /// What people read.
    pub label: String,
    /// What it may be, in the order of the options; of several versions of a questionnaire all are here.
    pub values: Vec<Heading>,
    /// Whether a case may have several of them (MA).
    pub is_multiple: bool,
}

/// What is known of an attribute of one case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Known {
    /// Its questionnaire does not ask, or did not ask this case.
    #[default]
    NotAsked,
    /// It was asked and left blank.
    Blank,
    /// Places among the attribute's values.
    Given(Vec<usize>),
}

/// A case: whose it is, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The agency, by the caller's name.
    pub agency: String,
    known: HashMap<usize, Known>,
}

impl Case {
    /// A case of an agency, of which nothing is known yet.
    pub fn of(agency: &str) -> Self {
        Self { agency: agency.to_owned(), known: HashMap::new() }
    }

    /// What is known of an attribute, by its place.
    pub fn known(&self, attribute: usize) -> &Known {
        self.known.get(&attribute).unwrap_or(&Known::NotAsked)
    }

    /// Whether it has this value.
    pub fn has(&self, condition: Condition) -> bool {
        matches!(self.known(condition.attribute), Known::Given(values) if values.contains(&condition.value))
    }
}

/// A value of an attribute, by their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Condition {
    /// The attribute.
    pub attribute: usize,
    /// The value.
    pub value: usize,
}

/// Cases and all that may be known of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cases {
    /// In the order in which they are shown.
    pub attributes: Vec<Attribute>,
    /// In the caller's order.
    pub cases: Vec<Case>,
}

impl Cases {
    /// The place of an attribute.
    pub fn attribute(&self, key: &str) -> Option<usize> {
        self.attributes.iter().position(|attribute| attribute.key == key)
    }

    /// The condition that an attribute has the value of this code.
    pub fn condition(&self, attribute: &str, code: &str) -> Option<Condition> {
        let attribute = self.attribute(attribute)?;
        let value = self.attributes.get(attribute)?.values.iter().position(|value| value.key == code)?;
        Some(Condition { attribute, value })
    }

    /// The cases to which all conditions apply, by their places.
    pub fn select<'a>(&'a self, conditions: &'a [Condition]) -> impl Iterator<Item = usize> + 'a {
        let all = |case: &Case| conditions.iter().all(|condition| case.has(*condition));
        self.cases.iter().enumerate().filter(move |(_, case)| all(case)).map(|(place, _)| place)
    }

    /// How many these are, and of how many agencies.
    pub fn count(&self, conditions: &[Condition]) -> Count {
        self.count_where(conditions, |_| true)
    }

    /// The same of those that were asked for an attribute, whether or not it was left blank.
    pub fn count_asked(&self, conditions: &[Condition], attribute: usize) -> Count {
        self.count_where(conditions, |case| *case.known(attribute) != Known::NotAsked)
    }

    /// The same of those of which `is` holds too.
    pub(in crate::analysis) fn count_where(&self, conditions: &[Condition], is: impl Fn(&Case) -> bool) -> Count {
        let mut agencies: Vec<&str> = Vec::new();
        let mut count = Count::default();
        for case in self.select(conditions).filter_map(|place| self.cases.get(place)).filter(|case| is(case)) {
            count.cases += 1;
            if !agencies.contains(&case.agency.as_str()) {
                agencies.push(&case.agency);
            }
        }
        count.agencies = agencies.len() as u64;
        count
    }

    /// The attribute of this key, made where there is none; values that it has not are put behind its own, and the
    /// label given first stays (rounds are read newest first).
    pub fn ensure(&mut self, key: &str, label: &str, values: &[Heading], is_multiple: bool) -> usize {
        let place = self.attribute(key).unwrap_or_else(|| {
            let (key, label) = (key.to_owned(), label.to_owned());
            self.attributes.push(Attribute { key, label, values: Vec::new(), is_multiple });
            self.attributes.len() - 1
        });
        if let Some(attribute) = self.attributes.get_mut(place) {
            attribute.is_multiple |= is_multiple;
            for value in values {
                if !attribute.values.iter().any(|known| known.key == value.key) {
                    attribute.values.push(value.clone());
                }
            }
        }
        place
    }

    /// Says what is known of an attribute of a case, by codes; codes that the attribute has not are passed over.
    pub fn tell(&mut self, case: usize, attribute: usize, codes: &[String]) {
        let Some(values) = self.attributes.get(attribute).map(|attribute| &attribute.values) else { return };
        let place = |code: &String| values.iter().position(|value| value.key == *code);
        let given: Vec<usize> = codes.iter().filter_map(place).collect();
        let known = if given.is_empty() { Known::Blank } else { Known::Given(given) };
        if let Some(case) = self.cases.get_mut(case) {
            case.known.insert(attribute, known);
        }
    }
}
