//! Masked cases: what is masked in a case before others than the office see it, and whether its agency agrees.
//!
//! A row is the present version of a case, of one revision of its answer; a later revision leaves it behind, and has to
//! be agreed to anew. Every version is kept.

use diesel::prelude::*;
use jiff::Timestamp;
use serde_json::json;

use super::audit::{self, Act, Actor, Subject};
use super::columns::{At, enum_column};
use super::connection::on_each_backend;
use super::schema::{masked_case_steps, masked_cases, responses};
use super::{Connection, NetworkId, ResponseId, RoundId, StoreError};
use crate::analysis::masking::decision::{self, Decision};

enum_column! {
    /// Where a masked case stands.
    MaskedState {
        /// The office has looked through it.
        Prepared = "prepared",
        /// The agency is asked to agree.
        Asked = "asked",
        /// The agency agrees: the masked text may be shown.
        Approved = "approved",
        /// The agency does not want it to be shown.
        Withheld = "withheld",
    }
}

impl MaskedState {
    /// What the log calls reaching it.
    fn action(self) -> &'static str {
        match self {
            Self::Prepared => "masking.prepared",
            Self::Asked => "masking.asked",
            Self::Approved => "masking.approved",
            Self::Withheld => "masking.withheld",
        }
    }
}

/// A version of a masked case.
#[derive(Clone, PartialEq, Eq)]
pub struct MaskedCase {
    /// The response.
    pub response: ResponseId,
    /// The number of the revision in whose texts the passages lie.
    pub revision: i32,
    /// Where it stands.
    pub state: MaskedState,
    /// What is masked, and what is shown for a reason.
    pub decisions: Vec<Decision>,
    /// Why it is not to be shown, or how the office heard of the agency's word; empty where nothing was said.
    pub note: String,
    /// Its number, from 1.
    pub version: i32,
    /// Who made it so.
    pub changed_by: Actor,
    /// When.
    pub changed_at: Timestamp,
}

/// Leaves the words out: they may speak of a person.
impl std::fmt::Debug for MaskedCase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MaskedCase")
            .field("response", &self.response)
            .field("version", &self.version)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

/// A row of either table.
#[derive(Queryable)]
struct Row {
    response: ResponseId,
    revision: i32,
    state: MaskedState,
    passages: String,
    note: String,
    version: i32,
    changed_by: Actor,
    #[diesel(deserialize_as = At)]
    changed_at: Timestamp,
}

fn read(row: Row) -> Result<MaskedCase, StoreError> {
    let Row { response, revision, state, passages, note, version, changed_by, changed_at } = row;
    let decisions = decision::from_json(&passages).map_err(|_| StoreError::Unreadable { what: "masked case" })?;
    Ok(MaskedCase { response, revision, state, decisions, note, version, changed_by, changed_at })
}

/// The columns of a [`Row`].
const COLUMNS: (
    masked_cases::response_id,
    masked_cases::revision,
    masked_cases::state,
    masked_cases::passages,
    masked_cases::note,
    masked_cases::version,
    masked_cases::changed_by,
    masked_cases::changed_at,
) = (
    masked_cases::response_id,
    masked_cases::revision,
    masked_cases::state,
    masked_cases::passages,
    masked_cases::note,
    masked_cases::version,
    masked_cases::changed_by,
    masked_cases::changed_at,
);

/// The present version of a case.
///
/// # Errors
/// Those of the database.
pub fn find(
    connection: &mut Connection,
    network: NetworkId,
    response: ResponseId,
) -> Result<Option<MaskedCase>, StoreError> {
    let row = masked_cases::table.find((network, response)).select(COLUMNS).get_result::<Row>(connection).optional()?;
    row.map(read).transpose()
}

/// The present versions of all cases of a network, in the order of the responses.
///
/// # Errors
/// Those of the database.
pub fn of_network(connection: &mut Connection, network: NetworkId) -> Result<Vec<MaskedCase>, StoreError> {
    let rows: Vec<Row> = masked_cases::table
        .filter(masked_cases::network_id.eq(network))
        .order(masked_cases::response_id)
        .select(COLUMNS)
        .load(connection)?;
    rows.into_iter().map(read).collect()
}

