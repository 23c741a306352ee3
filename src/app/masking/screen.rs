//! Words that nobody has looked through before others than the office read them: what is found in them is masked.

use super::{Masker, MaskingError, known};
use crate::analysis::masking::{Kind, Known, cover, replace};
use crate::answer::AnswerDocument;
use crate::app::reader::Reader;
use crate::definition::Questionnaire;
use crate::store::{Connection, NetworkId, StoreError};

/// What is masked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Everything by which a person could be told.
    Everything,
    /// Names, dates of birth and ages of persons: in what is written to be shared, addresses and names of places are
    /// the very thing.
    Persons,
}

/// Stands between words and their reader.
pub struct Screen<'m> {
    masker: Option<(&'m Masker, Known)>,
    what: What,
}

impl<'m> Screen<'m> {
    /// Masks nothing: for the office, and for agencies that read what the office has shared with them.
    pub fn open() -> Self {
        Self { masker: None, what: What::Persons }
    }

    /// For a reader: the office reads everything.
    ///
    /// # Errors
    /// Those of the database.
    pub fn of(
        connection: &mut Connection,
        masker: &'m Masker,
        network: NetworkId,
        (reader, what): (Reader, What),
    ) -> Result<Self, StoreError> {
        if reader.sees_answers() {
            return Ok(Self::open());
        }
        Ok(Self { masker: Some((masker, known(connection, network)?)), what })
    }

    /// Words as the reader reads them.
    ///
    /// # Errors
    /// [`MaskingError`]; nothing may then be shown.
    pub fn words(&self, words: &str) -> Result<String, MaskingError> {
        let Some((masker, known)) = &self.masker else { return Ok(words.to_owned()) };
        let mut found = masker.find(words, known)?;
        if self.what == What::Persons {
            found.retain(|one| matches!(one.kind, Kind::Name | Kind::Birth | Kind::Age));
        }
        Ok(cover(words, &found))
    }

    /// An answer as the reader reads it.
    ///
    /// # Errors
    /// As for [`Screen::words`].
    pub fn document(
        &self,
        questionnaire: &Questionnaire,
        document: &AnswerDocument,
    ) -> Result<AnswerDocument, MaskingError> {
        let mut failed = None;
        let masked = replace(questionnaire, document, |_, text| {
            self.words(text).unwrap_or_else(|error| {
                failed.get_or_insert(error);
                String::new()
            })
        });
        failed.map_or(Ok(masked), Err)
    }
}
