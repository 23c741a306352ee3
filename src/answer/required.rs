//! What is needed and was left blank.

use crate::definition::{Question, QuestionType};

use super::document::Answer;
use super::names;
use super::problem::Problem;

/// The problem of a required question that is blank. For counts and grids one cell or 不明 is
/// enough; a checklist needs all its items. Repeats have their own rule.
pub(super) fn missing(question: &Question, path: &str, answer: Option<&Answer>) -> Option<Problem> {
    if !question.required {
        return None;
    }
    if let (QuestionType::Checklist { items }, Some(Answer::Checklist(ticks))) = (&question.kind, answer) {
        let first_blank = items.codes.iter().zip(ticks).find(|(_, tick)| tick.is_none())?.0;
        let field = names::item(path, &first_blank.key);
        return Some(Problem::missing(path, field, "全ての項目について選んでください。"));
    }
    let message = match &question.kind {
        _ if answer.is_some() => return None,
        QuestionType::Note | QuestionType::Calculated { .. } | QuestionType::Repeat { .. } => return None,
        QuestionType::Choice { .. }
        | QuestionType::Choices { .. }
        | QuestionType::Ranking { .. }
        | QuestionType::Scale { .. }
        | QuestionType::Checklist { .. } => "選んでください。",
        QuestionType::Agency | QuestionType::Agencies { .. } => "選ぶか、名称を入力してください。",
        _ => "入力してください。",
    };
    Some(Problem::missing(path, names::first_field(question, path), message))
}
