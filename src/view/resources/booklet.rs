//! The list as a booklet on A4: by function, then by agency in the broad groups of kinds.

use serde::Serialize;

use super::line::{AgencyLine, labels, line};
use super::{About, Told, ages_words, sources};
use crate::analysis::resources::{Options, Search};

/// The booklet.
#[derive(Debug, Clone, Serialize)]
pub struct Booklet {
    /// Every function that somebody offers, with those who do.
    pub functions: Vec<FunctionPart>,
    /// The agencies in their groups.
    pub parts: Vec<BookletPart>,
    /// Where this comes from, a sentence each.
    pub sources: Vec<String>,
}

/// A function of support.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FunctionPart {
    /// The function.
    pub label: String,
    /// Who offers it.
    pub offers: Vec<Offer>,
}

/// A place that offers a function, or an agency that does without naming a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// Name of the place; empty where the agency says it of itself.
    pub place: String,
    /// The agency.
    pub agency: String,
    /// Where the agency stands in the booklet.
    pub id: String,
    /// The ages that may use it; empty where they were left blank.
    pub ages: String,
    /// Whom it is for; empty where that was left blank.
    pub whom: String,
}

/// Agencies of one broad group.
#[derive(Debug, Clone, Serialize)]
pub struct BookletPart {
    /// The group.
    pub label: String,
    /// Its agencies in the register's order.
    pub agencies: Vec<AgencyLine>,
}

/// The booklet of what was told. `groups` are the broad groups in the order shown.
pub fn booklet(told: &[Told<'_>], options: &Options, groups: &[String], about: &About) -> Booklet {
    let functions = options.functions.iter().map(|function| FunctionPart {
        label: function.label.clone(),
        offers: told.iter().flat_map(|one| offers(one, &function.key)).collect(),
    });
    let part = |group: &String| BookletPart {
        label: group.clone(),
        agencies: told
            .iter()
            .filter(|one| one.agency.group == *group)
            .map(|one| line(one, &Search::default()))
            .collect(),
    };
    Booklet {
        functions: functions.filter(|part| !part.offers.is_empty()).collect(),
        parts: groups.iter().map(part).filter(|part| !part.agencies.is_empty()).collect(),
        sources: sources(told.len(), about),
    }
}

/// The agency's places with the function; the agency itself where it says so and none of its places does.
fn offers(told: &Told<'_>, function: &str) -> Vec<Offer> {
    let search = Search { function: Some(function.to_owned()), ..Search::default() };
    let agency = &told.agency;
    let offer = |place: &str, ages: &[_], whom: &[_]| Offer {
        place: place.to_owned(),
        agency: agency.name.clone(),
        id: agency.id.clone(),
        ages: ages_words(ages),
        whom: labels(whom),
    };
    let places = told.resources.places.iter().filter(|place| search.finds_place(place));
    let mut offers: Vec<Offer> = places.map(|place| offer(&place.name, &place.ages, &place.whom)).collect();
    if offers.is_empty() && search.finds_agency(told.resources) {
        offers.push(offer("", &told.resources.ages, &told.resources.targets));
    }
    offers
}
