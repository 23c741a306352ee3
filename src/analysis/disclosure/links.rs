//! What one table tells of another: sums that the questionnaire checks, values it calculates, conditions
//! under which it asks, and the question that groups the answers.

use super::layout::Layout;
use super::place::At;
use super::system::CellId;
use crate::analysis::By;
use crate::answer::{Answer, AnswerDocument, Completer};
use crate::definition::expression::{Part, Reference};
use crate::definition::{Question, QuestionType, Questionnaire};

/// Links the counts of all tables of a questionnaire.
pub(super) fn link(layout: &mut Layout, questionnaire: &Questionnaire, by: Option<By>) {
    let mut links = Links { tables: table_of(layout, questionnaire), layout, questionnaire };
    for (index, question) in questionnaire.questions().enumerate() {
        let equations = question.checks.iter().filter_map(|check| check.that.equal_sums());
        let calculated = match &question.kind {
            QuestionType::Calculated { value, .. } => value.sum().map(|parts| (vec![whole(index)], parts)),
            _ => None,
        };
        for (left, right) in equations.chain(calculated) {
            links.equal(&left, &right);
        }
        links.asked_of_some(index, question);
    }
    if let Some(By::Question(index)) = by {
        links.groups_are_options(index);
    }
}

fn whole(question: usize) -> Reference {
    Reference { inner: false, question, part: Part::Whole }
}

/// The table of each question outside repeats.
fn table_of(layout: &Layout, questionnaire: &Questionnaire) -> Vec<Option<usize>> {
    let tables = &layout.tables.tables;
    questionnaire.questions().map(|question| tables.iter().position(|table| table.question == question.key)).collect()
}

struct Links<'a> {
    layout: &'a mut Layout,
    questionnaire: &'a Questionnaire,
    tables: Vec<Option<usize>>,
}

impl Links<'_> {
    fn groups(&self) -> usize {
        let first = self.layout.tables.tables.first().and_then(|table| table.grouping.as_ref());
        first.map_or(0, |grouping| grouping.groups.len())
    }

    /// Both sides are equal over all answers and in each group; where they are not, nobody is told anything.
    fn equal(&mut self, left: &[Reference], right: &[Reference]) {
        for group in std::iter::once(None).chain((0..self.groups()).map(Some)) {
            let side = |side: &[Reference]| -> Option<Vec<CellId>> {
                let cells: Option<Vec<_>> = side.iter().map(|reference| self.cells(*reference, group)).collect();
                Some(cells?.concat())
            };
            let (Some(left), Some(right)) = (side(left), side(right)) else { continue };
            let system = &mut self.layout.system;
            match (left.as_slice(), right.as_slice()) {
                ([total], _) => system.adds_up(*total, right),
                (_, [total]) => system.adds_up(*total, left),
                _ => {
                    let sum = left.iter().filter_map(|id| system.cells.get(*id)).map(|cell| cell.value).sum();
                    let total = system.unprinted(sum, false);
                    system.adds_up(total, left);
                    system.adds_up(total, right);
                }
            }
        }
    }

    /// The printed counts that add up to what is read of an answer, summed over the answers.
    fn cells(&self, reference: Reference, group: Option<usize>) -> Option<Vec<CellId>> {
        if reference.inner {
            return None;
        }
        let table = (*self.tables.get(reference.question)?)?;
        let one = |at| self.layout.get(table, group, at).map(|id| vec![id]);
        match (&self.questionnaire.question(reference.question)?.kind, reference.part) {
            (QuestionType::Counts { .. }, Part::Item(item)) => one(At::Sum(item)),
            (QuestionType::Counts { items, .. }, Part::Total) => {
                (0..items.len()).map(|item| self.layout.get(table, group, At::Sum(item))).collect()
            }
            (QuestionType::Number(_) | QuestionType::Calculated { .. }, Part::Whole) => one(At::Sum(0)),
            (QuestionType::Grid { .. }, Part::Total) => one(At::Total),
            (QuestionType::Grid { .. }, Part::Row(row)) => one(At::RowTotal(row)),
            (QuestionType::Grid { .. }, Part::Column(column)) => one(At::ColumnTotal(column)),
            _ => None,
        }
    }

    /// Who is asked a question under a condition on one other: whoever chose certain options there.
    fn asked_of_some(&mut self, index: usize, question: &Question) -> Option<()> {
        let reads = question.show_if.as_ref()?.reads();
        let deciding = reads.first()?.question;
        if reads.iter().any(|read| read.inner || read.question != deciding) {
            return None;
        }
        let (table, source) = ((*self.tables.get(index)?)?, (*self.tables.get(deciding)?)?);
        let rows: Vec<usize> = self.opening(index, deciding)?;
        let is_multiple = self.questionnaire.question(deciding)?.kind.is_multiple();
        for group in std::iter::once(None).chain((0..self.groups()).map(Some)) {
            let parts: Option<Vec<CellId>> =
                rows.iter().map(|row| self.layout.get(source, group, At::Row(*row))).collect();
            let (Some(asked), Some(parts)) = (self.layout.get(table, group, At::Asked), parts) else { continue };
            if !is_multiple || parts.len() == 1 {
                self.layout.system.adds_up(asked, parts);
            }
        }
        Some(())
    }

    /// The options of `deciding` with which `question` is asked.
    fn opening(&self, question: usize, deciding: usize) -> Option<Vec<usize>> {
        let count = self.questionnaire.question_count();
        let completer = Completer::new(self.questionnaire);
        let kind = &self.questionnaire.question(deciding)?.kind;
        let options = match kind {
            QuestionType::Choice { options } | QuestionType::Choices { options } => options.len(),
            QuestionType::Scale { steps } => steps.len(),
            _ => return None,
        };
        let opens = |option: &usize| {
            let mut document = AnswerDocument::blank(count);
            let answer = match kind {
                QuestionType::Choices { .. } => Answer::Choices { selected: vec![*option], other: None },
                #[expect(clippy::cast_precision_loss, reason = "steps are small whole numbers")]
                QuestionType::Scale { steps } => Answer::Number(steps.get(*option)?.value as f64),
                _ => Answer::Choice { option: *option, other: None },
            };
            *document.answers.get_mut(deciding)? = Some(answer);
            completer.complete(document).shown.is_shown(question).then_some(())
        };
        Some((0..options).filter(|option| opens(option).is_some()).collect())
    }

    /// A group is as large as its option was chosen often.
    fn groups_are_options(&mut self, index: usize) -> Option<()> {
        let table = (*self.tables.get(index)?)?;
        for group in 0..self.groups() {
            if let (Some(asked), Some(row)) =
                (self.layout.get(table, Some(group), At::Asked), self.layout.get(table, None, At::Row(group)))
            {
                self.layout.system.adds_up(asked, vec![row]);
            }
        }
        Some(())
    }
}
