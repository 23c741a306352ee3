//! The cases behind a figure.

use serde::Serialize;

use crate::analysis::profile::{Cases, Condition, Known};
use crate::view::figures;
use crate::view::table::Fact;

/// Where a case stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseEntry {
    /// Its agency.
    pub agency: String,
    /// Its round and sheet.
    pub sheet: String,
    /// Address of the case.
    pub path: String,
}

/// A case of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EvidenceLine {
    /// Where it stands.
    pub case: CaseEntry,
    /// What is known of it.
    pub known: Vec<Fact>,
}

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct EvidencePage {
    /// Which page of the gaps it belongs to.
    pub here: &'static str,
    /// What the cases have, in words.
    pub title: String,
    /// How many.
    pub count: String,
    /// The cases.
    pub cases: Vec<EvidenceLine>,
}

/// The cases to which all conditions apply; `entries` say where each case stands.
pub fn evidence(cases: &Cases, conditions: &[Condition], entries: &[CaseEntry]) -> EvidencePage {
    let words = conditions.iter().filter_map(|condition| {
        let attribute = cases.attributes.get(condition.attribute)?;
        Some(format!("{}：{}", attribute.label, attribute.values.get(condition.value)?.label))
    });
    let words: Vec<String> = words.collect();
    let line = |place: usize| Some(EvidenceLine { case: entries.get(place)?.clone(), known: known(cases, place) });
    let count = cases.count(conditions);
    EvidencePage {
        here: "",
        title: if words.is_empty() { "全ての事例".to_owned() } else { words.join("、") },
        count: format!("{}件（{}機関）", figures::count(count.cases), figures::count(count.agencies)),
        cases: cases.select(conditions).filter_map(line).collect(),
    }
}

fn known(cases: &Cases, place: usize) -> Vec<Fact> {
    let Some(case) = cases.cases.get(place) else { return Vec::new() };
    let told = cases.attributes.iter().enumerate().filter_map(|(at, attribute)| {
        let Known::Given(values) = case.known(at) else { return None };
        let labels = values.iter().filter_map(|value| Some(attribute.values.get(*value)?.label.as_str()));
        Some(Fact::new(attribute.label.clone(), labels.collect::<Vec<_>>().join("、")))
    });
    told.collect()
}
