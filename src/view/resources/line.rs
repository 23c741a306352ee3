//! One agency of the list.

use serde::Serialize;

use super::{Told, ages_words};
use crate::analysis::resources::{Chosen, PlaceResource, Search};
use crate::view::table::Fact;

/// Which agency it is, and where its answer stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgencyEntry {
    /// Unique on the page; ASCII letters, digits and `-`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: String,
    /// The broad group of its kind.
    pub group: String,
    /// Title of the round in which it told this.
    pub round: String,
    /// Address of its answer, for those who may see single answers.
    pub evidence: Option<String>,
}

/// An agency with what it told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgencyLine {
    /// Which agency.
    #[serde(flatten)]
    pub agency: AgencyEntry,
    /// What it told of itself; what was left blank is not among it.
    pub facts: Vec<Fact>,
    /// Its places and services.
    pub places: Vec<PlaceLine>,
}

/// A place or service. Empty texts were left blank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlaceLine {
    /// What it is called.
    pub name: String,
    /// What it offers.
    pub functions: String,
    /// The ages that may use it.
    pub ages: String,
    /// Whom it is for.
    pub whom: String,
    /// Where.
    pub area: String,
    /// What makes it easy to use.
    pub access: String,
    /// How one begins.
    pub entry: String,
    /// Whether it is what is looked for.
    pub is_found: bool,
}

/// The agency's line.
pub(super) fn line(told: &Told<'_>, search: &Search) -> AgencyLine {
    let resources = told.resources;
    let facts = [
        ("相談・紹介の窓口", resources.contact.clone()),
        ("支援の内容", labels(&resources.functions)),
        ("利用できる年代", ages_words(&resources.ages)),
        ("支援の対象", labels(&resources.targets)),
        ("対応方法", labels(&resources.methods)),
        ("強み・知ってほしいこと", resources.strengths.join("\n")),
    ];
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    AgencyLine {
        agency: told.agency.clone(),
        facts: facts.map(|(label, value)| Fact::new(label, value)).collect(),
        places: resources.places.iter().map(|one| place(one, search)).collect(),
    }
}

fn place(place: &PlaceResource, search: &Search) -> PlaceLine {
    PlaceLine {
        name: if place.name.is_empty() { "（名称の記入なし）".to_owned() } else { place.name.clone() },
        functions: labels(&place.functions),
        ages: ages_words(&place.ages),
        whom: labels(&place.whom),
        area: place.area.clone(),
        access: labels(&place.access),
        entry: place.entry.clone(),
        is_found: !search.is_blank() && search.finds_place(place),
    }
}

/// Labels one after the other.
pub(super) fn labels(options: &[Chosen]) -> String {
    options.iter().map(|option| option.label.as_str()).collect::<Vec<_>>().join("、")
}
