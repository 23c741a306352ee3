//! The second factor of a person: an authenticator's secret, encrypted by whoever calls, and the step of the
//! code that was taken last.

use diesel::prelude::*;

use super::audit::Act;
use super::recovery_codes;
use super::schema::users;
use super::users::record;
use super::{Connection, StoreError, TokenHash, UserId};

/// Keeps a secret that is being set up, in place of an earlier one that never came into use.
///
/// # Errors
/// Those of the database.
pub fn begin(connection: &mut Connection, user: UserId, sealed: &str, act: &Act) -> Result<(), StoreError> {
    diesel::update(users::table.find(user)).set(users::totp_pending.eq(Some(sealed))).execute(connection)?;
    record(connection, user, act, "user.totp_begun")
}

/// Puts the secret that was being set up into use, with its recovery codes; false where another one is being
/// set up by now, or one is in use already. `step` is that of the code that proved it, which then works no more.
///
/// # Errors
/// Those of the database.
pub fn turn_on(
    connection: &mut Connection,
    user: UserId,
    (pending, sealed): (&str, &str),
    step: i64,
    codes: &[TokenHash],
    act: &Act,
) -> Result<bool, StoreError> {
    let still = users::totp_pending.eq(Some(pending)).and(users::totp_secret.is_null());
    let changed = diesel::update(users::table.find(user).filter(still))
        .set((
            users::totp_secret.eq(Some(sealed)),
            users::totp_pending.eq(None::<String>),
            users::totp_step.eq(Some(step)),
        ))
        .execute(connection)?;
    if changed == 0 {
        return Ok(false);
    }
    recovery_codes::replace(connection, user, codes, act)?;
    record(connection, user, act, "user.totp_on")?;
    Ok(true)
}

/// Takes a code's step, so that neither it nor an earlier one works again; false where it was taken before, or
/// another secret is in use by now.
///
/// # Errors
/// Those of the database.
pub fn use_step(connection: &mut Connection, user: UserId, sealed: &str, step: i64) -> Result<bool, StoreError> {
    let is_new = users::totp_step.is_null().or(users::totp_step.lt(step));
    let same = users::table.find(user).filter(users::totp_secret.eq(Some(sealed))).filter(is_new);
    Ok(diesel::update(same).set(users::totp_step.eq(Some(step))).execute(connection)? > 0)
}

/// Turns the second factor off and forgets its recovery codes; false where it was off.
///
/// # Errors
/// Those of the database.
pub fn turn_off(connection: &mut Connection, user: UserId, act: &Act) -> Result<bool, StoreError> {
    let changed = diesel::update(users::table.find(user).filter(users::totp_secret.is_not_null()))
        .set((
            users::totp_secret.eq(None::<String>),
            users::totp_pending.eq(None::<String>),
            users::totp_step.eq(None::<i64>),
        ))
        .execute(connection)?;
    if changed > 0 {
        recovery_codes::forget(connection, user)?;
        record(connection, user, act, "user.totp_off")?;
    }
    Ok(changed > 0)
}
