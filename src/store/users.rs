//! People who sign in. One person may belong to several networks: see `memberships`.

use diesel::prelude::*;
use jiff::Timestamp;
use serde_json::json;

use super::audit::{self, Act, Subject};
use super::columns::{At, Maybe};
use super::schema::users;
use super::{Connection, NetworkId, StoreError, UserId};

/// A person who signs in.
#[derive(Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = users)]
pub struct User {
    /// The person's id.
    pub id: UserId,
    /// The mail address, in lower case, by which the person signs in.
    pub mail: String,
    /// The name shown on pages.
    pub display_name: String,
    /// The argon2id hash of the password, as a PHC string.
    pub password_hash: String,
    /// Failed sign-ins since the last that succeeded.
    pub failed_sign_ins: i32,
    /// Until when sign-in is refused.
    #[diesel(deserialize_as = Maybe<At>)]
    pub locked_until: Option<Timestamp>,
    /// Since when the person may not sign in any more.
    #[diesel(deserialize_as = Maybe<At>)]
    pub deactivated_at: Option<Timestamp>,
    /// The secret of the second factor, encrypted; `None` where it is off.
    pub totp_secret: Option<String>,
    /// One that is being set up, encrypted.
    pub totp_pending: Option<String>,
    /// When the person last signed in.
    #[diesel(deserialize_as = Maybe<At>)]
    pub last_sign_in_at: Option<Timestamp>,
}

/// Names only the id: a log must hold neither address nor hash.
impl std::fmt::Debug for User {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("User").field("id", &self.id).finish_non_exhaustive()
    }
}

/// A person to be added.
pub struct NewUser<'a> {
    /// The new id.
    pub id: UserId,
    /// The mail address; stored in lower case.
    pub mail: &'a str,
    /// The name shown on pages.
    pub display_name: &'a str,
    /// The argon2id hash of the password, as a PHC string.
    pub password_hash: &'a str,
}

/// Adds a person.
///
/// # Errors
/// One that [`StoreError::is_duplicate`] where the mail address is taken.
pub fn add(connection: &mut Connection, user: &NewUser<'_>, act: &Act) -> Result<(), StoreError> {
    diesel::insert_into(users::table)
        .values((
            users::id.eq(user.id),
            users::mail.eq(normal_mail(user.mail)),
            users::display_name.eq(user.display_name),
            users::password_hash.eq(user.password_hash),
            users::failed_sign_ins.eq(0),
            users::created_at.eq(At::from(act.at)),
        ))
        .execute(connection)?;
    record(connection, user.id, act, "user.added")
}

/// The person of this id.
///
/// # Errors
/// Those of the database.
pub fn find(connection: &mut Connection, id: UserId) -> Result<Option<User>, StoreError> {
    Ok(users::table.find(id).select(User::as_select()).get_result(connection).optional()?)
}

/// The person who signs in by this mail address, in whatever case it is written.
///
/// # Errors
/// Those of the database.
pub fn by_mail(connection: &mut Connection, mail: &str) -> Result<Option<User>, StoreError> {
    let by_mail = users::table.filter(users::mail.eq(normal_mail(mail)));
    Ok(by_mail.select(User::as_select()).get_result(connection).optional()?)
}

/// Every person of the installation, by mail address.
///
/// # Errors
/// Those of the database.
pub fn all(connection: &mut Connection) -> Result<Vec<User>, StoreError> {
    Ok(users::table.order(users::mail).select(User::as_select()).load(connection)?)
}

/// Counts a failed sign-in, and locks the person out until `locked_until` once `limit` is reached.
///
/// # Errors
/// Those of the database.
pub fn sign_in_failed(
    connection: &mut Connection,
    id: UserId,
    limit: i32,
    locked_until: Timestamp,
    act: &Act,
) -> Result<(), StoreError> {
    diesel::update(users::table.find(id))
        .set(users::failed_sign_ins.eq(users::failed_sign_ins + 1))
        .execute(connection)?;
    let locked = diesel::update(users::table.find(id).filter(users::failed_sign_ins.ge(limit)))
        .set((users::failed_sign_ins.eq(0), users::locked_until.eq(Some(At::from(locked_until)))))
        .execute(connection)?;
    record(connection, id, act, if locked > 0 { "user.locked" } else { "user.sign_in_failed" })
}

/// Notes that the person signed in, which forgets earlier failures.
///
/// # Errors
/// Those of the database.
pub fn signed_in(connection: &mut Connection, id: UserId, act: &Act) -> Result<(), StoreError> {
    diesel::update(users::table.find(id))
        .set((
            users::failed_sign_ins.eq(0),
            users::locked_until.eq(None::<At>),
            users::last_sign_in_at.eq(Some(At::from(act.at))),
        ))
        .execute(connection)?;
    record(connection, id, act, "user.signed_in")
}

/// Replaces the password's hash, which also ends a lock.
///
/// # Errors
/// Those of the database.
pub fn set_password(connection: &mut Connection, id: UserId, hash: &str, act: &Act) -> Result<(), StoreError> {
    diesel::update(users::table.find(id))
        .set((users::password_hash.eq(hash), users::failed_sign_ins.eq(0), users::locked_until.eq(None::<At>)))
        .execute(connection)?;
    record(connection, id, act, "user.password_changed")
}

/// Keeps the person from signing in, or allows it again.
///
/// # Errors
/// Those of the database.
pub fn set_active(connection: &mut Connection, id: UserId, active: bool, act: &Act) -> Result<(), StoreError> {
    let since = (!active).then(|| At::from(act.at));
    diesel::update(users::table.find(id)).set(users::deactivated_at.eq(since)).execute(connection)?;
    record(connection, id, act, if active { "user.activated" } else { "user.deactivated" })
}

/// A person belongs to no one network, so what happens to one is the installation's own event.
pub(super) fn record(connection: &mut Connection, id: UserId, act: &Act, action: &str) -> Result<(), StoreError> {
    audit::record(connection, NetworkId::INSTALLATION, act, action, &Subject::new("user", id), &json!({}))
}

/// A mail address as it is stored and looked up.
pub(super) fn normal_mail(mail: &str) -> String {
    mail.trim().to_lowercase()
}
