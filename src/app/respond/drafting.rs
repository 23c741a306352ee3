//! Saving: whatever was typed is stored, joined with what was stored meanwhile.

use std::sync::Arc;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::posted::Posted;
use super::saving::{Attempt, Change, Changed, Saved, Saving};
use super::{RespondError, Visit, Visitor, ledger, sheets};
use crate::answer::{self, RawFields, prefilled};
use crate::definition::Section;
use crate::store::drafts::Draft;
use crate::store::{Connection, SheetId, page_saves};

/// A posted page: the key of its section, and what was posted.
pub type Page = (String, Posted);

/// A save of a posted page of questions, worked out but for the storing of it.
pub struct PageSave {
    visit: Visit,
    sheet: SheetId,
    section: usize,
    page: Arc<Page>,
    /// Last time's answers, where blank questions are to be filled with them.
    last: Option<RawFields>,
    key: String,
    attempt: Attempt,
}

/// Works out what saving a posted page comes to: SQLite has one writer for all, who should not be kept waiting
/// with that. `last` are last time's answers, where blank questions are to be filled with them.
///
/// # Errors
/// [`RespondError::NotFound`] where there is no such section.
pub fn prepare(
    visit: Visit,
    (sheet, draft): (SheetId, Option<Draft>),
    page: Arc<Page>,
    last: Option<RawFields>,
) -> Result<PageSave, RespondError> {
    let (section, posted) = &*page;
    let sections = &visit.questionnaire.sections;
    let section = sections.iter().position(|candidate| candidate.key == *section).ok_or(RespondError::NotFound)?;
    let key = save_key(&posted.save_key, &(&posted.fields, &posted.beside_fields()))?;
    let mut save = PageSave { visit, sheet, section, page, last, key, attempt: Attempt::default() };
    save.attempt = save.saving(&|stored, is_newer| save.change(stored, is_newer)).attempt(draft.as_ref())?;
    Ok(save)
}

/// The same where the sheet is still to be looked up, be it removed: what is typed on one that was removed in
/// another window is kept, too.
///
/// # Errors
/// [`RespondError::NotFound`] where there is no such sheet or section.
pub fn prepare_on(
    connection: &mut Connection,
    visit: &Visit,
    sheet: i32,
    page: Arc<Page>,
    last: Option<RawFields>,
) -> Result<PageSave, RespondError> {
    let sheet = sheets::status_or_removed(connection, visit, sheet)?.sheet.id;
    let draft = ledger::find(connection, visit, sheet)?;
    prepare(visit.clone(), (sheet, draft), page, last)
}

impl PageSave {
    /// Stores it; joined anew with what others have stored since it was worked out. An agency's may have a
    /// connection of [`Store::prepare_and_write`](crate::store::Store::prepare_and_write).
    ///
    /// # Errors
    /// [`RespondError::LinkUnknown`] where the link was replaced or the round closed meanwhile.
    pub fn store(mut self, connection: &mut Connection) -> Result<(Self, Saved), RespondError> {
        let attempt = std::mem::take(&mut self.attempt);
        let Self { visit, sheet, .. } = &self;
        let change = |stored: &RawFields, is_newer| self.change(stored, is_newer);
        let saved = self.saving(&change).store_by(attempt, |save| match visit.visitor {
            // An interviewer fills it in; the agency reads and confirms.
            Visitor::Agency if visit.is_hearing() => Err(RespondError::NotFound),
            Visitor::Interviewer(_) if !visit.still_opens(connection)? => Err(RespondError::LinkUnknown),
            Visitor::Agency => {
                let saved = page_saves::save(connection, &visit.opened, *sheet, save, &visit.act())?;
                saved.ok_or(RespondError::LinkUnknown)
            }
            Visitor::Interviewer(_) | Visitor::Office { .. } => ledger::save(connection, visit, *sheet, save),
        })?;
        Ok((self, saved))
    }

    /// Whose save it is.
    pub fn visit(&self) -> &Visit {
        &self.visit
    }

    /// What was posted.
    pub fn posted(&self) -> &Posted {
        &self.page.1
    }

    fn saving<'a>(&'a self, change: &'a Change<'a>) -> Saving<'a> {
        let Self { visit, sheet, key, .. } = self;
        Saving { visit, sheet: *sheet, base_version: self.posted().version, key, change }
    }

    fn change(&self, stored: &RawFields, is_newer: bool) -> Changed {
        let (visit, posted) = (&self.visit, self.posted());
        let section = &visit.questionnaire.sections[self.section];
        let (mut fields, joined) = put_page(visit, section, posted, stored, is_newer);
        let filled = posted.fills.then(|| {
            let last = self.last.as_ref();
            last.map_or(0, |last| answer::fill_blank(&visit.questionnaire, section, &mut fields, last))
        });
        if posted.is_autosave {
            prefilled::changed(&visit.questionnaire, stored, &mut fields);
        } else {
            prefilled::looked_at(&mut fields, posted.asked.iter().map(String::as_str));
        }
        Changed { fields, joined, filled }
    }
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
    let draft = ledger::find(connection, visit, status.sheet.id)?;
    let is_repeated = draft.as_ref().is_some_and(|draft| draft.save_key == key);
    if !is_repeated && draft.map_or(0, |draft| draft.version) != posted.version {
        return Ok(None);
    }
    let saved = save(connection, visit, status.sheet.id, posted.version, &key, |stored| {
        let mut fields = stored.clone();
        change(&mut fields);
        prefilled::changed(&visit.questionnaire, stored, &mut fields);
        fields
    });
    saved.map(Some)
}

/// The stored fields with the page put in; where the page had not seen them, merged by question. And
/// whether that made them differ from what the page has.
fn put_page(
    visit: &Visit,
    section: &Section,
    posted: &Posted,
    stored: &RawFields,
    is_newer: bool,
) -> (RawFields, bool) {
    let mut fields = posted.put_into(stored, section);
    let mut joined = false;
    if is_newer {
        let merged = answer::merge(&visit.questionnaire, &posted.base_of(stored, section), &fields, stored);
        joined = merged.fields != fields;
        fields = merged.fields;
        merged.conflicts.iter().for_each(|conflict| answer::keep(&mut fields, conflict));
    }
    posted.choose(&mut fields, section);
    (fields, joined)
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
    save(connection, visit, sheet, posted.version, &key, |stored| {
        let mut fields = stored.clone();
        fields.put_all(checks.clone());
        fields
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
    save(connection, visit, status.sheet.id, version, &key, |_| fields.clone())
}

/// Saves what a sheet begins with, unless somebody has saved something on it already.
///
/// # Errors
/// Those of the database.
pub fn save_first(
    connection: &mut Connection,
    visit: &Visit,
    sheet: SheetId,
    fields: &RawFields,
) -> Result<Saved, RespondError> {
    let key = save_key("first", fields)?;
    save(connection, visit, sheet, 0, &key, |stored| if stored.is_empty() { fields.clone() } else { stored.clone() })
}

/// Reads the draft, changes it and stores it.
fn save(
    connection: &mut Connection,
    visit: &Visit,
    sheet: SheetId,
    base_version: i32,
    key: &str,
    change: impl Fn(&RawFields) -> RawFields,
) -> Result<Saved, RespondError> {
    let change = |stored: &RawFields, _: bool| Changed { fields: change(stored), joined: false, filled: None };
    let saving = Saving { visit, sheet, base_version, key, change: &change };
    let draft = ledger::find(connection, visit, sheet)?;
    let attempt = saving.attempt(draft.as_ref())?;
    saving.store(connection, attempt)
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
