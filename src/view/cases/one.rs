//! One case on one page, with what readers found in it.

use serde::Serialize;

use super::marks::Piece;
use crate::view::table::Fact;

/// The page.
#[derive(Debug, Serialize)]
pub struct OnePage {
    /// The address of this page.
    pub path: String,
    /// 「好事例1」
    pub name: String,
    /// The round.
    pub round: String,
    /// Attributes.
    pub facts: Vec<Fact>,
    /// Whether only what the agency approved for others is shown.
    pub is_masked: bool,
    /// Why there is no text; empty where there is.
    pub waiting: String,
    /// Questions with their answers and codes.
    pub sections: Vec<OneSection>,
    /// Codes that were given to the answer as a whole.
    pub whole: Vec<Given>,
    /// Codings that fit the newest revision no longer.
    pub gone: Vec<Given>,
    /// What was taken back, newest first.
    pub earlier: Vec<Earlier>,
    /// Why readers who are not of the office cannot read it yet, where there are some: how it stands with its masked text;
    /// empty where they can.
    pub readers_wait: &'static str,
    /// Who reads the case, and how far they are.
    pub readings: Vec<ReadingLine>,
    /// Whether codes of others are kept back, because this person is reading the case.
    pub hides_others: bool,
    /// The page of the answer at the desk; empty for those who may not open it.
    pub answer_path: String,
    /// How many codes readers differ over; 0 for those who do not settle them.
    pub disagreements: usize,
}

/// A section of the sheet.
#[derive(Debug, Serialize)]
pub struct OneSection {
    /// Its heading.
    pub title: String,
    /// Its questions.
    pub rows: Vec<OneRow>,
}

/// A question.
#[derive(Debug, Serialize)]
pub struct OneRow {
    /// Its key, as an anchor.
    pub key: String,
    /// What was asked.
    pub label: String,
    /// What was answered; passages with codes are marked.
    pub pieces: Vec<Piece>,
    /// The codes given to it.
    pub given: Vec<Given>,
}

/// A code that somebody gave.
#[derive(Debug, Clone, Serialize)]
pub struct Given {
    /// Its id.
    pub id: String,
    /// The codebook.
    pub book: String,
    /// The code.
    pub label: String,
    /// The passage; empty where it is all of the question or the answer.
    pub quote: String,
    /// Who gave it; empty for those who may not know.
    pub by: String,
    /// When.
    pub at: String,
    /// 「読み手」, or how it was settled.
    pub kind: String,
    /// What to know about it, as that the revision is another.
    pub note: String,
}

/// A code that was taken back.
#[derive(Debug, Serialize)]
pub struct Earlier {
    /// The code as it was given.
    pub given: Given,
    /// Who took it back.
    pub by: String,
    /// When.
    pub at: String,
}

/// One reader's reading.
#[derive(Debug, Serialize)]
pub struct ReadingLine {
    /// The reader.
    pub name: String,
    /// 未着手, 分類中, 終了.
    pub state: String,
    /// Whether it is done.
    pub is_done: bool,
    /// What to know about it; empty where there is nothing.
    pub note: String,
}
