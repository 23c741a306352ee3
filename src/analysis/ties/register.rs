//! The agencies that answers can name, and whom a name means.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use crate::answer::AgencyReference;

/// An agency of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The code of its kind.
    pub kind: String,
    /// Whether it is no longer asked.
    pub is_archived: bool,
}

/// The agencies of a network in the order in which lists show them. A place in this order names an agency.
#[derive(Debug, Clone, Default)]
pub struct Register {
    agencies: Vec<Registered>,
    by_id: HashMap<String, usize>,
    /// `None` for a name that several agencies have.
    by_name: HashMap<String, Option<usize>>,
}

/// Whom an answer names.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Party {
    /// An agency, by its place in the register.
    Agency(usize),
    /// Any agency of a kind, by the kind's code.
    Kind(String),
    /// Words that are no registered agency's name.
    Unregistered(String),
}

impl Register {
    /// The register of these agencies, in this order.
    pub fn new(agencies: Vec<Registered>) -> Self {
        let by_id = agencies.iter().enumerate().map(|(place, agency)| (agency.id.clone(), place)).collect();
        let mut by_name: HashMap<String, Option<usize>> = HashMap::new();
        for (place, agency) in agencies.iter().enumerate() {
            let place = Some(place);
            by_name.entry(levelled(&agency.name)).and_modify(|known| *known = None).or_insert(place);
        }
        Self { agencies, by_id, by_name }
    }

    /// All agencies.
    pub fn agencies(&self) -> &[Registered] {
        &self.agencies
    }

    /// The place of an agency.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// Whom a reference means. Words are an agency where they are its name alone (width of letters and spaces aside).
    pub fn party(&self, reference: &AgencyReference) -> Party {
        match reference {
            AgencyReference::Kind(code) => Party::Kind(code.clone()),
            AgencyReference::Id(id) => self.place(id).map_or_else(|| Party::Unregistered(id.clone()), Party::Agency),
            AgencyReference::Name(words) => match self.by_name.get(&levelled(words)) {
                Some(Some(place)) => Party::Agency(*place),
                Some(None) | None => Party::Unregistered(shown(words)),
            },
        }
    }

    /// The kind of whoever is named; `None` where it is not known.
    pub fn kind_of<'a>(&'a self, party: &'a Party) -> Option<&'a str> {
        match party {
            Party::Agency(place) => self.agencies.get(*place).map(|agency| agency.kind.as_str()),
            Party::Kind(code) => Some(code),
            Party::Unregistered(_) => None,
        }
    }
}

fn levelled(name: &str) -> String {
    name.nfkc().filter(|letter| !letter.is_whitespace()).collect()
}

/// Words on one line, so that the same name typed twice is one.
fn shown(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
