//! Drafts: the fields of a sheet as typed, so that nothing typed is ever lost.

use diesel::prelude::*;
use jiff::Timestamp;
use serde_json::json;

use super::audit::{self, Act, Subject};
use super::columns::At;
use super::connection::on_each_backend;
use super::schema::{drafts, sheets};
use super::transaction::whole;
use super::{Connection, NetworkId, SheetId, StoreError, invitations};

/// What is saved of a sheet.
#[derive(Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = drafts)]
pub struct Draft {
    /// The raw fields, as JSON.
    pub fields: String,
    /// Counts the saves, from 1.
    pub version: i32,
    /// The version that the last save started from.
    pub base_version: i32,
    /// The version that was submitted last.
    pub submitted_version: Option<i32>,
    /// The key of the last save.
    pub save_key: String,
    /// When it was saved last.
    #[diesel(deserialize_as = At)]
    pub saved_at: Timestamp,
}

/// Leaves the fields out: they may say much about a person.
impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Draft").field("version", &self.version).finish_non_exhaustive()
    }
}

/// A save of all fields of a sheet; the caller has merged the part that was posted.
pub struct Save<'a> {
    /// The raw fields, as JSON.
    pub fields: &'a str,
    /// The version that the fields were merged into: 0 where nothing was saved yet.
    pub expected_version: i32,
    /// The version that the form showed, which may be older.
    pub base_version: i32,
    /// The save's own key: the same save sent again has the same key.
    pub save_key: &'a str,
}

/// How a save ended.
#[derive(Debug)]
pub enum Saved {
    /// It is stored, as this version.
    Stored {
        /// The draft's version now.
        version: i32,
        /// When that version was stored.
        at: Timestamp,
    },
    /// Someone saved meanwhile: merge into this draft and save again.
    Conflict {
        /// What is stored now.
        current: Draft,
    },
}

/// Stores a save, unless the draft is no longer the one that it expects. A save sent twice is
/// stored once. The first save of a sheet counts as the invitation's first action.
///
/// # Errors
/// One that [`StoreError::is_missing_reference`] where the network has no such sheet.
pub fn save(
    connection: &mut Connection,
    network: NetworkId,
    sheet: SheetId,
    save: &Save<'_>,
    act: &Act,
) -> Result<Saved, StoreError> {
    let stored = if save.expected_version == 0 {
        insert(connection, network, sheet, save, act)?
    } else {
        update(connection, network, sheet, save, act)?
    };
    if stored {
        let version = save.expected_version + 1;
        let details = json!({ "version": version });
        audit::record(connection, network, act, "draft.saved", &Subject::new("sheet", sheet), &details)?;
        return Ok(Saved::Stored { version, at: act.at });
    }
    match find(connection, network, sheet)? {
        Some(draft) if draft.save_key == save.save_key => {
            Ok(Saved::Stored { version: draft.version, at: draft.saved_at })
        }
        Some(current) => Ok(Saved::Conflict { current }),
        // A draft is never deleted, so the save expected a version that no one ever stored.
        None => Err(StoreError::Unreadable { what: "draft version" }),
    }
}

/// The same in a transaction of its own, or in a savepoint where one is open already.
///
/// # Errors
/// As for [`save`]; [`StoreError::NotCommitted`] where the commit failed.
pub fn save_whole(
    connection: &mut Connection,
    network: NetworkId,
    sheet: SheetId,
    new: &Save<'_>,
    act: &Act,
) -> Result<Saved, StoreError> {
    whole(connection, |connection| save(connection, network, sheet, new, act))
}

/// The draft of a sheet, if anything was ever saved.
///
/// # Errors
/// Those of the database.
pub fn find(connection: &mut Connection, network: NetworkId, sheet: SheetId) -> Result<Option<Draft>, StoreError> {
    let draft = on_each_backend!(connection, inner => drafts::table
        .find((network, sheet))
        .select(Draft::as_select())
        .get_result(inner));
    Ok(draft.optional()?)
}

/// Puts the fields of the revision that counts back in place of a correction that was begun, unless
/// the draft is no longer at `expected_version`; false where it is not.
///
/// # Errors
/// Those of the database.
pub fn put_back(
    connection: &mut Connection,
    network: NetworkId,
    sheet: SheetId,
    fields: &str,
    expected_version: i32,
    act: &Act,
) -> Result<bool, StoreError> {
    let version = expected_version + 1;
    let unchanged = drafts::table.find((network, sheet)).filter(drafts::version.eq(expected_version));
    let updated = diesel::update(unchanged)
        .set((
            drafts::fields.eq(fields),
            drafts::version.eq(version),
            drafts::base_version.eq(expected_version),
            drafts::submitted_version.eq(Some(version)),
            drafts::save_key.eq(format!("put back {version}")),
            drafts::saved_at.eq(At::from(act.at)),
        ))
        .execute(connection)?;
    if updated > 0 {
        let details = json!({ "version": version });
        audit::record(connection, network, act, "draft.put_back", &Subject::new("sheet", sheet), &details)?;
    }
    Ok(updated > 0)
}

fn insert(
    connection: &mut Connection,
    network: NetworkId,
    sheet: SheetId,
    save: &Save<'_>,
    act: &Act,
) -> Result<bool, StoreError> {
    let row = (
        drafts::network_id.eq(network),
        drafts::sheet_id.eq(sheet),
        drafts::fields.eq(save.fields),
        drafts::version.eq(1),
        drafts::base_version.eq(0),
        drafts::save_key.eq(save.save_key),
        drafts::saved_at.eq(At::from(act.at)),
    );
    let inserted = on_each_backend!(connection, inner => diesel::insert_into(drafts::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    if inserted > 0 {
        let invitation = sheets::table.find((network, sheet)).select(sheets::invitation_id).get_result(connection)?;
        invitations::note_first_action(connection, network, invitation, act)?;
    }
    Ok(inserted > 0)
}

fn update(
    connection: &mut Connection,
    network: NetworkId,
    sheet: SheetId,
    save: &Save<'_>,
    act: &Act,
) -> Result<bool, StoreError> {
    let unchanged = drafts::table.find((network, sheet)).filter(drafts::version.eq(save.expected_version));
    let updated = on_each_backend!(connection, inner => diesel::update(unchanged)
        .set((
            drafts::fields.eq(save.fields),
            drafts::version.eq(save.expected_version + 1),
            drafts::base_version.eq(save.base_version),
            drafts::save_key.eq(save.save_key),
            drafts::saved_at.eq(At::from(act.at)),
        ))
        .execute(inner))?;
    Ok(updated > 0)
}
