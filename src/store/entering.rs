//! Handing in what the office entered: an entry becomes the next revision of its sheet's response.

use diesel::prelude::*;

use super::audit::Act;
use super::columns::At;
use super::connection::on_each_backend;
use super::drafts::{self, Draft};
use super::entries::{self, Entry};
use super::responses;
use super::revisions::{self, Channel, NewRevision};
use super::schema::{drafts as drafts_table, sheets};
use super::submissions::{Receipt, first_revision, next_revision};
use super::{Connection, NetworkId, StoreError, VersionId};

/// An entry that is ready to be handed in.
pub struct Entering<'a> {
    /// The entry as it was seen.
    pub entry: &'a Entry,
    /// The fields that become the revision, as JSON.
    pub fields: &'a str,
    /// The version of the questionnaire that was answered.
    pub version: VersionId,
    /// The answer document, as JSON.
    pub document: &'a str,
    /// The way by which it came.
    pub channel: Channel,
    /// Why it was changed, where it corrects an answer.
    pub reason: Option<&'a str>,
}

/// How it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entered {
    /// It is handed in.
    Received(Receipt),
    /// Somebody saved or closed the entry meanwhile.
    EntryChanged,
    /// Somebody handed in another answer since the entry was begun.
    AnswerChanged,
}

/// Hands an entry in. The agency's draft follows, unless the agency has something of its own in it that it has not
/// handed in: that stays as it is, as a correction to be.
///
/// # Errors
/// Those of the database.
pub fn enter(
    connection: &mut Connection,
    network: NetworkId,
    entering: &Entering<'_>,
    act: &Act,
) -> Result<Entered, StoreError> {
    let entry = entering.entry;
    let sheet = sheets::table.find((network, entry.sheet_id));
    // Touching the sheet and its draft makes this and a submit by the agency wait for each other.
    diesel::update(sheet).set(sheets::number.eq(sheets::number)).execute(connection)?;
    diesel::update(drafts_table::table.find((network, entry.sheet_id)))
        .set(drafts_table::base_version.eq(drafts_table::base_version))
        .execute(connection)?;
    let response = responses::of_sheet(connection, network, entry.sheet_id)?;
    if response.as_ref().map_or(0, |response| response.latest_revision) != entry.base_revision {
        return Ok(Entered::AnswerChanged);
    }
    if !entries::close(connection, network, entry, "entry.handed_in", act)? {
        return Ok(Entered::EntryChanged);
    }
    let receipt = match response {
        Some(response) => next_revision(connection, network, &response, act)?,
        None => first_revision(connection, network, entry.sheet_id, act)?,
    };
    let revision = NewRevision {
        receipt: &receipt,
        version: entering.version,
        document: entering.document,
        fields: entering.fields,
        channel: entering.channel,
        submit_key: &format!("entry {}", entry.id),
        reason: entering.reason,
    };
    revisions::add(connection, network, &revision, act)?;
    let draft = drafts::find(connection, network, entry.sheet_id)?;
    follow(connection, network, entering, draft, act)?;
    Ok(Entered::Received(receipt))
}

/// The agency finds in its form what counts now.
fn follow(
    connection: &mut Connection,
    network: NetworkId,
    entering: &Entering<'_>,
    draft: Option<Draft>,
    act: &Act,
) -> Result<(), StoreError> {
    let version = draft.as_ref().map_or(0, |draft| draft.version);
    let save_key = format!("entry {}", entering.entry.id);
    match draft {
        Some(draft) if draft.submitted_version != Some(draft.version) => {}
        Some(_) => {
            let seen =
                drafts_table::table.find((network, entering.entry.sheet_id)).filter(drafts_table::version.eq(version));
            diesel::update(seen)
                .set((
                    drafts_table::fields.eq(entering.fields),
                    drafts_table::version.eq(version + 1),
                    drafts_table::base_version.eq(version),
                    drafts_table::submitted_version.eq(Some(version + 1)),
                    drafts_table::save_key.eq(save_key),
                    drafts_table::saved_at.eq(At::from(act.at)),
                ))
                .execute(connection)?;
        }
        None => {
            // The agency's first save may come at the same moment: it stays, as a correction to be.
            let row = (
                drafts_table::network_id.eq(network),
                drafts_table::sheet_id.eq(entering.entry.sheet_id),
                drafts_table::fields.eq(entering.fields),
                drafts_table::version.eq(1),
                drafts_table::base_version.eq(0),
                drafts_table::submitted_version.eq(Some(1)),
                drafts_table::save_key.eq(save_key),
                drafts_table::saved_at.eq(At::from(act.at)),
            );
            on_each_backend!(connection, inner => diesel::insert_into(drafts_table::table)
                .values(row)
                .on_conflict_do_nothing()
                .execute(inner))?;
        }
    }
    Ok(())
}
