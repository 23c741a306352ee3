//! Responses: what was submitted on a sheet, and what the coordinator made of it. What was
//! answered stands in the response's revisions.

use std::fmt;
use std::str::FromStr;

use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Text;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;

use super::audit::{self, Act, Subject};
use super::columns::{At, Day, Maybe, enum_column, text_column};
use super::schema::responses;
use super::{Connection, NetworkId, ResponseId, RoundId, SheetId, StoreError};

enum_column! {
    /// Where a response stands.
    ResponseState {
        /// Handed in (提出済み).
        Submitted = "submitted",
        /// The agency is asked to look again (確認のお願い).
        SentBack = "sent_back",
        /// The coordinator took it (受理).
        Accepted = "accepted",
        /// Counted as returned, but not as valid (集計対象外).
        SetAside = "set_aside",
    }
}

/// The number on the receipt: eight signs that can be read out on the telephone.
#[derive(Debug, Clone, PartialEq, Eq, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct ReceiptNumber(String);

impl ReceiptNumber {
    /// The number of a response, made from the random end of its id.
    pub(super) fn of(response: ResponseId) -> Self {
        // Without I, L, O and U, which are misheard or misread.
        const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let mut rest = response.uuid().as_u128();
        let mut number = String::with_capacity(9);
        for place in 0..8 {
            if place == 4 {
                number.push('-');
            }
            // Five bits choose one of the 32 signs.
            number.push(SIGNS.get((rest & 31) as usize).copied().map_or('0', char::from));
            rest >>= 5;
        }
        Self(number)
    }
}

impl fmt::Display for ReceiptNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for ReceiptNumber {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(text.to_owned()))
    }
}

text_column!(ReceiptNumber);

/// A response, without its revisions.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = responses)]
pub struct Response {
    /// Its id.
    pub id: ResponseId,
    /// The sheet that it was submitted on.
    pub sheet_id: SheetId,
    /// The round that it belongs to.
    pub round_id: RoundId,
    /// Where it stands.
    pub state: ResponseState,
    /// Why it was sent back or set aside.
    pub state_reason: Option<String>,
    /// The number on the receipt.
    pub receipt_number: ReceiptNumber,
    /// The number of the revision that counts.
    pub latest_revision: i32,
    /// When it, or its state, was changed last.
    #[diesel(deserialize_as = At)]
    pub updated_at: Timestamp,
    /// Until when the agency is asked to look again, where it is sent back with a date of its own.
    #[diesel(deserialize_as = Maybe<Day>)]
    pub recheck_on: Option<Date>,
    /// The revision that the agency stands by: its own, or one of a hearing that it has confirmed.
    pub confirmed_revision: Option<i32>,
    /// When it confirmed what an interviewer wrote (内容に相違ありません).
    #[diesel(deserialize_as = Maybe<At>)]
    pub confirmed_at: Option<Timestamp>,
}

impl Response {
    /// Whether the agency stands by what counts now.
    pub fn is_confirmed(&self) -> bool {
        self.confirmed_revision == Some(self.latest_revision)
    }
}

/// What the office makes of an answer.
#[derive(Debug, Clone, Copy)]
pub struct Decision<'a> {
    /// Where it stands from now on.
    pub state: ResponseState,
    /// Why.
    pub reason: Option<&'a str>,
    /// Until when the agency is asked to look again.
    pub recheck_on: Option<Date>,
}

/// The response of this id.
///
/// # Errors
/// Those of the database.
pub fn find(connection: &mut Connection, network: NetworkId, id: ResponseId) -> Result<Option<Response>, StoreError> {
    Ok(responses::table.find((network, id)).select(Response::as_select()).get_result(connection).optional()?)
}

/// The response that was submitted on a sheet, if one was.
///
/// # Errors
/// Those of the database.
pub fn of_sheet(
    connection: &mut Connection,
    network: NetworkId,
    sheet: SheetId,
) -> Result<Option<Response>, StoreError> {
    let of_sheet = responses::table.filter(responses::network_id.eq(network).and(responses::sheet_id.eq(sheet)));
    Ok(of_sheet.select(Response::as_select()).get_result(connection).optional()?)
}

/// Decides about a response that stands as it was `seen`, by revision and state; false where it stands
/// otherwise by now: somebody handed in anew, or decided.
///
/// # Errors
/// Those of the database.
pub fn decide(
    connection: &mut Connection,
    network: NetworkId,
    id: ResponseId,
    seen: (i32, ResponseState),
    decision: &Decision<'_>,
    act: &Act,
) -> Result<bool, StoreError> {
    let (revision, state) = seen;
    let as_seen = responses::table
        .find((network, id))
        .filter(responses::latest_revision.eq(revision).and(responses::state.eq(state)));
    let changed = diesel::update(as_seen)
        .set((
            responses::state.eq(decision.state),
            responses::state_reason.eq(decision.reason),
            responses::recheck_on.eq(decision.recheck_on.map(Day::from)),
            responses::updated_at.eq(At::from(act.at)),
        ))
        .execute(connection)?;
    if changed > 0 {
        let details = json!({ "state": decision.state.as_str(), "revision": revision });
        audit::record(connection, network, act, "response.state_changed", &Subject::new("response", id), &details)?;
    }
    Ok(changed > 0)
}

/// Notes that the agency has confirmed a revision of a hearing; false where another one counts by now.
///
/// # Errors
/// Those of the database.
pub fn confirm(
    connection: &mut Connection,
    network: NetworkId,
    id: ResponseId,
    revision: i32,
    act: &Act,
) -> Result<bool, StoreError> {
    let counting = responses::table.find((network, id)).filter(responses::latest_revision.eq(revision));
    let changed = diesel::update(counting)
        .set((
            responses::confirmed_revision.eq(Some(revision)),
            responses::confirmed_at.eq(Some(At::from(act.at))),
            responses::updated_at.eq(At::from(act.at)),
        ))
        .execute(connection)?;
    if changed > 0 {
        let details = json!({ "revision": revision });
        audit::record(connection, network, act, "response.confirmed", &Subject::new("response", id), &details)?;
    }
    Ok(changed > 0)
}

/// Sends a response back, accepts it, sets it aside, or undoes that; false where `latest_revision`
/// is no longer the one that was judged, or the network has no response of this id.
///
/// # Errors
/// Those of the database.
pub fn set_state(
    connection: &mut Connection,
    network: NetworkId,
    id: ResponseId,
    latest_revision: i32,
    state: ResponseState,
    reason: Option<&str>,
    act: &Act,
) -> Result<bool, StoreError> {
    let judged = responses::table.find((network, id)).filter(responses::latest_revision.eq(latest_revision));
    let changed = diesel::update(judged)
        .set((
            responses::state.eq(state),
            responses::state_reason.eq(reason),
            responses::updated_at.eq(At::from(act.at)),
        ))
        .execute(connection)?;
    if changed > 0 {
        let details = json!({ "state": state.as_str(), "revision": latest_revision });
        audit::record(connection, network, act, "response.state_changed", &Subject::new("response", id), &details)?;
    }
    Ok(changed > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_number_can_be_read_out() {
        let number = ReceiptNumber::of(ResponseId::new(Timestamp::UNIX_EPOCH)).to_string();
        assert_eq!(number.len(), 9);
        assert_eq!(number.chars().nth(4), Some('-'));
        assert!(number.chars().all(|sign| sign == '-' || (sign.is_ascii_alphanumeric() && !"ILOU".contains(sign))));
    }
}
