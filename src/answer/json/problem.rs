//! What can be wrong with answers in JSON, in words for people, and where it is.

use std::cell::RefCell;
use std::fmt::Write;

use crate::definition::{NumberFormat, Words};

/// Everything wrong so far.
#[derive(Debug, Default)]
pub(super) struct Problems(RefCell<Vec<Words>>);

impl Problems {
    pub(super) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    pub(super) fn take(&self) -> Vec<Words> {
        self.0.take()
    }
}

/// A place in the document: a chain of steps from the outside, kept on the stack so that reading
/// costs nothing where all is well.
#[derive(Debug, Clone, Copy)]
pub(super) struct Here<'a> {
    problems: &'a Problems,
    parent: Option<&'a Here<'a>>,
    step: Step<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    Root,
    Name(&'a str),
    /// Counted from 0, shown from 1.
    Place(usize),
}

impl<'a> Here<'a> {
    pub(super) fn root(problems: &'a Problems) -> Self {
        Self { problems, parent: None, step: Step::Root }
    }

    pub(super) fn name<'b>(&'b self, name: &'b str) -> Here<'b> {
        Here { problems: self.problems, parent: Some(self), step: Step::Name(name) }
    }

    pub(super) fn place(&self, place: usize) -> Here<'_> {
        Here { problems: self.problems, parent: Some(self), step: Step::Place(place) }
    }

    /// Notes a problem at this place.
    pub(super) fn report(&self, problem: &Problem<'_>) {
        let mut path = String::new();
        self.write_path(&mut path);
        let words = problem.words();
        let words = if path.is_empty() {
            words
        } else {
            Words::new(format!("{path}: {}", words.ja), format!("{path}: {}", words.en))
        };
        self.problems.0.borrow_mut().push(words);
    }

    fn write_path(&self, path: &mut String) {
        if let Some(parent) = self.parent {
            parent.write_path(path);
        }
        let dot = if path.is_empty() { "" } else { "." };
        // Writing into a String cannot fail.
        let _ = match self.step {
            Step::Root => Ok(()),
            Step::Name(name) => write!(path, "{dot}{name}"),
            Step::Place(place) => write!(path, "{dot}{}", place + 1),
        };
    }
}

/// One mistake.
#[derive(Debug)]
pub(super) enum Problem<'a> {
    NotJson(&'a serde_json::Error),
    NoAnswers,
    Unknown(Named, &'a str),
    TakesNoAnswer,
    OtherDefinition {
        expected: &'a str,
    },
    Twice(&'a str),
    TooMany(usize),
    /// A value of another type; the two say what belongs there.
    Expected(&'static str, &'static str),
    Number(&'a NumberFormat),
    NoUnknown,
    UnknownAndNumbers,
    NoOther,
    OneReference,
    Step,
    Date,
    Month,
}

/// What a key or code should have named.
#[derive(Debug, Clone, Copy)]
pub(super) enum Named {
    Question,
    Item,
    Row,
    Column,
    Option,
    Field,
}

impl Named {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Question => ("設問", "question"),
            Self::Item => ("項目", "item"),
            Self::Row => ("行", "row"),
            Self::Column => ("列", "column"),
            Self::Option => ("選択肢", "option"),
            Self::Field => ("書き方", "field"),
        }
    }
}

impl Problem<'_> {
    fn words(&self) -> Words {
        match self {
            Self::NotJson(error) => {
                let text = error.to_string();
                // Behind " at line" stands the line within this text, which is always 1.
                let (what, at) = (text.split(" at line ").next().unwrap_or_default(), error.column());
                Words::new(
                    format!(
                        "JSONとして読めません（{at}バイト目付近）。1行に1件の回答を、UTF-8のJSONで書いてください。"
                    ),
                    format!("not JSON: {what} near byte {at}"),
                )
            }
            Self::NoAnswers => Words::new("answersがありません。", "\"answers\" is missing"),
            Self::Unknown(named, key) => {
                let (ja, en) = named.words();
                Words::new(format!("「{key}」という{ja}はありません。"), format!("there is no {en} \"{key}\""))
            }
            Self::TakesNoAnswer => Words::new("説明文なので、回答は書けません。", "this is a note and takes no answer"),
            Self::OtherDefinition { expected } => Words::new(
                format!("別の調査票の回答です。{expected}の回答だけを入れてください。"),
                format!("an answer to another questionnaire; expected {expected}"),
            ),
            Self::Twice(key) => Words::new(
                format!("「{key}」が2回あります。1回だけ書いてください。"),
                format!("\"{key}\" stands here twice"),
            ),
            Self::TooMany(most) => {
                Words::new(format!("{most}つまでにしてください。"), format!("at most {most} are taken"))
            }
            Self::Expected(ja, en) => {
                Words::new(format!("値の型が違います。{ja}を書いてください。"), format!("wrong type: expected {en}"))
            }
            Self::Number(format) => number(format),
            Self::NoUnknown => Words::new("不明（unknown）は選べない設問です。", "\"unknown\" cannot be given here"),
            Self::UnknownAndNumbers => Words::new(
                "不明（unknown）と数値は、どちらか一方だけを書いてください。",
                "give either \"unknown\" or numbers, not both",
            ),
            Self::NoOther => Words::new(
                "「その他」を選んでいないため、otherは書けません。",
                "words in \"other\" need the option \"other\"",
            ),
            Self::OneReference => Words::new(
                "機関は、id、kind、nameのうち一つだけを書いてください。",
                "name an agency by exactly one of id, kind and name",
            ),
            Self::Step => Words::new("この尺度にない値です。", "not a step of this scale"),
            Self::Date => Words::new("日付は「2026-11-20」の形で書いてください。", "write a date as 2026-11-20"),
            Self::Month => Words::new("年月は「2026-11」の形で書いてください。", "write a month as 2026-11"),
        }
    }
}

fn number(format: &NumberFormat) -> Words {
    let (min, max) = (format.min, format.max);
    match format.decimals {
        0 => Words::new(
            format!("{min}以上{max}以下の整数を書いてください。"),
            format!("expected a whole number from {min} to {max}"),
        ),
        decimals => Words::new(
            format!("{min}以上{max}以下の数値を、小数第{decimals}位までで書いてください。"),
            format!("expected a number from {min} to {max} with at most {decimals} decimals"),
        ),
    }
}
