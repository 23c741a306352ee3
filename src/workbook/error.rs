//! Why a workbook could not be made.

use rust_xlsxwriter::XlsxError;
use thiserror::Error;
use zip::result::ZipError;

/// A fault of this program, or no room to write: people's texts and numbers never lead to it.
#[derive(Debug, Error)]
pub enum WorkbookError {
    /// A workbook.
    #[error("the workbook could not be made: {0}")]
    Xlsx(#[from] XlsxError),
    /// A table as text.
    #[error("the CSV could not be made: {0}")]
    Csv(#[from] csv::Error),
    /// Files in one.
    #[error("the ZIP could not be made: {0}")]
    Zip(#[from] ZipError),
    /// Bytes.
    #[error("the file could not be made: {0}")]
    Io(#[from] std::io::Error),
}
