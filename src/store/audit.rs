//! The audit log: who did what to what, and when. Every function that changes something writes
//! its line in the same transaction; lines are never changed or removed.

use std::fmt;
use std::str::FromStr;

use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Text;
use jiff::Timestamp;

use super::columns::{At, text_column};
use super::connection::on_each_backend;
use super::schema::audit_log;
use super::{AuditId, Connection, InvitationId, NetworkId, StoreError, UserId};

/// Who does something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub enum Actor {
    /// A person who signed in.
    User(UserId),
    /// Whoever holds the personal link of an invitation.
    Invitation(InvitationId),
    /// Whoever holds the link to an invitation that is made for interviewers.
    Interviewer(InvitationId),
    /// The program itself: its command line and its workers.
    Program,
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::User(id) => write!(f, "user:{id}"),
            Self::Invitation(id) => write!(f, "invitation:{id}"),
            Self::Interviewer(id) => write!(f, "interviewer:{id}"),
            Self::Program => f.write_str("program"),
        }
    }
}

impl FromStr for Actor {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, StoreError> {
        let unreadable = |_| StoreError::Unreadable { what: "actor" };
        match text.split_once(':') {
            Some(("user", id)) => id.parse().map(Self::User).map_err(unreadable),
            Some(("invitation", id)) => id.parse().map(Self::Invitation).map_err(unreadable),
            Some(("interviewer", id)) => id.parse().map(Self::Interviewer).map_err(unreadable),
            None if text == "program" => Ok(Self::Program),
            _ => Err(StoreError::Unreadable { what: "actor" }),
        }
    }
}

text_column!(Actor);

/// Signs and dates a change: who makes it, and when.
#[derive(Debug, Clone, Copy)]
pub struct Act {
    /// Who does it.
    pub actor: Actor,
    /// When, by the program's clock.
    pub at: Timestamp,
}

impl Act {
    /// An act of a person who signed in.
    pub fn by_user(user: UserId, at: Timestamp) -> Self {
        Self { actor: Actor::User(user), at }
    }

    /// An act of whoever holds an invitation's link.
    pub fn by_invitation(invitation: InvitationId, at: Timestamp) -> Self {
        Self { actor: Actor::Invitation(invitation), at }
    }

    /// An act of the program itself.
    pub fn by_program(at: Timestamp) -> Self {
        Self { actor: Actor::Program, at }
    }
}

/// What an act is done to: a kind of thing (`agency`, `response`, …) and its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The kind of thing.
    pub kind: String,
    /// Its id.
    pub id: String,
}

impl Subject {
    /// The thing of this kind and id.
    pub fn new(kind: &str, id: impl fmt::Display) -> Self {
        Self { kind: kind.to_owned(), id: id.to_string() }
    }
}

/// A line of the log.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = audit_log)]
pub struct Entry {
    /// The line's id.
    pub id: AuditId,
    /// When.
    #[diesel(deserialize_as = At)]
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// What was done, such as `agency.added`.
    pub action: String,
    /// The kind of thing it was done to.
    pub subject_type: String,
    /// The id of the thing.
    pub subject_id: String,
    /// More about it, as JSON; never personal data.
    pub details: String,
}

/// Writes a line. `details` must hold no personal data: ids, counts and states only.
///
/// # Errors
/// Those of the database.
pub fn record(
    connection: &mut Connection,
    network: NetworkId,
    act: &Act,
    action: &str,
    subject: &Subject,
    details: &serde_json::Value,
) -> Result<(), StoreError> {
    on_each_backend!(connection, inner => diesel::insert_into(audit_log::table)
        .values((
            audit_log::network_id.eq(network),
            audit_log::id.eq(AuditId::new(act.at)),
            audit_log::at.eq(At::from(act.at)),
            audit_log::actor.eq(act.actor),
            audit_log::action.eq(action),
            audit_log::subject_type.eq(&subject.kind),
            audit_log::subject_id.eq(&subject.id),
            audit_log::details.eq(details.to_string()),
        ))
        .execute(inner))?;
    Ok(())
}

/// The newest lines of a network, newest first; `before` continues where the last page ended.
///
/// # Errors
/// Those of the database.
pub fn newest(
    connection: &mut Connection,
    network: NetworkId,
    before: Option<&Entry>,
    limit: i64,
) -> Result<Vec<Entry>, StoreError> {
    let mut query = audit_log::table.filter(audit_log::network_id.eq(network)).select(Entry::as_select()).into_boxed();
    if let Some(last) = before {
        let at = At::from(last.at);
        query = query.filter(audit_log::at.lt(at).or(audit_log::at.eq(at).and(audit_log::id.lt(last.id))));
    }
    Ok(query.order((audit_log::at.desc(), audit_log::id.desc())).limit(limit).load(connection)?)
}

/// Which lines are asked for; what is `None` asks for all.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Who did it.
    pub actor: Option<Actor>,
    /// What was done.
    pub action: Option<String>,
    /// Not before this time.
    pub from: Option<Timestamp>,
    /// Before this time.
    pub until: Option<Timestamp>,
}

/// A place in the log: behind one of its lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    at: Timestamp,
    id: AuditId,
}

impl Cursor {
    /// The place behind a line.
    pub fn after(entry: &Entry) -> Self {
        Self { at: entry.at, id: entry.id }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.at.as_microsecond(), self.id)
    }
}

impl FromStr for Cursor {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, StoreError> {
        let unreadable = || StoreError::Unreadable { what: "cursor" };
        let (at, id) = text.split_once('.').ok_or_else(unreadable)?;
        let at = at.parse().ok().and_then(|at| Timestamp::from_microsecond(at).ok()).ok_or_else(unreadable)?;
        Ok(Self { at, id: id.parse().map_err(|_| unreadable())? })
    }
}

/// Lines of a network that are asked for, newest first, from a place on.
///
/// # Errors
/// Those of the database.
pub fn filtered(
    connection: &mut Connection,
    network: NetworkId,
    filter: &Filter,
    after: Option<&Cursor>,
    limit: i64,
) -> Result<Vec<Entry>, StoreError> {
    let mut query = audit_log::table.filter(audit_log::network_id.eq(network)).select(Entry::as_select()).into_boxed();
    if let Some(actor) = filter.actor {
        query = query.filter(audit_log::actor.eq(actor));
    }
    if let Some(action) = &filter.action {
        query = query.filter(audit_log::action.eq(action.clone()));
    }
    if let Some(from) = filter.from {
        query = query.filter(audit_log::at.ge(At::from(from)));
    }
    if let Some(until) = filter.until {
        query = query.filter(audit_log::at.lt(At::from(until)));
    }
    if let Some(Cursor { at, id }) = after {
        let at = At::from(*at);
        query = query.filter(audit_log::at.lt(at).or(audit_log::at.eq(at).and(audit_log::id.lt(*id))));
    }
    Ok(query.order((audit_log::at.desc(), audit_log::id.desc())).limit(limit).load(connection)?)
}

/// All lines about one thing, oldest first.
///
/// # Errors
/// Those of the database.
pub fn about(connection: &mut Connection, network: NetworkId, subject: &Subject) -> Result<Vec<Entry>, StoreError> {
    Ok(audit_log::table
        .filter(audit_log::network_id.eq(network))
        .filter(audit_log::subject_type.eq(&subject.kind).and(audit_log::subject_id.eq(&subject.id)))
        .order((audit_log::at, audit_log::id))
        .select(Entry::as_select())
        .load(connection)?)
}
