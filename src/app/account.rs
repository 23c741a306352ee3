//! One's own account: what it shows, and a new password.

use jiff::Timestamp;

use super::hashing::Hashing;
use super::new_password::{self, Known};
use super::passwords;
use super::sign_in::{self, SignInError};
use crate::store::audit::Act;
use crate::store::sessions::{self, Session};
use crate::store::users::{self, User};
use crate::store::{Connection, Store, StoreError, TokenHash, memberships, recovery_codes};
use crate::view::field::{FieldProblem, Typed};

/// Why something was not done with an account.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// Every field that cannot be taken, with what to do.
    #[error("{} field(s) cannot be taken", .0.len())]
    Fields(Vec<FieldProblem>),
    /// The password could not be looked at, or nobody could be signed in.
    #[error(transparent)]
    SignIn(#[from] SignInError),
    /// The password could not be hashed.
    #[error(transparent)]
    Password(#[from] passwords::PasswordError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// An account as its person sees it.
pub struct Account {
    /// Sessions that have not ended, the one used last first.
    pub sessions: Vec<Session>,
    /// How many recovery codes are left.
    pub recovery_codes: i64,
}

/// Reads an account.
///
/// # Errors
/// Those of the database.
pub fn read(connection: &mut Connection, user: &User, now: Timestamp) -> Result<Account, StoreError> {
    Ok(Account {
        sessions: sessions::of_user(connection, user.id, now)?,
        recovery_codes: recovery_codes::left(connection, user.id)?,
    })
}

/// What is known of a person when they choose a password.
///
/// # Errors
/// Those of the database.
pub fn known(connection: &mut Connection, user: &User) -> Result<Known, StoreError> {
    let networks = memberships::of_user(connection, user.id)?;
    Ok(Known {
        mail: user.mail.clone(),
        name: user.display_name.clone(),
        networks: networks.iter().flat_map(|(network, _)| network.names()).collect(),
    })
}

/// What is wrong with a new password that was typed twice, in the fields `password` and `again`.
pub fn new_password_problems(typed: &Typed, known: &Known) -> Vec<FieldProblem> {
    let (password, again) = (typed.raw("password"), typed.raw("again"));
    let mut problems = Vec::new();
    if let Some(words) = new_password::problem(password, known) {
        problems.push(FieldProblem::at("password", words.ja));
    }
    if password != again {
        problems.push(FieldProblem::at("again", "二つのパスワードが違います。同じものをもう一度入力してください。"));
    }
    problems
}

/// What people are told of a password that is not theirs, at the field `field`.
pub fn wrong_password(field: &'static str) -> FieldProblem {
    FieldProblem::at(field, "いまのパスワードが違います。続けて5回間違えると、15分間使えなくなります。")
}

/// Replaces one's password, for which the old one is asked; all other sessions end.
///
/// # Errors
/// [`AccountError::Fields`] with everything that is wrong.
pub async fn change_password(
    store: &Store,
    hashing: &Hashing,
    (user, session): (&User, TokenHash),
    typed: &Typed,
    now: Timestamp,
) -> Result<(), AccountError> {
    let about = user.clone();
    let known = store.read(move |connection| known(connection, &about)).await?;
    let mut problems = new_password_problems(typed, &known);
    match sign_in::confirm(store, hashing, user, typed.raw("old"), now).await {
        Ok(()) => {}
        Err(SignInError::Refused) => problems.insert(0, wrong_password("old")),
        Err(error) => return Err(error.into()),
    }
    if !problems.is_empty() {
        return Err(AccountError::Fields(problems));
    }
    let hash = hash(hashing, typed.raw("password")).await?;
    let (id, act) = (user.id, Act::by_user(user.id, now));
    Ok(store
        .write(move |connection| {
            users::set_password(connection, id, &hash, &act)?;
            sessions::end_others_of(connection, id, session, &act).map(drop)
        })
        .await?)
}

/// The hash of a new password, when its turn has come.
///
/// # Errors
/// [`SignInError::Busy`] in [`AccountError::SignIn`].
pub async fn hash(hashing: &Hashing, password: &str) -> Result<String, AccountError> {
    let password = password.to_owned();
    let hash = hashing.run(move || passwords::hash(&password)).await.map_err(SignInError::from)?;
    Ok(hash?)
}

/// Ends all sessions of a person but the one they use.
///
/// # Errors
/// Those of the database.
pub async fn sign_out_elsewhere(
    store: &Store,
    user: &User,
    session: TokenHash,
    now: Timestamp,
) -> Result<usize, StoreError> {
    let (id, act) = (user.id, Act::by_user(user.id, now));
    store.write(move |connection| sessions::end_others_of(connection, id, session, &act)).await
}
