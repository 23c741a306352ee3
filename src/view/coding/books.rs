//! Codebooks of a network, to be looked up and changed.

use serde::Serialize;

use crate::view::field::Choice;

/// All codebooks.
#[derive(Debug, Serialize)]
pub struct BooksPage {
    /// The codebooks.
    pub books: Vec<BookLine>,
    /// How many pairs of mirrored factors there are.
    pub pairs: usize,
}

/// A codebook in the list.
#[derive(Debug, Serialize)]
pub struct BookLine {
    /// Its key.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// How many codes are offered.
    pub offered: usize,
    /// How many of these the network added.
    pub own: usize,
    /// How many are offered no longer.
    pub retired: usize,
}

/// One codebook.
#[derive(Debug, Default, Serialize)]
pub struct BookPage {
    /// Its key.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// Its codes.
    pub codes: Vec<CodeLine>,
    /// The code that is changed; blank for a new one.
    pub typed_code: String,
    /// Whether a shipped code is changed.
    pub is_shipped: bool,
    /// The label as typed.
    pub typed_label: String,
    /// What it means, as typed.
    pub typed_about: String,
    /// The edition of the words that the form shows; 0 for a new code, and where they are as shipped.
    pub edition: i32,
    /// The label as it is now, where somebody else has changed it since the form was opened; else empty.
    pub now_label: String,
    /// What it means now, likewise.
    pub now_about: String,
    /// What is wrong with the label.
    pub label_error: String,
    /// What is wrong with the meaning.
    pub about_error: String,
}

/// One code.
#[derive(Debug, Serialize)]
pub struct CodeLine {
    /// Its key.
    pub code: String,
    /// What people read.
    pub label: String,
    /// What it means.
    pub about: String,
    /// The heading it stands under.
    pub group: String,
    /// Words that often stand for it.
    pub examples: String,
    /// Whether the network added it.
    pub is_own: bool,
    /// Whether it is offered no longer.
    pub is_retired: bool,
    /// How many cases have it.
    pub cases: usize,
}

/// Pairs of mirrored factors.
#[derive(Debug, Default, Serialize)]
pub struct PairsPage {
    /// The pairs.
    pub pairs: Vec<PairLine>,
    /// Factors of good cases.
    pub good: Vec<Choice>,
    /// Factors of difficult cases.
    pub difficult: Vec<Choice>,
    /// What is wrong with a new pair; empty where nothing is.
    pub error: String,
}

/// One pair.
#[derive(Debug, Serialize)]
pub struct PairLine {
    /// How often the network has decided over it.
    pub edition: i32,
    /// The code of the good factor.
    pub good: String,
    /// What people read for it.
    pub good_label: String,
    /// The code of the difficult factor.
    pub difficult: String,
    /// What people read for it.
    pub difficult_label: String,
    /// Whether they mirror each other truly.
    pub is_close: bool,
}
