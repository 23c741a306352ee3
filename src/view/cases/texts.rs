//! What somebody wrote in a case in their own words, question by question.

use crate::answer::{Answer, AnswerDocument};
use crate::definition::{Question, QuestionType, Questionnaire};

/// A text of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenText {
    /// The key of the question; inside a repeat `REPEAT/NUMBER/QUESTION`, counted from 1.
    pub question: String,
    /// What was asked.
    pub label: String,
    /// What was written.
    pub text: String,
}

/// All texts of a document that are not blank, in the order of the questionnaire.
pub fn written(questionnaire: &Questionnaire, document: &AnswerDocument) -> Vec<WrittenText> {
    let mut texts = Vec::new();
    for (index, question) in questionnaire.questions().enumerate() {
        match (&question.kind, document.get(index)) {
            (QuestionType::Repeat { questions, .. }, Some(Answer::Repeat(instances))) => {
                for (number, instance) in (1..).zip(instances) {
                    for (at, inner) in questions.iter().enumerate() {
                        let key = format!("{}/{number}/{}", question.key, inner.key);
                        texts.extend(text_of(inner, instance.get(at), key, format!("{}（{number}）", inner.label)));
                    }
                }
            }
            (_, answer) => texts.extend(text_of(question, answer, question.key.clone(), question.label.clone())),
        }
    }
    texts
}

fn text_of(question: &Question, answer: Option<&Answer>, key: String, label: String) -> Option<WrittenText> {
    let is_text = matches!(question.kind, QuestionType::Text { .. } | QuestionType::Paragraph { .. });
    match answer {
        Some(Answer::Text(text)) if is_text && !text.trim().is_empty() => {
            Some(WrittenText { question: key, label, text: text.clone() })
        }
        _ => None,
    }
}
