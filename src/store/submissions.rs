//! Submitting: a draft becomes the next revision of its sheet's response.

use diesel::prelude::*;

use super::audit::{Act, Actor};
use super::columns::{At, Day};
use super::comments;
use super::drafts::{self, Draft};
use super::responses::{self, ReceiptNumber, Response, ResponseState};
use super::revisions::{self, Channel, NewRevision};
use super::schema::{
    drafts as drafts_table, invitations, responses as responses_table, revisions as revisions_table, sheets,
};
use super::{Connection, NetworkId, ResponseId, RoundId, SheetId, StoreError, VersionId};

/// A draft that is ready to be handed in.
pub struct Submission<'a> {
    /// The sheet.
    pub sheet: SheetId,
    /// The version of the draft that the document was made from.
    pub draft_version: i32,
    /// The submission's own key: the same one sent again has the same key.
    pub submit_key: &'a str,
    /// The version of the questionnaire that was answered.
    pub version: VersionId,
    /// The answer document, as JSON.
    pub document: &'a str,
    /// The way by which it came in.
    pub channel: Channel,
    /// Why it was changed, where staff did.
    pub reason: Option<&'a str>,
}

/// What the receipt says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The response.
    pub response_id: ResponseId,
    /// The number of the revision that was made.
    pub revision: i32,
    /// The number on the receipt.
    pub receipt_number: ReceiptNumber,
}

/// How a submission ended.
#[derive(Debug)]
pub enum Submitted {
    /// It is handed in. The same submission sent twice, and two that hand in the same save, make
    /// one revision and get the same receipt.
    Received(Receipt),
    /// Someone saved meanwhile: what was checked is not what is stored.
    DraftChanged {
        /// What is stored now; nothing where nothing was ever saved.
        current: Option<Draft>,
    },
}

/// Hands a draft in, unless it changed since it was read.
///
/// # Errors
/// One that [`StoreError::is_missing_reference`] where the network has no such version.
pub fn submit(
    connection: &mut Connection,
    network: NetworkId,
    submission: &Submission<'_>,
    act: &Act,
) -> Result<Submitted, StoreError> {
    // These updates come first: they make two submits of one sheet, and one by the office (`entering`), wait for each
    // other, on PostgreSQL too, so that what follows needs no locks of its own. The draft alone would not do: an entry
    // of the office may be handed in while there is none.
    diesel::update(sheets::table.find((network, submission.sheet)))
        .set(sheets::number.eq(sheets::number))
        .execute(connection)?;
    let ready = drafts_table::table
        .find((network, submission.sheet))
        .filter(drafts_table::version.eq(submission.draft_version))
        .filter(
            drafts_table::submitted_version
                .is_null()
                .or(drafts_table::submitted_version.ne(Some(submission.draft_version))),
        );
    let claimed = diesel::update(ready)
        .set(drafts_table::submitted_version.eq(Some(submission.draft_version)))
        .execute(connection)?;
    if claimed == 0 {
        return repeated(connection, network, submission);
    }
    if is_removed(connection, network, submission.sheet)? {
        return refused(connection, network, submission.sheet);
    }
    let draft = drafts::find(connection, network, submission.sheet)?.ok_or(StoreError::Unreadable { what: "draft" })?;
    let receipt = match responses::of_sheet(connection, network, submission.sheet)? {
        Some(response) => next_revision(connection, network, &response, act)?,
        None => first_revision(connection, network, submission.sheet, act)?,
    };
    let revision = NewRevision {
        receipt: &receipt,
        version: submission.version,
        document: submission.document,
        fields: &draft.fields,
        channel: submission.channel,
        submit_key: submission.submit_key,
        reason: submission.reason,
    };
    revisions::add(connection, network, &revision, act)?;
    Ok(Submitted::Received(receipt))
}

fn is_removed(connection: &mut Connection, network: NetworkId, sheet: SheetId) -> Result<bool, StoreError> {
    let sheet = super::sheets::find(connection, network, sheet)?;
    Ok(sheet.is_none_or(|sheet| sheet.removed_at.is_some()))
}

