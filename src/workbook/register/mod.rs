//! The register as a file: read from what people keep in Excel, written for them to edit.

mod area;
mod bounds;
mod cells;
mod columns;
mod file;
mod open;
mod refusal;
mod text;
mod write;

#[cfg(test)]
mod tests;

pub use cells::{Cell, MOST_ROWS};
pub use columns::Column;
pub use file::{FileRow, RegisterFile};
pub use refusal::Refusal;
pub use write::{Line, csv, example, workbook};
