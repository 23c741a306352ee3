//! Raw fields as typed, and answer documents made from them. Pure.

pub mod asks;
pub mod cells;
pub mod comments;
pub mod complete;
mod confirm;
pub mod context;
pub mod difference;
pub mod document;
pub mod far;
pub mod fields;
pub mod json;
pub mod judge;
pub mod kept;
pub mod merge;
pub mod names;
pub mod no_cases;
pub mod passage;
pub mod prefill;
pub mod prefilled;
pub mod problem;
pub mod progress;
#[cfg(test)]
mod properties;
pub mod raw;
pub mod read;
mod repeat;
mod required;
#[cfg(test)]
pub(crate) mod testing;
pub mod visibility;

pub use asks::{Asks, asks};
pub use cells::{Cell, Value, cells};
pub use complete::{Completed, Completer, complete};
pub use context::Context;
pub use difference::{Difference, difference};
pub use document::{AgencyReference, Answer, AnswerDocument};
pub use far::{Far, far_numbers};
pub use fields::fields_of;
pub use judge::{Judgement, judge};
pub use kept::{choose, conflict_field, keep, kept};
pub use merge::{Conflict, Merged, merge};
pub use names::fields_belonging_to;
pub use no_cases::{answer_none, case_counts};
pub use prefill::{carried, fill_blank, is_typed, prefill};
pub use problem::{Problem, ProblemKind};
pub use progress::{Progress, SectionProgress, progress, progress_of, progress_seen};
pub use raw::RawFields;
pub use read::{Reading, read, typed_number, written_day};
pub use visibility::Visibility;
