//! Entries: what the office types in for an agency, apart from the agency's own draft. A sheet has one open
//! entry of each hand at most; closed ones are kept.

use diesel::prelude::*;
use jiff::Timestamp;
use serde_json::json;

use super::audit::{self, Act, Subject};
use super::columns::{At, Maybe, enum_column};
use super::drafts::{Draft, Save, Saved};
use super::revisions::Channel;
use super::schema::entries;
use super::{Connection, EntryId, NetworkId, SheetId, StoreError, UserId};

enum_column! {
    /// Which of two entries of the same paper.
    Hand {
        /// The entry that is handed in.
        First = "first",
        /// The same typed again by another person, to find slips.
        Second = "second",
    }
}

/// An entry.
#[derive(Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = entries)]
pub struct Entry {
    /// Its id.
    pub id: EntryId,
    /// The sheet that it is for.
    pub sheet_id: SheetId,
    /// First or second.
    pub hand: Hand,
    /// The way by which the answer came.
    pub channel: Channel,
    /// Who enters it.
    pub entered_by: UserId,
    /// The revision that it corrects; 0 where it is the first answer.
    pub base_revision: i32,
    /// The raw fields, as JSON.
    pub fields: String,
    /// Counts the saves, from 1.
    pub version: i32,
    /// The version that the last save started from.
    pub base_version: i32,
    /// The key of the last save.
    pub save_key: String,
    /// When it was saved last.
    #[diesel(deserialize_as = At)]
    pub saved_at: Timestamp,
    /// When it was handed in or given up.
    #[diesel(deserialize_as = Maybe<At>)]
    pub closed_at: Option<Timestamp>,
}

/// Leaves the fields out: they may say much about a person.
impl std::fmt::Debug for Entry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Entry").field("id", &self.id).field("version", &self.version).finish_non_exhaustive()
    }
}

impl Entry {
    /// The entry as forms know drafts: nothing of it was ever submitted.
    pub fn into_draft(self) -> Draft {
        Draft {
            fields: self.fields,
            version: self.version,
            base_version: self.base_version,
            submitted_version: None,
            save_key: self.save_key,
            saved_at: self.saved_at,
        }
    }
}

/// How an entry begins.
pub struct NewEntry<'a> {
    /// The sheet.
    pub sheet: SheetId,
    /// First or second.
    pub hand: Hand,
    /// The way by which the answer came.
    pub channel: Channel,
    /// Who enters it.
    pub entered_by: UserId,
    /// The revision that it corrects; 0 where it is the first answer.
    pub base_revision: i32,
    /// The raw fields to begin with, as JSON.
    pub fields: &'a str,
}

/// Begins an entry.
///
/// # Errors
/// One that [`StoreError::is_duplicate`] where one of this hand is open already, or that
/// [`StoreError::is_missing_reference`] where the network has no such sheet.
pub fn begin(
    connection: &mut Connection,
    network: NetworkId,
    new: &NewEntry<'_>,
    act: &Act,
) -> Result<EntryId, StoreError> {
    let id = EntryId::new(act.at);
    diesel::insert_into(entries::table)
        .values((
            entries::network_id.eq(network),
            entries::id.eq(id),
            entries::sheet_id.eq(new.sheet),
            entries::hand.eq(new.hand),
            entries::channel.eq(new.channel),
            entries::entered_by.eq(new.entered_by),
            entries::base_revision.eq(new.base_revision),
            entries::fields.eq(new.fields),
            entries::version.eq(1),
            entries::base_version.eq(0),
            entries::save_key.eq(format!("begun {id}")),
            entries::started_at.eq(At::from(act.at)),
            entries::saved_at.eq(At::from(act.at)),
        ))
        .execute(connection)?;
    let details = json!({ "hand": new.hand.as_str(), "channel": new.channel.as_str() });
    audit::record(connection, network, act, "entry.begun", &Subject::new("sheet", new.sheet), &details)?;
    Ok(id)
}

/// The open entry of a sheet by this hand.
///
/// # Errors
/// Those of the database.
pub fn open(
    connection: &mut Connection,
    network: NetworkId,
    sheet: SheetId,
    hand: Hand,
) -> Result<Option<Entry>, StoreError> {
    Ok(entries::table
        .filter(entries::network_id.eq(network).and(entries::sheet_id.eq(sheet)))
        .filter(entries::hand.eq(hand).and(entries::closed_at.is_null()))
        .select(Entry::as_select())
        .get_result(connection)
        .optional()?)
}

/// Stores a save of an open entry, unless it is no longer as the save expects. A save sent twice is stored once.
///
/// # Errors
/// [`StoreError::Unreadable`] where no entry of this hand is open.
pub fn save(
    connection: &mut Connection,
    network: NetworkId,
    (sheet, hand): (SheetId, Hand),
    save: &Save<'_>,
    act: &Act,
) -> Result<Saved, StoreError> {
    let unchanged = entries::table
        .filter(entries::network_id.eq(network).and(entries::sheet_id.eq(sheet)))
        .filter(entries::hand.eq(hand).and(entries::closed_at.is_null()))
        .filter(entries::version.eq(save.expected_version));
    let updated = diesel::update(unchanged)
        .set((
            entries::fields.eq(save.fields),
            entries::version.eq(save.expected_version + 1),
            entries::base_version.eq(save.base_version),
            entries::save_key.eq(save.save_key),
            entries::saved_at.eq(At::from(act.at)),
        ))
        .execute(connection)?;
    if updated > 0 {
        let version = save.expected_version + 1;
        let details = json!({ "hand": hand.as_str(), "version": version });
        audit::record(connection, network, act, "entry.saved", &Subject::new("sheet", sheet), &details)?;
        return Ok(Saved::Stored { version, at: act.at });
    }
    match open(connection, network, sheet, hand)? {
        Some(entry) if entry.save_key == save.save_key => {
            Ok(Saved::Stored { version: entry.version, at: entry.saved_at })
        }
        Some(current) => Ok(Saved::Conflict { current: current.into_draft() }),
        None => Err(StoreError::Unreadable { what: "entry" }),
    }
}

/// Closes an entry at the version that was seen; false where somebody saved or closed it meanwhile.
///
/// # Errors
/// Those of the database.
pub fn close(
    connection: &mut Connection,
    network: NetworkId,
    entry: &Entry,
    action: &str,
    act: &Act,
) -> Result<bool, StoreError> {
    let seen = entries::table
        .find((network, entry.id))
        .filter(entries::version.eq(entry.version).and(entries::closed_at.is_null()));
    let closed = diesel::update(seen).set(entries::closed_at.eq(Some(At::from(act.at)))).execute(connection)?;
    if closed > 0 {
        let details = json!({ "hand": entry.hand.as_str(), "version": entry.version });
        audit::record(connection, network, act, action, &Subject::new("sheet", entry.sheet_id), &details)?;
    }
    Ok(closed > 0)
}
