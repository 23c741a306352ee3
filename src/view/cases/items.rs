//! The lines of a lane's table: questions down, cases across, over sheets of several versions.

use std::collections::HashMap;

use super::board::LaneItem;
use super::marks::Sought;
use crate::answer::{self, AnswerDocument, Completed};
use crate::definition::{Feed, Questionnaire};
use crate::view::form::{Agencies, Places, answered};

/// A case's answers in words.
#[derive(Debug, Clone)]
pub struct Sheet<'a> {
    questionnaire: &'a Questionnaire,
    places: &'a Places,
    words: HashMap<String, String>,
}

impl<'a> Sheet<'a> {
    /// All answers of a sheet. Questions that it was not asked are not among them.
    pub fn whole(
        questionnaire: &'a Questionnaire,
        document: &AnswerDocument,
        agencies: &Agencies,
        places: &'a Places,
    ) -> Self {
        let Completed { document, shown } = answer::complete(questionnaire, document.clone());
        let sections = answered(questionnaire, &document, &shown, agencies, places);
        let rows = sections.into_iter().flat_map(|section| section.rows);
        Self { questionnaire, places, words: rows.map(|row| (row.key, row.answer.plain())).collect() }
    }

    /// Some texts of a sheet alone, by question.
    pub fn of_texts(questionnaire: &'a Questionnaire, places: &'a Places, texts: Vec<(String, String)>) -> Self {
        Self { questionnaire, places, words: texts.into_iter().collect() }
    }
}

/// The questions that any of these sheets was asked, but for the one that parts good from difficult cases. Those of
/// the first sheet come first; a later version's questions follow, each under its section.
pub fn items_of(sheets: &[Sheet<'_>], sought: &Sought) -> Vec<LaneItem> {
    let mut lines: Vec<(&str, String, &str, String)> = Vec::new();
    for sheet in sheets {
        for section in &sheet.questionnaire.sections {
            for question in section.questions.iter().filter(|one| !one.feeds.contains(&Feed::CaseValence)) {
                let is_known = lines.iter().any(|(_, _, key, _)| *key == question.key);
                if is_known || !sheet.words.contains_key(&question.key) {
                    continue;
                }
                let line = (
                    section.key.as_str(),
                    sheet.places.fill(&section.title),
                    question.key.as_str(),
                    sheet.places.fill(&question.label),
                );
                // A question that only some sheets were asked stands behind those of its own section.
                let place =
                    lines.iter().rposition(|(known, ..)| *known == section.key).map_or(lines.len(), |at| at + 1);
                lines.insert(place, line);
            }
        }
    }
    let mut above = None;
    let mut items = Vec::with_capacity(lines.len());
    for (section, title, key, label) in lines {
        let cell = |sheet: &Sheet<'_>| sheet.words.get(key).map(|text| sought.pieces(text)).unwrap_or_default();
        let is_first = above != Some(section);
        above = Some(section);
        let cells = sheets.iter().map(cell).collect();
        items.push(LaneItem { section: is_first.then_some(title), label, cells });
    }
    items
}
