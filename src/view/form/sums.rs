//! Which sums of counts are shown: 実 and 延 are never added, nor a head figure to its parts, so
//! only those sums that the questionnaire itself speaks of.

use super::question::{At, Form};
use crate::definition::expression::{Part, Reference};
use crate::definition::{Expression, Question, QuestionType};

impl Form<'_> {
    /// Whether a check, a condition or a formula reads the sum of the question's items.
    pub(super) fn speaks_of_total(&self, at: At) -> bool {
        self.questionnaire.questions().enumerate().any(|(index, question)| {
            let outside = expressions(question).any(|expression| reads_total(expression, at, None));
            let inside = match &question.kind {
                QuestionType::Repeat { questions, .. } => questions
                    .iter()
                    .any(|inner| expressions(inner).any(|expression| reads_total(expression, at, Some(index)))),
                _ => false,
            };
            outside || inside
        })
    }
}

/// Whether an expression, which stands in `repeat` or outside any, reads the sum of the question.
fn reads_total(expression: &Expression, at: At, repeat: Option<usize>) -> bool {
    let is_it = |reference: &Reference| match at.inside {
        None => !reference.inner && reference.question == at.question,
        Some((_, inner)) => reference.inner && repeat == Some(at.question) && reference.question == inner,
    };
    expression.reads().iter().any(|reference| reference.part == Part::Total && is_it(reference))
}

fn expressions(question: &Question) -> impl Iterator<Item = &Expression> {
    let formula = match &question.kind {
        QuestionType::Calculated { value, .. } => Some(value),
        _ => None,
    };
    question.checks.iter().map(|check| &check.that).chain(&question.show_if).chain(formula)
}
