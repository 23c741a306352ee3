//! Case sheets side by side: items down, agencies' answers across, good and difficult cases apart,
//! as the tools document lays them out.

use serde::Serialize;

use super::answer_words::{Names, answer_words};
use crate::answer::{Answer, AnswerDocument};
use crate::definition::{Feed, Question, QuestionType, Questionnaire};

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

/// One line of the table: a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseItem {
    /// The heading it belongs under: the section's title, only on the first line of the section.
    pub section: Option<String>,
    /// What was asked.
    pub label: String,
}

/// One column of the table: a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownCase {
    /// Such as 好事例1.
    pub name: String,
    /// The agency that wrote it.
    pub agency: String,
    /// One text an item; empty where left blank.
    pub cells: Vec<String>,
}

/// The sheets by the answer to the question that feeds `case.valence`, in the order of its options.
/// Empty where the questionnaire has no such question. A sheet without that answer is left out.
pub fn shown(questionnaire: &Questionnaire, sheets: &[CaseSheet<'_>], names: &Names) -> Vec<ShownCases> {
    let valence = questionnaire.questions().enumerate().find_map(|(index, question)| match &question.kind {
        QuestionType::Choice { options } if question.feeds.contains(&Feed::CaseValence) => Some((index, options)),
        _ => None,
    });
    let Some((valence, options)) = valence else { return Vec::new() };
    let chosen = |sheet: &CaseSheet<'_>| match sheet.document.get(valence) {
        Some(Answer::Choice { option, .. }) => Some(*option),
        _ => None,
    };
    (0..)
        .zip(&options.codes)
        .map(|(option, code)| {
            let mine: Vec<CaseSheet<'_>> =
                sheets.iter().filter(|sheet| chosen(sheet) == Some(option)).copied().collect();
            let asked = asked(questionnaire, valence, &mine);
            ShownCases {
                code: code.key.clone(),
                title: code.label.clone(),
                items: items(questionnaire, &asked),
                cases: (1..).zip(&mine).map(|(at, sheet)| column(&code.label, at, sheet, &asked, names)).collect(),
            }
        })
        .collect()
}

/// The questions that stand on the sheets of one kind: all but the kind itself, and of the
/// conditional ones those that somebody answered.
fn asked<'a>(questionnaire: &'a Questionnaire, valence: usize, sheets: &[CaseSheet<'_>]) -> Vec<(usize, &'a Question)> {
    let answered = |index: usize| sheets.iter().any(|sheet| sheet.document.get(index).is_some());
    questionnaire
        .questions()
        .enumerate()
        .filter(|(index, question)| {
            *index != valence
                && !matches!(question.kind, QuestionType::Note)
                && (question.show_if.is_none() || answered(*index))
        })
        .collect()
}

fn items(questionnaire: &Questionnaire, asked: &[(usize, &Question)]) -> Vec<CaseItem> {
    let starts = questionnaire.section_starts();
    let section_of = |index: usize| starts.iter().rposition(|start| *start <= index);
    let mut last = None;
    asked
        .iter()
        .map(|(index, question)| {
            let section = section_of(*index);
            let is_new = section != last;
            last = section;
            let title = section.and_then(|at| questionnaire.sections.get(at)).map(|section| section.title.clone());
            CaseItem { section: title.filter(|_| is_new), label: question.label.clone() }
        })
        .collect()
}

fn column(kind: &str, at: usize, sheet: &CaseSheet<'_>, asked: &[(usize, &Question)], names: &Names) -> ShownCase {
    ShownCase {
        name: format!("{kind}{at}"),
        agency: sheet.agency.to_owned(),
        cells: asked
            .iter()
            .map(|(index, question)| answer_words(question, sheet.document.get(*index), names))
            .collect(),
    }
}
