//! Words in what agencies wrote: Japanese morphological analysis, and what is counted from it. Pure.
//!
//! A text is cut into [`Token`]s by a [`Tokenizer`], which knows IPADIC and the words of the field. The words that a
//! network has added itself ([`OwnWords`]) are taken out of the text as they stand before the rest is cut, as KH Coder
//! does with 「強制抽出する語」: so one dictionary serves all networks.
//!
//! Counted are the words of a [`Corpus`], by documents: how often an agency repeats a word says nothing.

mod characteristic;
mod compile;
mod context;
mod corpus;
mod field;
mod kind;
mod lists;
mod own;
mod pairs;
mod part_of_speech;
mod tally;
#[cfg(test)]
mod tests;
mod tokenizer;
mod unit;
mod vocabulary;

pub use characteristic::{Characteristic, characteristic};
pub use compile::{CompileError, Sources, compile};
pub use context::{Context, contexts};
pub use corpus::{Corpus, Document, Word};
pub use field::field_words;
pub use kind::Kind;
pub use lists::{ListProblem, parse_synonyms, parse_words};
pub use own::OwnWords;
pub use pairs::{Pair, pairs};
pub use part_of_speech::{Noun, PartOfSpeech, Person, Place, Proper, Suffix, Symbol};
pub use tally::Tally;
pub use tokenizer::{DictionaryError, Token, Tokenizer};
pub use unit::nouns_in;
pub use vocabulary::{Lists, Vocabulary};
