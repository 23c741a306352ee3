//! The register of agencies: who is asked, and how they are reached.

pub mod archive;
mod entry;
pub mod export;
mod fields;
pub mod form;
pub mod import;
mod judged;
pub mod kinds;
pub mod list;
pub mod one;
pub mod own_kinds;
mod plan;
mod preview;
pub mod save;
mod typed;

pub(in crate::app) use fields::tidy;
pub use typed::{Typed, TypedContact};