/// The present versions of the cases of a round, in the order of the responses.
///
/// # Errors
/// Those of the database.
pub fn of_round(
    connection: &mut Connection,
    network: NetworkId,
    round: RoundId,
) -> Result<Vec<MaskedCase>, StoreError> {
    let of_round = responses::table
        .filter(responses::network_id.eq(network).and(responses::round_id.eq(round)))
        .select(responses::id);
    let rows: Vec<Row> = masked_cases::table
        .filter(masked_cases::network_id.eq(network).and(masked_cases::response_id.eq_any(of_round)))
        .order(masked_cases::response_id)
        .select(COLUMNS)
        .load(connection)?;
    rows.into_iter().map(read).collect()
}

/// A version to be kept.
#[derive(Clone, Copy)]
pub struct NewVersion<'a> {
    /// The response.
    pub response: ResponseId,
    /// The number of the revision in whose texts the passages lie.
    pub revision: i32,
    /// Where it stands from now on.
    pub state: MaskedState,
    /// What is masked.
    pub decisions: &'a [Decision],
    /// Why, or how it was heard; empty where nothing is said.
    pub note: &'a str,
}

/// Keeps a version that was made from the version `seen`, 0 where there was none; false where somebody made another one
/// since, or the revision is the newest no more.
///
/// # Errors
/// One that [`StoreError::is_missing_reference`] where the network has no such response.
pub fn save(
    connection: &mut Connection,
    network: NetworkId,
    seen: i32,
    new: NewVersion<'_>,
    act: &Act,
) -> Result<bool, StoreError> {
    let passages = decision::to_json(new.decisions).map_err(|_| StoreError::Unreadable { what: "masked case" })?;
    let version = seen + 1;
    let values = (
        masked_cases::revision.eq(new.revision),
        masked_cases::state.eq(new.state),
        masked_cases::passages.eq(&passages),
        masked_cases::note.eq(new.note),
        masked_cases::version.eq(version),
        masked_cases::changed_by.eq(act.actor),
        masked_cases::changed_at.eq(At::from(act.at)),
    );
    let newest = responses::table
        .filter(responses::network_id.eq(network).and(responses::id.eq(new.response)))
        .filter(responses::latest_revision.eq(new.revision));
    let saved = if seen == 0 {
        let row = (masked_cases::network_id.eq(network), masked_cases::response_id.eq(new.response), values);
        on_each_backend!(connection, inner => diesel::insert_into(masked_cases::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(inner))?
    } else {
        let same = masked_cases::table.find((network, new.response)).filter(masked_cases::version.eq(seen));
        let same = same.filter(diesel::dsl::exists(newest));
        diesel::update(same).set(values).execute(connection)?
    };
    if saved == 0 {
        return Ok(false);
    }
    diesel::insert_into(masked_case_steps::table)
        .values((
            masked_case_steps::network_id.eq(network),
            masked_case_steps::response_id.eq(new.response),
            masked_case_steps::version.eq(version),
            masked_case_steps::revision.eq(new.revision),
            masked_case_steps::state.eq(new.state),
            masked_case_steps::passages.eq(&passages),
            masked_case_steps::note.eq(new.note),
            masked_case_steps::changed_by.eq(act.actor),
            masked_case_steps::changed_at.eq(At::from(act.at)),
        ))
        .execute(connection)?;
    let (masked, added, shown) = decision::figures(new.decisions);
    let details =
        json!({ "revision": new.revision, "version": version, "masked": masked, "added": added, "shown": shown });
    audit::record(connection, network, act, new.state.action(), &Subject::new("response", new.response), &details)?;
    Ok(true)
}

/// Every version of a case, newest first.
///
/// # Errors
/// Those of the database.
pub fn steps(
    connection: &mut Connection,
    network: NetworkId,
    response: ResponseId,
) -> Result<Vec<MaskedCase>, StoreError> {
    let rows: Vec<Row> = masked_case_steps::table
        .filter(masked_case_steps::network_id.eq(network).and(masked_case_steps::response_id.eq(response)))
        .order(masked_case_steps::version.desc())
        .select((
            masked_case_steps::response_id,
            masked_case_steps::revision,
            masked_case_steps::state,
            masked_case_steps::passages,
            masked_case_steps::note,
            masked_case_steps::version,
            masked_case_steps::changed_by,
            masked_case_steps::changed_at,
        ))
        .load(connection)?;
    rows.into_iter().map(read).collect()
}
