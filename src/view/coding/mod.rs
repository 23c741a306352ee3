//! Pages of coding: a case with its sentences to be coded, how far readers are, where they differ, and codebooks.

mod books;
mod differences;
mod progress;
mod reading;

pub use books::{BookLine, BookPage, BooksPage, CodeLine, PairLine, PairsPage};
pub use differences::{DifferenceLine, DifferencesPage, DifferingCase, PastLine};
pub use progress::{ProgressLine, ProgressPage};
pub use reading::{
    BookTicks, CodeTick, GivenHere, GroupTicks, ReadRow, ReadSection, ReadingPage, SentenceTick, SuggestionLine,
};
