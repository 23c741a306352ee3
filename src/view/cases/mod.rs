//! Case sheets side by side: items down, agencies' answers across, good and difficult cases apart,
//! as the tools document lays them out.

mod board;
mod facts;
mod items;
mod marks;
mod one;
mod texts;

use std::collections::HashMap;

use serde::Serialize;

use super::form::{Agencies, Places, answered};
use crate::answer::{self, Answer, AnswerDocument, Completed};
use crate::definition::{Feed, Question, QuestionType, Questionnaire, Section};

pub use board::{BoardPage, FilterField, Hit, Lane, LaneCase, LaneItem};
pub use facts::{CaseFacts, Labelled, options};
pub use items::{Sheet, items_of};
pub use marks::{Piece, Sought};
pub use one::{Earlier, Given, OnePage, OneRow, OneSection, ReadingLine};
pub use texts::{WrittenText, written};

/// One submitted case sheet.
#[derive(Debug, Clone, Copy)]
pub struct CaseSheet<'a> {
    /// The agency that wrote it.
    pub agency: &'a str,
    /// Its answers.
    pub document: &'a AnswerDocument,
}

/// The cases of one kind (好事例 or 困難事例).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownCases {
    /// The code of the kind: `good`, `difficult`.
    pub code: String,
    /// 好事例 or 困難事例.
    pub title: String,
    /// The questions that were asked about this kind of case.
    pub items: Vec<CaseItem>,
    /// One a sheet, in the order of the agencies.
    pub cases: Vec<ShownCase>,
}

/// One line of the table: a question with its answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseItem {
    /// The heading it belongs under: the section's title, only on the first line of the section.
    pub section: Option<String>,
    /// What was asked.
    pub label: String,
    /// One text a case; empty where it was not asked of the case.
    pub cells: Vec<String>,
}

/// The heading of a column: a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownCase {
    /// Such as 好事例1.
    pub name: String,
    /// The agency that wrote it.
    pub agency: String,
}

/// The sheets by the answer to the question that feeds `case.valence`, in the order of its options.
/// Empty where the questionnaire has no such question. A sheet without that answer is left out.
pub fn shown(
    questionnaire: &Questionnaire,
    sheets: &[CaseSheet<'_>],
    agencies: &Agencies,
    places: &Places,
) -> Vec<ShownCases> {
    let valence = questionnaire.questions().enumerate().find_map(|(index, question)| match &question.kind {
        QuestionType::Choice { options } if question.feeds.contains(&Feed::CaseValence) => {
            Some((index, &question.key, options))
        }
        _ => None,
    });
    let Some((valence, valence_key, options)) = valence else { return Vec::new() };
    let chosen = |sheet: &CaseSheet<'_>| match sheet.document.get(valence) {
        Some(Answer::Choice { option, .. }) => Some(*option),
        _ => None,
    };
    (0..)
        .zip(&options.codes)
        .map(|(option, code)| {
            let columns: Vec<Column<'_>> = sheets
                .iter()
                .filter(|sheet| chosen(sheet) == Some(option))
                .map(|sheet| Column::of(questionnaire, sheet, agencies, places))
                .collect();
            let case = |(at, column): (usize, &Column<'_>)| ShownCase {
                name: format!("{}{at}", code.label),
                agency: column.agency.to_owned(),
            };
            ShownCases {
                code: code.key.clone(),
                title: code.label.clone(),
                items: items(questionnaire, valence_key, &columns, places),
                cases: (1..).zip(&columns).map(case).collect(),
            }
        })
        .collect()
}

/// A sheet with its answers in words, by question. Questions it was not asked are not among them.
struct Column<'a> {
    agency: &'a str,
    words: HashMap<String, String>,
}

impl<'a> Column<'a> {
    fn of(questionnaire: &Questionnaire, sheet: &CaseSheet<'a>, agencies: &Agencies, places: &Places) -> Self {
        let Completed { document, shown } = answer::complete(questionnaire, sheet.document.clone());
        let sections = answered(questionnaire, &document, &shown, agencies, places);
        let rows = sections.into_iter().flat_map(|section| section.rows);
        Self { agency: sheet.agency, words: rows.map(|row| (row.key, row.answer.plain())).collect() }
    }
}

/// The questions that any of these sheets was asked, but for the one that parts them.
fn items(questionnaire: &Questionnaire, valence: &str, columns: &[Column<'_>], places: &Places) -> Vec<CaseItem> {
    let is_asked = |question: &&Question| {
        question.key != valence && columns.iter().any(|column| column.words.contains_key(&question.key))
    };
    let cells = |key: &str| columns.iter().map(|column| column.words.get(key).cloned().unwrap_or_default()).collect();
    let section = |section: &Section| {
        let asked = section.questions.iter().filter(is_asked).enumerate();
        asked
            .map(|(at, question)| CaseItem {
                section: (at == 0).then(|| places.fill(&section.title)),
                label: places.fill(&question.label),
                cells: cells(&question.key),
            })
            .collect::<Vec<_>>()
    };
    questionnaire.sections.iter().flat_map(section).collect()
}
