//! Revisions: every answer that was ever submitted, kept as it was. The database itself refuses
//! to change or delete one.

use diesel::prelude::*;
use jiff::Timestamp;
use serde_json::json;

use super::audit::{self, Act, Actor, Subject};
use super::columns::{At, enum_column};
use super::responses::{ReceiptNumber, ResponseState};
use super::schema::{agencies, invitations, responses, revisions, sheets};
use super::standings::Standing;
use super::submissions::Receipt;
use super::{AgencyId, Connection, NetworkId, ResponseId, RevisionId, RoundId, StoreError, VersionId};

enum_column! {
    /// The way by which an answer came in.
    Channel {
        /// By the personal link.
        Web = "web",
        /// As a filled-in Excel form.
        Excel = "excel",
        /// On paper, entered by the coordinator's office.
        Paper = "paper",
        /// By FAX, entered by the coordinator's office.
        Fax = "fax",
        /// By telephone, entered by the coordinator's office.
        Telephone = "telephone",
        /// In a hearing, entered by the interviewer.
        Interview = "interview",
        /// From a file of answers.
        File = "file",
    }
}

/// One submitted answer.
#[derive(Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = revisions)]
pub struct Revision {
    /// Its id.
    pub id: RevisionId,
    /// The response that it is a revision of.
    pub response_id: ResponseId,
    /// Counts up from 1 within the response.
    pub number: i32,
    /// The version of the questionnaire that was answered.
    pub version_id: VersionId,
    /// The answer document, as JSON.
    pub document: String,
    /// The raw fields, as JSON.
    pub fields: String,
    /// The way by which it came in.
    pub channel: Channel,
    /// Who handed it in.
    pub submitted_by: Actor,
    /// When.
    #[diesel(deserialize_as = At)]
    pub submitted_at: Timestamp,
    /// Why it was changed, where staff did.
    pub reason: Option<String>,
}

/// Leaves the answer out: it may say much about a person.
impl std::fmt::Debug for Revision {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Revision")
            .field("response_id", &self.response_id)
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}

/// A revision to be kept.
pub(super) struct NewRevision<'a> {
    /// The response and the number that was given out for it.
    pub(super) receipt: &'a Receipt,
    /// The version of the questionnaire that was answered.
    pub(super) version: VersionId,
    /// The answer document, as JSON.
    pub(super) document: &'a str,
    /// The raw fields, as JSON.
    pub(super) fields: &'a str,
    /// The way by which it came in.
    pub(super) channel: Channel,
    /// The submission's own key.
    pub(super) submit_key: &'a str,
    /// Why it was changed, where staff did.
    pub(super) reason: Option<&'a str>,
}

/// Keeps a revision, handed in by whoever acts.
pub(super) fn add(
    connection: &mut Connection,
    network: NetworkId,
    new: &NewRevision<'_>,
    act: &Act,
) -> Result<(), StoreError> {
    diesel::insert_into(revisions::table)
        .values((
            revisions::network_id.eq(network),
            revisions::id.eq(RevisionId::new(act.at)),
            revisions::response_id.eq(new.receipt.response_id),
            revisions::number.eq(new.receipt.revision),
            revisions::version_id.eq(new.version),
            revisions::document.eq(new.document),
            revisions::fields.eq(new.fields),
            revisions::channel.eq(new.channel),
            revisions::submitted_by.eq(act.actor),
            revisions::submitted_at.eq(At::from(act.at)),
            revisions::submit_key.eq(new.submit_key),
            revisions::reason.eq(new.reason),
        ))
        .execute(connection)?;
    let details = json!({ "revision": new.receipt.revision, "channel": new.channel.as_str() });
    let subject = Subject::new("response", new.receipt.response_id);
    audit::record(connection, network, act, "response.submitted", &subject, &details)
}

/// The answer that counts of one response, with what tables need beside it.
#[derive(Clone, PartialEq, Eq, Queryable)]
pub struct Counted {
    /// The response.
    pub response_id: ResponseId,
    /// Where it stands; one that is set aside counts as returned, but not as valid.
    pub state: ResponseState,
    /// The number on its receipt.
    pub receipt_number: ReceiptNumber,
    /// The sheet's number within the invitation.
    pub sheet_number: i32,
    /// The agency that answered.
    pub agency_id: AgencyId,
    /// The agency's name now.
    pub agency_name: String,
    /// The code of the agency's kind now.
    pub agency_kind: String,
    /// The revision's number.
    pub revision: i32,
    /// The version of the questionnaire that was answered.
    pub version_id: VersionId,
    /// The answer document, as JSON.
    pub document: String,
    /// The revision that the agency stands by: its own, or one of a hearing that it has confirmed.
    pub confirmed_revision: Option<i32>,
    /// When the response was changed last.
    #[diesel(deserialize_as = At)]
    pub updated_at: Timestamp,
}

