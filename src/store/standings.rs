//! Where the responses of a round stand: what a reader who has kept its answers looks at to see what is new.

use diesel::dsl::{count_star, sql};
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use jiff::Timestamp;

use super::columns::At;
use super::responses::ResponseState;
use super::schema::responses;
use super::{Connection, NetworkId, ResponseId, RoundId, StoreError};

/// Where one response stands. Whatever changes it changes one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct Standing {
    /// The response.
    pub response_id: ResponseId,
    /// Its state.
    pub state: ResponseState,
    /// The number of the revision that counts.
    pub latest_revision: i32,
    /// The revision that its agency stands by.
    pub confirmed_revision: Option<i32>,
    /// When it was changed last.
    #[diesel(deserialize_as = At)]
    pub updated_at: Timestamp,
}

/// The standings of a round added up: two rounds of the same sums stand alike. Made by the database in one
/// statement, and by [`Sums::of`] from standings that were read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sums {
    /// One entry a state that occurs, in no order.
    states: Vec<SumsOfState>,
}

/// State, responses, revisions, confirmed revisions, and times modulo a prime, so that they cannot run over.
type SumsOfState = (ResponseState, i64, i64, i64, i64);

/// Below 2^31: as many of its multiples' remainders as there can be responses add up within 63 bits.
const PRIME: i64 = 2_147_483_647;

impl Sums {
    /// The sums of standings.
    pub fn of<'s>(standings: impl IntoIterator<Item = &'s Standing>) -> Self {
        let mut states: Vec<SumsOfState> = Vec::new();
        for standing in standings {
            let place = match states.iter().position(|sums| sums.0 == standing.state) {
                Some(place) => place,
                None => {
                    states.push((standing.state, 0, 0, 0, 0));
                    states.len() - 1
                }
            };
            let sums = &mut states[place];
            sums.1 += 1;
            sums.2 += i64::from(standing.latest_revision);
            sums.3 += i64::from(standing.confirmed_revision.unwrap_or_default());
            sums.4 += standing.updated_at.as_microsecond() % PRIME;
        }
        Self::sorted(states)
    }

    fn sorted(mut states: Vec<SumsOfState>) -> Self {
        states.sort_by_key(|sums| sums.0.as_str());
        Self { states }
    }
}

/// The sums of a round's standings.
///
/// # Errors
/// Those of the database.
pub fn sums(connection: &mut Connection, network: NetworkId, round: RoundId) -> Result<Sums, StoreError> {
    let states = responses::table
        .filter(responses::network_id.eq(network).and(responses::round_id.eq(round)))
        .group_by(responses::state)
        .select((
            responses::state,
            count_star(),
            sql::<BigInt>("CAST(COALESCE(SUM(latest_revision), 0) AS BIGINT)"),
            sql::<BigInt>("CAST(COALESCE(SUM(confirmed_revision), 0) AS BIGINT)"),
            sql::<BigInt>("CAST(COALESCE(SUM(updated_at % 2147483647), 0) AS BIGINT)"),
        ))
        .load(connection)?;
    Ok(Sums::sorted(states))
}

/// The standings of a round's responses; of those alone that were changed at `since` or later, where it is given.
///
/// # Errors
/// Those of the database.
pub fn of_round(
    connection: &mut Connection,
    network: NetworkId,
    round: RoundId,
    since: Option<Timestamp>,
) -> Result<Vec<Standing>, StoreError> {
    let mut query = responses::table
        .filter(responses::network_id.eq(network).and(responses::round_id.eq(round)))
        .select((
            responses::id,
            responses::state,
            responses::latest_revision,
            responses::confirmed_revision,
            responses::updated_at,
        ))
        .into_boxed();
    if let Some(since) = since {
        query = query.filter(responses::updated_at.ge(At::from(since)));
    }
    Ok(query.load(connection)?)
}
