//! One question: its type, what belongs to every type, and its checks.

use super::codes::Code;
use super::expression::{Expression, Sentence};
use super::feed::Feed;

/// A question as asked.
#[derive(Debug, Clone)]
pub struct Question {
    /// Stable key; for ever the column of the data.
    pub key: String,
    /// What is asked. May hold `{period}`, `{fiscal_year}`, `{agency}`.
    pub label: String,
    /// Support text under the label; may hold the same places.
    pub help: Option<String>,
    /// An example answer, shown as text (never as a placeholder).
    pub example: Option<String>,
    /// What kind of answer it takes.
    pub kind: QuestionType,
    /// Whether an answer is needed to submit.
    pub required: bool,
    /// Shown only where this is true; `None` is always shown.
    pub show_if: Option<Expression>,
    /// What must hold.
    pub checks: Vec<Check>,
    /// What the analysis may read from it.
    pub feeds: Vec<Feed>,
    /// Free text about persons and the like: shown by role only.
    pub sensitive: bool,
    /// Whether last year's answer is put in.
    pub prefill: Prefill,
    /// Whether 「今年度は該当事例がありません」 answers it with 0: a count of cases (number, counts, grid).
    pub zero_if_none: bool,
    /// How the answer is shown at the meeting.
    pub sharing: Sharing,
    /// Whether the tools document has it, or we wrote it.
    pub source: Source,
}

/// What kind of answer a question takes, with what belongs to that kind.
#[derive(Debug, Clone)]
pub enum QuestionType {
    /// One line; at most so many characters.
    Text {
        /// In characters.
        max_length: usize,
    },
    /// Several lines; at most so many characters.
    Paragraph {
        /// In characters.
        max_length: usize,
    },
    /// One number.
    Number(NumberFormat),
    /// Several named numbers with one unit; `.total` is their sum.
    Counts {
        /// The named numbers.
        items: Options,
        /// Shared by all items.
        format: NumberFormat,
    },
    /// Numbers in rows × columns.
    Grid {
        /// 表側
        rows: Options,
        /// 表頭
        columns: Options,
        /// Which totals are shown.
        totals: Totals,
        /// Shared by all cells.
        format: NumberFormat,
    },
    /// One option.
    Choice {
        /// What may be chosen.
        options: Options,
    },
    /// Any number of options.
    Choices {
        /// What may be chosen.
        options: Options,
    },
    /// The first few options in order.
    Ranking {
        /// What may be ranked.
        options: Options,
        /// How many places.
        top: usize,
    },
    /// One step of a labelled scale.
    Scale {
        /// Steps in order.
        steps: Vec<Step>,
    },
    /// はい or いいえ for each item; one point for each はい.
    Checklist {
        /// The items.
        items: Options,
    },
    /// A day.
    Date,
    /// A month.
    Month,
    /// One agency of the register, or a kind, or words.
    Agency,
    /// Several agencies; ranked by order where `top` is given.
    Agencies {
        /// How many places.
        top: Option<usize>,
    },
    /// The same questions asked several times.
    Repeat {
        /// Asked once an instance; their indices count from 0 here.
        questions: Vec<Question>,
        /// Least number of instances.
        min: usize,
        /// Greatest number of instances.
        max: usize,
    },
    /// Text between questions; takes no answer.
    Note,
    /// A number computed from other answers.
    Calculated {
        /// The formula.
        value: Expression,
        /// Unit and decimals of the result.
        format: NumberFormat,
    },
}

impl QuestionType {
    /// The name in definition files and tables.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Text { .. } => "text",
            Self::Paragraph { .. } => "paragraph",
            Self::Number(_) => "number",
            Self::Counts { .. } => "counts",
            Self::Grid { .. } => "grid",
            Self::Choice { .. } => "choice",
            Self::Choices { .. } => "choices",
            Self::Ranking { .. } => "ranking",
            Self::Scale { .. } => "scale",
            Self::Checklist { .. } => "checklist",
            Self::Date => "date",
            Self::Month => "month",
            Self::Agency => "agency",
            Self::Agencies { .. } => "agencies",
            Self::Repeat { .. } => "repeat",
            Self::Note => "note",
            Self::Calculated { .. } => "calculated",
        }
    }

    /// The options of which one or several are chosen, or which are ranked.
    pub fn options(&self) -> Option<&Options> {
        match self {
            Self::Choice { options } | Self::Choices { options } | Self::Ranking { options, .. } => Some(options),
            _ => None,
        }
    }

    /// How its numbers are typed and shown, where it takes or makes numbers.
    pub fn format(&self) -> Option<&NumberFormat> {
        match self {
            Self::Number(format)
            | Self::Counts { format, .. }
            | Self::Grid { format, .. }
            | Self::Calculated { format, .. } => Some(format),
            _ => None,
        }
    }

    /// Whether one answer can name several options, items or agencies (MA).
    pub fn is_multiple(&self) -> bool {
        matches!(self, Self::Choices { .. } | Self::Ranking { .. } | Self::Checklist { .. } | Self::Agencies { .. })
    }
}

/// How numbers are typed and shown.
#[derive(Debug, Clone, PartialEq)]
pub struct NumberFormat {
    /// Such as 件 or 人.
    pub unit: Option<String>,
    /// Least value taken.
    pub min: f64,
    /// Greatest value taken.
    pub max: f64,
    /// Digits after the point; 0 for whole numbers.
    pub decimals: u32,
    /// Whether 不明 may be ticked instead.
    pub unknown: bool,
}

/// The options of a question, written in place or taken from a code list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The code list they come from, if any.
    pub list: Option<String>,
    /// In the order shown. その他 with words is the code whose key is `other`.
    pub codes: Vec<Code>,
}

/// The key of the option that takes words.
pub const OTHER: &str = "other";

impl Options {
    /// The position of a code.
    pub fn position(&self, key: &str) -> Option<usize> {
        self.codes.iter().position(|code| code.key == key)
    }

    /// The position of その他, where it is among the options.
    pub fn other(&self) -> Option<usize> {
        self.position(OTHER)
    }

    /// The number of options.
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Whether there is none (a checked definition has at least one).
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }
}

/// One step of a scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The number that is kept.
    pub value: i64,
    /// What it means.
    pub label: String,
}

/// Which totals of a grid are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// A total at the end of each row.
    pub rows: bool,
    /// A total under each column.
    pub columns: bool,
    /// The total of all.
    pub grand: bool,
}

/// Something that must hold among answers.
#[derive(Debug, Clone)]
pub struct Check {
    /// True when all is well.
    pub that: Expression,
    /// What to say otherwise; `{EXPRESSION}` places are filled in.
    pub otherwise: Sentence,
    /// Whether it blocks.
    pub severity: Severity,
}

/// Whether a failed check blocks the submit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// Blocks.
    Error,
    /// Asks once; the respondent may say it is right.
    Confirm,
}

/// Whether an earlier answer is put in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Prefill {
    /// The agency's last answer.
    LastAnswer,
    /// Nothing.
    #[default]
    Never,
}

/// How an answer is shown to the other agencies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sharing {
    /// With the agency's name.
    Named,
    /// In totals only.
    #[default]
    Totals,
}

/// Where a question comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Source {
    /// The tools document.
    #[default]
    Tool,
    /// Our own wording, where the source is cut off or silent.
    Ours,
}
