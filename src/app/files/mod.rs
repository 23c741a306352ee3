//! A round as files: raw answers for the office, data for machines.

pub mod answers;
pub mod data;
pub mod page;

use std::io;

use thiserror::Error;

use super::desk::DeskError;
use crate::store::StoreError;
use crate::workbook::WorkbookError;

/// Why there is no file.
#[derive(Debug, Error)]
pub enum FileError {
    /// The round cannot be read.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// The file cannot be made.
    #[error(transparent)]
    Workbook(#[from] WorkbookError),
    /// There is no room for a file in the making.
    #[error("no room for a file in the making: {0}")]
    Spill(#[from] io::Error),
}

impl From<StoreError> for FileError {
    fn from(error: StoreError) -> Self {
        Self::Desk(error.into())
    }
}

/// A file for a person to take away.
pub struct Made {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What the round is called: a part of the file's name.
    pub title: String,
}
