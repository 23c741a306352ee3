//! What the command line does with people: whoever runs it may look after every account of the installation.

use jiff::Timestamp;

use super::account;
use super::add_network::find_network;
use super::add_user::{AddUserError, last_owner};
use super::{new_password, passwords};
use crate::store::audit::Act;
use crate::store::memberships::{self, Change, Changed, Member};
use crate::store::users::{self, User};
use crate::store::{Connection, Store, access_codes, second_factor, sessions};

/// The people of a network, or all of the installation with no role.
///
/// # Errors
/// The network was not found.
pub fn list(store: &Store, network: Option<&str>) -> Result<Vec<(User, Option<Member>)>, AddUserError> {
    let Some(network) = network else {
        let all = store.read_blocking(users::all)?;
        return Ok(all.into_iter().map(|user| (user, None)).collect());
    };
    let network = find_network(store, network)?.id;
    let members = store.read_blocking(|connection| memberships::members(connection, network))?;
    Ok(members.into_iter().map(|member| (member.user.clone(), Some(member))).collect())
}

/// Keeps a person out of one network, or out of the installation with all its networks; or lets them in again.
///
/// # Errors
/// [`AddUserError::UnknownMail`]; [`AddUserError::Fields`] where a network would be left without an owner.
pub fn set_active(
    store: &Store,
    mail: &str,
    network: Option<&str>,
    active: bool,
    now: Timestamp,
) -> Result<(), AddUserError> {
    let network = network.map(|network| find_network(store, network)).transpose()?.map(|network| network.id);
    let (mail, act) = (mail.to_owned(), Act::by_program(now));
    store.write_blocking(move |connection| {
        let user = find(connection, &mail)?;
        let Some(network) = network else {
            users::set_active(connection, user.id, active, &act)?;
            if !active {
                sessions::end_all_of(connection, user.id)?;
            }
            return Ok(());
        };
        let change = if active { Change::Activated } else { Change::Deactivated };
        match memberships::change(connection, network, user.id, change, &act)? {
            Changed::Done => Ok(()),
            Changed::NoMember => Err(AddUserError::UnknownMail),
            Changed::LastOwner => Err(AddUserError::Fields(vec![last_owner()])),
        }
    })
}

/// Gives a person a new password; their sessions end. Hashes it, which takes a moment and blocks.
///
/// # Errors
/// [`AddUserError::UnknownMail`]; [`AddUserError::Fields`] where the password is refused.
pub fn reset_password(store: &Store, mail: &str, password: &str, now: Timestamp) -> Result<(), AddUserError> {
    let known = store.read_blocking(|connection| {
        let user = find(connection, mail)?;
        Ok::<_, AddUserError>(account::known(connection, &user)?)
    })?;
    if let Some(words) = new_password::problem(password, &known) {
        return Err(AddUserError::Fields(vec![words]));
    }
    let hash = passwords::hash(password)?;
    let (mail, act) = (mail.to_owned(), Act::by_program(now));
    store.write_blocking(move |connection| {
        let user = find(connection, &mail)?;
        users::set_password(connection, user.id, &hash, &act)?;
        access_codes::end(connection, user.id)?;
        sessions::end_all_of(connection, user.id)?;
        Ok(())
    })
}

/// Takes a person's second factor off; false where it was off.
///
/// # Errors
/// [`AddUserError::UnknownMail`].
pub fn reset_totp(store: &Store, mail: &str, now: Timestamp) -> Result<bool, AddUserError> {
    let (mail, act) = (mail.to_owned(), Act::by_program(now));
    store.write_blocking(move |connection| {
        let user = find(connection, &mail)?;
        Ok(second_factor::turn_off(connection, user.id, &act)?)
    })
}

/// Ends all sessions of a person, and returns how many there were.
///
/// # Errors
/// [`AddUserError::UnknownMail`].
pub fn sign_out(store: &Store, mail: &str, now: Timestamp) -> Result<usize, AddUserError> {
    let (mail, act) = (mail.to_owned(), Act::by_program(now));
    store.write_blocking(move |connection| {
        let user = find(connection, &mail)?;
        Ok(sessions::sign_out(connection, user.id, &act)?)
    })
}

fn find(connection: &mut Connection, mail: &str) -> Result<User, AddUserError> {
    users::by_mail(connection, mail)?.ok_or(AddUserError::UnknownMail)
}
