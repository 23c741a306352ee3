//! A case or a hearing that is read to be coded.

use serde::Serialize;

use crate::view::cases::Given;
use crate::view::field::ErrorLine;
use crate::view::table::Fact;

/// The page.
#[derive(Debug, Serialize)]
pub struct ReadingPage {
    /// The address of this page.
    pub path: String,
    /// Where the reader came from.
    pub back: String,
    /// What that is called.
    pub back_label: &'static str,
    /// 事例 or 聞き取り.
    pub noun: &'static str,
    /// 「事例 1」
    pub name: String,
    /// The round.
    pub round: String,
    /// The number of the revision that is read.
    pub revision: i32,
    /// The number of the masked version that is read; 0 where nothing is masked.
    pub masks: i32,
    /// Why nothing may be read yet; empty where it may.
    pub waiting: &'static str,
    /// Whether the reader reads the masked text.
    pub is_masked: bool,
    /// What the reader may know of a case beside its masked text.
    pub facts: Vec<Fact>,
    /// 未着手, 分類中, 終了.
    pub state: &'static str,
    /// Whether the reader has finished.
    pub is_finished: bool,
    /// Whether the codes are counted when agreement is measured.
    pub is_independent: bool,
    /// What was done just now; empty where nothing was.
    pub told: &'static str,
    /// What is wrong with what was sent.
    pub errors: Vec<ErrorLine>,
    /// The answers.
    pub sections: Vec<ReadSection>,
    /// Whether the answer as a whole is ticked.
    pub is_whole_ticked: bool,
    /// Codes of the answer as a whole.
    pub whole: Vec<GivenHere>,
    /// Codes whose passage stands in the answer no more.
    pub gone: Vec<GivenHere>,
    /// Codebooks to choose from.
    pub books: Vec<BookTicks>,
    /// What rules propose.
    pub suggestions: Vec<SuggestionLine>,
    /// A passage that was selected by hand, as posted.
    pub selected: String,
}

/// A code on this page.
#[derive(Debug, Clone, Serialize)]
pub struct GivenHere {
    /// The code.
    #[serde(flatten)]
    pub given: Given,
    /// Whether this reader may take it back.
    pub is_mine: bool,
}

/// A section of the sheet.
#[derive(Debug, Serialize)]
pub struct ReadSection {
    /// Its heading.
    pub title: String,
    /// Its questions.
    pub rows: Vec<ReadRow>,
}

/// A question.
#[derive(Debug, Serialize)]
pub struct ReadRow {
    /// Its key.
    pub key: String,
    /// What was asked.
    pub label: String,
    /// The answer in words, where no passage of it can be coded.
    pub plain: String,
    /// The sentences of a text.
    pub sentences: Vec<SentenceTick>,
    /// Whether all of the question is ticked.
    pub is_ticked: bool,
    /// The codes given to it.
    pub given: Vec<GivenHere>,
}

/// A sentence with its box.
#[derive(Debug, Serialize)]
pub struct SentenceTick {
    /// What the box posts: `QUESTION:START-END`.
    pub value: String,
    /// Its first character.
    pub start: usize,
    /// The sentence.
    pub text: String,
    /// Whether it stands on a new line.
    pub is_on_new_line: bool,
    /// Whether it is ticked.
    pub is_ticked: bool,
    /// Whether some code stands at it.
    pub is_coded: bool,
}

/// A codebook to choose codes from.
#[derive(Debug, Serialize)]
pub struct BookTicks {
    /// Its key.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// Whether it is opened at first.
    pub is_open: bool,
    /// Its codes under their headings.
    pub groups: Vec<GroupTicks>,
}

/// Codes under one heading.
#[derive(Debug, Serialize)]
pub struct GroupTicks {
    /// The heading; empty where there is none.
    pub title: String,
    /// The codes.
    pub codes: Vec<CodeTick>,
}

/// A code with its box.
#[derive(Debug, Serialize)]
pub struct CodeTick {
    /// What the box posts: `BOOK:CODE`.
    pub value: String,
    /// What people read.
    pub label: String,
    /// What it means.
    pub about: String,
    /// Whether it is ticked.
    pub is_ticked: bool,
}

/// A code that a rule proposes.
#[derive(Debug, Serialize)]
pub struct SuggestionLine {
    /// Its id.
    pub id: String,
    /// The codebook.
    pub book: String,
    /// The code.
    pub label: String,
    /// What was asked.
    pub question: String,
    /// The passage.
    pub quote: String,
    /// The rule.
    pub rule: String,
    /// What this reader decided; empty while it is open.
    pub decided: &'static str,
}
