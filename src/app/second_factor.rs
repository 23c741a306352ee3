//! The second factor: an authenticator's codes and the recovery codes that stand in for a lost one.

use jiff::Timestamp;

use super::one_time_code::{self, Code};
use super::sealed::{self, Place, SealError};
use super::server_key::ServerKey;
use super::totp::{self, Enrolment};
use crate::store::audit::Act;
use crate::store::users::User;
use crate::store::{Store, StoreError, TokenHash, UserId, recovery_codes, second_factor};

/// So many recovery codes are given at once.
const RECOVERY_CODES: usize = 10;

/// Why a second factor cannot be looked at or set up: our own fault, or another server key.
#[derive(Debug, thiserror::Error)]
pub enum SecondFactorError {
    /// The secret cannot be sealed or opened.
    #[error(transparent)]
    Sealed(#[from] SealError),
    /// The secret is no secret of an authenticator.
    #[error("authenticator: {0}")]
    Totp(#[from] totp_rs::TotpError),
    /// No code could be made.
    #[error("no random numbers: {0}")]
    Random(getrandom::Error),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn place<'a>(column: &'static str, row: &'a str) -> Place<'a> {
    Place { table: "users", column, row }
}

/// Whether this is a code of the person's authenticator that was not used yet, or one of their recovery codes,
/// which is used up by it.
///
/// # Errors
/// See [`SecondFactorError`].
pub async fn is_right(
    store: &Store,
    key: &ServerKey,
    user: &User,
    code: &str,
    now: Timestamp,
) -> Result<bool, SecondFactorError> {
    let Some(sealed) = user.totp_secret.clone() else { return Ok(false) };
    let id = user.id;
    let secret = sealed::open(key, place("totp_secret", &id.to_string()), &sealed)?;
    if let Some(step) = totp::step(&secret, code, now)? {
        return Ok(store.write(move |connection| second_factor::use_step(connection, id, &sealed, step)).await?);
    }
    let (hash, act) = (one_time_code::typed(code), Act::by_user(id, now));
    Ok(store.write(move |connection| recovery_codes::use_up(connection, id, hash, &act)).await?)
}

/// Makes a secret that comes into use once a right code is given.
///
/// # Errors
/// See [`SecondFactorError`].
pub async fn begin(store: &Store, key: &ServerKey, user: UserId, now: Timestamp) -> Result<(), SecondFactorError> {
    let sealed = sealed::seal(key, place("totp_pending", &user.to_string()), &totp::new_secret())?;
    let act = Act::by_user(user, now);
    Ok(store.write(move |connection| second_factor::begin(connection, user, &sealed, &act)).await?)
}

/// What the authenticator needs for the secret that is being set up; `None` where none is.
///
/// # Errors
/// See [`SecondFactorError`].
pub fn enrolment(key: &ServerKey, user: &User) -> Result<Option<Enrolment>, SecondFactorError> {
    pending(key, user)?.map(|secret| Ok(totp::enrolment(&secret, &user.mail)?)).transpose()
}

fn pending(key: &ServerKey, user: &User) -> Result<Option<Vec<u8>>, SealError> {
    let sealed = user.totp_pending.as_deref().filter(|_| user.totp_secret.is_none());
    sealed.map(|sealed| sealed::open(key, place("totp_pending", &user.id.to_string()), sealed)).transpose()
}

/// Turns the second factor on, where the code is one of the secret that is being set up; returns the recovery
/// codes, which nobody can show again. `None` where the code is wrong, or nothing is being set up any more.
///
/// # Errors
/// See [`SecondFactorError`].
pub async fn turn_on(
    store: &Store,
    key: &ServerKey,
    user: &User,
    code: &str,
    now: Timestamp,
) -> Result<Option<Vec<String>>, SecondFactorError> {
    let (Some(secret), Some(pending)) = (pending(key, user)?, user.totp_pending.clone()) else { return Ok(None) };
    let Some(step) = totp::step(&secret, code, now)? else { return Ok(None) };
    let sealed = sealed::seal(key, place("totp_secret", &user.id.to_string()), &secret)?;
    let (texts, hashes) = new_codes()?;
    let (id, act) = (user.id, Act::by_user(user.id, now));
    let is_on = store
        .write(move |connection| second_factor::turn_on(connection, id, (&pending, &sealed), step, &hashes, &act))
        .await?;
    Ok(is_on.then_some(texts))
}

/// Turns the second factor off.
///
/// # Errors
/// Those of the database.
pub async fn turn_off(store: &Store, user: UserId, act: Act) -> Result<bool, StoreError> {
    store.write(move |connection| second_factor::turn_off(connection, user, &act)).await
}

/// New recovery codes in place of the earlier ones.
///
/// # Errors
/// See [`SecondFactorError`].
pub async fn renew_codes(store: &Store, user: UserId, now: Timestamp) -> Result<Vec<String>, SecondFactorError> {
    let (texts, hashes) = new_codes()?;
    let act = Act::by_user(user, now);
    store.write(move |connection| recovery_codes::replace(connection, user, &hashes, &act)).await?;
    Ok(texts)
}

fn new_codes() -> Result<(Vec<String>, Vec<TokenHash>), SecondFactorError> {
    let codes: Result<Vec<Code>, _> = (0..RECOVERY_CODES).map(|_| Code::new()).collect();
    let codes = codes.map_err(SecondFactorError::Random)?;
    Ok(codes.into_iter().map(|code| (code.text, code.hash)).unzip())
}
