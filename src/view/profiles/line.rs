//! A line of a table of cases, each figure with the address of its cases.

use serde::Serialize;

use crate::analysis::profile::{Cases, Condition, Count, DIFFICULT, GOOD, Line, VALENCE};
use crate::view::figures;

/// A number of cases with the way to them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// Such as 「3件（2機関）」.
    pub text: String,
    /// The query of the page of these cases; empty where there is none.
    pub query: String,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LineView {
    /// What the cases have.
    pub label: String,
    /// Difficult cases.
    pub difficult: Figure,
    /// Good cases.
    pub good: Figure,
    /// Odds ratio, interval, p, corrected p; `None` where no test was asked for or can be made.
    pub tested: Option<[String; 4]>,
}

/// The line of a value or a pair.
pub(super) fn line(cases: &Cases, line: &Line) -> LineView {
    let labels: Vec<&str> = line.headings.iter().map(|heading| heading.label.as_str()).collect();
    LineView {
        label: labels.join(" × "),
        difficult: figure(cases, &line.conditions, Some(DIFFICULT), line.counts.difficult),
        good: figure(cases, &line.conditions, Some(GOOD), line.counts.good),
        tested: line.tested.map(|tested| {
            let odds = tested.odds;
            let mark = if odds.is_corrected { "＊" } else { "" };
            [
                format!("{}{mark}", figures::amount(odds.ratio, 2)),
                format!("{}～{}", figures::amount(odds.lower, 2), figures::amount(odds.upper, 2)),
                p(tested.p),
                p(tested.corrected),
            ]
        }),
    }
}

/// A p-value with three decimals; less than these can show is said so.
fn p(value: f64) -> String {
    if value < 0.001 { "0.001未満".to_owned() } else { figures::amount(value, 3) }
}

/// A count of cases with the address of the page that lists them.
pub fn figure(cases: &Cases, conditions: &[Condition], valence: Option<&str>, count: Count) -> Figure {
    if count.cases == 0 {
        return Figure { text: "0件".to_owned(), query: String::new() };
    }
    let valence = valence.and_then(|code| cases.condition(VALENCE, code));
    let all: Vec<Condition> = conditions.iter().copied().chain(valence).collect();
    Figure {
        text: format!("{}件（{}機関）", figures::count(count.cases), figures::count(count.agencies)),
        query: query(cases, &all),
    }
}

/// The conditions as addresses say them: `is=age:age_19_29&is=…`. Keys and codes need no escaping.
pub fn query(cases: &Cases, conditions: &[Condition]) -> String {
    let words = conditions.iter().filter_map(|condition| {
        let attribute = cases.attributes.get(condition.attribute)?;
        Some(format!("is={}:{}", attribute.key, attribute.values.get(condition.value)?.key))
    });
    words.collect::<Vec<_>>().join("&")
}

/// The conditions that an address says; those that no case can have are passed over.
pub fn conditions_from<'a>(cases: &Cases, said: impl Iterator<Item = &'a str>) -> Vec<Condition> {
    said.filter_map(|one| one.split_once(':').and_then(|(attribute, code)| cases.condition(attribute, code))).collect()
}
