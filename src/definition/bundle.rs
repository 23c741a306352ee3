//! A questionnaire with the code lists it uses, as one text: what a published version keeps.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::library::{FileProblem, Library, SourceFile};
use super::question::{Options, Question, QuestionType};
use super::questionnaire::Questionnaire;

#[derive(Serialize, Deserialize)]
struct Bundle<'t> {
    questionnaire: std::borrow::Cow<'t, str>,
    codes: BTreeMap<String, std::borrow::Cow<'t, str>>,
}

/// The bundle of one questionnaire as JSON text; the same definitions give the same text.
/// `None` where the library has no such questionnaire.
pub fn write(library: &Library, key: &str) -> Option<String> {
    let questionnaire = library.questionnaire(key)?;
    let lists = questionnaire.questions().flat_map(lists_of);
    let codes = lists.filter_map(|list| Some((list.to_owned(), library.code_list_text(list)?.into()))).collect();
    serde_json::to_string(&Bundle { questionnaire: library.questionnaire_text(key)?.into(), codes }).ok()
}

/// The questionnaire of a bundle.
///
/// # Errors
/// The text is not a bundle, or its definition does not pass today's checks.
pub fn read(text: &str) -> Result<Questionnaire, Vec<FileProblem>> {
    let broken = |error: String| {
        vec![FileProblem {
            file: "bundle".to_owned(),
            position: super::Position::default(),
            words: super::Words::new(format!("版を読み取れません（{error}）。"), format!("not a bundle ({error})")),
        }]
    };
    let bundle: Bundle<'_> = serde_json::from_str(text).map_err(|error| broken(error.to_string()))?;
    let lists = bundle
        .codes
        .iter()
        .map(|(name, text)| SourceFile { path: format!("codes/{name}.yaml"), text: text.to_string() });
    let sheet = SourceFile { path: "questionnaire.yaml".to_owned(), text: bundle.questionnaire.into_owned() };
    let library = Library::read(&lists.chain([sheet]).collect::<Vec<_>>(), None)?;
    library.questionnaires().next().cloned().ok_or_else(|| broken("no questionnaire".to_owned()))
}

fn lists_of(question: &Question) -> Vec<&str> {
    let options: Vec<&Options> = match &question.kind {
        QuestionType::Choice { options }
        | QuestionType::Choices { options }
        | QuestionType::Ranking { options, .. } => {
            vec![options]
        }
        QuestionType::Counts { items, .. } | QuestionType::Checklist { items } => vec![items],
        QuestionType::Grid { rows, columns, .. } => vec![rows, columns],
        QuestionType::Repeat { questions, .. } => return questions.iter().flat_map(lists_of).collect(),
        _ => Vec::new(),
    };
    options.into_iter().filter_map(|options| options.list.as_deref()).collect()
}
