//! Codes that stand in for a lost authenticator, each once. Only their hashes are kept.

use diesel::prelude::*;

use super::audit::Act;
use super::columns::At;
use super::schema::recovery_codes;
use super::users::record;
use super::{Connection, StoreError, TokenHash, UserId};

/// Gives a person new codes; earlier ones stop working.
///
/// # Errors
/// Those of the database.
pub fn replace(connection: &mut Connection, user: UserId, codes: &[TokenHash], act: &Act) -> Result<(), StoreError> {
    forget(connection, user)?;
    for code in codes {
        diesel::insert_into(recovery_codes::table)
            .values((
                recovery_codes::user_id.eq(user),
                recovery_codes::code_sha256.eq(*code),
                recovery_codes::created_at.eq(At::from(act.at)),
            ))
            .execute(connection)?;
    }
    record(connection, user, act, "user.recovery_codes_made")
}

/// Uses a code up; false where the person has no such code.
///
/// # Errors
/// Those of the database.
pub fn use_up(connection: &mut Connection, user: UserId, code: TokenHash, act: &Act) -> Result<bool, StoreError> {
    let used = diesel::delete(recovery_codes::table.find((user, code))).execute(connection)? > 0;
    if used {
        record(connection, user, act, "user.recovery_code_used")?;
    }
    Ok(used)
}

/// How many codes a person has left.
///
/// # Errors
/// Those of the database.
pub fn left(connection: &mut Connection, user: UserId) -> Result<i64, StoreError> {
    Ok(recovery_codes::table.filter(recovery_codes::user_id.eq(user)).count().get_result(connection)?)
}

/// Forgets all codes of a person.
///
/// # Errors
/// Those of the database.
pub(super) fn forget(connection: &mut Connection, user: UserId) -> Result<(), StoreError> {
    diesel::delete(recovery_codes::table.filter(recovery_codes::user_id.eq(user))).execute(connection)?;
    Ok(())
}
