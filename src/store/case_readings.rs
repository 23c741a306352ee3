//! How far each reader is with each case: two who read the same one see each other's codes only when they are done.

use diesel::dsl::{count, count_star, max};
use diesel::prelude::*;
use jiff::Timestamp;
use serde_json::json;

use super::audit::{self, Act, Subject};
use super::columns::{At, Maybe};
use super::connection::on_each_backend;
use super::schema::case_readings;
use super::{Connection, NetworkId, ResponseId, StoreError, UserId};

/// One reader's reading of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The case.
    pub response_id: ResponseId,
    /// The reader.
    pub user_id: UserId,
    /// Whether the codes were given without having seen those of others.
    pub is_independent: bool,
    /// When the reader finished; `None` while they are reading.
    pub finished_at: Option<Timestamp>,
}

type Row = (ResponseId, UserId, i32, Maybe<At>);

/// The columns of a [`Row`].
const COLUMNS: (
    case_readings::response_id,
    case_readings::user_id,
    case_readings::independent,
    case_readings::finished_at,
) = (case_readings::response_id, case_readings::user_id, case_readings::independent, case_readings::finished_at);

/// Begins a reading where there is none, and holds it until the transaction's end; false where it is finished.
///
/// # Errors
/// One that [`StoreError::is_missing_reference`] where the network has no such response.
pub fn hold(
    connection: &mut Connection,
    network: NetworkId,
    (response, user): (ResponseId, UserId),
    is_independent: bool,
    act: &Act,
) -> Result<bool, StoreError> {
    let row = (
        case_readings::network_id.eq(network),
        case_readings::response_id.eq(response),
        case_readings::user_id.eq(user),
        case_readings::independent.eq(i32::from(is_independent)),
        case_readings::begun_at.eq(At::from(act.at)),
        case_readings::changed_at.eq(At::from(act.at)),
    );
    let added = on_each_backend!(connection, inner => diesel::insert_into(case_readings::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    if added > 0 {
        record(connection, network, response, act, "reading.begun")?;
    }
    let held = diesel::update(case_readings::table.find((network, response, user)))
        .filter(case_readings::finished_at.is_null())
        .set(case_readings::changed_at.eq(At::from(act.at)))
        .execute(connection)?;
    Ok(held > 0)
}

/// Finishes a reading; false where none is under way.
///
/// # Errors
/// Those of the database.
pub fn finish(
    connection: &mut Connection,
    network: NetworkId,
    (response, user): (ResponseId, UserId),
    act: &Act,
) -> Result<bool, StoreError> {
    let changed = diesel::update(case_readings::table.find((network, response, user)))
        .filter(case_readings::finished_at.is_null())
        .set((case_readings::finished_at.eq(At::from(act.at)), case_readings::changed_at.eq(At::from(act.at))))
        .execute(connection)?;
    if changed > 0 {
        record(connection, network, response, act, "reading.finished")?;
    }
    Ok(changed > 0)
}

/// Takes a finished reading up again; false where none is finished. `has_seen_others` marks it for good.
///
/// # Errors
/// Those of the database.
pub fn reopen(
    connection: &mut Connection,
    network: NetworkId,
    (response, user): (ResponseId, UserId),
    has_seen_others: bool,
    act: &Act,
) -> Result<bool, StoreError> {
    let finished = case_readings::table
        .filter(case_readings::network_id.eq(network).and(case_readings::response_id.eq(response)))
        .filter(case_readings::user_id.eq(user).and(case_readings::finished_at.is_not_null()));
    let open = (case_readings::finished_at.eq(None::<At>), case_readings::changed_at.eq(At::from(act.at)));
    let changed = if has_seen_others {
        diesel::update(finished).set((open, case_readings::independent.eq(0))).execute(connection)?
    } else {
        diesel::update(finished).set(open).execute(connection)?
    };
    if changed > 0 {
        record(connection, network, response, act, "reading.reopened")?;
    }
    Ok(changed > 0)
}

/// How many readings of a network there are, how many of them are finished, and when one changed last.
///
/// # Errors
/// Those of the database.
pub fn counts(connection: &mut Connection, network: NetworkId) -> Result<(i64, i64, Option<i64>), StoreError> {
    Ok(case_readings::table
        .filter(case_readings::network_id.eq(network))
        .select((count_star(), count(case_readings::finished_at), max(case_readings::changed_at)))
        .get_result(connection)?)
}

/// All readings of one case.
///
/// # Errors
/// Those of the database.
pub fn of_response(
    connection: &mut Connection,
    network: NetworkId,
    response: ResponseId,
) -> Result<Vec<Reading>, StoreError> {
    let rows: Vec<Row> = case_readings::table
        .filter(case_readings::network_id.eq(network).and(case_readings::response_id.eq(response)))
        .order((case_readings::begun_at, case_readings::user_id))
        .select(COLUMNS)
        .load(connection)?;
    rows.into_iter().map(reading).collect()
}

/// All readings of a network, case by case.
///
/// # Errors
/// Those of the database.
pub fn of_network(connection: &mut Connection, network: NetworkId) -> Result<Vec<Reading>, StoreError> {
    let rows: Vec<Row> = case_readings::table
        .filter(case_readings::network_id.eq(network))
        .order((case_readings::response_id, case_readings::begun_at, case_readings::user_id))
        .select(COLUMNS)
        .load(connection)?;
    rows.into_iter().map(reading).collect()
}

fn reading((response_id, user_id, independent, finished_at): Row) -> Result<Reading, StoreError> {
    let finished_at = finished_at.try_into().map_err(|_| StoreError::Unreadable { what: "time" })?;
    Ok(Reading { response_id, user_id, is_independent: independent != 0, finished_at })
}

fn record(
    connection: &mut Connection,
    network: NetworkId,
    response: ResponseId,
    act: &Act,
    action: &str,
) -> Result<(), StoreError> {
    audit::record(connection, network, act, action, &Subject::new("response", response), &json!({}))
}
