//! What a code opens, for whoever holds it: taking part in a network, a new password, a lost authenticator.

use jiff::Timestamp;

use super::PeopleError;
use crate::app::account::{self, new_password_problems, wrong_password};
use crate::app::hashing::Hashing;
use crate::app::new_password::Known;
use crate::app::sign_in::{self, SignInError};
use crate::store::access_codes::{self, CodePurpose};
use crate::store::audit::Act;
use crate::store::memberships;
use crate::store::networks::Network;
use crate::store::user_invitations::{self, UserInvitation};
use crate::store::users::{self, NewUser, User};
use crate::store::{Connection, Store, StoreError, TokenHash, UserId, second_factor, sessions};
use crate::view::field::Typed;

/// What a code opens.
pub enum Door {
    /// Taking part in a network.
    Invitation(Box<UserInvitation>, Box<Network>),
    /// A new password for this person.
    Password(Box<User>),
    /// Taking this person's authenticator off, with their password.
    SecondFactor(Box<User>),
}

/// What a code opens; `None` where it is unknown, was used or has ended.
///
/// # Errors
/// Those of the database.
pub fn door(connection: &mut Connection, code: TokenHash, now: Timestamp) -> Result<Option<Door>, StoreError> {
    if let Some((invitation, network)) = user_invitations::by_code(connection, code, now)? {
        return Ok(Some(Door::Invitation(Box::new(invitation), Box::new(network))));
    }
    Ok(access_codes::find(connection, code, now)?.map(|(user, purpose)| match purpose {
        CodePurpose::Password => Door::Password(Box::new(user)),
        CodePurpose::SecondFactor => Door::SecondFactor(Box::new(user)),
    }))
}

/// Goes through the door with what was typed (`password`, `again`). `signed_in` is who has a session already: they
/// take part without another password.
///
/// # Errors
/// [`PeopleError::Fields`] with everything that is wrong; [`PeopleError::NotFound`] where the code was used or
/// ended meanwhile.
pub async fn complete(
    store: &Store,
    hashing: &Hashing,
    (door, code): (Door, TokenHash),
    signed_in: Option<&User>,
    typed: &Typed,
    now: Timestamp,
) -> Result<(), PeopleError> {
    match door {
        Door::Invitation(invitation, network) => match signed_in.filter(|user| user.mail == invitation.mail) {
            Some(user) => take_part(store, *invitation, code, user.id, now).await,
            None => begin(store, hashing, (*invitation, *network, code), typed, now).await,
        },
        Door::Password(user) => set_password(store, hashing, *user, code, typed, now).await,
        Door::SecondFactor(user) => take_off(store, hashing, *user, code, typed, now).await,
    }
}

async fn take_part(
    store: &Store,
    invitation: UserInvitation,
    code: TokenHash,
    user: UserId,
    now: Timestamp,
) -> Result<(), PeopleError> {
    let act = Act::by_user(user, now);
    store.write(move |connection| accept(connection, &invitation, code, user, &act)).await
}

fn accept(
    connection: &mut Connection,
    invitation: &UserInvitation,
    code: TokenHash,
    user: UserId,
    act: &Act,
) -> Result<(), PeopleError> {
    if !user_invitations::accept(connection, invitation, code, act)? {
        return Err(PeopleError::NotFound);
    }
    Ok(memberships::grant(connection, invitation.network_id, user, invitation.role, act)?)
}

/// A new person, with the password they chose.
async fn begin(
    store: &Store,
    hashing: &Hashing,
    (invitation, network, code): (UserInvitation, Network, TokenHash),
    typed: &Typed,
    now: Timestamp,
) -> Result<(), PeopleError> {
    let known = Known {
        mail: invitation.mail.clone(),
        name: invitation.display_name.clone(),
        networks: network.names().to_vec(),
    };
    check(typed, &known)?;
    let hash = account::hash(hashing, typed.raw("password")).await?;
    store
        .write(move |connection| {
            // Said only to whoever holds the code, and only once a password was chosen.
            if users::by_mail(connection, &invitation.mail)?.is_some() {
                return Err(PeopleError::of_page(
                    "このメールアドレスでは、すでにのりしろをお使いです。下の「サインインして続ける」から、\
                     いつものパスワードでサインインしてください。",
                ));
            }
            let id = UserId::new(now);
            let act = Act::by_user(id, now);
            let (mail, display_name) = (&invitation.mail, &invitation.display_name);
            users::add(connection, &NewUser { id, mail, display_name, password_hash: &hash }, &act)?;
            accept(connection, &invitation, code, id, &act)
        })
        .await
}

async fn set_password(
    store: &Store,
    hashing: &Hashing,
    user: User,
    code: TokenHash,
    typed: &Typed,
    now: Timestamp,
) -> Result<(), PeopleError> {
    let about = user.clone();
    let known = store.read(move |connection| account::known(connection, &about)).await?;
    check(typed, &known)?;
    let hash = account::hash(hashing, typed.raw("password")).await?;
    let act = Act::by_user(user.id, now);
    store
        .write(move |connection| {
            if !access_codes::use_up(connection, user.id, code, now)? {
                return Err(PeopleError::NotFound);
            }
            users::set_password(connection, user.id, &hash, &act)?;
            sessions::end_all_of(connection, user.id)?;
            Ok(())
        })
        .await
}

async fn take_off(
    store: &Store,
    hashing: &Hashing,
    user: User,
    code: TokenHash,
    typed: &Typed,
    now: Timestamp,
) -> Result<(), PeopleError> {
    match sign_in::confirm(store, hashing, &user, typed.raw("password"), now).await {
        Ok(()) => {}
        Err(SignInError::Refused) => return Err(PeopleError::Fields(vec![wrong_password("password")])),
        Err(error) => return Err(account::AccountError::from(error).into()),
    }
    let act = Act::by_user(user.id, now);
    store
        .write(move |connection| {
            if !access_codes::use_up(connection, user.id, code, now)? {
                return Err(PeopleError::NotFound);
            }
            second_factor::turn_off(connection, user.id, &act)?;
            sessions::end_all_of(connection, user.id)?;
            Ok(())
        })
        .await
}

fn check(typed: &Typed, known: &Known) -> Result<(), PeopleError> {
    let problems = new_password_problems(typed, known);
    if problems.is_empty() { Ok(()) } else { Err(PeopleError::Fields(problems)) }
}
