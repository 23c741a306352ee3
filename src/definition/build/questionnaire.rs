//! A questionnaire from its file.

use std::collections::HashSet;

use super::body::{Body, body};
use super::cycles::{Depends, note_circles};
use super::names::{check_places, file_key, required, required_text, unique_key};
use super::options::CodeLists;
use super::question::{Draft, finish};
use crate::definition::expression::{Outline, Scope};
use crate::definition::file::{
    AnsweredByFile, AnswersPerAgencyFile, KindFile, QuestionFile, QuestionnaireFile, SectionFile,
};
use crate::definition::question::Question;
use crate::definition::questionnaire::{AnsweredBy, AnswersPerAgency, Questionnaire, QuestionnaireKind, Section};
use crate::definition::source::{At, Notes, Position};

/// Builds a questionnaire; where anything was noted the result is not to be used.
pub(in crate::definition) fn questionnaire(
    file: &QuestionnaireFile,
    start: Position,
    lists: &CodeLists,
    notes: &Notes,
) -> Option<Questionnaire> {
    let key = file_key(file.key.as_ref(), start, notes);
    let title = required_text(file.title.as_ref(), "title", start, notes);
    check_places(file.title.as_ref(), notes);
    check_places(file.about.as_ref(), notes);
    let kind = required(file.kind.as_ref(), "kind", start, notes);
    let answers = required(file.answers_per_agency.as_ref(), "answers_per_agency", start, notes);
    let answered_by = required(file.answered_by.as_ref(), "answered_by", start, notes);
    let sections = required(file.sections.as_ref(), "sections", start, notes)?;
    if sections.is_empty() {
        notes.add(sections.at, "「sections」が空です。", "'sections' is empty");
    }

    let mut used = HashSet::new();
    let drafts: Vec<Vec<Draft<'_>>> =
        sections.iter().map(|section| drafts(section.questions.as_ref(), &mut used, lists, notes)).collect();
    let outlines: Vec<Outline> = drafts.iter().flatten().map(Draft::outline).collect();
    let scope = Scope { outer: &outlines, inner: None };

    let places: Vec<Position> = drafts.iter().flatten().map(|draft| draft.file.at).collect();
    let mut section_keys = HashSet::new();
    let mut depends = Vec::new();
    let mut built = Vec::new();
    for (section, drafts) in sections.iter().zip(drafts) {
        let (questions, of_section): (Vec<Option<Question>>, Vec<Depends>) =
            drafts.into_iter().map(|draft| finish(draft, scope, notes)).unzip();
        depends.extend(of_section);
        built.push(section_of(section, questions.into_iter().flatten().collect(), &mut section_keys, notes));
    }
    let named: Vec<(&str, Position)> = outlines.iter().map(|outline| outline.key.as_str()).zip(places).collect();
    note_circles(&named, &depends, false, notes);
    Some(Questionnaire {
        key,
        kind: kind_of(*kind?),
        title,
        about: file.about.as_ref().map(|about| about.value.clone()),
        minutes: file.minutes.unwrap_or_else(|| estimated_minutes(&built)),
        answers_per_agency: match answers? {
            AnswersPerAgencyFile::One => AnswersPerAgency::One,
            AnswersPerAgencyFile::Many => AnswersPerAgency::Many,
        },
        answered_by: match answered_by? {
            AnsweredByFile::Agency => AnsweredBy::Agency,
            AnsweredByFile::Interviewer => AnsweredBy::Interviewer,
            AnsweredByFile::Group => AnsweredBy::Group,
        },
        sections: built,
    })
}

/// Half a minute a question, in steps of five: a first guess where the file names none.
fn estimated_minutes(sections: &[Section]) -> u32 {
    let questions = sections.iter().map(|section| section.questions.len()).sum::<usize>();
    u32::try_from(questions.div_ceil(10)).unwrap_or(1).max(1) * 5
}

fn section_of(file: &At<SectionFile>, questions: Vec<Question>, used: &mut HashSet<String>, notes: &Notes) -> Section {
    if required(file.questions.as_ref(), "questions", file.at, notes).is_some_and(|questions| questions.is_empty()) {
        notes.add(file.at, "「questions」が空です。", "'questions' is empty");
    }
    check_places(file.title.as_ref(), notes);
    check_places(file.help.as_ref(), notes);
    Section {
        key: unique_key(file.key.as_ref(), file.at, used, notes),
        title: required_text(file.title.as_ref(), "title", file.at, notes),
        help: file.help.as_ref().map(|help| help.value.clone()),
        questions,
    }
}

/// Reads keys and types; `used` holds the keys that are taken already, outer ones for a repeat.
fn drafts<'f>(
    files: Option<&'f At<Vec<At<QuestionFile>>>>,
    used: &mut HashSet<String>,
    lists: &CodeLists,
    notes: &Notes,
) -> Vec<Draft<'f>> {
    let files = files.map_or(&[][..], |files| files.value.as_slice());
    let mut drafts: Vec<Draft<'f>> = files
        .iter()
        .map(|file| Draft {
            file,
            key: unique_key(file.key.as_ref(), file.at, used, notes),
            body: body(file, lists, notes),
            inner: Vec::new(),
        })
        .collect();
    for draft in drafts.iter_mut().filter(|draft| matches!(draft.body, Body::Repeat { .. })) {
        if required(draft.file.questions.as_ref(), "questions", draft.file.at, notes)
            .is_some_and(|list| list.is_empty())
        {
            notes.add(draft.file.at, "「questions」が空です。", "'questions' is empty");
        }
        let mut taken = used.clone();
        draft.inner = self::drafts_of_repeat(draft.file.questions.as_ref(), &mut taken, lists, notes);
    }
    drafts
}

fn drafts_of_repeat<'f>(
    files: Option<&'f At<Vec<At<QuestionFile>>>>,
    taken: &mut HashSet<String>,
    lists: &CodeLists,
    notes: &Notes,
) -> Vec<Draft<'f>> {
    let drafts = drafts(files, taken, lists, notes);
    for draft in drafts.iter().filter(|draft| matches!(draft.body, Body::Repeat { .. })) {
        notes.add(draft.file.at, "repeat の中に repeat は置けません。", "a repeat cannot stand inside a repeat");
    }
    drafts
}

fn kind_of(kind: KindFile) -> QuestionnaireKind {
    match kind {
        KindFile::Survey => QuestionnaireKind::Survey,
        KindFile::Hearing => QuestionnaireKind::Hearing,
        KindFile::Case => QuestionnaireKind::Case,
        KindFile::Discussion => QuestionnaireKind::Discussion,
        KindFile::GroupWork => QuestionnaireKind::GroupWork,
        KindFile::Intake => QuestionnaireKind::Intake,
        KindFile::Scale => QuestionnaireKind::Scale,
    }
}
