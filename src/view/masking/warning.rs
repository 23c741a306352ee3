//! 個人が特定されるおそれのある表現, on the page before an answer is handed in.

use serde::Serialize;

use super::shown_words;
use crate::analysis::masking::{FreeText, Passage};
use crate::definition::Questionnaire;
use crate::view::form::Places;

/// A text with passages by which a person could be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Identifying {
    /// What was asked.
    pub label: String,
    /// Where it can be mended.
    pub href: String,
    /// Kind and words of each passage.
    pub passages: Vec<(&'static str, String)>,
}

/// Texts with their passages, for the page of the sheet whose address is `sheet`.
pub fn identifying(
    questionnaire: &Questionnaire,
    places: &Places,
    found: &[(&FreeText, Vec<Passage>)],
    sheet: &str,
) -> Vec<Identifying> {
    let of_text = |(text, passages): &(&FreeText, Vec<Passage>)| {
        let key = text.field.split(['.', ':']).next().unwrap_or_default();
        let holds =
            |section: &&crate::definition::Section| section.questions.iter().any(|question| question.key == key);
        let section = questionnaire.sections.iter().find(holds)?;
        let words = |passage: &Passage| {
            (passage.kind.label(), shown_words(text.text.get(passage.range.clone()).unwrap_or_default()))
        };
        Some(Identifying {
            label: places.fill(&text.label),
            href: format!("{sheet}/sections/{}#q-{key}", section.key),
            passages: passages.iter().map(words).collect(),
        })
    };
    found.iter().filter_map(of_text).collect()
}
