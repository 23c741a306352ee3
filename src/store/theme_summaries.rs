//! What readers make of all agencies' words to one item of a round's sheet: short texts of which every edition
//! stays.

use diesel::prelude::*;
use jiff::Timestamp;
use serde_json::json;

use super::audit::{self, Act, Subject};
use super::columns::At;
use super::connection::on_each_backend;
use super::schema::{theme_summaries, users};
use super::{Connection, NetworkId, RoundId, StoreError, UserId};

/// One edition of a summary.
#[derive(Clone, PartialEq, Eq, Queryable)]
pub struct ThemeSummary {
    /// Key of the item.
    pub question: String,
    /// Counts the editions of the item from 1.
    pub edition: i32,
    /// The summary; empty where it was taken back.
    pub words: String,
    /// Name of whoever wrote this edition.
    pub written_by: String,
    /// When.
    #[diesel(deserialize_as = At)]
    pub written_at: Timestamp,
}

/// Leaves the words out: they are made from what agencies said.
impl std::fmt::Debug for ThemeSummary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ThemeSummary").field("question", &self.question).field("edition", &self.edition).finish()
    }
}

/// Every edition of all summaries of a round, newest first within its item.
///
/// # Errors
/// Those of the database.
pub fn of_round(
    connection: &mut Connection,
    network: NetworkId,
    round: RoundId,
) -> Result<Vec<ThemeSummary>, StoreError> {
    Ok(theme_summaries::table
        .inner_join(users::table.on(users::id.eq(theme_summaries::written_by)))
        .filter(theme_summaries::network_id.eq(network).and(theme_summaries::round_id.eq(round)))
        .order((theme_summaries::question, theme_summaries::edition.desc()))
        .select((
            theme_summaries::question,
            theme_summaries::edition,
            theme_summaries::words,
            users::display_name,
            theme_summaries::written_at,
        ))
        .load(connection)?)
}

/// What is written.
pub struct NewSummary<'a> {
    /// The round.
    pub round: RoundId,
    /// Key of the item.
    pub question: &'a str,
    /// The edition that the writer saw; 0 where there was none.
    pub seen: i32,
    /// The summary.
    pub words: &'a str,
    /// Who writes.
    pub by: UserId,
}

/// Writes the next edition; false where somebody else has written one since the edition that was seen. The caller
/// has looked the round up in its network.
///
/// # Errors
/// Those of the database.
pub fn write(
    connection: &mut Connection,
    network: NetworkId,
    new: &NewSummary<'_>,
    act: &Act,
) -> Result<bool, StoreError> {
    let row = (
        theme_summaries::network_id.eq(network),
        theme_summaries::round_id.eq(new.round),
        theme_summaries::question.eq(new.question),
        theme_summaries::edition.eq(new.seen + 1),
        theme_summaries::words.eq(new.words),
        theme_summaries::written_by.eq(new.by),
        theme_summaries::written_at.eq(At::from(act.at)),
    );
    // The key holds the edition: of two who saw the same one, the second finds it taken.
    let added = on_each_backend!(connection, inner => diesel::insert_into(theme_summaries::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    if added > 0 {
        let details = json!({ "question": new.question, "edition": new.seen + 1 });
        let subject = Subject::new("round", new.round);
        audit::record(connection, network, act, "theme_summary.written", &subject, &details)?;
    }
    Ok(added > 0)
}
