//! The answers to one question, one row an answer.

use super::bits::Bits;
use super::block::Block;
use super::rows::Rows;
use super::states::{State, States};
use super::texts::{NO_TEXT, Texts};
use crate::answer::{AgencyReference, Answer};
use crate::definition::{Question, QuestionType};

/// Stands for no option.
pub(super) const NO_CODE: u16 = u16::MAX;

/// What became of the question in every row, and what was given.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) states: States,
    pub(super) values: Values,
}

/// What was given, by the question's type.
#[derive(Debug, Clone)]
pub(super) enum Values {
    /// note.
    Nothing,
    /// text, paragraph, date, month: numbers of texts.
    Words(Vec<u32>),
    /// number, calculated, counts.
    Numbers(Block),
    /// grid, row by row; how many columns it has.
    Grid(Block, usize),
    /// choice, scale: position of the option or step.
    Code {
        codes: Vec<u16>,
        /// How many there are to choose from.
        options: usize,
        /// The values of a scale's steps; empty for a choice.
        steps: Vec<i64>,
    },
    /// choices.
    Set(Bits),
    /// checklist.
    Checklist { yes: Bits, answered: Bits },
    /// ranking: `top` positions a row.
    Ranking { top: usize, codes: Vec<u16>, options: usize },
    /// agency, agencies: numbers of references, all rows behind one another.
    Mentions { ends: Vec<u32>, references: Vec<u32> },
    /// repeat.
    Repeat(Instances),
}

/// The instances of a repeat, as rows of their own.
#[derive(Debug, Clone)]
pub(super) struct Instances {
    /// The row that each instance belongs to, ascending.
    pub(super) parents: Vec<u32>,
    pub(super) rows: Rows,
}

impl Instances {
    /// The slot of each instance, from those of the rows.
    pub(super) fn slots(&self, slots: &[u16]) -> Vec<u16> {
        self.parents.iter().map(|parent| slots[*parent as usize]).collect()
    }
}

impl Column {
    pub(super) fn new(question: &Question) -> Self {
        let decimals = question.kind.format().map_or(0, |format| format.decimals);
        let values = match &question.kind {
            QuestionType::Note => Values::Nothing,
            QuestionType::Text { .. } | QuestionType::Paragraph { .. } | QuestionType::Date | QuestionType::Month => {
                Values::Words(Vec::new())
            }
            QuestionType::Number(_) | QuestionType::Calculated { .. } => Values::Numbers(Block::new(1, decimals)),
            QuestionType::Counts { items, .. } => Values::Numbers(Block::new(items.len(), decimals)),
            QuestionType::Grid { rows, columns, .. } => {
                Values::Grid(Block::new(rows.len() * columns.len(), decimals), columns.len())
            }
            QuestionType::Choice { options } => {
                Values::Code { codes: Vec::new(), options: options.len(), steps: Vec::new() }
            }
            QuestionType::Scale { steps } => Values::Code {
                codes: Vec::new(),
                options: steps.len(),
                steps: steps.iter().map(|step| step.value).collect(),
            },
            QuestionType::Choices { options } => Values::Set(Bits::new(options.len())),
            QuestionType::Checklist { items } => {
                Values::Checklist { yes: Bits::new(items.len()), answered: Bits::new(items.len()) }
            }
            QuestionType::Ranking { options, top } => {
                Values::Ranking { top: *top, codes: Vec::new(), options: options.len() }
            }
            QuestionType::Agency | QuestionType::Agencies { .. } => {
                Values::Mentions { ends: Vec::new(), references: Vec::new() }
            }
            QuestionType::Repeat { questions, .. } => {
                Values::Repeat(Instances { parents: Vec::new(), rows: Rows::new(questions.iter()) })
            }
        };
        Self { states: States::default(), values }
    }

    /// Adds one answer; `None` where the question was not asked. `shown_inside` says of an instance and a question
    /// of a repeat whether it was asked.
    pub(super) fn push(
        &mut self,
        asked: Option<Option<&Answer>>,
        texts: &mut Texts,
        shown_inside: &dyn Fn(usize, usize) -> bool,
    ) {
        let (state, answer) = match asked {
            None => (State::NotAsked, None),
            Some(None) => (State::Blank, None),
            Some(Some(Answer::Unknown)) => (State::Unknown, None),
            Some(answer) => (State::Given, answer),
        };
        let row = self.states.len();
        self.states.push(state);
        self.values.push(row, answer, texts, shown_inside);
    }

    /// Adds the rows of another, whose texts have these numbers here.
    pub(super) fn append(&mut self, other: &Self, texts: &[u32]) {
        let rows = self.states.len();
        self.states.append(&other.states);
        self.values.append(rows, &other.values, texts);
    }

    pub(super) fn bytes(&self) -> usize {
        let values = match &self.values {
            Values::Nothing => 0,
            Values::Words(words) => words.len() * 4,
            Values::Numbers(block) | Values::Grid(block, _) => block.bytes(),
            Values::Code { codes, .. } | Values::Ranking { codes, .. } => codes.len() * 2,
            Values::Set(bits) => bits.bytes(),
            Values::Checklist { yes, answered } => yes.bytes() + answered.bytes(),
            Values::Mentions { ends, references } => (ends.len() + references.len()) * 4,
            Values::Repeat(instances) => instances.parents.len() * 4 + instances.rows.bytes(),
        };
        self.states.bytes() + values
    }
}

