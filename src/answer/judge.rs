//! Whether what was typed can be submitted, and what has to be looked at before.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::definition::{Question, QuestionType, Questionnaire, Severity};

use super::complete::{Completed, Completer};
use super::confirm::fingerprint;
use super::context::Context;
use super::document::{Answer, AnswerDocument};
use super::names;
use super::problem::{Problem, ProblemKind};
use super::raw::RawFields;
use super::read::{Reading, read_as_shown};
use super::repeat::is_blank;
use super::required::missing;
use super::visibility::Visibility;

/// What was typed, judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// The answers to the questions asked, with calculated values; what would be submitted.
    pub document: AnswerDocument,
    /// What has to be looked at, in the order of the questions.
    pub problems: Vec<Problem>,
    /// Checks that do not hold and were confirmed (all of kind `Confirm`): a page that shows them
    /// again posts their confirmation again.
    pub confirmed: Vec<Problem>,
    /// Which questions are asked. Instances of repeats count as on the page, blank ones too.
    pub shown: Visibility,
    /// The answers with the instances of repeats as on the page, blank ones too: where a page finds
    /// calculated values.
    pub as_shown: AnswerDocument,
}

impl Judgement {
    /// Whether nothing stands against submitting.
    pub fn may_submit(&self) -> bool {
        self.problems.is_empty()
    }
}

/// Reads, completes and checks what was typed.
pub fn judge(questionnaire: &Questionnaire, raw: &RawFields) -> Judgement {
    let completer = Completer::new(questionnaire);
    let Reading { document, problems: unread } = read_as_shown(questionnaire, raw);
    // A sum with an unreadable cell proves nothing: checks see such questions as blank. Visibility
    // goes by what could be read, so that a slip in one cell does not make questions vanish.
    let is_malformed = unread.iter().any(|problem| problem.kind == ProblemKind::Malformed);
    let readable = is_malformed.then(|| without_malformed(questionnaire, document.clone(), &unread));
    let mut completed = completer.complete_as_shown(document);
    let checked = readable.map_or_else(|| completed.clone(), |readable| completer.complete_as_shown(readable));

    let mut by_question: BTreeMap<String, Vec<Problem>> = BTreeMap::new();
    for problem in unread {
        by_question.entry(problem.question.clone()).or_default().push(problem);
    }
    let mut judge =
        Judge { questionnaire, raw, completed: &completed, checked, by_question, problems: vec![], confirmed: vec![] };
    for (index, question) in questionnaire.questions().enumerate() {
        judge.question(question, &question.key, index, None);
    }
    let (problems, confirmed, shown) = (judge.problems, judge.confirmed, completed.shown.clone());
    let as_shown = completed.document.clone();
    completed.drop_blank_instances(questionnaire);
    Judgement { document: completed.document, problems, confirmed, shown, as_shown }
}

struct Judge<'a> {
    questionnaire: &'a Questionnaire,
    raw: &'a RawFields,
    completed: &'a Completed,
    /// The same without questions that hold something unreadable.
    checked: Completed,
    by_question: BTreeMap<String, Vec<Problem>>,
    problems: Vec<Problem>,
    confirmed: Vec<Problem>,
}

impl Judge<'_> {
    /// Judges one question at an index, or inside an instance of a repeat (repeat and instance).
    fn question(&mut self, question: &Question, path: &str, index: usize, inside: Option<(usize, usize)>) {
        if !is_shown(&self.completed.shown, index, inside) {
            return;
        }
        let unread = self.by_question.remove(path).unwrap_or_default();
        let is_unread = unread.iter().any(|problem| problem.kind == ProblemKind::Malformed);
        self.problems.extend(unread);
        if let QuestionType::Repeat { questions, min, .. } = &question.kind {
            self.repeat(question, questions, *min, index);
        } else if !is_unread {
            self.problems.extend(missing(question, path, answer_at(&self.completed.document, index, inside)));
        }
        self.checks(question, path, index, inside);
    }

    fn repeat(&mut self, question: &Question, questions: &[Question], min: usize, index: usize) {
        let path = &question.key;
        let Some(Answer::Repeat(instances)) = self.completed.document.get(index) else { return };
        let is_given = |(instance, document): &(usize, &AnswerDocument)| {
            let prefix = format!("{path}.{instance}.");
            !is_blank(questions, document) || self.by_question.keys().any(|path| path.starts_with(&prefix))
        };
        let given: Vec<usize> = instances.iter().enumerate().filter(is_given).map(|(instance, _)| instance).collect();
        let needed = min.max(usize::from(question.required));
        if given.len() < needed {
            let message = format!("{needed}件以上入力してください。");
            self.problems.push(Problem::missing(path, names::count(path), message));
        }
        for instance in given {
            for (inner, question) in questions.iter().enumerate() {
                self.question(question, &names::inside(path, instance, &question.key), inner, Some((index, instance)));
            }
        }
    }

    fn checks(&mut self, question: &Question, path: &str, index: usize, inside: Option<(usize, usize)>) {
        if !is_shown(&self.checked.shown, index, inside) {
            return;
        }
        let context = Context::new(self.questionnaire, &self.checked.document, &self.checked.shown);
        let context = inside.map_or(context, |(repeat, instance)| context.inside(repeat, instance));
        for (number, check) in question.checks.iter().enumerate() {
            if check.that.holds(&context) != Some(false) {
                continue;
            }
            let mut problem = Problem {
                question: path.to_owned(),
                field: names::first_field(question, path),
                kind: ProblemKind::CheckFailed,
                message: check.otherwise.text(&context),
            };
            if check.severity == Severity::Error {
                self.problems.push(problem);
                continue;
            }
            let (field, fingerprint) = (names::confirmation(path, number), fingerprint(&check.that, &context));
            let is_confirmed = self.raw.first(&field) == fingerprint;
            problem.kind = ProblemKind::Confirm { check: number, field, fingerprint };
            if is_confirmed { self.confirmed.push(problem) } else { self.problems.push(problem) }
        }
    }
}

fn is_shown(shown: &Visibility, index: usize, inside: Option<(usize, usize)>) -> bool {
    inside.map_or_else(|| shown.is_shown(index), |(repeat, instance)| shown.is_shown_in(repeat, instance, index))
}

fn answer_at(document: &AnswerDocument, index: usize, inside: Option<(usize, usize)>) -> Option<&Answer> {
    let Some((repeat, instance)) = inside else { return document.get(index) };
    match document.get(repeat) {
        Some(Answer::Repeat(instances)) => instances.get(instance)?.get(index),
        _ => None,
    }
}

/// The document without the answers of questions of which something could not be read.
fn without_malformed(
    questionnaire: &Questionnaire,
    mut document: AnswerDocument,
    problems: &[Problem],
) -> AnswerDocument {
    let is_malformed =
        |path: &str| problems.iter().any(|problem| problem.kind == ProblemKind::Malformed && problem.question == path);
    for (question, place) in questionnaire.questions().zip(&mut document.answers) {
        if let (QuestionType::Repeat { questions, .. }, Some(Answer::Repeat(instances))) = (&question.kind, &mut *place)
        {
            for (number, instance) in instances.iter_mut().enumerate() {
                for (inner, place) in questions.iter().zip(&mut instance.answers) {
                    if is_malformed(&names::inside(&question.key, number, &inner.key)) {
                        *place = None;
                    }
                }
            }
        } else if is_malformed(&question.key) {
            *place = None;
        }
    }
    document
}
