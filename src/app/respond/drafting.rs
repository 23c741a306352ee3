//! Saving: whatever was typed is stored, joined with what was stored meanwhile.

use std::cell::Cell;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::posted::Posted;
use super::{RespondError, Visit, sheets};
use crate::answer::{self, RawFields};
use crate::definition::Section;
use crate::store::drafts::{self, Draft};
use crate::store::{Connection, SheetId, StoreError};

/// How often a save is joined anew with what others store at the same moment.
const ATTEMPTS: usize = 5;

/// The most that is kept of one sheet, in bytes of JSON: over a million Japanese characters.
const DRAFT_LIMIT: usize = 4 * 1024 * 1024;

/// What a save led to.
#[derive(Debug)]
pub struct Saved {
    /// All fields of the sheet now.
    pub fields: RawFields,
    /// Whether the save was joined with one that the page had not seen.
    pub joined: bool,
    /// How many questions were filled with last time's answers; `None` where that was not asked for.
    pub filled: Option<usize>,
}

/// Saves a posted page of questions.
///
/// # Errors
/// [`RespondError::NotFound`] where there is no such sheet or section.
pub fn save_section(
    connection: &mut Connection,
    visit: &Visit,
    sheet: i32,
    section: &str,
    posted: &Posted,
) -> Result<Saved, RespondError> {
    let sections = &visit.questionnaire.sections;
    let section = sections.iter().find(|candidate| candidate.key == section).ok_or(RespondError::NotFound)?;
    let sheet = sheets::status_or_removed(connection, visit, sheet)?.sheet.id;
    let key = save_key(&posted.save_key, &(&posted.fields, &posted.row_words()))?;
    let filled = Cell::new(None);
    let saved = save(connection, visit, sheet, posted.version, &key, |stored, is_newer| {
        let mut fields = put_page(visit, section, posted, stored, is_newer);
        if posted.fills {
            let last = posted.last.as_ref();
            let count = last.map_or(0, |last| answer::fill_blank(&visit.questionnaire, section, &mut fields, last));
            filled.set(Some(count));
        }
        Ok(fields)
    })?;
    Ok(Saved { filled: filled.get(), ..saved })
}

/// Changes the fields that a page showed; `None` where others were saved since.
///
/// # Errors
/// [`RespondError::NotFound`] where there is no such sheet.
pub fn change_all(
    connection: &mut Connection,
    visit: &Visit,
    sheet: i32,
    posted: &Posted,
    change: impl Fn(&mut RawFields),
) -> Result<Option<Saved>, RespondError> {
    let status = sheets::status(connection, visit, sheet)?;
    let key = save_key(&posted.save_key, &posted.version)?;
    let draft = drafts::find(connection, visit.network(), status.sheet.id)?;
    let is_repeated = draft.as_ref().is_some_and(|draft| draft.save_key == key);
    if !is_repeated && draft.map_or(0, |draft| draft.version) != posted.version {
        return Ok(None);
    }
    let saved = save(connection, visit, status.sheet.id, posted.version, &key, |stored, _| {
        let mut fields = stored.clone();
        change(&mut fields);
        Ok(fields)
    });
    saved.map(Some)
}

/// The stored fields with the page put in; where the page had not seen them, merged by question.
fn put_page(visit: &Visit, section: &Section, posted: &Posted, stored: &RawFields, is_newer: bool) -> RawFields {
    let mine = posted.put_into(stored, section);
    let mut fields = if is_newer {
        let merged = answer::merge(&visit.questionnaire, &posted.base_of(stored, section), &mine, stored);
        let mut fields = merged.fields;
        merged.conflicts.iter().for_each(|conflict| answer::keep(&mut fields, conflict));
        fields
    } else {
        mine
    };
    posted.choose(&mut fields, section);
    fields
}

/// Saves confirmations of checks, `confirm:…` and `reason:…`; other fields are left out.
///
/// # Errors
/// [`RespondError::NotFound`] where there is no such sheet.
pub fn save_confirmations(
    connection: &mut Connection,
    visit: &Visit,
    sheet: i32,
    posted: &Posted,
) -> Result<Saved, RespondError> {
    let is_of_check = |name: &str| name.starts_with("confirm:") || name.starts_with("reason:");
    let checks = posted.fields.only(is_of_check);
    let sheet = sheets::status(connection, visit, sheet)?.sheet.id;
    let key = save_key(&posted.save_key, &checks)?;
    save(connection, visit, sheet, posted.version, &key, |stored, _| {
        let mut fields = stored.clone();
        fields.put_all(checks.clone());
        Ok(fields)
    })
}

/// Saves all fields of a sheet, as a file or a paper gives them.
///
/// # Errors
/// [`RespondError::NotFound`] where there is no such sheet.
pub fn save_all(
    connection: &mut Connection,
    visit: &Visit,
    sheet: i32,
    fields: &RawFields,
) -> Result<Saved, RespondError> {
    let status = sheets::status(connection, visit, sheet)?;
    let version = status.draft.as_ref().map_or(0, |draft| draft.version);
    let key = save_key(&version.to_string(), fields)?;
    save(connection, visit, status.sheet.id, version, &key, |_, _| Ok(fields.clone()))
}

fn save(
    connection: &mut Connection,
    visit: &Visit,
    sheet: SheetId,
    base_version: i32,
    save_key: &str,
    change: impl Fn(&RawFields, bool) -> Result<RawFields, RespondError>,
) -> Result<Saved, RespondError> {
    let mut current: Option<Draft> = drafts::find(connection, visit.network(), sheet)?;
    for _ in 0..ATTEMPTS {
        let (stored, version) = match &current {
            Some(draft) => (serde_json::from_str(&draft.fields)?, draft.version),
            None => (RawFields::default(), 0),
        };
        // The same save sent again: it is stored already.
        if current.as_ref().is_some_and(|draft| draft.save_key == save_key) {
            return Ok(Saved { fields: stored, joined: false, filled: None });
        }
        let is_newer = version > base_version;
        let fields = change(&stored, is_newer)?;
        // Looking through what was submitted is no correction.
        if fields == stored && current.as_ref().is_some_and(|draft| draft.submitted_version == Some(draft.version)) {
            return Ok(Saved { fields, joined: false, filled: None });
        }
        let json = serde_json::to_string(&fields)?;
        if json.len() > DRAFT_LIMIT {
            return Err(RespondError::TooMuch);
        }
        let save = drafts::Save {
            fields: &json,
            expected_version: version,
            base_version: base_version.clamp(0, version),
            save_key,
        };
        match drafts::save(connection, visit.network(), sheet, &save, &visit.act())? {
            drafts::Saved::Stored { .. } => return Ok(Saved { fields, joined: is_newer, filled: None }),
            drafts::Saved::Conflict { current: newer } => current = Some(newer),
        }
    }
    Err(StoreError::NotCommitted("others kept saving the same sheet".to_owned()).into())
}

/// The key of a save. It holds the content, so that a page that is changed after 「戻る」 and sent
/// again is a save of its own.
fn save_key(page_key: &str, content: &impl serde::Serialize) -> Result<String, RespondError> {
    let mut hash = Sha256::new();
    hash.update(page_key);
    hash.update([0]);
    hash.update(serde_json::to_vec(content)?);
    Ok(HEXLOWER.encode(&hash.finalize()[..16]))
}
