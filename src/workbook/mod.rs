//! Excel workbooks, in bytes. Pure: no files, no clock.
//!
//! Report workbooks are for people: A4, with charts that Excel draws itself. Every figure is a plain
//! number and every text is written as text, so that words beginning with `=` stay words.

pub mod board;
mod cases;
mod chart;
mod cover;
pub mod data;
mod error;
mod formula;
mod gaps;
mod layout;
pub mod mail_merge;
mod names;
mod page;
pub mod raw;
pub mod register;
pub mod report;
pub mod resources;
mod rules;
mod section;
mod style;
mod table;
pub mod tables;
pub mod ties;

pub use error::WorkbookError;

#[cfg(test)]
mod tests;
