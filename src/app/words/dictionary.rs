//! The dictionary of words, read when somebody first needs it.

use std::sync::OnceLock;

use crate::analysis::words::{DictionaryError, Tokenizer, field_words};
use crate::assets;

/// Holds the tokenizer once it was needed. Made at the start at no cost; one a program is enough.
#[derive(Debug, Default)]
pub struct WordDictionary {
    tokenizer: OnceLock<Tokenizer>,
}

impl WordDictionary {
    /// The tokenizer with the words of the field. Whoever comes first waits until it is unpacked (a tenth of a
    /// second); others that come meanwhile unpack it too.
    ///
    /// # Errors
    /// [`DictionaryError`] where what is embedded is no dictionary: a fault of the build.
    pub fn tokenizer(&self) -> Result<&Tokenizer, DictionaryError> {
        if let Some(tokenizer) = self.tokenizer.get() {
            return Ok(tokenizer);
        }
        let bytes = assets::word_dictionary().ok_or(DictionaryError::Missing)?;
        let list = assets::word_list("field.txt").ok_or(DictionaryError::Missing)?;
        let tokenizer = Tokenizer::new(&bytes, field_words(&list))?;
        // Two who come at once both unpack it, and one of the two is kept.
        Ok(self.tokenizer.get_or_init(|| tokenizer))
    }
}
