//! Questions that depend on themselves through `show_if` and calculated values.

use crate::definition::expression::{Expression, Reference};
use crate::definition::question::{Question, QuestionType};

/// The indices of the questions that stand on a circle, in order.
///
/// Only what decides visibility or a value counts: a check may read anything. Inside a repeat the
/// repeat itself stands for its questions as seen from outside.
pub(super) fn circular(questions: &[&Question], inner: bool) -> Vec<usize> {
    let depends: Vec<Vec<usize>> = questions.iter().map(|question| dependencies(question, inner)).collect();
    (0..questions.len()).filter(|&start| reaches(start, start, &depends)).collect()
}

fn dependencies(question: &Question, inner: bool) -> Vec<usize> {
    let mut reads: Vec<&Reference> = deciding(question).flat_map(Expression::reads).collect();
    if let QuestionType::Repeat { questions, .. } = &question.kind
        && !inner
    {
        reads.extend(questions.iter().flat_map(deciding).flat_map(Expression::reads));
    }
    reads.into_iter().filter(|reference| reference.inner == inner).map(|reference| reference.question).collect()
}

fn deciding(question: &Question) -> impl Iterator<Item = &Expression> {
    let value = match &question.kind {
        QuestionType::Calculated { value, .. } => Some(value),
        _ => None,
    };
    question.show_if.iter().chain(value)
}

fn reaches(from: usize, target: usize, depends: &[Vec<usize>]) -> bool {
    let mut seen = vec![false; depends.len()];
    let mut open = depends[from].clone();
    while let Some(next) = open.pop() {
        if next == target {
            return true;
        }
        if !std::mem::replace(&mut seen[next], true) {
            open.extend(&depends[next]);
        }
    }
    false
}
