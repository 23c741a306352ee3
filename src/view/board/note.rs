//! Notes of calls.

use serde::Serialize;

/// A note of a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoteLine {
    /// What was said.
    pub words: String,
    /// Who wrote it.
    pub by: String,
    /// When, in words.
    pub at: String,
    /// When it was mended last, in words; empty where it never was.
    pub mended: String,
    /// Where it is mended.
    pub path: String,
}

/// The notes about an agency in its round, and the form for one more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotesPart {
    /// The notes, newest first.
    pub lines: Vec<NoteLine>,
    /// The id that the next note gets: a button pressed twice adds one.
    pub next: String,
    /// A note that could not be kept, as it was typed.
    pub typed: String,
    /// What is wrong with it; empty where nothing is.
    pub error: String,
    /// Most characters.
    pub most: usize,
}

/// The page on which a note is mended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotePage {
    /// The round.
    pub title: String,
    /// The agency.
    pub agency: String,
    /// The address of the agency in the round.
    pub here: String,
    /// The note as it stands.
    pub note: NoteLine,
    /// Who mended it last; empty where nobody did.
    pub mended_by: String,
    /// The edition that the form starts from.
    pub edition: i32,
    /// What the form holds.
    pub typed: String,
    /// What is wrong with it; empty where nothing is.
    pub error: String,
    /// Most characters.
    pub most: usize,
    /// What stood there before, newest first.
    pub earlier: Vec<NoteLine>,
}
