//! Whether an agency agreed that the words of its answer are read by others than the office.

use crate::answer::{Answer, AnswerDocument};
use crate::definition::{Feed, QuestionType, Questionnaire};

/// What an agency says where its words stay with the office.
const KEPT: [&str; 2] = ["summary_only", "no_share"];

/// Whether the words may be read by others, as far as their questions may. Where the questionnaire asks for that
/// (`record.sharing`), nothing is shared before it is answered.
pub(super) fn are_shared(questionnaire: &Questionnaire, document: &AnswerDocument) -> bool {
    let mut asked = questionnaire.questions().enumerate();
    let asked = asked.find(|(_, question)| question.feeds.contains(&Feed::RecordSharing));
    let Some((index, question)) = asked else { return true };
    match (document.get(index), &question.kind) {
        (Some(Answer::Choice { option, .. }), QuestionType::Choice { options }) => {
            options.codes.get(*option).is_some_and(|code| !KEPT.contains(&code.key.as_str()))
        }
        _ => false,
    }
}
