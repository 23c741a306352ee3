//! Excel workbooks, in bytes. Pure: no files, no clock.
//!
//! Report workbooks are for people: A4, with charts that Excel draws itself. Every figure is a plain
//! number and every text is written as text, so that words beginning with `=` stay words.

mod chart;
mod error;
mod page;
mod style;
mod table;

pub use error::WorkbookError;
