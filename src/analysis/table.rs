//! Tables as they are written to JSON and read by pages and workbooks.

use indexmap::IndexMap;
use serde::Serialize;

use super::disclosure::Counting;
use super::figure::Figure;
use super::published::Published;

/// The tables of one questionnaire over a set of answers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tables {
    /// Key of the questionnaire.
    pub definition: String,
    /// How many answers were counted.
    pub responses: Published<u64>,
    /// One table a question; those of a repeat's questions are named `repeat.question`.
    pub tables: Vec<Table>,
}

/// The table of one question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// Key of the question, `repeat.question` inside a repeat.
    pub question: String,
    /// What was asked.
    pub label: String,
    /// The question's type, as in definition files.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Whether one answer can count in several rows (shares may then exceed 100).
    pub multiple: bool,
    /// Whether the question was asked of some only, so that its base is 該当者数.
    pub conditional: bool,
    /// To how many it was shown; inside a repeat the number of instances.
    pub asked: Published<u64>,
    /// How many of them left it blank.
    pub blank: Published<u64>,
    /// The base of shares: all who were asked.
    pub n: Published<u64>,
    /// What counts of its answers count.
    #[serde(skip)]
    pub answers: Counting,
    /// What its numbers count.
    #[serde(skip)]
    pub numbers: Counting,
    /// Unit of the numbers, such as 件.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The figures over all answers.
    #[serde(flatten)]
    pub figures: Figures,
    /// The same by group, where a grouping was asked for.
    #[serde(flatten)]
    pub grouping: Option<Grouping>,
}

/// What a table holds, by the question's type.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
#[expect(clippy::large_enum_variant, reason = "there is one a table and group, not one an answer")]
pub enum Figures {
    /// choice, choices, ranking, scale, checklist, agency, agencies.
    Rows {
        /// Every option in the definition's order, then 無回答.
        rows: Vec<Row>,
    },
    /// number, calculated, counts.
    Items {
        /// Every item in the definition's order.
        items: Vec<Item>,
    },
    /// grid.
    Grid(GridFigures),
    /// text, paragraph, date, month.
    Answered {
        /// How many wrote something.
        answered: Published<u64>,
    },
}

/// How many gave one option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The option's code; `blank` for 無回答.
    pub code: String,
    /// What people read.
    pub label: String,
    /// How many.
    pub count: Published<u64>,
    /// Share of `n` in percent, one decimal, half-up; `-` where `n` is 0.
    pub percent: Published<String>,
}

/// Statistics of one number. `None` where nobody typed one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item {
    /// The item's key; for number and calculated the question's.
    pub key: String,
    /// What people read.
    pub label: String,
    /// How many typed a number.
    pub n: Published<u64>,
    /// How many ticked 不明.
    pub unknown: Published<u64>,
    /// Sum of the numbers.
    pub sum: Published<Option<Figure>>,
    /// Sum over n.
    pub mean: Published<Option<Figure>>,
    /// The middle one, or half-way between the two in the middle.
    pub median: Published<Option<Figure>>,
    /// The least.
    pub min: Published<Option<Figure>>,
    /// The greatest.
    pub max: Published<Option<Figure>>,
}

/// Sums of a grid; `None` where nobody typed a number there.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GridFigures {
    /// Row key → column key → sum.
    pub cells: IndexMap<String, IndexMap<String, Published<Option<Figure>>>>,
    /// Row key → sum of its cells.
    pub row_totals: IndexMap<String, Published<Option<Figure>>>,
    /// Column key → sum of its cells.
    pub column_totals: IndexMap<String, Published<Option<Figure>>>,
    /// Sum of all cells.
    pub total: Published<Option<Figure>>,
    /// Keys and labels of the rows, in order.
    #[serde(skip)]
    pub rows: Vec<Heading>,
    /// Keys and labels of the columns, in order.
    #[serde(skip)]
    pub columns: Vec<Heading>,
}

/// A row or column of a grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Stable key.
    pub key: String,
    /// What people read.
    pub label: String,
}

/// A table's figures by group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Grouping {
    /// The groups in the order of their codes.
    pub groups: Vec<Group>,
    /// Whether one answer can be in several groups.
    pub overlapping: bool,
    /// How many of those asked are in no group.
    pub ungrouped: Published<u64>,
}

/// The figures of one group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    /// Code of the group.
    pub code: String,
    /// What people read.
    pub label: String,
    /// How many of the group were asked: the base of its shares.
    pub n: Published<u64>,
    /// How many of them left it blank.
    pub blank: Published<u64>,
    /// Their figures.
    #[serde(flatten)]
    pub figures: Figures,
}
