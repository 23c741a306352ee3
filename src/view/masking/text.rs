//! One of a case's texts: as written, with its passages marked, and as others read it.

use serde::Serialize;

use crate::analysis::masking::decision::{Decision, Origin, masked};
use crate::analysis::masking::{FreeText, Passage, cover, pieces, replacement};

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PieceView {
    /// As written.
    pub text: String,
    /// What the passage tells; empty where it is none.
    pub kind: &'static str,
    /// Whether it is masked.
    pub is_masked: bool,
}

/// A passage with what is decided about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PassageView {
    /// Its name in forms.
    pub name: String,
    /// The words.
    pub words: String,
    /// What stands before them, shortened.
    pub before: String,
    /// What stands behind them, shortened.
    pub behind: String,
    /// What it tells.
    pub kind: &'static str,
    /// What stands in its place.
    pub replacement: String,
    /// Who brought it in.
    pub origin: &'static str,
    /// Whether it is masked.
    pub is_masked: bool,
    /// Why it is shown.
    pub reason: String,
    /// What is wrong with the reason; empty where nothing is.
    pub reason_error: String,
}

/// A text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextView {
    /// Its name in forms.
    pub field: String,
    /// What was asked.
    pub label: String,
    /// As written.
    pub pieces: Vec<PieceView>,
    /// Its passages.
    pub passages: Vec<PassageView>,
    /// As others read it.
    pub covered: String,
    /// What was typed to be masked too.
    pub words: String,
    /// What is wrong with that; empty where nothing is.
    pub words_error: String,
}

/// How many signs stand on either side of a passage.
const AROUND: usize = 12;

/// A text with its decisions; what was typed is put in by whoever knows it.
pub fn text_view(text: &FreeText, decisions: &[Decision], name: impl Fn(&Decision) -> String) -> TextView {
    let of_text: Vec<&Decision> = decisions.iter().filter(|one| one.field == text.field).collect();
    let passages: Vec<Passage> = of_text.iter().map(|one| one.passage.clone()).collect();
    let piece = |piece: crate::analysis::masking::Piece<'_>| {
        let decision = piece.passage.and_then(|index| of_text.get(index));
        PieceView {
            text: piece.text.to_owned(),
            kind: decision.map_or("", |one| one.passage.kind.label()),
            is_masked: decision.is_some_and(|one| one.shown.is_none()),
        }
    };
    let passage = |one: &&Decision| {
        let range = one.passage.range.clone();
        let words = text.text.get(range.clone()).unwrap_or_default();
        let before = text.text.get(..range.start).unwrap_or_default();
        let behind = text.text.get(range.end..).unwrap_or_default();
        let from = before.chars().count().saturating_sub(AROUND);
        PassageView {
            name: name(one),
            words: words.to_owned(),
            before: before.chars().skip(from).collect(),
            behind: behind.chars().take(AROUND).collect(),
            kind: one.passage.kind.label(),
            replacement: replacement(one.passage.kind, words),
            origin: match one.origin {
                Origin::Found => "",
                Origin::Office => "事務局が追加",
                Origin::Agency => "機関が追加",
            },
            is_masked: one.shown.is_none(),
            reason: one.shown.as_ref().map(|shown| shown.reason.clone()).unwrap_or_default(),
            reason_error: String::new(),
        }
    };
    TextView {
        field: text.field.clone(),
        label: text.label.clone(),
        pieces: pieces(&text.text, &passages).into_iter().map(piece).collect(),
        passages: of_text.iter().map(passage).collect(),
        covered: cover(&text.text, &masked(decisions, &text.field)),
        words: String::new(),
        words_error: String::new(),
    }
}

/// Words of a passage as a list shows them: at most so many signs.
pub fn shown_words(words: &str) -> String {
    const LONGEST: usize = 24;
    if words.chars().count() > LONGEST {
        words.chars().take(LONGEST).chain(['…']).collect()
    } else {
        words.to_owned()
    }
}
