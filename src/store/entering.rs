//! Handing in what the office entered: an entry becomes the next revision of its sheet's response.

use diesel::prelude::*;
use serde_json::json;

use super::audit::{self, Act, Subject};
use super::columns::At;
use super::drafts::{self, Draft};
use super::entries::{self, Entry};
use super::responses;
use super::revisions::Channel;
use super::schema::{drafts as drafts_table, revisions, sheets};
use super::submissions::{Receipt, first_revision, next_revision};
use super::{Connection, NetworkId, RevisionId, StoreError, VersionId};

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
    diesel::insert_into(revisions::table)
        .values((
            revisions::network_id.eq(network),
            revisions::id.eq(RevisionId::new(act.at)),
            revisions::response_id.eq(receipt.response_id),
            revisions::number.eq(receipt.revision),
            revisions::version_id.eq(entering.version),
            revisions::document.eq(entering.document),
            revisions::fields.eq(entering.fields),
            revisions::channel.eq(entering.channel),
            revisions::submitted_by.eq(act.actor),
            revisions::submitted_at.eq(At::from(act.at)),
            revisions::submit_key.eq(format!("entry {}", entry.id)),
            revisions::reason.eq(entering.reason),
        ))
        .execute(connection)?;
    let details = json!({ "revision": receipt.revision, "channel": entering.channel.as_str() });
    let subject = Subject::new("response", receipt.response_id);
    audit::record(connection, network, act, "response.submitted", &subject, &details)?;
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
            diesel::insert_into(drafts_table::table)
                .values((
                    drafts_table::network_id.eq(network),
                    drafts_table::sheet_id.eq(entering.entry.sheet_id),
                    drafts_table::fields.eq(entering.fields),
                    drafts_table::version.eq(1),
                    drafts_table::base_version.eq(0),
                    drafts_table::submitted_version.eq(Some(1)),
                    drafts_table::save_key.eq(save_key),
                    drafts_table::saved_at.eq(At::from(act.at)),
                ))
                .execute(connection)?;
        }
    }
    Ok(())
}
