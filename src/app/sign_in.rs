//! Signing in and out: the password, the second factor, the lock after wrong ones, the session in the database.

use data_encoding::BASE64URL_NOPAD;
use jiff::{SignedDuration, Timestamp};

use super::hashing::{Hashing, HashingError};
use super::passwords;
use super::second_factor::{self, SecondFactorError};
use super::server_key::ServerKey;
use crate::store::audit::Act;
use crate::store::sessions::{self, Session, Stage};
use crate::store::users::{self, User};
use crate::store::{Store, StoreError, TokenHash, UserId, register_imports};

/// Wrong passwords in a row that lock an account.
pub const FAILURES: i32 = 5;
/// How long it stays locked.
const LOCK: SignedDuration = SignedDuration::from_mins(15);
/// A session ends this long after its last use.
const IDLE: SignedDuration = SignedDuration::from_hours(8);
/// So long the second factor is waited for.
const SECOND: SignedDuration = SignedDuration::from_mins(10);
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
    /// The second factor was asked for too long ago, or too often: the sign-in begins anew.
    #[error("the sign-in has ended")]
    Ended,
    /// The second factor cannot be looked at: our own fault.
    #[error(transparent)]
    SecondFactor(#[from] SecondFactorError),
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

/// How far a sign-in has come.
pub enum Begun {
    /// All the way: the token for the session's cookie.
    Open(String),
    /// The password was right; this token stands for the sign-in until the second factor is given.
    SecondFactor(String),
}

/// Checks the password and starts a session, or asks for the second factor where the person has one. A session
/// that the browser had before ends.
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
) -> Result<Begun, SignInError> {
    let mail = mail.to_owned();
    let user = store.read(move |connection| users::by_mail(connection, &mail)).await?;
    let fits = is_right(hashing, user.as_ref(), password).await?;
    let user = user.filter(|user| user.deactivated_at.is_none()).ok_or(SignInError::Refused)?;
    if is_locked(&user, now) {
        return Err(SignInError::Refused);
    }
    if !fits {
        failed(store, user.id, now).await?;
        return Err(SignInError::Refused);
    }
    if user.totp_secret.is_none() {
        return open(store, user.id, earlier, now).await.map(Begun::Open);
    }
    let (token, csrf) = (secret()?, secret()?);
    let (hash, id) = (TokenHash::of(&token), user.id);
    store
        .write(move |connection| {
            sessions::remove_expired(connection, now)?;
            sessions::start(connection, hash, id, &csrf, Stage::SecondFactor, (now, now + SECOND))
        })
        .await?;
    Ok(Begun::SecondFactor(token))
}

/// The sign-in that waits for its second factor under this token, and whose it is.
///
/// # Errors
/// Those of the database.
pub async fn waiting(store: &Store, token: TokenHash, now: Timestamp) -> Result<Option<(Session, User)>, StoreError> {
    store.read(move |connection| sessions::find(connection, token, Stage::SecondFactor, now)).await
}

/// Checks the code of an authenticator, or a recovery code, and starts the session; returns the token for its cookie.
///
/// # Errors
/// [`SignInError::Refused`] where the code is wrong, which counts as a wrong password does;
/// [`SignInError::Ended`] where the sign-in must begin anew.
pub async fn second_factor(
    store: &Store,
    key: &ServerKey,
    (pending, earlier): (TokenHash, Option<TokenHash>),
    code: &str,
    now: Timestamp,
) -> Result<String, SignInError> {
    let (_, user) = waiting(store, pending, now).await?.ok_or(SignInError::Ended)?;
    if is_locked(&user, now) {
        store.write(move |connection| sessions::end(connection, pending)).await?;
        return Err(SignInError::Ended);
    }
    if !second_factor::is_right(store, key, &user, code, now).await? {
        failed(store, user.id, now).await?;
        return Err(SignInError::Refused);
    }
    store.write(move |connection| sessions::end(connection, pending)).await?;
    open(store, user.id, earlier, now).await
}

/// Starts a session; returns the token for its cookie. A session that the browser had before ends.
///
/// # Errors
/// Those of the database, and no random numbers.
pub async fn open(
    store: &Store,
    user: UserId,
    earlier: Option<TokenHash>,
    now: Timestamp,
) -> Result<String, SignInError> {
    let (token, csrf) = (secret()?, secret()?);
    let (hash, act) = (TokenHash::of(&token), Act::by_user(user, now));
    store
        .write(move |connection| {
            earlier.map_or(Ok(()), |earlier| sessions::end(connection, earlier))?;
            sessions::remove_expired(connection, now)?;
            // Lists of people that nobody approved go away though nobody imports another one.
            register_imports::drop_expired(connection, now)?;
            sessions::start(connection, hash, user, &csrf, Stage::Open, (now, now + IDLE))?;
            users::signed_in(connection, user, &act)
        })
        .await?;
    Ok(token)
}

/// Whether this is the password of a person who signed in already; a wrong one counts as at the sign-in, so that
/// nobody tries passwords at an open desk.
///
/// # Errors
/// [`SignInError::Refused`] where it is not, or the account is locked; [`SignInError::Busy`].
pub async fn confirm(
    store: &Store,
    hashing: &Hashing,
    user: &User,
    password: &str,
    now: Timestamp,
) -> Result<(), SignInError> {
    let fits = is_right(hashing, Some(user), password).await?;
    if is_locked(user, now) {
        return Err(SignInError::Refused);
    }
    if fits {
        return Ok(());
    }
    failed(store, user.id, now).await?;
    Err(SignInError::Refused)
}

fn is_locked(user: &User, now: Timestamp) -> bool {
    user.locked_until.is_some_and(|until| until > now)
}

/// Counts something wrong, which locks the account once there were too many.
pub(super) async fn failed(store: &Store, user: UserId, now: Timestamp) -> Result<(), StoreError> {
    let (until, act) = (now + LOCK, Act::by_user(user, now));
    store.write(move |connection| users::sign_in_failed(connection, user, FAILURES, until, &act)).await
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
