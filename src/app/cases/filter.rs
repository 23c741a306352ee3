//! Which cases a reader asks for. All of it stands in the address, so that a filtered board can be sent on.

use std::collections::BTreeMap;

use super::case::Case;
use crate::app::Reader;
use crate::app::coding::books::Books;
use crate::view::cases::{FilterField, Sought};
use crate::view::dates;
use crate::view::field::{Choice, Typed};

/// What may be filtered by, with the name in addresses. Who sees no single answers may not filter by what they may not
/// know of a case either.
const FIELDS: &[(&str, &str, bool)] = &[
    ("age", "年代", true),
    ("sex", "性別", false),
    ("kind", "機関の種別", false),
    ("condition", "心身の状態", false),
    ("outcome", "直近の状況", false),
    ("code", "分類", true),
    ("year", "年度", true),
    ("round", "調査", true),
];

/// The codebook whose codes say what its case sheet may not tell everyone.
const CONDITIONS: &str = "conditions";

/// What is asked for, by a reader.
pub(super) struct Filter {
    reader: Reader,
    chosen: BTreeMap<&'static str, String>,
    /// The words that are looked for.
    pub(super) sought: Sought,
    /// The same as typed.
    pub(super) typed: String,
}

impl Filter {
    /// What an address asks for.
    pub(super) fn of(typed: &Typed, reader: Reader) -> Self {
        let chosen = fields(reader).filter_map(|(name, _)| Some((name, typed.filled(name)?))).collect();
        Self { reader, chosen, sought: Sought::new(typed.one("q")), typed: typed.one("q").to_owned() }
    }

    /// Whether anything is asked for.
    pub(super) fn is_any(&self) -> bool {
        !self.chosen.is_empty() || !self.sought.is_empty()
    }

    /// The same as an address says it.
    pub(super) fn pairs(&self) -> Vec<(&str, &str)> {
        let mut pairs: Vec<_> = self.chosen.iter().map(|(name, value)| (*name, value.as_str())).collect();
        if !self.sought.is_empty() {
            pairs.push(("q", &self.typed));
        }
        pairs
    }

    /// Whether a case is asked for.
    pub(super) fn takes(&self, case: &Case<'_>) -> bool {
        let has = |name: &str, value: &String| values(self.reader, name, case).iter().any(|(known, _)| known == value);
        let is_chosen = self.chosen.iter().all(|(name, value)| has(name, value));
        is_chosen && (self.sought.is_empty() || self.sought.is_in(case.texts().iter().map(|text| text.text.as_str())))
    }

    /// The lists to choose from: what occurs among these cases, and what is chosen.
    pub(super) fn fields(&self, cases: &[Case<'_>], books: &Books) -> Vec<FilterField> {
        let field = |(name, label)| {
            let mut found: Vec<(String, String)> = Vec::new();
            for (value, label) in cases.iter().flat_map(|case| values(self.reader, name, case)) {
                if !found.iter().any(|(known, _)| *known == value) {
                    found.push((value, label));
                }
            }
            if name == "code" {
                found = codes(&found, books);
            } else if name == "year" {
                found.sort_by(|one, other| other.cmp(one));
            } else if name != "round" {
                found.sort();
            }
            let chosen = self.chosen.get(name);
            if let Some(value) = chosen.filter(|value| !found.iter().any(|(known, _)| known == *value)) {
                found.push((value.clone(), "（この条件の事例はありません）".to_owned()));
            }
            let options = found.into_iter().map(|(value, label)| Choice {
                is_chosen: chosen == Some(&value),
                value,
                label,
                help: String::new(),
            });
            FilterField { name, label, options: options.collect() }
        };
        fields(self.reader).map(field).collect()
    }
}

/// Whether a reader may know which codes of this codebook a case was given.
pub(super) fn may_know(reader: Reader, codebook: &str) -> bool {
    reader.sees_answers() || codebook != CONDITIONS
}

fn fields(reader: Reader) -> impl Iterator<Item = (&'static str, &'static str)> {
    FIELDS
        .iter()
        .filter(move |(_, _, is_for_all)| *is_for_all || reader.sees_answers())
        .map(|(name, label, _)| (*name, *label))
}

/// The values of a case for a field that a reader may know of, with what people read for them.
fn values(reader: Reader, name: &str, case: &Case<'_>) -> Vec<(String, String)> {
    let one = |one: &crate::view::cases::Labelled| (one.key.clone(), one.label.clone());
    let facts = &case.facts;
    match name {
        "age" => facts.age.iter().map(one).collect(),
        "sex" => facts.sex.iter().map(one).collect(),
        "condition" => facts.conditions.iter().map(one).collect(),
        "outcome" => facts.outcome.iter().map(one).collect(),
        "kind" => {
            let kind = &case.answer.agency_kind;
            let known = case.read.kinds.iter().find(|known| known.key == *kind);
            vec![(kind.clone(), known.map_or_else(|| kind.clone(), |known| known.label.clone()))]
        }
        "code" => {
            let known = case.codes.iter().filter(|(book, _)| may_know(reader, book));
            known.map(|(book, code)| (format!("{book}:{code}"), String::new())).collect()
        }
        "year" => {
            case.read.round.fiscal_year.iter().map(|year| (year.to_string(), dates::fiscal_year(*year))).collect()
        }
        "round" => vec![(case.read.round.id.to_string(), case.read.round.title.clone())],
        _ => Vec::new(),
    }
}

/// The codes that occur, in the order of the codebooks and by their labels.
fn codes(found: &[(String, String)], books: &Books) -> Vec<(String, String)> {
    let mut codes = Vec::new();
    for book in &books.books {
        for code in &book.codes {
            let value = format!("{}:{}", book.key, code.key);
            if found.iter().any(|(known, _)| *known == value) {
                codes.push((value, format!("{}：{}", book.title, code.label)));
            }
        }
    }
    codes
}
