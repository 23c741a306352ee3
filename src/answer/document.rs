//! Typed answers, one place for each question of the definition.

/// The answers to one questionnaire (or to one instance of a repeat), by question index
/// (`Questionnaire::questions` order; inside a repeat the order of its questions).
///
/// A place is `None` where the question was left blank, was not asked, or takes no answer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AnswerDocument {
    /// One place a question.
    pub answers: Vec<Option<Answer>>,
}

impl AnswerDocument {
    /// A document in which every one of `questions` places is blank.
    pub fn blank(questions: usize) -> Self {
        Self { answers: vec![None; questions] }
    }

    /// The answer at a question index; `None` where blank.
    pub fn get(&self, question: usize) -> Option<&Answer> {
        self.answers.get(question).and_then(Option::as_ref)
    }
}

/// One answer. Options, items, rows and columns are positions in the question's own lists.
/// An answer in which nothing was given (no item, no option, no instance) is never stored:
/// its place in the document is `None`.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// text and paragraph as typed; date as `2026-11-20`, month as `2026-11`.
    Text(String),
    /// number, scale (its value), calculated.
    Number(f64),
    /// 不明 was ticked for a number or for counts.
    Unknown,
    /// One place an item.
    Counts(Vec<Option<f64>>),
    /// Row by row, `rows × columns` places.
    Grid(Vec<Option<f64>>),
    /// One option, with the words of その他.
    Choice {
        /// Position among the options.
        option: usize,
        /// Words, only where the option is その他.
        other: Option<String>,
    },
    /// Options in the definition's order, with the words of その他.
    Choices {
        /// Positions, ascending, at least one.
        selected: Vec<usize>,
        /// Words, only where その他 is among them.
        other: Option<String>,
    },
    /// Positions in the order ranked.
    Ranking(Vec<usize>),
    /// はい or いいえ for each item.
    Checklist(Vec<Option<bool>>),
    /// One agency.
    Agency(AgencyReference),
    /// Several, ranked by order.
    Agencies(Vec<AgencyReference>),
    /// One document an instance.
    Repeat(Vec<AnswerDocument>),
}

impl Answer {
    /// The places of the options that were chosen, or ranked, in the answer's order; none where none can be.
    pub fn selected(&self) -> &[usize] {
        match self {
            Self::Choice { option, .. } => std::slice::from_ref(option),
            Self::Choices { selected, .. } => selected,
            Self::Ranking(ranked) => ranked,
            _ => &[],
        }
    }
}

/// An agency named in an answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AgencyReference {
    /// An agency of the register.
    Id(String),
    /// A kind of agency, by its code.
    Kind(String),
    /// Words.
    Name(String),
}
