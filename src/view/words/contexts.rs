//! A word with what stands around it (KWIC).

use serde::Serialize;

use super::Head;
use super::head::agencies_and_answers;
use crate::analysis::words::Context;
use crate::view::figures;

/// One mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContextLine {
    /// Who wrote it.
    pub agency: String,
    /// 好事例 or 困難事例.
    pub valence: Option<&'static str>,
    /// What was asked.
    pub label: String,
    /// The address of the answer.
    pub path: String,
    /// The mention.
    pub context: Context,
}

/// A mention, ready for the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownContext {
    agency: String,
    valence: Option<&'static str>,
    label: String,
    path: String,
    before: String,
    word: String,
    after: String,
}

/// The page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContextsPage {
    /// What stands above.
    pub head: Head,
    /// The word.
    pub word: String,
    /// 「3機関・4件」.
    pub base: String,
    /// How often it stands there.
    pub mentions: String,
    /// How many mentions are left out.
    pub left_out: Option<String>,
    /// The mentions.
    pub lines: Vec<ShownContext>,
}

impl ContextsPage {
    /// Of a word of so many agencies, answers and mentions.
    pub fn new(
        head: Head,
        word: &str,
        (agencies, answers, mentions): (u32, u32, usize),
        lines: Vec<ContextLine>,
    ) -> Self {
        let left_out = mentions - lines.len().min(mentions);
        let shown = |line: ContextLine| ShownContext {
            agency: line.agency,
            valence: line.valence,
            label: line.label,
            path: line.path,
            before: line.context.before,
            word: line.context.word,
            after: line.context.after,
        };
        Self {
            head,
            word: word.to_owned(),
            base: agencies_and_answers(agencies, answers),
            mentions: figures::count(mentions as u64),
            left_out: (left_out > 0).then(|| figures::count(left_out as u64)),
            lines: lines.into_iter().map(shown).collect(),
        }
    }
}
