//! The words that somebody typed in an answer, and the same answer with other words in their place.

use crate::answer::{AgencyReference, Answer, AnswerDocument};
use crate::definition::{Question, QuestionType, Questionnaire};

/// Words that somebody typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreeText {
    /// Where they stand: the question's key, `repeat.2.inner` for the second instance of a repeat, with `:other`
    /// behind it for the words of その他.
    pub field: String,
    /// What was asked.
    pub label: String,
    /// The words.
    pub text: String,
}

/// Everything that was typed in words, in the order of the questions. Agencies that are named in words are among it:
/// somebody may have written a person there.
pub fn texts(questionnaire: &Questionnaire, document: &AnswerDocument) -> Vec<FreeText> {
    let mut found = Vec::new();
    let mut document = document.clone();
    walk(questionnaire.questions(), &mut document, "", "", &mut |field, label, text| {
        found.push(FreeText { field: field.to_owned(), label: label.to_owned(), text: text.clone() });
    });
    found
}

/// The same answer, with what `other` makes of each text in its place.
pub fn replace(
    questionnaire: &Questionnaire,
    document: &AnswerDocument,
    mut other: impl FnMut(&str, &str) -> String,
) -> AnswerDocument {
    let mut document = document.clone();
    walk(questionnaire.questions(), &mut document, "", "", &mut |field, _, text| *text = other(field, text));
    document
}

type Visit<'v> = dyn FnMut(&str, &str, &mut String) + 'v;

fn walk<'q>(
    questions: impl Iterator<Item = &'q Question>,
    document: &mut AnswerDocument,
    place: &str,
    of: &str,
    visit: &mut Visit<'_>,
) {
    for (question, answer) in questions.zip(&mut document.answers) {
        let Some(answer) = answer else { continue };
        let (field, label) = (format!("{place}{}", question.key), format!("{of}{}", question.label));
        match (&question.kind, answer) {
            (QuestionType::Text { .. } | QuestionType::Paragraph { .. }, Answer::Text(text)) => {
                visit(&field, &label, text)
            }
            (_, Answer::Choice { other: Some(words), .. } | Answer::Choices { other: Some(words), .. }) => {
                visit(&format!("{field}:other"), &label, words);
            }
            (_, Answer::Agency(AgencyReference::Name(words))) => visit(&field, &label, words),
            (_, Answer::Agencies(agencies)) => {
                for (number, agency) in agencies.iter_mut().enumerate() {
                    if let AgencyReference::Name(words) = agency {
                        visit(&format!("{field}.{}", number + 1), &label, words);
                    }
                }
            }
            (QuestionType::Repeat { questions, .. }, Answer::Repeat(instances)) => {
                for (number, instance) in instances.iter_mut().enumerate() {
                    let of = format!("{label}（{}）：", number + 1);
                    walk(questions.iter(), instance, &format!("{field}.{}.", number + 1), &of, visit);
                }
            }
            _ => {}
        }
    }
}
