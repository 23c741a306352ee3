//! Words in what agencies wrote: the use cases.

pub mod compile_dictionary;
mod dictionary;
mod kept;
pub mod lists;
pub mod pages;
mod texts;

pub use dictionary::WordDictionary;
pub use kept::WordTexts;
pub use texts::{Origin, Source, Texts};
