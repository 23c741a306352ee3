//! The dictionary of words, read when somebody first needs it.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::analysis::words::{DictionaryError, Tokenizer, field_words};
use crate::assets;

/// Holds the tokenizer once it was needed. Made at the start at no cost; one a program is enough.
#[derive(Debug)]
pub struct WordDictionary {
    file: fn() -> Option<Cow<'static, [u8]>>,
    tokenizer: OnceLock<Tokenizer>,
}

impl Default for WordDictionary {
    fn default() -> Self {
        Self::of_file(assets::word_dictionary)
    }
}

impl WordDictionary {
    /// The dictionary of another file than the embedded one, compiled like it.
    pub const fn of_file(file: fn() -> Option<Cow<'static, [u8]>>) -> Self {
        Self { file, tokenizer: OnceLock::new() }
    }

    /// The tokenizer with the words of the field. Whoever comes first waits until it is unpacked (a tenth of a
    /// second); others that come meanwhile unpack it too.
    ///
    /// # Errors
    /// [`DictionaryError`] where what is embedded is no dictionary: a fault of the build.
    pub fn tokenizer(&self) -> Result<&Tokenizer, DictionaryError> {
        if let Some(tokenizer) = self.tokenizer.get() {
            return Ok(tokenizer);
        }
        let bytes = (self.file)().ok_or(DictionaryError::Missing)?;
        let list = assets::word_list("field.txt").ok_or(DictionaryError::Missing)?;
        let tokenizer = Tokenizer::new(&bytes, field_words(&list))?;
        // Two who come at once both unpack it, and one of the two is kept.
        Ok(self.tokenizer.get_or_init(|| tokenizer))
    }
}
