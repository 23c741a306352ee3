//! Finding keys of JSON objects among the keys of a definition.

use crate::definition::question::Options;
use crate::definition::{Question, QuestionType};

/// The key of 不明 in the answer to a number or to counts.
const UNKNOWN: &str = "unknown";

/// The position of a key. The search begins at `next` and leaves it behind the key found: files
/// keep the definition's order, so the first comparison is nearly always the right one.
pub(super) fn find(names: &[&str], key: &str, next: &mut usize) -> Option<usize> {
    let start = (*next).min(names.len());
    let (before, after) = names.split_at(start);
    let found = match after.iter().position(|name| *name == key) {
        Some(place) => start + place,
        None => before.iter().position(|name| *name == key)?,
    };
    *next = found + 1;
    Some(found)
}

fn keys(options: &Options) -> Vec<&str> {
    options.codes.iter().map(|code| code.key.as_str()).collect()
}

/// A list of questions, ready for reading.
#[derive(Debug, Clone)]
pub(super) struct Plan<'q> {
    pub(super) keys: Vec<&'q str>,
    pub(super) questions: Vec<QuestionPlan<'q>>,
}

/// A question with the names its answer may use.
#[derive(Debug, Clone)]
pub(super) struct QuestionPlan<'q> {
    pub(super) question: &'q Question,
    /// Options, items or rows; behind the items of numbers the key of 不明.
    pub(super) names: Vec<&'q str>,
    /// Columns of a grid.
    pub(super) columns: Vec<&'q str>,
    /// The position of その他 among the options.
    pub(super) other: Option<usize>,
    /// The questions of a repeat.
    pub(super) inner: Option<Plan<'q>>,
}

impl<'q> Plan<'q> {
    pub(super) fn new(questions: impl Iterator<Item = &'q Question>) -> Self {
        let questions: Vec<_> = questions.map(QuestionPlan::new).collect();
        Self { keys: questions.iter().map(|plan| plan.question.key.as_str()).collect(), questions }
    }
}

impl<'q> QuestionPlan<'q> {
    fn new(question: &'q Question) -> Self {
        let mut plan = Self { question, names: Vec::new(), columns: Vec::new(), other: None, inner: None };
        match &question.kind {
            QuestionType::Choice { options } | QuestionType::Choices { options } => {
                plan.names = keys(options);
                plan.other = options.other();
            }
            QuestionType::Number(_) => plan.names = vec![UNKNOWN],
            QuestionType::Counts { items, .. } => {
                plan.names = keys(items);
                plan.names.push(UNKNOWN);
            }
            QuestionType::Ranking { options, .. } | QuestionType::Checklist { items: options } => {
                plan.names = keys(options)
            }
            QuestionType::Grid { rows, columns, .. } => {
                plan.names = keys(rows);
                plan.columns = keys(columns);
            }
            QuestionType::Repeat { questions, .. } => plan.inner = Some(Plan::new(questions.iter())),
            _ => {}
        }
        plan
    }
}
