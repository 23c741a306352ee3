//! What an agency does behind its personal link: open it, fill in a page, review, submit, keep a
//! receipt. Every function takes an open connection, so that several make one transaction.

pub mod asked;
pub mod beginning;
pub mod case_sheets;
pub mod correcting;
pub mod declaration;
pub mod drafting;
pub mod forms;
pub mod going_on;
mod ledger;
pub mod no_cases;
pub mod posted;
pub mod previous;
mod saving;
pub mod sheets;
pub mod start;
pub mod submitted;
pub mod submitting;
pub mod visit;

pub use posted::{Go, Posted};
pub use saving::Saved;
pub use visit::{OnSheet, Visit, Visitor, open, open_even_closed, open_sheet};

use super::definitions::DefinitionError;
use super::masking::MaskingError;
use crate::store::{ResponseId, StoreError};

/// From when a round takes answers, and whom to ask until then.
#[derive(Debug)]
pub struct NotYet {
    /// The round's title.
    pub title: String,
    /// The first day, in words.
    pub from: String,
    /// Who asks: department and officer.
    pub office: String,
    /// The telephone number.
    pub telephone: String,
}

/// Why something cannot be done behind a link.
#[derive(Debug, thiserror::Error)]
pub enum RespondError {
    /// The link is unknown, re-issued or closed: nobody is told which.
    #[error("unknown link")]
    LinkUnknown,
    /// The round is open, but takes answers from a later day on.
    #[error("no answers are taken yet")]
    NotYet(Box<NotYet>),
    /// The link works, but has no such sheet or section.
    #[error("no such sheet or section")]
    NotFound,
    /// The sheet was removed; what is on it is kept.
    #[error("the sheet was removed")]
    SheetRemoved,
    /// So much was typed on one sheet that no person can have typed it.
    #[error("a sheet holds too much")]
    TooMuch,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The definition cannot be had.
    #[error(transparent)]
    Definition(#[from] DefinitionError),
    /// What other agencies answered cannot be read: our own fault.
    #[error("answers of others: {0}")]
    OthersAnswers(Box<super::desk::DeskError>),
    /// A stored answer does not fit its definition: our own fault. The error holds no answer.
    #[error("response {0} does not fit its definition")]
    Unreadable(ResponseId),
    /// Nothing could be looked for in what was written: our own fault.
    #[error(transparent)]
    Masking(#[from] MaskingError),
    /// Stored fields are no JSON: our own fault.
    #[error("stored fields: {0}")]
    Fields(#[from] serde_json::Error),
}
