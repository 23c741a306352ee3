//! What a round's letters say and when its reminders go out. Apart from [`super::Round`], which every
//! request behind a link reads.

use std::fmt;
use std::str::FromStr;

use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Text;

use crate::store::columns::text_column;
use crate::store::schema::rounds;
use crate::store::{Connection, NetworkId, RoundId, StoreError};

/// On which days reminders go out, counted from the due date: -7 is a week before, 3 is three days after.
/// In order, each once. Stored as a JSON list.
#[derive(Debug, Clone, Default, PartialEq, Eq, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct ReminderDays(Vec<i32>);

impl ReminderDays {
    /// These days, put in order.
    pub fn new(mut days: Vec<i32>) -> Self {
        days.sort_unstable();
        days.dedup();
        Self(days)
    }

    /// The days, the earliest first.
    pub fn days(&self) -> &[i32] {
        &self.0
    }
}

impl fmt::Display for ReminderDays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", serde_json::json!(self.0))
    }
}

impl FromStr for ReminderDays {
    type Err = serde_json::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        serde_json::from_str(text).map(Self::new)
    }
}

text_column!(ReminderDays);

/// What the letters of a round say, and when reminders go out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Queryable, Selectable, AsChangeset)]
#[diesel(table_name = rounds, treat_none_as_null = true)]
pub struct RoundPlan {
    /// The number of the official letter of request (文書番号).
    pub document_number: Option<String>,
    /// The subject of the invitation, with its places such as `{title}` still to be filled; `None`: the usual one.
    pub mail_subject: Option<String>,
    /// The text of the invitation in the same way.
    pub mail_text: Option<String>,
    /// The meeting at which results are shared.
    pub meeting: Option<String>,
    /// Whom to turn to when somebody is in danger.
    pub emergency: Option<String>,
    /// When reminders go out; `None` until somebody has decided.
    pub reminder_days: Option<ReminderDays>,
    /// The round that this one was copied from.
    pub copied_from: Option<RoundId>,
}

/// The plan of a round.
///
/// # Errors
/// Those of the database.
pub fn plan(connection: &mut Connection, network: NetworkId, id: RoundId) -> Result<Option<RoundPlan>, StoreError> {
    Ok(rounds::table.find((network, id)).select(RoundPlan::as_select()).get_result(connection).optional()?)
}

/// Sets the plan of a round, in the transaction of the [`super::change`] (or [`super::add`]) that checks its
/// edition and writes the audit line.
///
/// # Errors
/// Those of the database.
pub fn set_plan(
    connection: &mut Connection,
    network: NetworkId,
    id: RoundId,
    plan: &RoundPlan,
) -> Result<(), StoreError> {
    diesel::update(rounds::table.find((network, id))).set(plan).execute(connection)?;
    Ok(())
}
