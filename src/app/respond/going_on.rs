//! Where a person goes after a save, or when coming back.

use super::posted::{Go, Posted};
use super::saving::Saved;
use super::{RespondError, Visit, sheets};
use crate::answer::{self, Asks, Judgement, ProblemKind, Visibility, names};
use crate::definition::{Question, QuestionType, Section};
use crate::store::Connection;

/// The page about having no cases, below a sheet's address. No section's key has a hyphen.
const NO_CASES: &str = "no-cases";

/// Key of the first section with something left to do; `None` where only the review is left.
///
/// # Errors
/// [`RespondError::NotFound`] where there is no such sheet.
pub fn next_section(connection: &mut Connection, visit: &Visit, sheet: i32) -> Result<Option<String>, RespondError> {
    let filled = sheets::filled(connection, visit, sheet)?;
    let progress = answer::progress(&visit.questionnaire, &filled.fields);
    let sections = visit.questionnaire.sections.iter().zip(&progress.sections);
    let mut unfinished = sections.filter(|(_, section)| {
        // Of what was submitted, blanks were left blank on purpose.
        let is_untouched = section.answered == 0 && section.asked > 0 && filled.status.response.is_none();
        section.problems > 0 || section.required_missing > 0 || is_untouched
    });
    Ok(unfinished.next().map(|(section, _)| section.key.clone()))
}

/// The page to show after a save, below the sheet's address. 「次へ」 stays where the page has
/// problems of form, or where what was typed made more questions appear. It and 「前へ」 pass over pages
/// that ask nothing of somebody who answers so.
pub fn after_save(visit: &Visit, section: &str, posted: &Posted, saved: &Saved) -> String {
    let sections = &visit.questionnaire.sections;
    let Some(number) = sections.iter().position(|candidate| candidate.key == section) else {
        return "review".to_owned();
    };
    let joined = if saved.joined { "&joined=1" } else { "" };
    let filled = saved.filled.map(|filled| format!("&filled={filled}")).unwrap_or_default();
    let here = format!("sections/{section}?saved=1{joined}{filled}");
    let page = |number: usize| {
        sections.get(number).map_or_else(|| "review".to_owned(), |section| format!("sections/{}", section.key))
    };
    let judgement = answer::judge(&visit.questionnaire, &saved.fields);
    let asks = |page: &usize| answer::asks(&visit.questionnaire, &judgement, *page) != Asks::Nothing;
    let stay = || stay(visit, number, posted, (saved, &judgement), &here);
    match &posted.go {
        Go::Stay(question) => format!("{here}#q-{question}"),
        Go::Previous => page((0..number).rev().find(asks).unwrap_or(0)),
        Go::To(key) if key == section => stay().unwrap_or(here),
        Go::To(key) if sections.iter().any(|section| section.key == *key) => format!("sections/{key}"),
        Go::To(key) if key == NO_CASES => NO_CASES.to_owned(),
        Go::To(_) => "review".to_owned(),
        Go::Next => {
            let next = || (number + 1..sections.len()).find(asks).unwrap_or(sections.len());
            stay().unwrap_or_else(|| page(next()))
        }
    }
}

/// This page again, where something on it wants to be seen before going on.
fn stay(
    visit: &Visit,
    number: usize,
    posted: &Posted,
    (saved, judgement): (&Saved, &Judgement),
    here: &str,
) -> Option<String> {
    let section = visit.questionnaire.sections.get(number)?;
    let start = visit.questionnaire.section_starts().get(number).copied().unwrap_or(0);
    let appeared = shown_paths(section, start, &judgement.shown, saved).find(|path| !posted.asked.contains(path));
    let is_wrong = judgement.problems.iter().any(|problem| {
        matches!(problem.kind, ProblemKind::Malformed | ProblemKind::CheckFailed)
            && section.questions.iter().any(|question| problem.is_within(&question.key))
    });
    let is_to_choose =
        section.questions.iter().any(|question| !saved.fields.first(&answer::conflict_field(&question.key)).is_empty());
    // Whoever types a paper in goes on with what it says.
    let is_wrong = is_wrong && !visit.is_office();
    match appeared {
        Some(path) if !is_wrong => Some(format!("{here}&more=1#q-{path}")),
        Some(_) => Some(format!("{here}&more=1")),
        None => (is_wrong || is_to_choose).then(|| here.to_owned()),
    }
}

/// Paths of the questions of a section that are shown now, inside repeats too.
fn shown_paths<'a>(
    section: &'a Section,
    start: usize,
    shown: &'a Visibility,
    saved: &'a Saved,
) -> impl Iterator<Item = String> + 'a {
    let visible = section.questions.iter().enumerate().filter(move |(index, _)| shown.is_shown(start + index));
    visible.flat_map(move |(index, question)| {
        let mut paths = vec![question.key.clone()];
        if let QuestionType::Repeat { questions, min, max } = &question.kind {
            for instance in 0..names::instances(&question.key, *min, *max, &saved.fields) {
                let inner = |(inner, question_inside): (usize, &Question)| {
                    shown
                        .is_shown_in(start + index, instance, inner)
                        .then(|| names::inside(&question.key, instance, &question_inside.key))
                };
                paths.extend(questions.iter().enumerate().filter_map(inner));
            }
        }
        paths
    })
}