impl Values {
    fn push(
        &mut self,
        row: usize,
        answer: Option<&Answer>,
        texts: &mut Texts,
        shown_inside: &dyn Fn(usize, usize) -> bool,
    ) {
        match self {
            Self::Nothing => {}
            Self::Words(words) => words.push(match answer {
                Some(Answer::Text(text)) => texts.number(text),
                _ => NO_TEXT,
            }),
            Self::Numbers(block) | Self::Grid(block, _) => match answer {
                Some(Answer::Number(number)) => block.push(&[Some(*number)]),
                Some(Answer::Counts(numbers) | Answer::Grid(numbers)) => block.push(numbers),
                _ => block.push(&[]),
            },
            Self::Code { codes, steps, .. } => codes.push(match answer {
                Some(Answer::Choice { option, .. }) => narrow(*option),
                Some(Answer::Number(value)) => step_at(steps, *value).map_or(NO_CODE, narrow),
                _ => NO_CODE,
            }),
            Self::Set(bits) => match answer {
                Some(Answer::Choices { selected, .. }) => bits.push(selected.iter().copied()),
                _ => bits.push([]),
            },
            Self::Checklist { yes, answered } => {
                let ticks: &[Option<bool>] = if let Some(Answer::Checklist(ticks)) = answer { ticks } else { &[] };
                let places = |wanted: &dyn Fn(Option<bool>) -> bool| -> Vec<usize> {
                    (0..ticks.len()).filter(|place| wanted(ticks[*place])).collect()
                };
                yes.push(places(&|tick| tick == Some(true)));
                answered.push(places(&|tick| tick.is_some()));
            }
            Self::Ranking { top, codes, .. } => {
                let ranked: &[usize] = if let Some(Answer::Ranking(ranked)) = answer { ranked } else { &[] };
                codes.extend((0..*top).map(|place| ranked.get(place).map_or(NO_CODE, |option| narrow(*option))));
            }
            Self::Mentions { ends, references } => {
                let named = match answer {
                    Some(Answer::Agency(reference)) => std::slice::from_ref(reference),
                    Some(Answer::Agencies(references)) => references,
                    _ => &[],
                };
                references.extend(named.iter().map(|reference| texts.number(&signed(reference))));
                ends.push(last_end(references));
            }
            Self::Repeat(instances) => {
                let Some(Answer::Repeat(documents)) = answer else { return };
                for (number, document) in documents.iter().enumerate() {
                    instances.parents.push(u32::try_from(row).unwrap_or(u32::MAX));
                    instances.rows.push(
                        |inner| shown_inside(number, inner).then(|| document.get(inner)),
                        texts,
                        // A repeat holds no repeat, so nothing is asked inside.
                        &|_, _, _| false,
                    );
                }
            }
        }
    }

    fn append(&mut self, rows: usize, other: &Self, texts: &[u32]) {
        let here = |number: &u32| texts.get(*number as usize).copied().unwrap_or(NO_TEXT);
        match (self, other) {
            (Self::Words(mine), Self::Words(theirs)) => mine.extend(theirs.iter().map(here)),
            (Self::Numbers(mine), Self::Numbers(theirs)) | (Self::Grid(mine, _), Self::Grid(theirs, _)) => {
                mine.append(theirs);
            }
            (Self::Code { codes: mine, .. }, Self::Code { codes: theirs, .. })
            | (Self::Ranking { codes: mine, .. }, Self::Ranking { codes: theirs, .. }) => {
                mine.extend_from_slice(theirs);
            }
            (Self::Set(mine), Self::Set(theirs)) => mine.append(theirs),
            (Self::Checklist { yes, answered }, Self::Checklist { yes: more, answered: further }) => {
                yes.append(more);
                answered.append(further);
            }
            (Self::Mentions { ends, references }, Self::Mentions { ends: more, references: named }) => {
                let behind = last_end(references);
                ends.extend(more.iter().map(|end| behind + end));
                references.extend(named.iter().map(here));
            }
            (Self::Repeat(mine), Self::Repeat(theirs)) => {
                let rows = u32::try_from(rows).unwrap_or(u32::MAX);
                mine.parents.extend(theirs.parents.iter().map(|parent| rows + parent));
                mine.rows.append(&theirs.rows, texts);
            }
            _ => {}
        }
    }
}

fn last_end(references: &[u32]) -> u32 {
    u32::try_from(references.len()).unwrap_or(u32::MAX)
}

fn narrow(position: usize) -> u16 {
    u16::try_from(position).unwrap_or(NO_CODE)
}

#[expect(clippy::cast_precision_loss, clippy::float_cmp, reason = "steps are small whole numbers, kept as such")]
fn step_at(steps: &[i64], value: f64) -> Option<usize> {
    steps.iter().position(|step| *step as f64 == value)
}

/// A reference as one text, which its first sign tells apart from others of the same words.
fn signed(reference: &AgencyReference) -> String {
    match reference {
        AgencyReference::Id(id) => format!("i{id}"),
        AgencyReference::Kind(code) => format!("k{code}"),
        AgencyReference::Name(words) => format!("n{words}"),
    }
}

/// The reference of such a text.
pub(super) fn reference(signed: &str) -> AgencyReference {
    let words = signed.get(1..).unwrap_or_default().to_owned();
    match signed.as_bytes().first() {
        Some(b'i') => AgencyReference::Id(words),
        Some(b'k') => AgencyReference::Kind(words),
        _ => AgencyReference::Name(words),
    }
}
