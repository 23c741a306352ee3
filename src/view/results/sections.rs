//! The tables of a questionnaire, section by section.

use crate::definition::{QuestionType, Questionnaire};
use crate::view::table::ShownTable;

/// A section of a questionnaire with its tables.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownSection {
    /// Its heading.
    pub title: String,
    /// Its tables, in the order of the questions; at least one.
    pub tables: Vec<ShownTable>,
}

/// Which questions stand in which section.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sections {
    /// Headings, each with the ids of its questions' tables.
    sections: Vec<(String, Vec<String>)>,
}

/// The heading of the tables that belong to no one section, such as that of all questions in words.
const REST: &str = "調査票全体についての表";

impl Sections {
    /// The sections of a questionnaire, in order. Inside repeats every question has a table of its own.
    pub fn of(questionnaire: &Questionnaire) -> Self {
        let sections = questionnaire.sections.iter().map(|section| {
            let ids = section.questions.iter().flat_map(|question| {
                let inside = match &question.kind {
                    QuestionType::Repeat { questions, .. } => questions.as_slice(),
                    _ => &[],
                };
                let inner = inside.iter().map(|inner| format!("{}-{}", question.key, inner.key));
                std::iter::once(question.key.clone()).chain(inner)
            });
            (section.title.clone(), ids.collect())
        });
        Self { sections: sections.collect() }
    }

    /// The tables by section, in their order; tables of no section come last. Sections without tables are left out.
    pub fn group(&self, tables: Vec<ShownTable>) -> Vec<ShownSection> {
        let place = |table: &ShownTable| self.sections.iter().position(|(_, ids)| ids.contains(&table.id));
        let mut grouped: Vec<ShownSection> = self
            .sections
            .iter()
            .map(|(title, _)| title.clone())
            .chain([REST.to_owned()])
            .map(|title| ShownSection { title, tables: Vec::new() })
            .collect();
        for table in tables {
            let at = place(&table).unwrap_or(self.sections.len());
            grouped[at].tables.push(table);
        }
        grouped.retain(|section| !section.tables.is_empty());
        grouped
    }
}
