//! Sessions of people who signed in: kept in the database, so that they can be ended, and so that
//! several nodes can serve them.

use diesel::prelude::*;
use jiff::Timestamp;

use super::audit::Act;
use super::columns::{At, enum_column};
use super::schema::{sessions, users};
use super::token_hash::TokenHash;
use super::users::{self as users_table, User};
use super::{Connection, StoreError, UserId};

enum_column! {
    /// How far a sign-in has come.
    Stage {
        /// The password was right; the second factor is still asked for.
        SecondFactor = "second_factor",
        /// Signed in.
        Open = "open",
    }
}

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
    /// When it was started.
    #[diesel(deserialize_as = At)]
    pub created_at: Timestamp,
    /// When it was last used.
    #[diesel(deserialize_as = At)]
    pub last_seen_at: Timestamp,
    /// When it ends unless it is used.
    #[diesel(deserialize_as = At)]
    pub expires_at: Timestamp,
}

/// Starts a session at `now`, which ends at `expires_at` unless it is used.
///
/// # Errors
/// Those of the database.
pub fn start(
    connection: &mut Connection,
    token: TokenHash,
    user: UserId,
    csrf_secret: &str,
    stage: Stage,
    (now, expires_at): (Timestamp, Timestamp),
) -> Result<(), StoreError> {
    diesel::insert_into(sessions::table)
        .values((
            sessions::token_sha256.eq(token),
            sessions::user_id.eq(user),
            sessions::csrf_secret.eq(csrf_secret),
            sessions::created_at.eq(At::from(now)),
            sessions::last_seen_at.eq(At::from(now)),
            sessions::expires_at.eq(At::from(expires_at)),
            sessions::stage.eq(stage),
        ))
        .execute(connection)?;
    Ok(())
}

/// The session of a token and its user, where the session is at this stage, has not ended, and the user may
/// sign in.
///
/// # Errors
/// Those of the database.
pub fn find(
    connection: &mut Connection,
    token: TokenHash,
    stage: Stage,
    now: Timestamp,
) -> Result<Option<(Session, User)>, StoreError> {
    Ok(sessions::table
        .inner_join(users::table.on(users::id.eq(sessions::user_id)))
        .filter(sessions::token_sha256.eq(token))
        .filter(sessions::stage.eq(stage))
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

/// The sessions of a person that have not ended, the one used last first.
///
/// # Errors
/// Those of the database.
pub fn of_user(connection: &mut Connection, user: UserId, now: Timestamp) -> Result<Vec<Session>, StoreError> {
    Ok(sessions::table
        .filter(sessions::user_id.eq(user).and(sessions::stage.eq(Stage::Open)))
        .filter(sessions::expires_at.gt(At::from(now)))
        .order(sessions::last_seen_at.desc())
        .select(Session::as_select())
        .load(connection)?)
}

/// Ends all sessions of a person but the one of `kept`, and returns how many there were.
///
/// # Errors
/// Those of the database.
pub fn end_others_of(
    connection: &mut Connection,
    user: UserId,
    kept: TokenHash,
    act: &Act,
) -> Result<usize, StoreError> {
    let others = sessions::table.filter(sessions::user_id.eq(user).and(sessions::token_sha256.ne(kept)));
    let ended = diesel::delete(others).execute(connection)?;
    users_table::record(connection, user, act, "user.signed_out_elsewhere")?;
    Ok(ended)
}

/// Ends all sessions of a person as an act of its own, and returns how many there were.
///
/// # Errors
/// Those of the database.
pub fn sign_out(connection: &mut Connection, user: UserId, act: &Act) -> Result<usize, StoreError> {
    let ended = end_all_of(connection, user)?;
    users_table::record(connection, user, act, "user.signed_out_elsewhere")?;
    Ok(ended)
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
