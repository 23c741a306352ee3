//! The words that a network counts beside the shipped ones, as its office typed them.

use diesel::prelude::*;
use serde_json::json;

use super::audit::{self, Act, Subject};
use super::columns::At;
use super::connection::on_each_backend;
use super::schema::word_lists;
use super::{Connection, NetworkId, StoreError, UserId};

/// A network's lists. Edition 0 is that of a network that never kept any.
#[derive(Debug, Clone, PartialEq, Eq, Default, Queryable, Selectable)]
#[diesel(table_name = word_lists)]
pub struct WordLists {
    /// Counts up with each change.
    pub edition: i32,
    /// Words that are always cut out and counted.
    pub words: String,
    /// What is counted as the same.
    pub synonyms: String,
    /// What is not counted.
    pub stop_words: String,
}

/// The lists of a network; empty ones where it never kept any.
///
/// # Errors
/// Those of the database.
pub fn of_network(connection: &mut Connection, network: NetworkId) -> Result<WordLists, StoreError> {
    let lists = word_lists::table.find(network).select(WordLists::as_select());
    Ok(lists.get_result(connection).optional()?.unwrap_or_default())
}

/// Keeps other lists in the place of those of `lists.edition`; false where that edition is not the newest any more.
///
/// # Errors
/// Those of the database.
pub fn set(
    connection: &mut Connection,
    network: NetworkId,
    lists: &WordLists,
    by: UserId,
    act: &Act,
) -> Result<bool, StoreError> {
    let row = (
        word_lists::network_id.eq(network),
        word_lists::edition.eq(lists.edition + 1),
        word_lists::words.eq(&lists.words),
        word_lists::synonyms.eq(&lists.synonyms),
        word_lists::stop_words.eq(&lists.stop_words),
        word_lists::changed_by.eq(by),
        word_lists::changed_at.eq(At::from(act.at)),
    );
    let changed = if lists.edition == 0 {
        on_each_backend!(connection, inner => diesel::insert_into(word_lists::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(inner))?
    } else {
        let unchanged = word_lists::table.find(network).filter(word_lists::edition.eq(lists.edition));
        diesel::update(unchanged)
            .set((
                word_lists::edition.eq(lists.edition + 1),
                word_lists::words.eq(&lists.words),
                word_lists::synonyms.eq(&lists.synonyms),
                word_lists::stop_words.eq(&lists.stop_words),
                word_lists::changed_by.eq(by),
                word_lists::changed_at.eq(At::from(act.at)),
            ))
            .execute(connection)?
    };
    if changed > 0 {
        let details = json!({ "edition": lists.edition + 1 });
        audit::record(connection, network, act, "words.lists_changed", &Subject::new("network", network), &details)?;
    }
    Ok(changed > 0)
}
