//! What finds passages: the patterns, and the dictionary of words.

use std::sync::Arc;

use crate::analysis::masking::{Known, Passage, Patterns, cover};
use crate::analysis::words::DictionaryError;
use crate::app::words::WordDictionary;
use crate::store::{Connection, NetworkId, StoreError, agencies};

/// Why nothing could be looked for.
#[derive(Debug, thiserror::Error)]
pub enum MaskingError {
    /// The dictionary in the program cannot be read: our own fault.
    #[error(transparent)]
    Dictionary(#[from] DictionaryError),
    /// A pattern of the program cannot be read: our own fault.
    #[error(transparent)]
    Pattern(#[from] regex::Error),
}

/// Finds passages by which a person could be told. One a program is enough; it shares the dictionary of words.
#[derive(Debug)]
pub struct Masker {
    patterns: Patterns,
    words: Arc<WordDictionary>,
}

impl Masker {
    /// With the dictionary that is unpacked when it is first needed.
    ///
    /// # Errors
    /// A fault of this program: a pattern that cannot be read.
    pub fn new(words: Arc<WordDictionary>) -> Result<Self, MaskingError> {
        Ok(Self { patterns: Patterns::new()?, words })
    }

    /// The passages of a text, in order.
    ///
    /// # Errors
    /// [`MaskingError::Dictionary`].
    pub fn find(&self, text: &str, known: &Known) -> Result<Vec<Passage>, MaskingError> {
        let tokens = self.words.tokenizer()?.tokenize(text);
        Ok(self.patterns.find(text, &tokens, known))
    }

    /// A text in which everything that is found is masked: for words that nobody looks through before they are shown.
    ///
    /// # Errors
    /// [`MaskingError::Dictionary`]; nothing may then be shown.
    pub fn masked(&self, text: &str, known: &Known) -> Result<String, MaskingError> {
        Ok(cover(text, &self.find(text, known)?))
    }
}

/// The names that everybody in a network knows: those of its agencies, and of the public places of the field.
///
/// # Errors
/// Those of the database.
pub fn known(connection: &mut Connection, network: NetworkId) -> Result<Known, StoreError> {
    let names = agencies::names(connection, network)?;
    Ok(Known::new(names.iter().map(|(_, name)| name.as_str())))
}
