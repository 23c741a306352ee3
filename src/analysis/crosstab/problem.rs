//! Why something cannot be crossed, in words that say what can.

use thiserror::Error;

use super::variable::Variable;
use crate::analysis::dataset::CrossProblem;
use crate::definition::Words;

/// Why there is no crosstab.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CrosstabProblem {
    /// Not of the form A×B.
    #[error("not a pair: {0}")]
    NoPair(String),
    /// There is no question of this name.
    #[error("no such question: {0}")]
    Unknown(String),
    /// The question has parts, and none of them was named.
    #[error("{name} ({kind}) cannot be counted; parts: {names:?}")]
    Part {
        /// As named.
        name: String,
        /// The question's type.
        kind: &'static str,
        /// The names that there are; none where the question cannot be counted at all.
        names: Vec<String>,
    },
    /// Bands of something that is no number.
    #[error("{0} ({1}) has no bands")]
    NoNumber(String, &'static str),
    /// Limits that cannot be read.
    #[error("not limits: {0}")]
    Limits(String),
    /// Both sides are the same.
    #[error("both sides are {0}")]
    Same(String),
    /// Margins of two grids, or a grid's margin with a number.
    #[error("{0} cannot be crossed with another grid")]
    TwoGrids(String),
    /// Counts of it cannot be hidden together with the others.
    #[error("small counts of {0} cannot be hidden")]
    CannotHide(String),
    /// Questions of two repeats.
    #[error("{0} and {1} are in two repeats")]
    TwoRepeats(String, String),
    /// A number that an answer has once, by a question asked several times.
    #[error("{0} is asked once, {1} several times")]
    OncePerAnswer(String, String),
}

impl CrosstabProblem {
    pub(super) fn from_cross(problem: CrossProblem, rows: &Variable, columns: &Variable) -> Self {
        let (rows, columns, kind) = (rows.name.clone(), columns.name.clone(), rows.kind);
        match problem {
            CrossProblem::NoQuestion => Self::Unknown(rows),
            CrossProblem::Unfit(_) => Self::Part { name: rows, kind, names: Vec::new() },
            CrossProblem::TwoRepeats => Self::TwoRepeats(rows, columns),
            CrossProblem::OncePerAnswer => Self::OncePerAnswer(rows, columns),
        }
    }

    /// The problem in words for people.
    pub fn words(&self) -> Words {
        match self {
            Self::NoPair(text) => Words::new(
                format!(
                    "「{text}」は、組合せとして読めません。「methods×agency_kind」のように、二つの名前を「×」、「x」又は「,」でつないでください。全ての設問は「*」で表します。"
                ),
                format!(
                    "cannot read \"{text}\"; join two names by \"×\", \"x\" or \",\", as in methods×agency_kind (\"*\" is every question)"
                ),
            ),
            Self::Unknown(name) => Words::new(
                format!(
                    "「{name}」という設問はありません。agency_kind、agency_group又は設問のキーを指定してください。"
                ),
                format!("there is no question \"{name}\"; name agency_kind, agency_group or the key of a question"),
            ),
            Self::Part { name, kind, names } if names.is_empty() => Words::new(
                format!("「{name}」（{kind}）は、クロス集計できません。"),
                format!("\"{name}\" ({kind}) cannot be crossed"),
            ),
            Self::Part { name, kind, names } => Words::new(
                format!("「{name}」（{kind}）は、項目まで指定してください。指定できる名前：{}", names.join("、")),
                format!("\"{name}\" ({kind}): name a part of it, one of {}", names.join(", ")),
            ),
            Self::NoNumber(name, kind) => Words::new(
                format!("「{name}」（{kind}）は数ではないため、階級に分けられません。「:」より後を除いてください。"),
                format!("\"{name}\" ({kind}) is no number and has no bands; leave out what follows the colon"),
            ),
            Self::Limits(name) => Words::new(
                format!(
                    "「{name}」の階級の区切りが読めません。「:bands」とするか、「:1/5/10」のように小さい順に「/」で区切ってください。"
                ),
                format!("cannot read the bands of \"{name}\"; write \":bands\", or ascending limits as in \":1/5/10\""),
            ),
            Self::Same(name) => Words::new(
                format!("表側と表頭が、どちらも「{name}」です。別のものを指定してください。"),
                format!("both sides are \"{name}\"; name two different things"),
            ),
            Self::TwoGrids(name) => Words::new(
                format!(
                    "表の設問「{name}」の行又は列の計は、選択肢の設問、agency_kind又は同じ表のもう一方と組み合わせてください。"
                ),
                format!(
                    "cross the margins of \"{name}\" with a question with options, agency_kind, or the grid's other side"
                ),
            ),
            Self::CannotHide(name) => Words::new(
                format!(
                    "「{name}」の件数は、計算で分からないように秘匿することができません。表頭を機関種別又は選択肢の設問一つにそろえ、表側には設問をそのまま指定してください。"
                ),
                format!(
                    "small counts of \"{name}\" cannot be hidden safely; have agency_kind or one question with options across the top of all crosstabs, and whole questions down the side"
                ),
            ),
            Self::TwoRepeats(rows, columns) => Words::new(
                format!("「{rows}」と「{columns}」は、別々の繰返しの設問のため、組み合わせられません。"),
                format!("\"{rows}\" and \"{columns}\" are asked in two repeats and cannot be crossed"),
            ),
            Self::OncePerAnswer(rows, columns) => Words::new(
                format!("「{rows}」は一つの回答に一つの数のため、繰返しの設問「{columns}」では分けられません。"),
                format!("\"{rows}\" is one number an answer and cannot be grouped by \"{columns}\" of a repeat"),
            ),
        }
    }
}
