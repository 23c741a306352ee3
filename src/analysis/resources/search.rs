//! Looking for a resource by function, age and person.

use super::{AgencyResources, Chosen, PlaceResource};

/// What is looked for; `None` does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    /// Code of a function of support.
    pub function: Option<String>,
    /// Code of an age band.
    pub age: Option<String>,
    /// Code of whom it is for.
    pub whom: Option<String>,
}

/// What may be looked for: options with labels, without those that say "any", "none" or "not known".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Functions of support.
    pub functions: Vec<Chosen>,
    /// Age bands.
    pub ages: Vec<Chosen>,
    /// Persons.
    pub whom: Vec<Chosen>,
}

impl Options {
    /// Puts the options of one more questionnaire behind those that are there.
    pub fn add(&mut self, functions: Vec<Chosen>, ages: Vec<Chosen>, whom: Vec<Chosen>) {
        let is_plain = |option: &Chosen| option.stands_for == [option.key.as_str()];
        for (own, more) in [(&mut self.functions, functions), (&mut self.ages, ages), (&mut self.whom, whom)] {
            for option in more.into_iter().filter(is_plain) {
                if !own.iter().any(|known| known.key == option.key) {
                    own.push(option);
                }
            }
        }
    }
}

impl Search {
    /// Whether anything is looked for.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the agency as a whole says all that is looked for. Ages left blank say nothing.
    pub fn finds_agency(&self, agency: &AgencyResources) -> bool {
        is_among(self.function.as_ref(), &agency.functions)
            && is_among(self.age.as_ref(), &agency.ages)
            && is_among(self.whom.as_ref(), &agency.targets)
    }

    /// Whether one of its places or services does.
    pub fn finds_place(&self, place: &PlaceResource) -> bool {
        is_among(self.function.as_ref(), &place.functions)
            && is_among(self.age.as_ref(), &place.ages)
            && is_among(self.whom.as_ref(), &place.whom)
    }

    /// Whether the agency or one of its places does.
    pub fn finds(&self, agency: &AgencyResources) -> bool {
        self.finds_agency(agency) || agency.places.iter().any(|place| self.finds_place(place))
    }
}

fn is_among(wanted: Option<&String>, given: &[Chosen]) -> bool {
    wanted.is_none_or(|wanted| given.iter().any(|option| option.stands_for.contains(wanted)))
}
