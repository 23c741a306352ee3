//! Two attributes together.

use serde::Serialize;

use super::Asked;
use super::line::{LineView, line};
use crate::analysis::profile::{Cases, Line, VALENCE, pairs};
use crate::view::field::Choice;
use crate::view::figures;

/// The part of the page that puts two attributes together.
#[derive(Debug, Clone, Serialize)]
pub struct PairsPart {
    /// What may be chosen first.
    pub one: Vec<Choice>,
    /// What may be chosen beside it.
    pub other: Vec<Choice>,
    /// Whether two different attributes are chosen.
    pub is_chosen: bool,
    /// What is chosen, in words.
    pub title: String,
    /// n and what it counts.
    pub base: String,
    /// The pairs that occur.
    pub lines: Vec<LineView>,
}

/// The pairs that are asked for; none where none, or the same twice, are.
pub(super) fn lines(cases: &Cases, asked: &Asked) -> Vec<Line> {
    let Some((one, other)) = chosen(cases, asked) else { return Vec::new() };
    pairs(cases, one, other)
}

fn chosen(cases: &Cases, asked: &Asked) -> Option<(usize, usize)> {
    let (one, other) = asked.pair.as_ref()?;
    let (one, other) = (cases.attribute(one)?, cases.attribute(other)?);
    (one != other).then_some((one, other))
}

/// The part with what is chosen.
pub fn pairs_part(cases: &Cases, asked: &Asked, found: &[Line]) -> PairsPart {
    let choices = |chosen: Option<&String>| {
        let offered = cases.attributes.iter().filter(|attribute| attribute.key != VALENCE);
        offered
            .map(|attribute| Choice {
                value: attribute.key.clone(),
                label: attribute.label.clone(),
                help: String::new(),
                is_chosen: chosen == Some(&attribute.key),
            })
            .collect()
    };
    let chosen = chosen(cases, asked);
    let label = |place: usize| cases.attributes.get(place).map_or("", |attribute| attribute.label.as_str());
    let answered = found.first().map(|line| line.answered).unwrap_or_default();
    PairsPart {
        one: choices(asked.pair.as_ref().map(|(one, _)| one)),
        other: choices(asked.pair.as_ref().map(|(_, other)| other)),
        is_chosen: chosen.is_some(),
        title: chosen.map_or_else(String::new, |(one, other)| format!("{} × {}", label(one), label(other))),
        base: format!(
            "両方に回答のあった事例：困難事例 n＝{}、好事例 n＝{}",
            figures::count(answered.difficult.cases),
            figures::count(answered.good.cases)
        ),
        lines: found.iter().map(|one| line(cases, one)).collect(),
    }
}
