//! Last year's answers, put in where the questionnaire asks for it.

use crate::definition::{Prefill, Questionnaire};

use super::document::AnswerDocument;
use super::fields::write_answer;
use super::names::fields_belonging_to;
use super::raw::RawFields;
use super::read::read;

/// The fields of questions with `prefill: last_answer`, from an earlier answer to the same or
/// another version (`earlier`). Questions are found by key; answers that the questionnaire no longer
/// takes as they are, are left out.
pub fn prefill(questionnaire: &Questionnaire, earlier: &Questionnaire, last: &AnswerDocument) -> RawFields {
    let mut fields = RawFields::default();
    for question in questionnaire.questions().filter(|question| question.prefill == Prefill::LastAnswer) {
        if let Some((index, before)) = earlier.find(&question.key)
            && before.kind.name() == question.kind.name()
            && let Some(answer) = last.get(index)
        {
            write_answer(&mut fields, before, &before.key, answer);
        }
    }
    let unreadable = read(questionnaire, &fields).problems;
    for question in questionnaire.questions() {
        if unreadable.iter().any(|problem| problem.is_within(&question.key)) {
            fields.remove_where(fields_belonging_to(question));
        }
    }
    fields
}
