//! Codes that rules propose, and what each reader decided about them. A suggestion is no coding.

use diesel::prelude::*;
use jiff::Timestamp;
use serde_json::json;

use super::audit::{self, Act, Subject};
use super::codings::Passage;
use super::columns::At;
use super::connection::on_each_backend;
use super::schema::{coding_suggestions as suggestions, suggestion_decisions as decisions};
use super::{Connection, NetworkId, ResponseId, StoreError, SuggestionId, UserId};

/// A code that a rule proposes for a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Its id.
    pub id: SuggestionId,
    /// The response.
    pub response_id: ResponseId,
    /// The number of the revision that the rule was applied to.
    pub revision: i32,
    /// What the code is proposed for.
    pub passage: Passage,
    /// The key of the codebook.
    pub codebook: String,
    /// The code.
    pub code: String,
    /// The name of the rule, for people.
    pub rule: String,
}

/// A suggestion to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSuggestion {
    /// The response.
    pub response: ResponseId,
    /// The number of the revision that the rule was applied to.
    pub revision: i32,
    /// What the code is proposed for.
    pub passage: Passage,
    /// The key of the codebook.
    pub codebook: String,
    /// The code.
    pub code: String,
    /// The name of the rule, for people.
    pub rule: String,
}

/// What a reader decided about a suggestion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The suggestion.
    pub suggestion: SuggestionId,
    /// The reader.
    pub user: UserId,
    /// Whether the reader accepted it.
    pub is_accepted: bool,
    /// When.
    pub decided_at: Timestamp,
}

type Row = (SuggestionId, ResponseId, i32, String, i32, i32, String, String, String, String);

/// Keeps suggestions; those that are kept already, decided or not, are passed over. How many are new.
///
/// # Errors
/// One that [`StoreError::is_missing_reference`] where the network has no such response.
pub fn add(
    connection: &mut Connection,
    network: NetworkId,
    new: &[NewSuggestion],
    act: &Act,
) -> Result<usize, StoreError> {
    let mut added = 0;
    for one in new {
        let row = (
            suggestions::network_id.eq(network),
            suggestions::id.eq(SuggestionId::new(act.at)),
            suggestions::response_id.eq(one.response),
            suggestions::revision.eq(one.revision),
            suggestions::question.eq(&one.passage.question),
            suggestions::span_start.eq(one.passage.start),
            suggestions::span_end.eq(one.passage.end),
            suggestions::quote_hash.eq(&one.passage.quote_hash),
            suggestions::codebook.eq(&one.codebook),
            suggestions::code.eq(&one.code),
            suggestions::rule.eq(&one.rule),
            suggestions::suggested_at.eq(At::from(act.at)),
        );
        added += on_each_backend!(connection, inner => diesel::insert_into(suggestions::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(inner))?;
    }
    if added > 0 {
        let details = json!({ "suggestions": added });
        audit::record(connection, network, act, "coding.suggested", &Subject::new("network", network), &details)?;
    }
    Ok(added)
}

/// The suggestions for one response, in the order of the text.
///
/// # Errors
/// Those of the database.
pub fn of_response(
    connection: &mut Connection,
    network: NetworkId,
    response: ResponseId,
) -> Result<Vec<Suggestion>, StoreError> {
    let rows: Vec<Row> = suggestions::table
        .filter(suggestions::network_id.eq(network).and(suggestions::response_id.eq(response)))
        .order((suggestions::question, suggestions::span_start, suggestions::codebook, suggestions::code))
        .select((
            suggestions::id,
            suggestions::response_id,
            suggestions::revision,
            suggestions::question,
            suggestions::span_start,
            suggestions::span_end,
            suggestions::quote_hash,
            suggestions::codebook,
            suggestions::code,
            suggestions::rule,
        ))
        .load(connection)?;
    let read = |(id, response_id, revision, question, start, end, quote_hash, codebook, code, rule): Row| Suggestion {
        id,
        response_id,
        revision,
        passage: Passage { question, start, end, quote_hash },
        codebook,
        code,
        rule,
    };
    Ok(rows.into_iter().map(read).collect())
}

/// How many suggestions each response has that nobody has decided about.
///
/// # Errors
/// Those of the database.
pub fn undecided(connection: &mut Connection, network: NetworkId) -> Result<Vec<(ResponseId, i64)>, StoreError> {
    let decided = decisions::table.filter(decisions::network_id.eq(network)).select(decisions::suggestion_id);
    Ok(suggestions::table
        .filter(suggestions::network_id.eq(network).and(suggestions::id.ne_all(decided)))
        .group_by(suggestions::response_id)
        .select((suggestions::response_id, diesel::dsl::count_star()))
        .load(connection)?)
}

/// What readers decided about the suggestions for one response.
///
/// # Errors
/// Those of the database.
pub fn decisions_of(
    connection: &mut Connection,
    network: NetworkId,
    response: ResponseId,
) -> Result<Vec<Decision>, StoreError> {
    let of_response = suggestions::table
        .filter(suggestions::network_id.eq(network).and(suggestions::response_id.eq(response)))
        .select(suggestions::id);
    let rows: Vec<(SuggestionId, UserId, i32, At)> = decisions::table
        .filter(decisions::network_id.eq(network).and(decisions::suggestion_id.eq_any(of_response)))
        .order((decisions::decided_at, decisions::user_id))
        .select((decisions::suggestion_id, decisions::user_id, decisions::accepted, decisions::decided_at))
        .load(connection)?;
    rows.into_iter()
        .map(|(suggestion, user, accepted, at)| {
            let decided_at = at.try_into().map_err(|_| StoreError::Unreadable { what: "time" })?;
            Ok(Decision { suggestion, user, is_accepted: accepted != 0, decided_at })
        })
        .collect()
}

/// Notes a reader's decision; false where they had decided about it before.
///
/// # Errors
/// One that [`StoreError::is_missing_reference`] where the network has no such suggestion.
pub fn decide(
    connection: &mut Connection,
    network: NetworkId,
    suggestion: &Suggestion,
    (user, is_accepted): (UserId, bool),
    act: &Act,
) -> Result<bool, StoreError> {
    let row = (
        decisions::network_id.eq(network),
        decisions::suggestion_id.eq(suggestion.id),
        decisions::user_id.eq(user),
        decisions::accepted.eq(i32::from(is_accepted)),
        decisions::decided_at.eq(At::from(act.at)),
    );
    let added = on_each_backend!(connection, inner => diesel::insert_into(decisions::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    if added > 0 {
        let action = if is_accepted { "suggestion.accepted" } else { "suggestion.rejected" };
        let details = json!({ "codebook": suggestion.codebook, "code": suggestion.code });
        audit::record(connection, network, act, action, &Subject::new("response", suggestion.response_id), &details)?;
    }
    Ok(added > 0)
}
