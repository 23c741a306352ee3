//! One-time codes by which a person gets back in: to set a new password, or to take the second factor off.

use diesel::prelude::*;
use jiff::Timestamp;
use serde_json::json;

use super::audit::{self, Act, Subject};
use super::columns::{At, enum_column};
use super::schema::{access_codes, users};
use super::users::User;
use super::{Connection, NetworkId, StoreError, TokenHash, UserId};

enum_column! {
    /// What a code is for.
    CodePurpose {
        /// Sets a new password.
        Password = "password",
        /// Takes the second factor off; the password is asked for as well.
        SecondFactor = "second_factor",
    }
}

/// Gives a person a code until `expires_at`; an earlier one ends. `network` is where it was asked for: its log
/// tells of it.
///
/// # Errors
/// Those of the database.
pub fn issue(
    connection: &mut Connection,
    network: NetworkId,
    user: UserId,
    (code, purpose): (TokenHash, CodePurpose),
    expires_at: Timestamp,
    act: &Act,
) -> Result<(), StoreError> {
    diesel::delete(access_codes::table.find(user)).execute(connection)?;
    diesel::insert_into(access_codes::table)
        .values((
            access_codes::user_id.eq(user),
            access_codes::code_sha256.eq(code),
            access_codes::purpose.eq(purpose),
            access_codes::created_at.eq(At::from(act.at)),
            access_codes::expires_at.eq(At::from(expires_at)),
        ))
        .execute(connection)?;
    let details = json!({ "purpose": purpose.as_str() });
    audit::record(connection, network, act, "user.code_issued", &Subject::new("user", user), &details)
}

/// Whether a person has a code for this that has not ended.
///
/// # Errors
/// Those of the database.
pub fn waits(
    connection: &mut Connection,
    user: UserId,
    purpose: CodePurpose,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let waiting = access_codes::table.find(user).filter(access_codes::purpose.eq(purpose));
    let found = waiting.filter(access_codes::expires_at.gt(At::from(now))).select(access_codes::user_id);
    Ok(found.get_result::<UserId>(connection).optional()?.is_some())
}

/// The person a code belongs to and what it is for, where it has not ended and the person may sign in.
///
/// # Errors
/// Those of the database.
pub fn find(
    connection: &mut Connection,
    code: TokenHash,
    now: Timestamp,
) -> Result<Option<(User, CodePurpose)>, StoreError> {
    Ok(access_codes::table
        .inner_join(users::table.on(users::id.eq(access_codes::user_id)))
        .filter(access_codes::code_sha256.eq(code))
        .filter(access_codes::expires_at.gt(At::from(now)))
        .filter(users::deactivated_at.is_null())
        .select((User::as_select(), access_codes::purpose))
        .get_result(connection)
        .optional()?)
}

/// Uses a code up; false where it was used, replaced or ended meanwhile.
///
/// # Errors
/// Those of the database.
pub fn use_up(connection: &mut Connection, user: UserId, code: TokenHash, now: Timestamp) -> Result<bool, StoreError> {
    let same = access_codes::table.find(user).filter(access_codes::code_sha256.eq(code));
    Ok(diesel::delete(same.filter(access_codes::expires_at.gt(At::from(now)))).execute(connection)? > 0)
}

/// Ends a person's code, if there is one.
///
/// # Errors
/// Those of the database.
pub fn end(connection: &mut Connection, user: UserId) -> Result<(), StoreError> {
    diesel::delete(access_codes::table.find(user)).execute(connection)?;
    Ok(())
}
