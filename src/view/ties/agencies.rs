//! The table of agencies, in the order of the register, and of those that are named without being in it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Linked;
use super::asked::Asked;
use super::data::TieData;
use crate::analysis::ties::{Measures, Mention, Party, Standing};
use crate::view::figures;

/// One agency.
#[derive(Debug, Serialize)]
pub struct AgencyLine {
    /// Its name.
    pub name: String,
    /// What its kind is called.
    pub kind: String,
    /// How many agencies it names; `…` where it was not heard.
    pub names: Linked,
    /// How many agencies name it.
    pub named_by: Linked,
    /// With how many it names each other.
    pub mutual: String,
    /// On how many of the shortest ways it lies, from 0 to 1; `…` where it was not heard.
    pub between: String,
    /// Whether it answered.
    pub standing: &'static str,
    /// Whether it was not heard.
    pub is_unheard: bool,
    /// Whether nobody names it.
    pub is_unnamed: bool,
    /// Whether it lies between others.
    pub is_between: bool,
}

/// Somebody named who is no agency of the register.
#[derive(Debug, Serialize)]
pub struct OtherLine {
    /// Who.
    pub name: String,
    /// How many agencies name it.
    pub named_by: Linked,
}

/// What is not known.
const UNKNOWN: &str = "…";

/// The lines of all agencies that are asked, or were named or heard.
///
/// `named` are those whom anybody names, in answers that are shared in totals only too.
pub(super) fn lines(
    data: &TieData,
    (mentions, named): (&[&Mention], &BTreeSet<usize>),
    measures: &Measures,
    asked: &Asked,
) -> Vec<AgencyLine> {
    let at = |counts: &[usize], place: usize| counts.get(place).copied().unwrap_or_default();
    let line = |(place, agency): (usize, &crate::analysis::ties::Registered)| {
        if !data.nodes.contains(&place) {
            return None;
        }
        let standing = data.standings.get(place).copied().unwrap_or_default();
        let (named_by, names) = (at(&measures.named_by, place), at(&measures.names, place));
        let is_unheard = standing != Standing::Named;
        let others = mentions.iter().any(|mention| mention.from == place && !matches!(mention.to, Party::Agency(_)));
        let between = measures.between.get(place).copied().unwrap_or_default();
        Some(AgencyLine {
            name: if agency.is_archived { format!("{}（登録終了）", agency.name) } else { agency.name.clone() },
            kind: data.kind_label(&agency.kind),
            names: Linked {
                text: if is_unheard { UNKNOWN.to_owned() } else { names.to_string() },
                query: (names > 0 || others).then(|| asked.with(&[("from", &agency.id)])),
            },
            named_by: Linked {
                text: named_by.to_string(),
                query: (named_by > 0).then(|| asked.with(&[("to", &agency.id)])),
            },
            mutual: if is_unheard { UNKNOWN.to_owned() } else { at(&measures.mutual, place).to_string() },
            between: if is_unheard { UNKNOWN.to_owned() } else { figures::amount(between, 3) },
            standing: standing_words(standing),
            is_unheard,
            is_unnamed: !named.contains(&place),
            is_between: between > 0.0,
        })
    };
    data.register.agencies().iter().enumerate().filter_map(line).collect()
}

fn standing_words(standing: Standing) -> &'static str {
    match standing {
        Standing::NotAsked => "依頼なし",
        Standing::Silent => "未回答",
        Standing::Blank => "無回答",
        Standing::Named => "回答あり",
    }
}

/// Kinds and words that agencies named: kinds first, then words by how they are written.
pub(super) fn others(mentions: &[&Mention], data: &TieData, asked: &Asked) -> Vec<OtherLine> {
    let mut givers: BTreeMap<&Party, BTreeSet<usize>> = BTreeMap::new();
    for mention in mentions.iter().filter(|mention| !matches!(mention.to, Party::Agency(_))) {
        givers.entry(&mention.to).or_default().insert(mention.from);
    }
    let line = |(party, givers): (&Party, BTreeSet<usize>)| {
        let query = match party {
            Party::Kind(code) => asked.with(&[("to_kind_alone", code)]),
            Party::Unregistered(words) => asked.with(&[("words", words)]),
            Party::Agency(_) => String::new(),
        };
        OtherLine {
            name: data.party_words(party),
            named_by: Linked { text: format!("{}機関", givers.len()), query: Some(query) },
        }
    };
    givers.into_iter().map(line).collect()
}
