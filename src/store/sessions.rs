//! Sessions of people who signed in: kept in the database, so that they can be ended, and so that
//! several nodes can serve them.

use diesel::prelude::*;
use jiff::Timestamp;

use super::columns::At;
use super::schema::{sessions, users};
use super::token_hash::TokenHash;
use super::users::User;
use super::{Connection, StoreError, UserId};

/// A session that has not ended.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = sessions)]
pub struct Session {
    /// The hash of the cookie's token.
    pub token_sha256: TokenHash,
    /// Who signed in.
    pub user_id: UserId,
    /// The secret that the session's forms must carry.
    pub csrf_secret: String,
    /// When it was last used.
    #[diesel(deserialize_as = At)]
    pub last_seen_at: Timestamp,
    /// When it ends unless it is used.
    #[diesel(deserialize_as = At)]
    pub expires_at: Timestamp,
}

/// Starts a session.
///
/// # Errors
/// Those of the database.
pub fn start(
    connection: &mut Connection,
    token: TokenHash,
    user: UserId,
    csrf_secret: &str,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    diesel::insert_into(sessions::table)
        .values((
            sessions::token_sha256.eq(token),
            sessions::user_id.eq(user),
            sessions::csrf_secret.eq(csrf_secret),
            sessions::created_at.eq(At::from(now)),
            sessions::last_seen_at.eq(At::from(now)),
            sessions::expires_at.eq(At::from(expires_at)),
        ))
        .execute(connection)?;
    Ok(())
}

/// The session of a token and its user, where the session has not ended and the user may sign in.
///
/// # Errors
/// Those of the database.
pub fn find(
    connection: &mut Connection,
    token: TokenHash,
    now: Timestamp,
) -> Result<Option<(Session, User)>, StoreError> {
    Ok(sessions::table
        .inner_join(users::table.on(users::id.eq(sessions::user_id)))
        .filter(sessions::token_sha256.eq(token))
        .filter(sessions::expires_at.gt(At::from(now)))
        .filter(users::deactivated_at.is_null())
        .select((Session::as_select(), User::as_select()))
        .get_result(connection)
        .optional()?)
}

/// Notes that a session is in use, and moves its end.
///
/// # Errors
/// Those of the database.
pub fn extend(
    connection: &mut Connection,
    token: TokenHash,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    diesel::update(sessions::table.find(token))
        .set((sessions::last_seen_at.eq(At::from(now)), sessions::expires_at.eq(At::from(expires_at))))
        .execute(connection)?;
    Ok(())
}

/// Ends one session.
///
/// # Errors
/// Those of the database.
pub fn end(connection: &mut Connection, token: TokenHash) -> Result<(), StoreError> {
    diesel::delete(sessions::table.find(token)).execute(connection)?;
    Ok(())
}

/// Ends all sessions of a person, and returns how many there were.
///
/// # Errors
/// Those of the database.
pub fn end_all_of(connection: &mut Connection, user: UserId) -> Result<usize, StoreError> {
    Ok(diesel::delete(sessions::table.filter(sessions::user_id.eq(user))).execute(connection)?)
}

/// Removes sessions that ended before `now`, and returns how many there were.
///
/// # Errors
/// Those of the database.
pub fn remove_expired(connection: &mut Connection, now: Timestamp) -> Result<usize, StoreError> {
    Ok(diesel::delete(sessions::table.filter(sessions::expires_at.le(At::from(now)))).execute(connection)?)
}
