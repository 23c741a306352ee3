//! Hidden questions and calculated values: what a document holds once everything is worked out.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::definition::expression::Reference;
use crate::definition::{Question, QuestionType, Questionnaire};

use super::context::Context;
use super::document::{Answer, AnswerDocument};
use super::repeat::is_blank;
use super::visibility::Visibility;

/// A document with calculated values computed and answers to hidden questions left out.
#[derive(Debug, Clone, PartialEq)]
pub struct Completed {
    /// The answers.
    pub document: AnswerDocument,
    /// Which questions were asked; instances as in `document`.
    pub shown: Visibility,
}

/// Completes one document. For many, keep a [`Completer`].
pub fn complete(questionnaire: &Questionnaire, document: AnswerDocument) -> Completed {
    Completer::new(questionnaire).complete(document)
}

/// Completes documents of one questionnaire; holds the order in which its questions are worked out.
#[derive(Debug)]
pub struct Completer<'q> {
    questionnaire: &'q Questionnaire,
    /// Questions with something to work out, each after those it reads.
    order: Vec<usize>,
    /// The same inside each repeat.
    inside: BTreeMap<usize, Vec<usize>>,
}

impl<'q> Completer<'q> {
    /// Orders the questions so that each comes after those it reads.
    pub fn new(questionnaire: &'q Questionnaire) -> Self {
        let questions: Vec<&Question> = questionnaire.questions().collect();
        let inside = questions.iter().enumerate().filter_map(|(index, question)| match &question.kind {
            QuestionType::Repeat { questions, .. } => {
                let questions: Vec<&Question> = questions.iter().collect();
                Some((index, order(&questions, true)))
            }
            _ => None,
        });
        Self { questionnaire, order: order(&questions, false), inside: inside.collect() }
    }

    /// Computes calculated values, drops the answers of hidden questions and blank instances.
    pub fn complete(&self, document: AnswerDocument) -> Completed {
        let mut completed = self.complete_as_shown(document);
        completed.drop_blank_instances(self.questionnaire);
        completed
    }

    /// The same with blank instances left where they are.
    pub(super) fn complete_as_shown(&self, document: AnswerDocument) -> Completed {
        let count = self.questionnaire.question_count();
        let mut completed = Completed { document, shown: Visibility::all(count) };
        completed.document.answers.resize(count, None);
        for &index in &self.order {
            if let Some(question) = self.questionnaire.question(index) {
                completed.work_out(self.questionnaire, index, question, self.inside.get(&index));
            }
        }
        completed
    }
}

impl Completed {
    fn work_out(
        &mut self,
        questionnaire: &Questionnaire,
        index: usize,
        question: &Question,
        order_inside: Option<&Vec<usize>>,
    ) {
        let context = Context::new(questionnaire, &self.document, &self.shown);
        if !is_shown(question, &context) {
            self.shown.hide(index);
            self.document.answers[index] = None;
            return;
        }
        if let QuestionType::Calculated { value, .. } = &question.kind {
            self.document.answers[index] = value.number(&context).map(calculated);
        }
        let (QuestionType::Repeat { questions, .. }, Some(Answer::Repeat(instances)), Some(order)) =
            (&question.kind, self.document.get(index), order_inside)
        else {
            return;
        };
        let count = instances.len();
        self.shown.open(index, count, questions.len());
        for instance in 0..count {
            for &inner in order {
                self.work_out_inside(questionnaire, (index, instance, inner), &questions[inner]);
            }
        }
    }

    fn work_out_inside(
        &mut self,
        questionnaire: &Questionnaire,
        (repeat, instance, inner): (usize, usize, usize),
        question: &Question,
    ) {
        let context = Context::new(questionnaire, &self.document, &self.shown).inside(repeat, instance);
        let shown = is_shown(question, &context);
        let value = match &question.kind {
            QuestionType::Calculated { value, .. } if shown => Some(value.number(&context).map(calculated)),
            _ if !shown => Some(None),
            _ => None,
        };
        if !shown {
            self.shown.hide_in(repeat, instance, inner);
        }
        if let (Some(value), Some(Answer::Repeat(instances))) = (value, self.document.answers[repeat].as_mut())
            && let Some(place) = instances.get_mut(instance).and_then(|instance| instance.answers.get_mut(inner))
        {
            *place = value;
        }
    }

    /// Takes blank instances out of the document and of what is shown.
    pub(super) fn drop_blank_instances(&mut self, questionnaire: &Questionnaire) {
        for (index, question) in questionnaire.questions().enumerate() {
            let QuestionType::Repeat { questions, .. } = &question.kind else { continue };
            let Some(Answer::Repeat(instances)) = &mut self.document.answers[index] else { continue };
            let keep: Vec<bool> = instances.iter().map(|instance| !is_blank(questions, instance)).collect();
            let mut kept = keep.iter();
            instances.retain(|_| kept.next().copied().unwrap_or(false));
            if instances.is_empty() {
                self.document.answers[index] = None;
            }
            self.shown.keep_instances(index, &keep);
        }
    }
}

fn is_shown(question: &Question, context: &Context<'_>) -> bool {
    question.show_if.as_ref().is_none_or(|condition| condition.holds(context) == Some(true))
}

/// Adding zero turns the -0 of `0 * -1` into 0.
fn calculated(number: f64) -> Answer {
    Answer::Number(number + 0.0)
}

/// The questions with something to work out, each after those it reads (a checked definition has no
/// circles). `inner` tells which references count: those inside the repeat, or those outside.
fn order(questions: &[&Question], inner: bool) -> Vec<usize> {
    fn visit(index: usize, questions: &[&Question], inner: bool, seen: &mut [bool], order: &mut Vec<usize>) {
        if std::mem::replace(&mut seen[index], true) {
            return;
        }
        let question = questions[index];
        for reference in reads(question).filter(|reference| reference.inner == inner) {
            visit(reference.question, questions, inner, seen, order);
        }
        let has_something = question.show_if.is_some()
            || matches!(question.kind, QuestionType::Calculated { .. } | QuestionType::Repeat { .. });
        if has_something {
            order.push(index);
        }
    }
    let (mut seen, mut order) = (vec![false; questions.len()], Vec::new());
    for index in 0..questions.len() {
        visit(index, questions, inner, &mut seen, &mut order);
    }
    order
}

/// What a question's visibility and value depend on; for a repeat also what its questions read.
fn reads(question: &Question) -> impl Iterator<Item = &Reference> {
    let inside = match &question.kind {
        QuestionType::Repeat { questions, .. } => questions.as_slice(),
        _ => &[],
    };
    std::iter::once(question).chain(inside).flat_map(|question| {
        let value = if let QuestionType::Calculated { value, .. } = &question.kind { Some(value) } else { None };
        question.show_if.iter().chain(value).flat_map(|expression| expression.reads())
    })
}
