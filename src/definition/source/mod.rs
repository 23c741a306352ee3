//! Reading YAML so that every problem of a file is found in one run, each with line and column.

mod forgiving;
mod located;
mod tree;

pub(super) use forgiving::{Notes, read};
pub(super) use located::At;
pub use tree::Position;
pub(super) use tree::parse;
