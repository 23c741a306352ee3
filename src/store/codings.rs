//! Codings: codes that readers gave to responses.

use diesel::prelude::*;
use jiff::Timestamp;
use serde_json::json;

use super::audit::{self, Act, Actor, Subject};
use super::columns::At;
use super::connection::on_each_backend;
use super::schema::{codings, responses};
use super::{Connection, NetworkId, ResponseId, RoundId, StoreError};

/// A code that a reader gave to a response.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = codings)]
pub struct Coding {
    /// The response.
    pub response_id: ResponseId,
    /// The key of the codebook.
    pub codebook: String,
    /// The code.
    pub code: String,
    /// The reader.
    pub coded_by: Actor,
    /// When.
    #[diesel(deserialize_as = At)]
    pub coded_at: Timestamp,
}

/// Gives a code to a response in the name of the act's actor; giving it again changes nothing.
///
/// # Errors
/// One that [`StoreError::is_missing_reference`] where the network has no such response.
pub fn add(
    connection: &mut Connection,
    network: NetworkId,
    response: ResponseId,
    codebook: &str,
    code: &str,
    act: &Act,
) -> Result<(), StoreError> {
    let row = (
        codings::network_id.eq(network),
        codings::response_id.eq(response),
        codings::codebook.eq(codebook),
        codings::code.eq(code),
        codings::coded_by.eq(act.actor),
        codings::coded_at.eq(At::from(act.at)),
    );
    let added = on_each_backend!(connection, inner => diesel::insert_into(codings::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    if added > 0 {
        record(connection, network, response, codebook, code, act, "coding.added")?;
    }
    Ok(())
}

/// Takes back a code that the act's actor gave; false where there was none.
///
/// # Errors
/// Those of the database.
pub fn remove(
    connection: &mut Connection,
    network: NetworkId,
    response: ResponseId,
    codebook: &str,
    code: &str,
    act: &Act,
) -> Result<bool, StoreError> {
    let given = codings::table.find((network, response, codebook, code, act.actor));
    let removed = diesel::delete(given).execute(connection)?;
    if removed > 0 {
        record(connection, network, response, codebook, code, act, "coding.removed")?;
    }
    Ok(removed > 0)
}

/// The codings of one response, by codebook and code.
///
/// # Errors
/// Those of the database.
pub fn of_response(
    connection: &mut Connection,
    network: NetworkId,
    response: ResponseId,
) -> Result<Vec<Coding>, StoreError> {
    Ok(codings::table
        .filter(codings::network_id.eq(network).and(codings::response_id.eq(response)))
        .order((codings::codebook, codings::code, codings::coded_by))
        .select(Coding::as_select())
        .load(connection)?)
}

/// The codings of all responses of a round, response by response.
///
/// # Errors
/// Those of the database.
pub fn of_round(connection: &mut Connection, network: NetworkId, round: RoundId) -> Result<Vec<Coding>, StoreError> {
    let of_round = responses::table
        .filter(responses::network_id.eq(network).and(responses::round_id.eq(round)))
        .select(responses::id);
    Ok(codings::table
        .filter(codings::network_id.eq(network).and(codings::response_id.eq_any(of_round)))
        .order((codings::response_id, codings::codebook, codings::code, codings::coded_by))
        .select(Coding::as_select())
        .load(connection)?)
}

fn record(
    connection: &mut Connection,
    network: NetworkId,
    response: ResponseId,
    codebook: &str,
    code: &str,
    act: &Act,
    action: &str,
) -> Result<(), StoreError> {
    let details = json!({ "codebook": codebook, "code": code });
    audit::record(connection, network, act, action, &Subject::new("response", response), &details)
}
