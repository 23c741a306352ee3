//! Answers as expressions read them.

use crate::definition::expression::{Answers, Part, Reference, Value};
use crate::definition::{Question, QuestionType, Questionnaire};

use super::document::{Answer, AnswerDocument};
use super::repeat::is_blank;
use super::visibility::Visibility;

/// What an expression reads: a document, with hidden questions blank; inside a repeat also the
/// answers of one instance.
///
/// Blank, 不明 and hidden are `None`. Lists (choices, ranking, agencies, repeat) that are shown and
/// empty are empty lists.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    questionnaire: &'a Questionnaire,
    document: &'a AnswerDocument,
    shown: &'a Visibility,
    /// Repeat and instance.
    inside: Option<(usize, usize)>,
}

impl<'a> Context<'a> {
    /// What expressions outside repeats read.
    pub fn new(questionnaire: &'a Questionnaire, document: &'a AnswerDocument, shown: &'a Visibility) -> Self {
        Self { questionnaire, document, shown, inside: None }
    }

    /// What expressions in one instance of a repeat read.
    #[must_use]
    pub fn inside(self, repeat: usize, instance: usize) -> Self {
        Self { inside: Some((repeat, instance)), ..self }
    }

    /// The question a reference stands for, with its answer; `None` where it is hidden.
    fn find(&self, reference: &Reference) -> Option<(&'a Question, Option<&'a Answer>)> {
        if !reference.inner {
            let shown = self.shown.is_shown(reference.question);
            let question = self.questionnaire.question(reference.question)?;
            return shown.then(|| (question, self.document.get(reference.question)));
        }
        let (repeat, instance) = self.inside?;
        let QuestionType::Repeat { questions, .. } = &self.questionnaire.question(repeat)?.kind else { return None };
        let Some(Answer::Repeat(instances)) = self.document.get(repeat) else { return None };
        let shown = self.shown.is_shown_in(repeat, instance, reference.question);
        let answer = instances.get(instance)?.get(reference.question);
        shown.then_some((questions.get(reference.question)?, answer))
    }
}

impl Answers for Context<'_> {
    fn read(&self, reference: &Reference) -> Option<Value<'_>> {
        let (question, answer) = self.find(reference)?;
        match answer {
            Some(answer) => value(&question.kind, answer, reference.part),
            None => match question.kind {
                QuestionType::Choices { .. } | QuestionType::Ranking { .. } => Some(Value::List(Vec::new())),
                QuestionType::Agencies { .. } | QuestionType::Repeat { .. } => Some(Value::Size(0)),
                _ => None,
            },
        }
    }
}

fn value<'a>(kind: &'a QuestionType, answer: &'a Answer, part: Part) -> Option<Value<'a>> {
    match (kind, answer) {
        (_, Answer::Text(text)) => Some(Value::Text(text)),
        (_, Answer::Number(number)) => Some(Value::Number(*number)),
        (QuestionType::Choice { options }, Answer::Choice { option, .. }) => {
            Some(Value::Text(&options.codes.get(*option)?.key))
        }
        (QuestionType::Choices { options }, Answer::Choices { selected: chosen, .. })
        | (QuestionType::Ranking { options, .. }, Answer::Ranking(chosen)) => Some(Value::List(
            chosen.iter().filter_map(|option| options.codes.get(*option)).map(|code| code.key.as_str()).collect(),
        )),
        (QuestionType::Counts { .. }, Answer::Counts(cells)) => match part {
            Part::Item(item) => cells.get(item).copied().flatten().map(Value::Number),
            _ => sum(cells.iter().copied()),
        },
        (QuestionType::Grid { columns, .. }, Answer::Grid(cells)) => match part {
            Part::Row(row) => sum(cells.iter().skip(row * columns.len()).take(columns.len()).copied()),
            Part::Column(column) => sum(cells.iter().skip(column).step_by(columns.len().max(1)).copied()),
            _ => sum(cells.iter().copied()),
        },
        (QuestionType::Checklist { .. }, Answer::Checklist(ticks)) => match part {
            Part::Item(item) => ticks.get(item).copied().flatten().map(Value::Bool),
            _ => sum(ticks.iter().map(|tick| tick.map(f64::from))),
        },
        (QuestionType::Agencies { .. }, Answer::Agencies(agencies)) => Some(Value::Size(agencies.len())),
        (QuestionType::Repeat { questions, .. }, Answer::Repeat(instances)) => {
            Some(Value::Size(instances.iter().filter(|instance| !is_blank(questions, instance)).count()))
        }
        _ => None,
    }
}

/// Adds the cells that were typed; blank where none was.
fn sum<'a>(cells: impl Iterator<Item = Option<f64>>) -> Option<Value<'a>> {
    cells.flatten().reduce(|sum, cell| sum + cell).map(Value::Number)
}
