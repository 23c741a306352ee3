//! Raw answers as files: one row an answer, one column an item, in the order of the questionnaire.
//!
//! Columns come from the definition, never from the data, so that two files of one questionnaire have the same ones.
//! In a column's name `/` leads to an option, item, row or column; `:` to what the program says of the question:
//! `methods/visit`, `caseload_by_age_sex/age_19_29/male`, `caseload:unknown`, `first_contact_family:asked`.
//! Repeats, and questions that name several agencies, stand on sheets of their own, each row with its answer's id.
//! What is too large for a sheet of a workbook goes on on further ones.

mod answer;
mod cells;
mod columns;
mod cut;
mod dictionary;
mod file;
mod plan;
mod text;
mod xlsx;

pub use answer::{Names, RawAnswer};
pub use columns::Values;
pub use file::{Format, RawFile};
pub use plan::Plan;

#[cfg(test)]
mod tests;
