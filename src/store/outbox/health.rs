//! Whether mails leave.

use diesel::dsl::{count_star, max, min};
use diesel::prelude::*;
use jiff::Timestamp;

use super::MailState;
use crate::store::columns::At;
use crate::store::schema::outbox;
use crate::store::{Connection, NetworkId, StoreError};

/// How codes begin that tell of the mail server's own rules: they concern single mails.
const RULES: &str = "server rules ";

/// How the mails of a network stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// How many are due and wait.
    pub waiting: i64,
    /// How many wait because the mail server's rules keep them back, due or not.
    pub kept: i64,
    /// Since when the first of them is due.
    pub since: Option<Timestamp>,
    /// When a worker last took any mail of the installation up.
    pub last_claim: Option<Timestamp>,
    /// What went wrong with mails of the installation that wait, each code once; without what was said of single mails.
    pub errors: Vec<String>,
}

/// How the mails of a network stand at `now`.
///
/// # Errors
/// Those of the database.
pub fn standing(connection: &mut Connection, network: NetworkId, now: Timestamp) -> Result<Standing, StoreError> {
    let (waiting, since): (i64, Option<At>) = outbox::table
        .filter(outbox::network_id.eq(network).and(outbox::state.eq(MailState::Waiting)))
        .filter(outbox::next_attempt_at.le(At::from(now)))
        .select((count_star(), min(outbox::next_attempt_at)))
        .get_result(connection)?;
    let kept: i64 = outbox::table
        .filter(outbox::network_id.eq(network).and(outbox::state.eq(MailState::Waiting)))
        .filter(outbox::last_error.like(format!("{RULES}%")))
        .select(count_star())
        .get_result(connection)?;
    if waiting == 0 {
        return Ok(Standing { kept, ..Standing::default() });
    }
    let last_claim: Option<At> = outbox::table.select(max(outbox::claimed_at)).get_result(connection)?;
    let errors: Vec<Option<String>> = outbox::table
        .filter(outbox::state.eq(MailState::Waiting).and(outbox::last_error.is_not_null()))
        .select(outbox::last_error)
        .distinct()
        .load(connection)?;
    Ok(Standing {
        waiting,
        kept,
        since: since.and_then(|at| at.try_into().ok()),
        last_claim: last_claim.and_then(|at| at.try_into().ok()),
        errors: errors.into_iter().flatten().filter(|code| !code.starts_with(RULES)).collect(),
    })
}
