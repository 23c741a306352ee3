//! The columns of one list of questions.

use super::column::Column;
use super::texts::Texts;
use crate::answer::Answer;
use crate::definition::Question;

/// One column a question: of a questionnaire, or of a repeat in it.
#[derive(Debug, Clone)]
pub(super) struct Rows {
    count: usize,
    pub(super) columns: Vec<Column>,
}

impl Rows {
    pub(super) fn new<'q>(questions: impl Iterator<Item = &'q Question>) -> Self {
        Self { count: 0, columns: questions.map(Column::new).collect() }
    }

    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// Adds one row. `asked` gives the answer to each question that was asked; `shown_inside` says of a repeat, an
    /// instance and a question in it whether that was asked.
    pub(super) fn push<'a>(
        &mut self,
        asked: impl Fn(usize) -> Option<Option<&'a Answer>>,
        texts: &mut Texts,
        shown_inside: &dyn Fn(usize, usize, usize) -> bool,
    ) {
        self.count += 1;
        for (index, column) in self.columns.iter_mut().enumerate() {
            column.push(asked(index), texts, &|instance, inner| shown_inside(index, instance, inner));
        }
    }

    pub(super) fn append(&mut self, other: &Self, texts: &[u32]) {
        self.count += other.count;
        self.columns.iter_mut().zip(&other.columns).for_each(|(mine, theirs)| mine.append(theirs, texts));
    }

    pub(super) fn bytes(&self) -> usize {
        self.columns.iter().map(Column::bytes).sum()
    }
}
