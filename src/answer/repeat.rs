//! Instances of repeats: which of them are blank.

use crate::definition::{Question, QuestionType, Questionnaire};

use super::document::{Answer, AnswerDocument};

/// Whether nothing was answered in an instance; calculated values do not count.
pub(super) fn is_blank(questions: &[Question], instance: &AnswerDocument) -> bool {
    questions
        .iter()
        .zip(&instance.answers)
        .all(|(question, answer)| answer.is_none() || matches!(question.kind, QuestionType::Calculated { .. }))
}

/// Takes blank instances out, and repeats without any.
pub(super) fn drop_blank_instances(questionnaire: &Questionnaire, document: &mut AnswerDocument) {
    for (question, place) in questionnaire.questions().zip(&mut document.answers) {
        if let (QuestionType::Repeat { questions, .. }, Some(Answer::Repeat(instances))) = (&question.kind, &mut *place)
        {
            instances.retain(|instance| !is_blank(questions, instance));
            if instances.is_empty() {
                *place = None;
            }
        }
    }
}
