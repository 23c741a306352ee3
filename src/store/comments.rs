//! Comments on a response: what the office asks to look at again, and what an agency says to a hearing.

use diesel::prelude::*;
use jiff::Timestamp;
use serde_json::json;

use super::audit::{self, Act, Actor, Subject};
use super::columns::{At, Maybe};
use super::schema::comments;
use super::{CommentId, Connection, NetworkId, ResponseId, StoreError};

/// A comment.
#[derive(Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = comments)]
pub struct Comment {
    /// Its id.
    pub id: CommentId,
    /// The response that it is about.
    pub response_id: ResponseId,
    /// The number of the revision that it speaks of.
    pub revision: i32,
    /// The question's key; empty where it is about the whole answer.
    pub question_key: String,
    /// What it says.
    pub words: String,
    /// Who wrote it.
    pub written_by: Actor,
    /// When.
    #[diesel(deserialize_as = At)]
    pub written_at: Timestamp,
    /// When it was settled by a new revision, if it was.
    #[diesel(deserialize_as = Maybe<At>)]
    pub settled_at: Option<Timestamp>,
}

/// Leaves the words out: they may speak of a person.
impl std::fmt::Debug for Comment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Comment")
            .field("id", &self.id)
            .field("question_key", &self.question_key)
            .finish_non_exhaustive()
    }
}

/// What is written about a revision of a response.
#[derive(Clone, Copy)]
pub struct NewComment<'a> {
    /// The response.
    pub response: ResponseId,
    /// The number of the revision that it speaks of.
    pub revision: i32,
    /// The question's key; empty where it is about the whole answer.
    pub question: &'a str,
    /// What it says.
    pub words: &'a str,
}

/// Writes a comment.
///
/// # Errors
/// One that [`StoreError::is_missing_reference`] where the network has no such response.
pub fn add(
    connection: &mut Connection,
    network: NetworkId,
    comment: NewComment<'_>,
    act: &Act,
) -> Result<CommentId, StoreError> {
    let id = CommentId::new(act.at);
    diesel::insert_into(comments::table)
        .values((
            comments::network_id.eq(network),
            comments::id.eq(id),
            comments::response_id.eq(comment.response),
            comments::revision.eq(comment.revision),
            comments::question_key.eq(comment.question),
            comments::words.eq(comment.words),
            comments::written_by.eq(act.actor),
            comments::written_at.eq(At::from(act.at)),
        ))
        .execute(connection)?;
    let details = json!({ "question": comment.question, "revision": comment.revision });
    let subject = Subject::new("response", comment.response);
    audit::record(connection, network, act, "comment.added", &subject, &details)?;
    Ok(id)
}

/// All comments on a response, settled ones too, oldest first.
///
/// # Errors
/// Those of the database.
pub fn of_response(
    connection: &mut Connection,
    network: NetworkId,
    response: ResponseId,
) -> Result<Vec<Comment>, StoreError> {
    Ok(comments::table
        .filter(comments::network_id.eq(network).and(comments::response_id.eq(response)))
        .order((comments::written_at, comments::id))
        .select(Comment::as_select())
        .load(connection)?)
}

/// The comments on a response that are not settled, oldest first.
///
/// # Errors
/// Those of the database.
pub fn open_of(
    connection: &mut Connection,
    network: NetworkId,
    response: ResponseId,
) -> Result<Vec<Comment>, StoreError> {
    let mut all = of_response(connection, network, response)?;
    all.retain(|comment| comment.settled_at.is_none());
    Ok(all)
}

/// Settles what is open about a response. The line in the log is that of the act that settles it.
///
/// # Errors
/// Those of the database.
pub fn settle(
    connection: &mut Connection,
    network: NetworkId,
    response: ResponseId,
    act: &Act,
) -> Result<usize, StoreError> {
    let open = comments::table
        .filter(comments::network_id.eq(network).and(comments::response_id.eq(response)))
        .filter(comments::settled_at.is_null());
    Ok(diesel::update(open).set(comments::settled_at.eq(Some(At::from(act.at)))).execute(connection)?)
}
