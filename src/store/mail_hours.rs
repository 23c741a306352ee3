//! Between which times of a working day a network's mails leave.

use std::fmt;
use std::str::FromStr;

use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Text;
use jiff::civil::{Time, time};
use serde_json::json;

use super::audit::{self, Act, Subject};
use super::columns::text_column;
use super::schema::networks;
use super::{Connection, NetworkId, StoreError};

/// A time of the day, to the minute: `09:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct TimeOfDay(Time);

impl TimeOfDay {
    /// Cuts seconds off.
    pub fn new(time: Time) -> Self {
        Self(jiff::civil::time(time.hour(), time.minute(), 0, 0))
    }

    /// The time.
    pub fn time(self) -> Time {
        self.0
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0.hour(), self.0.minute())
    }
}

impl FromStr for TimeOfDay {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Time::strptime("%H:%M", text).map(Self::new)
    }
}

text_column!(TimeOfDay);

/// From when until when mails leave; the end itself is no time to leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable, Selectable, AsChangeset)]
#[diesel(table_name = networks)]
pub struct MailHours {
    /// The first time.
    #[diesel(column_name = send_from)]
    pub from: TimeOfDay,
    /// The time after the last.
    #[diesel(column_name = send_until)]
    pub until: TimeOfDay,
}

impl Default for MailHours {
    fn default() -> Self {
        Self { from: TimeOfDay(time(9, 0, 0, 0)), until: TimeOfDay(time(17, 0, 0, 0)) }
    }
}

/// The hours of a network; `None` where there is none with its id.
///
/// # Errors
/// Those of the database.
pub fn of_network(connection: &mut Connection, network: NetworkId) -> Result<Option<MailHours>, StoreError> {
    Ok(networks::table.find(network).select(MailHours::as_select()).get_result(connection).optional()?)
}

/// Sets other hours; false where they are not `before` any more, since someone else set them meanwhile.
///
/// # Errors
/// Those of the database.
pub fn set(
    connection: &mut Connection,
    network: NetworkId,
    before: MailHours,
    hours: MailHours,
    act: &Act,
) -> Result<bool, StoreError> {
    let unchanged = networks::table
        .find(network)
        .filter(networks::send_from.eq(before.from).and(networks::send_until.eq(before.until)));
    let changed = diesel::update(unchanged).set(hours).execute(connection)?;
    if changed > 0 {
        let details = json!({ "from": hours.from.to_string(), "until": hours.until.to_string() });
        let subject = Subject::new("network", network);
        audit::record(connection, network, act, "network.mail_hours_changed", &subject, &details)?;
    }
    Ok(changed > 0)
}