impl Counted {
    /// Where the response stands with this answer.
    pub fn standing(&self) -> Standing {
        Standing {
            response_id: self.response_id,
            state: self.state,
            latest_revision: self.revision,
            confirmed_revision: self.confirmed_revision,
            updated_at: self.updated_at,
        }
    }
}

/// Which answers of a round are read at once.
enum Which<'a> {
    /// So many behind the last one of the piece before.
    Behind(Option<ResponseId>, i64),
    These(&'a [ResponseId]),
}

/// Leaves the answer out: it may say much about a person.
impl std::fmt::Debug for Counted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Counted")
            .field("response_id", &self.response_id)
            .field("revision", &self.revision)
            .finish_non_exhaustive()
    }
}

/// All revisions of a response, oldest first.
///
/// # Errors
/// Those of the database.
pub fn of_response(
    connection: &mut Connection,
    network: NetworkId,
    response: ResponseId,
) -> Result<Vec<Revision>, StoreError> {
    Ok(revisions::table
        .filter(revisions::network_id.eq(network).and(revisions::response_id.eq(response)))
        .order(revisions::number)
        .select(Revision::as_select())
        .load(connection)?)
}

/// One revision of a response.
///
/// # Errors
/// Those of the database.
pub fn find(
    connection: &mut Connection,
    network: NetworkId,
    response: ResponseId,
    number: i32,
) -> Result<Option<Revision>, StoreError> {
    Ok(revisions::table
        .filter(revisions::network_id.eq(network))
        .filter(revisions::response_id.eq(response).and(revisions::number.eq(number)))
        .select(Revision::as_select())
        .get_result(connection)
        .optional()?)
}

/// The answers of a round that count, in the order of the responses' ids, at most `limit` of
/// them; `after` continues behind the last one of the page before, so that a large round is read
/// in pieces. Answers that were set aside are among them.
///
/// # Errors
/// Those of the database.
pub fn counted_of_round(
    connection: &mut Connection,
    network: NetworkId,
    round: RoundId,
    after: Option<ResponseId>,
    limit: i64,
) -> Result<Vec<Counted>, StoreError> {
    counted(connection, network, round, &Which::Behind(after, limit))
}

/// The answers that count of some responses of a round, a few hundred at most.
///
/// # Errors
/// Those of the database.
pub fn counted_of(
    connection: &mut Connection,
    network: NetworkId,
    round: RoundId,
    responses: &[ResponseId],
) -> Result<Vec<Counted>, StoreError> {
    counted(connection, network, round, &Which::These(responses))
}

fn counted(
    connection: &mut Connection,
    network: NetworkId,
    round: RoundId,
    which: &Which<'_>,
) -> Result<Vec<Counted>, StoreError> {
    let counts = revisions::network_id
        .eq(responses::network_id)
        .and(revisions::response_id.eq(responses::id))
        .and(revisions::number.eq(responses::latest_revision));
    let sheet_of = sheets::network_id.eq(responses::network_id).and(sheets::id.eq(responses::sheet_id));
    let invitation_of = invitations::network_id.eq(sheets::network_id).and(invitations::id.eq(sheets::invitation_id));
    let agency_of = agencies::network_id.eq(invitations::network_id).and(agencies::id.eq(invitations::agency_id));
    let mut query = responses::table
        .inner_join(revisions::table.on(counts))
        .inner_join(sheets::table.on(sheet_of))
        .inner_join(invitations::table.on(invitation_of))
        .inner_join(agencies::table.on(agency_of))
        .filter(responses::network_id.eq(network).and(responses::round_id.eq(round)))
        .select((
            responses::id,
            responses::state,
            responses::receipt_number,
            sheets::number,
            agencies::id,
            agencies::name,
            agencies::kind,
            revisions::number,
            revisions::version_id,
            revisions::document,
            responses::confirmed_revision,
            responses::updated_at,
        ))
        .order(responses::id)
        .into_boxed();
    match which {
        Which::Behind(after, limit) => {
            if let Some(last) = after {
                query = query.filter(responses::id.gt(*last));
            }
            query = query.limit(*limit);
        }
        Which::These(ids) => query = query.filter(responses::id.eq_any(*ids)),
    }
    Ok(query.load(connection)?)
}
