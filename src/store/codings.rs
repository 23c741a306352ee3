//! Codings: codes that were given to answers or to passages of them. A coding is never changed and never deleted:
//! taking it back is a mark on it.

use diesel::dsl::{count, count_star};
use diesel::prelude::*;
use jiff::Timestamp;
use serde_json::json;

use super::audit::{self, Act, Actor, Subject};
use super::columns::{At, Maybe, enum_column};
use super::connection::on_each_backend;
use super::schema::{codings, responses};
use super::{CodingId, Connection, NetworkId, ResponseId, RoundId, StoreError};

enum_column! {
    /// What a coding stands for.
    CodingKind {
        /// A reader gave the code.
        Reader = "reader",
        /// Readers differed, and it was settled that the code is given.
        Settled = "settled",
        /// Readers differed, and it was settled that the code is not given.
        Dropped = "dropped",
    }
}

/// What a code is given to: the whole answer, a question, or a passage of a question's text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Queryable, Selectable, Insertable)]
#[diesel(table_name = codings)]
pub struct Passage {
    /// The key of the question; blank for the whole answer.
    pub question: String,
    /// The first character of the passage, from 0. Characters are Unicode scalar values.
    #[diesel(column_name = span_start)]
    pub start: i32,
    /// The character behind the passage; 0 for all of the question.
    #[diesel(column_name = span_end)]
    pub end: i32,
    /// The hash of the text in this range ([`crate::answer::passage::quote_hash`]); blank for the whole answer.
    pub quote_hash: String,
}

impl Passage {
    /// Whether it is the whole answer.
    pub fn is_whole_answer(&self) -> bool {
        self.question.is_empty()
    }

    /// The characters of the passage; `None` where it is the whole answer or all of a question.
    pub fn range(&self) -> Option<std::ops::Range<usize>> {
        let place = |at: i32| usize::try_from(at).unwrap_or_default();
        (self.end > 0).then(|| place(self.start)..place(self.end))
    }
}

/// A code that somebody gave.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = codings)]
pub struct Coding {
    /// Its id.
    pub id: CodingId,
    /// The response.
    pub response_id: ResponseId,
    /// The number of the revision that was read.
    pub revision: i32,
    /// What the code was given to.
    #[diesel(embed)]
    pub passage: Passage,
    /// The key of the codebook.
    pub codebook: String,
    /// The code.
    pub code: String,
    /// Whether a reader gave it, or it was settled.
    pub kind: CodingKind,
    /// Who gave it.
    pub coded_by: Actor,
    /// When.
    #[diesel(deserialize_as = At)]
    pub coded_at: Timestamp,
    /// Who took it back; `None` while it is in force.
    pub taken_back_by: Option<Actor>,
    /// When it was taken back.
    #[diesel(deserialize_as = Maybe<At>)]
    pub taken_back_at: Option<Timestamp>,
}

/// A code to be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCoding {
    /// The response.
    pub response: ResponseId,
    /// The number of the revision that was read.
    pub revision: i32,
    /// What the code is given to.
    pub passage: Passage,
    /// The key of the codebook.
    pub codebook: String,
    /// The code.
    pub code: String,
    /// Whether a reader gives it, or it is settled.
    pub kind: CodingKind,
}

impl NewCoding {
    /// A reader's code for a whole answer.
    pub fn of_whole(response: ResponseId, revision: i32, codebook: &str, code: &str) -> Self {
        let (codebook, code) = (codebook.to_owned(), code.to_owned());
        Self { response, revision, passage: Passage::default(), codebook, code, kind: CodingKind::Reader }
    }
}

