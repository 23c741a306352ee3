//! Signing in and out: the password, the lock after wrong ones, the session in the database.

use data_encoding::BASE64URL_NOPAD;
use jiff::{SignedDuration, Timestamp};

use super::hashing::{Hashing, HashingError};
use super::passwords;
use crate::store::audit::Act;
use crate::store::sessions::{self, Session, Stage};
use crate::store::users::{self, User};
use crate::store::{Store, StoreError, TokenHash, register_imports};

/// Wrong passwords in a row that lock an account.
pub const FAILURES: i32 = 5;
/// How long it stays locked.
const LOCK: SignedDuration = SignedDuration::from_mins(15);
/// A session ends this long after its last use.
const IDLE: SignedDuration = SignedDuration::from_hours(8);
/// A session in use is moved on at most this often, so that reading pages seldom writes.
const STEP: SignedDuration = SignedDuration::from_mins(5);

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// An unknown address, a wrong password or a locked account: people are told the same of all
    /// three, so that nobody learns which addresses are known.
    #[error("sign-in refused")]
    Refused,
    /// So many passwords were to be looked at that this one had no turn.
    #[error("no turn to look at a password")]
    Busy,
    /// No token could be made.
    #[error("no random numbers: {0}")]
    Random(getrandom::Error),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<HashingError> for SignInError {
    fn from(error: HashingError) -> Self {
        match error {
            HashingError::Busy => Self::Busy,
            HashingError::Panicked => Self::Store(StoreError::Panicked),
        }
    }
}

/// A secret of 256 random bits in base64url.
///
/// # Errors
/// [`SignInError::Random`] where the system gives no random numbers.
pub fn secret() -> Result<String, SignInError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(SignInError::Random)?;
    Ok(BASE64URL_NOPAD.encode(&bytes))
}

/// Checks the password and starts a session; returns the token for the cookie. A session that the
/// browser had before ends.
///
/// # Errors
/// [`SignInError::Refused`] where address and password do not fit, or the account is locked;
/// [`SignInError::Busy`] where the password had no turn to be looked at.
pub async fn sign_in(
    store: &Store,
    hashing: &Hashing,
    mail: &str,
    password: &str,
    earlier: Option<TokenHash>,
    now: Timestamp,
) -> Result<String, SignInError> {
    let mail = mail.to_owned();
    let user = store.read(move |connection| users::by_mail(connection, &mail)).await?;
    let fits = is_right(hashing, user.as_ref(), password).await?;
    let user = user.filter(|user| user.deactivated_at.is_none()).ok_or(SignInError::Refused)?;
    if user.locked_until.is_some_and(|until| until > now) {
        return Err(SignInError::Refused);
    }
    let (id, act) = (user.id, Act::by_user(user.id, now));
    if !fits {
        let until = now + LOCK;
        store.write(move |connection| users::sign_in_failed(connection, id, FAILURES, until, &act)).await?;
        return Err(SignInError::Refused);
    }
    let (token, csrf) = (secret()?, secret()?);
    let hash = TokenHash::of(&token);
    store
        .write(move |connection| {
            earlier.map_or(Ok(()), |earlier| sessions::end(connection, earlier))?;
            sessions::remove_expired(connection, now)?;
            // Lists of people that nobody approved go away though nobody imports another one.
            register_imports::drop_expired(connection, now)?;
            sessions::start(connection, hash, id, &csrf, Stage::Open, (now, now + IDLE))?;
            users::signed_in(connection, id, &act)
        })
        .await?;
    Ok(token)
}

/// Hashes as long for nobody as for somebody.
async fn is_right(hashing: &Hashing, user: Option<&User>, password: &str) -> Result<bool, SignInError> {
    let hash = user.map(|user| user.password_hash.clone());
    let password = password.to_owned();
    let check = move || match hash {
        Some(hash) => passwords::verify(&password, &hash),
        None => {
            passwords::verify_nobodys(&password);
            false
        }
    };
    Ok(hashing.run(check).await?)
}

/// The session of a cookie's token and its user, where it has not ended. Using it moves its end.
///
/// # Errors
/// Those of the database.
pub async fn session(store: &Store, token: TokenHash, now: Timestamp) -> Result<Option<(Session, User)>, StoreError> {
    let found = store.read(move |connection| sessions::find(connection, token, Stage::Open, now)).await?;
    if let Some((session, _)) = &found
        && now.duration_since(session.last_seen_at) > STEP
    {
        store.write(move |connection| sessions::extend(connection, token, now, now + IDLE)).await?;
    }
    Ok(found)
}

/// Ends a session.
///
/// # Errors
/// Those of the database.
pub async fn sign_out(store: &Store, token: TokenHash) -> Result<(), StoreError> {
    store.write(move |connection| sessions::end(connection, token)).await
}
