//! The page on which a network keeps words of its own.

use serde::Serialize;

use crate::analysis::words::Lists;
use crate::view::field::{ErrorLine, Field, FormState};

/// Names and labels of the fields.
const LABELS: [(&str, &str); 3] =
    [("words", "数える語"), ("synonyms", "同じものとして数える語"), ("stop_words", "数えない語")];

/// A shipped list, to be read.
#[derive(Debug, Serialize)]
pub struct ShippedList {
    label: &'static str,
    lines: Vec<String>,
}

/// The page.
#[derive(Debug, Serialize)]
pub struct ListsPage {
    /// What was done just now.
    pub told: Option<String>,
    /// What is wrong.
    pub errors: Vec<ErrorLine>,
    /// Words that are always counted.
    pub words: Field,
    /// Synonyms.
    pub synonyms: Field,
    /// Words that are not counted.
    pub stop_words: Field,
    /// The edition that the form started from.
    pub edition: String,
    /// The shipped lists.
    pub shipped: Vec<ShippedList>,
}

impl ListsPage {
    /// The page with what is stored or typed.
    pub fn new(state: &FormState<'_>, edition: &str, shipped: &Lists) -> Self {
        let [words, synonyms, stop_words] = LABELS;
        let list = |label: &'static str, text: &str| ShippedList {
            label,
            lines: text
                .lines()
                .map(|line| line.split('#').next().unwrap_or_default().trim().to_owned())
                .filter(|line| !line.is_empty())
                .collect(),
        };
        Self {
            told: None,
            errors: state.summary(&LABELS),
            words: state.optional(
                words.0,
                words.1,
                "地域の場や事業の名前など、一つの語として必ず数えるものです。1行に1語ずつ入力してください。例）いこいの家なごみ",
            ),
            synonyms: state.optional(
                synonyms.0,
                synonyms.1,
                "「代表の語：ほかの書き方、ほかの書き方」を1行に一つずつ入力してください。左の語にまとめて数えます。例）母：母親、お母さん",
            ),
            stop_words: state.optional(
                stop_words.0,
                stop_words.1,
                "どの回答にも出てきて、内容を表さない語です。1行に1語ずつ入力してください。例）次回",
            ),
            edition: edition.to_owned(),
            shipped: vec![
                list("分野の語", &shipped.words),
                list("同じものとして数える語", &shipped.synonyms),
                list("数えない語", &shipped.stop_words),
            ],
        }
    }
}
