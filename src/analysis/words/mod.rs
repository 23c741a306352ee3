//! Words in what agencies wrote: Japanese morphological analysis, and what is counted from it. Pure.
//!
//! A text is cut into [`Token`]s by a [`Tokenizer`], which knows IPADIC and the words of the field. The words that a
//! network has added itself ([`OwnWords`]) are taken out of the text as they stand before the rest is cut, as KH Coder
//! does with 「強制抽出する語」: so one dictionary serves all networks.

mod compile;
mod field;
mod own;
mod part_of_speech;
#[cfg(test)]
mod tests;
mod tokenizer;

pub use compile::{CompileError, Sources, compile};
pub use field::field_words;
pub use own::OwnWords;
pub use part_of_speech::{Noun, PartOfSpeech, Person, Place, Proper, Suffix, Symbol};
pub use tokenizer::{DictionaryError, Token, Tokenizer};