/// Gives a code in the name of the act's actor; false where the same is in force already.
///
/// # Errors
/// One that [`StoreError::is_missing_reference`] where the network has no such response.
pub fn give(connection: &mut Connection, network: NetworkId, new: &NewCoding, act: &Act) -> Result<bool, StoreError> {
    let id = CodingId::new(act.at);
    let row = (
        codings::network_id.eq(network),
        codings::id.eq(id),
        codings::response_id.eq(new.response),
        codings::revision.eq(new.revision),
        &new.passage,
        codings::codebook.eq(&new.codebook),
        codings::code.eq(&new.code),
        codings::kind.eq(new.kind),
        codings::coded_by.eq(act.actor),
        codings::coded_at.eq(At::from(act.at)),
    );
    let added = on_each_backend!(connection, inner => diesel::insert_into(codings::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    if added > 0 {
        let action = if new.kind == CodingKind::Reader { "coding.added" } else { "coding.settled" };
        let details =
            json!({ "coding": id.to_string(), "codebook": new.codebook, "code": new.code, "kind": new.kind.as_str() });
        audit::record(connection, network, act, action, &Subject::new("response", new.response), &details)?;
    }
    Ok(added > 0)
}

/// Takes a coding back; false where the network has none of this id in force.
///
/// # Errors
/// Those of the database.
pub fn take_back(
    connection: &mut Connection,
    network: NetworkId,
    coding: &Coding,
    act: &Act,
) -> Result<bool, StoreError> {
    let changed = diesel::update(codings::table.find((network, coding.id)).filter(codings::taken_back_at.is_null()))
        .set((codings::taken_back_by.eq(act.actor), codings::taken_back_at.eq(At::from(act.at))))
        .execute(connection)?;
    if changed > 0 {
        let details = json!({ "coding": coding.id.to_string(), "codebook": coding.codebook, "code": coding.code });
        audit::record(
            connection,
            network,
            act,
            "coding.removed",
            &Subject::new("response", coding.response_id),
            &details,
        )?;
    }
    Ok(changed > 0)
}

/// One coding, in force or taken back.
///
/// # Errors
/// Those of the database.
pub fn find(connection: &mut Connection, network: NetworkId, id: CodingId) -> Result<Option<Coding>, StoreError> {
    let found = codings::table.find((network, id)).select(Coding::as_select()).get_result(connection);
    Ok(found.optional()?)
}

/// The codings of one response that are in force, in the order in which they were given.
///
/// # Errors
/// Those of the database.
pub fn of_response(
    connection: &mut Connection,
    network: NetworkId,
    response: ResponseId,
) -> Result<Vec<Coding>, StoreError> {
    let mut all = history(connection, network, response)?;
    all.retain(|coding| coding.taken_back_at.is_none());
    Ok(all)
}

/// All codings that one response ever had, in the order in which they were given.
///
/// # Errors
/// Those of the database.
pub fn history(
    connection: &mut Connection,
    network: NetworkId,
    response: ResponseId,
) -> Result<Vec<Coding>, StoreError> {
    Ok(codings::table
        .filter(codings::network_id.eq(network).and(codings::response_id.eq(response)))
        .order((codings::coded_at, codings::id))
        .select(Coding::as_select())
        .load(connection)?)
}

/// The codings of all responses of a round that are in force, response by response.
///
/// # Errors
/// Those of the database.
pub fn of_round(connection: &mut Connection, network: NetworkId, round: RoundId) -> Result<Vec<Coding>, StoreError> {
    let of_round = responses::table
        .filter(responses::network_id.eq(network).and(responses::round_id.eq(round)))
        .select(responses::id);
    Ok(codings::table
        .filter(codings::network_id.eq(network).and(codings::response_id.eq_any(of_round)))
        .filter(codings::taken_back_at.is_null())
        .order((codings::response_id, codings::codebook, codings::code, codings::coded_by))
        .select(Coding::as_select())
        .load(connection)?)
}

/// How many codings a network ever had, and how many of them were taken back. Since none is changed or deleted, two
/// looks that find the same numbers look at the same codings.
///
/// # Errors
/// Those of the database.
pub fn counts(connection: &mut Connection, network: NetworkId) -> Result<(i64, i64), StoreError> {
    Ok(codings::table
        .filter(codings::network_id.eq(network))
        .select((count_star(), count(codings::taken_back_at)))
        .get_result(connection)?)
}

/// The codings of a network that are in force, response by response.
///
/// # Errors
/// Those of the database.
pub fn of_network(connection: &mut Connection, network: NetworkId) -> Result<Vec<Coding>, StoreError> {
    Ok(codings::table
        .filter(codings::network_id.eq(network).and(codings::taken_back_at.is_null()))
        .order((codings::response_id, codings::codebook, codings::code, codings::coded_by))
        .select(Coding::as_select())
        .load(connection)?)
}
