//! Tells tests' stories: questionnaires written as in definition files, fields as typed.

mod arbitrary;

use crate::definition::{Library, Questionnaire, SourceFile};

pub(crate) use arbitrary::{documents, raw_fields};

use super::{Judgement, Problem, RawFields, judge};

/// A questionnaire of one page that asks `questions`, a YAML list.
pub(crate) fn asking(questions: &str) -> Questionnaire {
    let mut page = String::from("- key: page\n  title: 頁\n  questions:\n");
    page.extend(questions.lines().map(|line| format!("    {line}\n")));
    asking_pages(&page)
}

/// A questionnaire of several pages, a YAML list.
pub(crate) fn asking_pages(pages: &str) -> Questionnaire {
    let mut text = String::from(
        "key: story\nkind: survey\ntitle: 調査票\nminutes: 5\nanswers_per_agency: one\nanswered_by: agency\nsections:\n",
    );
    text.extend(pages.lines().map(|line| format!("  {line}\n")));
    let library = Library::read(&[SourceFile { path: "story.yaml".to_owned(), text }], None);
    library.unwrap().questionnaire("story").unwrap().clone()
}

/// The definition that shows every type of question.
pub(crate) fn kitchen_sink() -> Questionnaire {
    let files = [
        ("codes/sink-bands.yaml", include_str!("../../../tests/kitchen-sink/codes/sink-bands.yaml")),
        ("definition.yaml", include_str!("../../../tests/kitchen-sink/definition.yaml")),
    ];
    let files = files.map(|(path, text)| SourceFile { path: path.to_owned(), text: text.to_owned() });
    Library::read(&files, None).unwrap().questionnaire("kitchen-sink").unwrap().clone()
}

/// Fields as a browser posts them.
pub(crate) fn typed<const N: usize>(fields: [(&str, &str); N]) -> RawFields {
    RawFields::from_pairs(fields.map(|(name, value)| (name.to_owned(), value.to_owned())))
}

/// What was typed, judged.
pub(crate) fn judged<const N: usize>(questionnaire: &Questionnaire, fields: [(&str, &str); N]) -> Judgement {
    judge(questionnaire, &typed(fields))
}

/// Each problem as field and message.
pub(crate) fn said(problems: &[Problem]) -> Vec<(&str, &str)> {
    problems.iter().map(|problem| (problem.field.as_str(), problem.message.as_str())).collect()
}
