//! Masking: what could tell a person in what agencies wrote is found, shown to the agency, and masked before anyone but
//! the office reads it. Every function takes an open connection, so that several make one transaction.

pub mod approving;
pub mod asking;
pub mod case;
pub mod editing;
pub mod list;
mod masker;
pub mod own_list;
pub mod page;
pub mod released;
mod retyped;
mod screen;
pub mod warning;

pub use case::{Case, Standing};
pub use masker::{Masker, MaskingError, known};
pub use screen::{Screen, What};