/// Gives the claim of a draft back: its sheet was removed meanwhile, so nothing was submitted on it.
fn refused(connection: &mut Connection, network: NetworkId, sheet: SheetId) -> Result<Submitted, StoreError> {
    diesel::update(drafts_table::table.find((network, sheet)))
        .set(drafts_table::submitted_version.eq(None::<i32>))
        .execute(connection)?;
    Ok(Submitted::DraftChanged { current: drafts::find(connection, network, sheet)? })
}

/// The receipt of a submission that was received before, or of the same save handed in by
/// someone else.
fn repeated(
    connection: &mut Connection,
    network: NetworkId,
    submission: &Submission<'_>,
) -> Result<Submitted, StoreError> {
    let current = drafts::find(connection, network, submission.sheet)?;
    let Some(response) = responses::of_sheet(connection, network, submission.sheet)? else {
        return Ok(Submitted::DraftChanged { current });
    };
    let by_key: Option<i32> = revisions_table::table
        .filter(revisions_table::network_id.eq(network).and(revisions_table::response_id.eq(response.id)))
        .filter(revisions_table::submit_key.eq(submission.submit_key))
        .select(revisions_table::number)
        .get_result(connection)
        .optional()?;
    let same_save = current.as_ref().is_some_and(|draft| draft.version == submission.draft_version);
    match by_key.or(same_save.then_some(response.latest_revision)) {
        Some(revision) => Ok(Submitted::Received(Receipt {
            response_id: response.id,
            revision,
            receipt_number: response.receipt_number,
        })),
        None => Ok(Submitted::DraftChanged { current }),
    }
}

/// What an agency hands in itself it need not confirm.
fn confirmed(revision: i32, act: &Act) -> Option<i32> {
    matches!(act.actor, Actor::Invitation(_)).then_some(revision)
}

pub(super) fn first_revision(
    connection: &mut Connection,
    network: NetworkId,
    sheet: SheetId,
    act: &Act,
) -> Result<Receipt, StoreError> {
    let invitation_of = invitations::network_id.eq(sheets::network_id).and(invitations::id.eq(sheets::invitation_id));
    let round: RoundId = sheets::table
        .inner_join(invitations::table.on(invitation_of))
        .filter(sheets::network_id.eq(network).and(sheets::id.eq(sheet)))
        .select(invitations::round_id)
        .get_result(connection)?;
    let id = ResponseId::new(act.at);
    let receipt = Receipt { response_id: id, revision: 1, receipt_number: ReceiptNumber::of(id) };
    diesel::insert_into(responses_table::table)
        .values((
            responses_table::network_id.eq(network),
            responses_table::id.eq(id),
            responses_table::sheet_id.eq(sheet),
            responses_table::round_id.eq(round),
            responses_table::state.eq(ResponseState::Submitted),
            responses_table::receipt_number.eq(&receipt.receipt_number),
            responses_table::latest_revision.eq(receipt.revision),
            responses_table::confirmed_revision.eq(confirmed(receipt.revision, act)),
            responses_table::created_at.eq(At::from(act.at)),
            responses_table::updated_at.eq(At::from(act.at)),
        ))
        .execute(connection)?;
    Ok(receipt)
}

pub(super) fn next_revision(
    connection: &mut Connection,
    network: NetworkId,
    response: &Response,
    act: &Act,
) -> Result<Receipt, StoreError> {
    let revision = response.latest_revision + 1;
    diesel::update(responses_table::table.find((network, response.id)))
        .set((
            responses_table::latest_revision.eq(revision),
            responses_table::confirmed_revision.eq(confirmed(revision, act)),
            responses_table::confirmed_at.eq(None::<At>),
            responses_table::state.eq(ResponseState::Submitted),
            responses_table::state_reason.eq(None::<String>),
            responses_table::recheck_on.eq(None::<Day>),
            responses_table::updated_at.eq(At::from(act.at)),
        ))
        .execute(connection)?;
    comments::settle(connection, network, response.id, act)?;
    Ok(Receipt { response_id: response.id, revision, receipt_number: response.receipt_number.clone() })
}
