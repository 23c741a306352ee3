//! Rules that propose codes: a network edits them, sees what they would propose, and has that kept as suggestions. A
//! suggestion is no code: readers accept it or not, each for themselves.

mod cases;
mod editing;
mod headings;
mod proposing;

pub use editing::{edit, index, save};
pub use proposing::{keep, proposals, to_keep};

use super::coding::books::{Book, Books};
use super::desk::DeskError;
use crate::analysis::coding::rules::{Unit, default_rules};
use crate::analysis::words::DictionaryError;
use crate::store::coding_rules::{self, CodingRules, RuleUnit};
use crate::store::{Connection, NetworkId, StoreError};

/// Why rules cannot be applied or kept.
#[derive(Debug, thiserror::Error)]
pub enum RulesError {
    /// What the desk shows cannot be had.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// The dictionary cannot be read: our own fault.
    #[error(transparent)]
    Dictionary(#[from] DictionaryError),
}

impl From<StoreError> for RulesError {
    fn from(error: StoreError) -> Self {
        Self::Desk(error.into())
    }
}

/// The rules of a codebook as they are now: those that the network wrote, or those to begin with.
struct Current {
    text: String,
    unit: RuleUnit,
    /// `None` where the network has written none.
    written: Option<CodingRules>,
}

impl Current {
    fn version(&self) -> i32 {
        self.written.as_ref().map_or(0, |rules| rules.version)
    }
}

fn current(connection: &mut Connection, network: NetworkId, book: &Book) -> Result<Current, StoreError> {
    let written = coding_rules::newest(connection, network, &book.key)?;
    Ok(match &written {
        Some(rules) => Current { text: rules.text.clone(), unit: rules.unit, written },
        None => Current { text: to_begin_with(book), unit: RuleUnit::Sentence, written },
    })
}

/// Rules from the example words of a codebook.
fn to_begin_with(book: &Book) -> String {
    let offered = book.codes.iter().filter(|code| !code.is_retired);
    default_rules(offered.map(|code| (code.label.as_str(), code.examples.as_slice())))
}

fn book<'b>(books: &'b Books, key: &str) -> Result<&'b Book, DeskError> {
    books.book(key).ok_or(DeskError::NotFound)
}

fn unit(unit: RuleUnit) -> Unit {
    match unit {
        RuleUnit::Sentence => Unit::Sentence,
        RuleUnit::Entry => Unit::Entry,
    }
}
