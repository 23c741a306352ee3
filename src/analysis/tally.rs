//! Counting the answers to one question. Tallies add up: tally(A ∪ B) = tally(A) + tally(B).

use std::collections::{BTreeMap, BTreeSet};

use super::agencies::{Agencies, Mention};
use super::number::{DecimalSum, NumberTally};
use crate::answer::{Answer, AnswerDocument};
use crate::definition::{Question, QuestionType, Step};

/// What was counted for one question.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tally {
    pub(super) asked: u64,
    pub(super) blank: u64,
    pub(super) counts: Counts,
}

/// The counts a question's type needs.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Counts {
    /// note: nothing is counted.
    Nothing,
    /// text, paragraph, date, month: `asked` and `blank` say it all.
    Answered,
    /// One count an option.
    Options(Vec<u64>),
    /// Answers that name a kind or words.
    Mentions(BTreeMap<Mention, u64>),
    /// One tally an item.
    Numbers(Vec<NumberTally>),
    /// Cells row by row.
    Grid(Vec<Cell>),
    /// One tally an inner question, over all instances.
    Repeat(Vec<Tally>),
}

/// The sum of one cell of a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Cell {
    pub(super) typed: u64,
    pub(super) sum: DecimalSum,
}

impl Tally {
    /// Nothing counted yet.
    pub(super) fn new(question: &Question) -> Self {
        let zeros = |length| Counts::Options(vec![0; length]);
        let counts = match &question.kind {
            QuestionType::Note => Counts::Nothing,
            QuestionType::Text { .. } | QuestionType::Paragraph { .. } | QuestionType::Date | QuestionType::Month => {
                Counts::Answered
            }
            QuestionType::Number(_) | QuestionType::Calculated { .. } => Counts::Numbers(vec![NumberTally::default()]),
            QuestionType::Counts { items, .. } => Counts::Numbers(vec![NumberTally::default(); items.len()]),
            QuestionType::Grid { rows, columns, .. } => Counts::Grid(vec![Cell::default(); rows.len() * columns.len()]),
            QuestionType::Choice { options }
            | QuestionType::Choices { options }
            | QuestionType::Ranking { options, .. }
            | QuestionType::Checklist { items: options } => zeros(options.len()),
            QuestionType::Scale { steps } => zeros(steps.len()),
            QuestionType::Agency | QuestionType::Agencies { .. } => Counts::Mentions(BTreeMap::new()),
            QuestionType::Repeat { questions, .. } => Counts::Repeat(questions.iter().map(Self::new).collect()),
        };
        Self { asked: 0, blank: 0, counts }
    }

    /// Adds the answer of one who was asked. `shown_inside` says of an inner question of a repeat
    /// (instance, question) whether it was asked.
    pub(super) fn add(
        &mut self,
        question: &Question,
        answer: Option<&Answer>,
        agencies: &Agencies,
        shown_inside: &dyn Fn(usize, usize) -> bool,
    ) {
        self.asked += 1;
        let Some(answer) = answer else {
            self.blank += 1;
            return;
        };
        match (&mut self.counts, answer) {
            (Counts::Numbers(numbers), Answer::Number(value)) => {
                if let Some(number) = numbers.first_mut() {
                    number.typed.push(*value);
                }
            }
            (Counts::Numbers(numbers), Answer::Unknown) => numbers.iter_mut().for_each(|number| number.unknown += 1),
            (Counts::Numbers(numbers), Answer::Counts(values)) => {
                for (number, value) in numbers.iter_mut().zip(values) {
                    number.typed.extend(value);
                }
            }
            (Counts::Grid(cells), Answer::Grid(values)) => {
                let decimals = question.kind.format().map_or(0, |format| format.decimals);
                for (cell, value) in cells.iter_mut().zip(values) {
                    if let Some(value) = value {
                        cell.typed += 1;
                        cell.sum.add(*value, decimals);
                    }
                }
            }
            (Counts::Options(counts), Answer::Choice { option, .. }) => count(counts, *option),
            (Counts::Options(counts), Answer::Choices { selected: options, .. } | Answer::Ranking(options)) => {
                options.iter().for_each(|option| count(counts, *option));
            }
            (Counts::Options(counts), Answer::Checklist(items)) => {
                for (count, item) in counts.iter_mut().zip(items) {
                    *count += u64::from(*item == Some(true));
                }
            }
            (Counts::Options(counts), Answer::Number(value)) => {
                if let QuestionType::Scale { steps } = &question.kind
                    && let Some(step) = step_at(steps, *value)
                {
                    count(counts, step);
                }
            }
            (Counts::Mentions(mentions), Answer::Agency(reference)) => {
                *mentions.entry(agencies.mention(reference)).or_default() += 1;
            }
            (Counts::Mentions(mentions), Answer::Agencies(references)) => {
                // Two agencies of one kind in one answer are one answer that names the kind.
                let named: BTreeSet<Mention> = references.iter().map(|reference| agencies.mention(reference)).collect();
                for mention in named {
                    *mentions.entry(mention).or_default() += 1;
                }
            }
            (Counts::Repeat(tallies), Answer::Repeat(instances)) => {
                if let QuestionType::Repeat { questions, .. } = &question.kind {
                    add_instances(tallies, questions, instances, agencies, shown_inside);
                }
            }
            _ => {}
        }
    }

    /// Adds what another tally of the same question counted.
    pub(super) fn merge(&mut self, other: Self) {
        self.asked += other.asked;
        self.blank += other.blank;
        match (&mut self.counts, other.counts) {
            (Counts::Options(mine), Counts::Options(theirs)) => {
                mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine += theirs);
            }
            (Counts::Mentions(mine), Counts::Mentions(theirs)) => {
                for (mention, count) in theirs {
                    *mine.entry(mention).or_default() += count;
                }
            }
            (Counts::Numbers(mine), Counts::Numbers(theirs)) => {
                mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| mine.merge(theirs));
            }
            (Counts::Grid(mine), Counts::Grid(theirs)) => {
                for (mine, theirs) in mine.iter_mut().zip(theirs) {
                    mine.typed += theirs.typed;
                    mine.sum.merge(theirs.sum);
                }
            }
            (Counts::Repeat(mine), Counts::Repeat(theirs)) => {
                mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| mine.merge(theirs));
            }
            _ => {}
        }
    }
}

fn add_instances(
    tallies: &mut [Tally],
    questions: &[Question],
    instances: &[AnswerDocument],
    agencies: &Agencies,
    shown: &dyn Fn(usize, usize) -> bool,
) {
    for (number, instance) in instances.iter().enumerate() {
        for (index, (tally, question)) in tallies.iter_mut().zip(questions).enumerate() {
            if shown(number, index) {
                // A repeat holds no repeat, so nothing is asked inside.
                tally.add(question, instance.get(index), agencies, &|_, _| false);
            }
        }
    }
}

fn count(counts: &mut [u64], option: usize) {
    if let Some(count) = counts.get_mut(option) {
        *count += 1;
    }
}

#[expect(clippy::cast_precision_loss, clippy::float_cmp, reason = "steps are small whole numbers, kept as such")]
fn step_at(steps: &[Step], value: f64) -> Option<usize> {
    steps.iter().position(|step| step.value as f64 == value)
}
