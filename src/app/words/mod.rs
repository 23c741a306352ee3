//! Words in what agencies wrote: the use cases.

pub mod compile_dictionary;
mod dictionary;

pub use dictionary::WordDictionary;
