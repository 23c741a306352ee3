//! Raw fields as typed, and answer documents made from them. Pure.

pub mod document;
pub mod raw;

pub use document::{AgencyReference, Answer, AnswerDocument};
pub use raw::RawFields;
