//! Tables for machines: a ZIP of CSV files in long form, one datum a record, with their columns and codes explained.
//!
//! Follows the rules on machine-readable data of the Digital Agency (行政データにおける機械可読性に関するルール): one
//! heading row with English names, units and symbols in columns of their own, blank never for nothing, no thousands
//! commas, no merged cells, a code table beside the data.

mod characters;
mod codes;
mod columns;
mod files;
mod readme;
mod region;

pub use characters::Encoding;
pub use files::{DataSet, write};
pub use region::{RegionCode, RegionProblem};
