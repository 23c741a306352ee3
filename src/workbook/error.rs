//! Why a workbook could not be made.

use rust_xlsxwriter::XlsxError;
use thiserror::Error;

/// A fault of this program: people's texts and numbers never lead to it.
#[derive(Debug, Error)]
#[error("the workbook could not be made: {0}")]
pub struct WorkbookError(#[from] XlsxError);
