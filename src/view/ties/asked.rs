//! What an address of these pages asks for. What it says that is not known is passed over.

use serde::Serialize;
use url::form_urlencoded::Serializer;

use super::data::TieData;
use super::relation_words;
use crate::analysis::ties::{Filter, Relation};
use crate::view::field::{Choice, Typed};

/// Whether agencies or their kinds are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// Agencies.
    #[default]
    Agency,
    /// Kinds of agencies.
    Kind,
}

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Agencies or kinds.
    pub by: By,
    /// Which mentions.
    pub filter: Filter,
    /// Of this round alone; `None` for the newest of each questionnaire.
    pub round: Option<String>,
}

/// A list to choose from.
#[derive(Debug, Serialize)]
pub struct Select {
    /// Its name.
    pub name: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// What may be chosen.
    pub options: Vec<Choice>,
}

const RELATIONS: [(Relation, &str); 3] =
    [(Relation::Partner, "partner"), (Relation::ReferredFrom, "referred_from"), (Relation::ReferredTo, "referred_to")];

fn relation_name(relation: Relation) -> &'static str {
    RELATIONS.iter().find(|(known, _)| *known == relation).map_or("", |(_, name)| name)
}

impl Asked {
    /// Reads an address. `sees_agencies` is whether the reader may see agencies at all.
    pub fn from_address(typed: &Typed, sees_agencies: bool) -> Self {
        let by = if sees_agencies && typed.one("by") != "kind" { By::Agency } else { By::Kind };
        let relation = RELATIONS.iter().find(|(_, name)| *name == typed.one("relation")).map(|(relation, _)| *relation);
        let filter = Filter { kind: typed.filled("kind"), purpose: typed.filled("purpose"), relation };
        Self { by, filter, round: typed.filled("round") }
    }

    /// What it says as names and values.
    pub(super) fn pairs(&self) -> Vec<(&'static str, String)> {
        let by = (self.by == By::Kind).then(|| "kind".to_owned());
        let relation = self.filter.relation.map(|relation| relation_name(relation).to_owned());
        let said = [
            ("by", by),
            ("kind", self.filter.kind.clone()),
            ("purpose", self.filter.purpose.clone()),
            ("relation", relation),
            ("round", self.round.clone()),
        ];
        said.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// The query of an address that says the same and more.
    pub(super) fn with(&self, more: &[(&str, &str)]) -> String {
        let kept = self.pairs();
        let kept = kept.iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name));
        let mut query = Serializer::new(String::new());
        query.extend_pairs(kept).extend_pairs(more.iter().filter(|(_, value)| !value.is_empty()));
        let query = query.finish();
        if query.is_empty() { query } else { format!("?{query}") }
    }

    /// The lists of the form, with what is chosen.
    pub(super) fn selects(&self, data: &TieData) -> Vec<Select> {
        let has_agency = |code: &str| data.register.agencies().iter().any(|agency| agency.kind == code);
        let kinds = data.kinds.iter().filter(|kind| has_agency(&kind.key));
        let kinds = kinds.map(|kind| (kind.key.clone(), kind.label.clone())).collect();
        let purposes = data.purposes.iter().map(|purpose| (purpose.key.clone(), purpose.label.clone())).collect();
        let relations =
            RELATIONS.iter().map(|(relation, name)| ((*name).to_owned(), relation_words(*relation).to_owned()));
        let rounds = data.offered.iter().map(|round| (round.id.clone(), round.title.clone())).collect();
        vec![
            select("kind", "機関の種別", "全ての種別", &self.filter.kind, kinds),
            select("purpose", "連携の内容", "全ての内容", &self.filter.purpose, purposes),
            select(
                "relation",
                "挙げ方",
                "全て",
                &self.filter.relation.map(|relation| relation_name(relation).to_owned()),
                relations.collect(),
            ),
            select("round", "調査", "最も新しい調査（自動）", &self.round, rounds),
        ]
    }
}

/// A list of one choice, which may be left open.
pub(super) fn select(
    name: &'static str,
    label: &'static str,
    all: &str,
    chosen: &Option<String>,
    offered: Vec<(String, String)>,
) -> Select {
    let first = (String::new(), all.to_owned());
    let is_known = |value: &str| chosen.as_deref() == Some(value);
    let options = std::iter::once(first).chain(offered).map(|(value, label)| Choice {
        is_chosen: is_known(&value),
        help: String::new(),
        value,
        label,
    });
    Select { name, label, options: options.collect() }
}
