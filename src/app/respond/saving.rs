//! Storing the fields of a sheet: as they are worked out from what is stored, and worked out anew where
//! someone else stored something meanwhile.

use super::{RespondError, Visit, ledger};
use crate::answer::{RawFields, prefilled};
use crate::store::drafts::{self, Draft};
use crate::store::{Connection, SheetId, StoreError};

/// How often a save is joined anew with what others store at the same moment.
const ATTEMPTS: usize = 5;

/// The most that is kept of one sheet, in bytes of JSON: over a million Japanese characters.
const DRAFT_LIMIT: usize = 4 * 1024 * 1024;

/// What a save led to.
#[derive(Debug, Clone, Default)]
pub struct Saved {
    /// All fields of the sheet now.
    pub fields: RawFields,
    /// Whether the fields are not only as the page has them: others had changed some meanwhile.
    pub joined: bool,
    /// How many questions were filled with last time's answers; `None` where that was not asked for.
    pub filled: Option<usize>,
}

/// From the stored fields, and whether the page has not seen them, to the new ones.
pub(super) type Change<'a> = dyn Fn(&RawFields, bool) -> Changed + 'a;

/// Fields as a save wants them.
pub(super) struct Changed {
    pub(super) fields: RawFields,
    /// As in [`Saved`].
    pub(super) joined: bool,
    /// As in [`Saved`].
    pub(super) filled: Option<usize>,
}

/// A save of one sheet.
pub(super) struct Saving<'a> {
    pub(super) visit: &'a Visit,
    pub(super) sheet: SheetId,
    /// The version that the page showed.
    pub(super) base_version: i32,
    pub(super) key: &'a str,
    pub(super) change: &'a Change<'a>,
}

/// What is to be stored over a draft of one version.
#[derive(Debug, Clone, Default)]
pub(super) struct Attempt {
    saved: Saved,
    /// The fields as JSON; `None` where nothing is left to store.
    json: Option<String>,
    expected_version: i32,
}

impl Saving<'_> {
    /// Works the fields out from what is stored.
    pub(super) fn attempt(&self, current: Option<&Draft>) -> Result<Attempt, RespondError> {
        let (stored, version): (RawFields, i32) = match current {
            Some(draft) => (serde_json::from_str(&draft.fields)?, draft.version),
            None => Default::default(),
        };
        let stored = match current {
            // What was handed in was looked at.
            Some(draft) if draft.submitted_version.is_some() => prefilled::without_marks(stored),
            _ => stored,
        };
        let done = |fields| Attempt { saved: Saved { fields, ..Saved::default() }, ..Attempt::default() };
        // The same save sent again: it is stored already.
        if current.is_some_and(|draft| draft.save_key == self.key) {
            return Ok(done(stored));
        }
        let is_newer = version > self.base_version;
        let Changed { fields, joined, filled } = (self.change)(&stored, is_newer);
        // Looking through what was submitted is no correction.
        if fields == stored && current.is_some_and(|draft| draft.submitted_version == Some(draft.version)) {
            return Ok(done(fields));
        }
        let json = serde_json::to_string(&fields)?;
        if json.len() > DRAFT_LIMIT {
            return Err(RespondError::TooMuch);
        }
        let saved = Saved { fields, joined, filled };
        Ok(Attempt { saved, json: Some(json), expected_version: version })
    }

    /// Stores it, unless it is stored already.
    pub(super) fn store(&self, connection: &mut Connection, attempt: Attempt) -> Result<Saved, RespondError> {
        self.store_by(attempt, |save| ledger::save(connection, self.visit, self.sheet, save))
    }

    /// Stores it by `put`, unless it is stored already.
    pub(super) fn store_by(
        &self,
        mut attempt: Attempt,
        mut put: impl FnMut(&drafts::Save<'_>) -> Result<drafts::Saved, RespondError>,
    ) -> Result<Saved, RespondError> {
        for _ in 0..ATTEMPTS {
            let Some(json) = &attempt.json else { return Ok(attempt.saved) };
            let save = drafts::Save {
                fields: json,
                expected_version: attempt.expected_version,
                base_version: self.base_version.clamp(0, attempt.expected_version),
                save_key: self.key,
            };
            match put(&save)? {
                drafts::Saved::Stored { .. } => return Ok(attempt.saved),
                drafts::Saved::Conflict { current } => attempt = self.attempt(Some(&current))?,
            }
        }
        Err(StoreError::NotCommitted("others kept saving the same sheet".to_owned()).into())
    }
}
