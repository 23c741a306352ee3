//! Small questionnaires and answers for tests, as people write them.

use crate::answer::AnswerDocument;
use crate::answer::json::from_json;
use crate::definition::{Library, Questionnaire, SourceFile};

/// A questionnaire from YAML.
pub(crate) fn questionnaire(yaml: &str) -> Questionnaire {
    let file = SourceFile { path: "test.yaml".to_owned(), text: yaml.to_owned() };
    let library = Library::read(&[file], None).unwrap();
    library.questionnaires().next().unwrap().clone()
}

/// Answers from JSON.
pub(crate) fn answers(questionnaire: &Questionnaire, lines: &[&str]) -> Vec<AnswerDocument> {
    lines.iter().map(|line| from_json(questionnaire, line).unwrap()).collect()
}
