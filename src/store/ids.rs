//! Ids: one type for each kind of thing, so that none is taken for another.
//!
//! They are UUIDs of version 7: made anywhere without asking the database, and in the order of
//! their making.

use std::fmt;
use std::str::FromStr;

use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types::Text;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::{NoContext, Uuid};

use super::columns::text_column;

/// Text that is no id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

fn version_7(at: Timestamp) -> Uuid {
    let seconds = u64::try_from(at.as_second()).unwrap_or_default();
    let nanoseconds = u32::try_from(at.subsec_nanosecond()).unwrap_or_default();
    Uuid::new_v7(uuid::Timestamp::from_unix(NoContext, seconds, nanoseconds))
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            Serialize, Deserialize, AsExpression, FromSqlRow,
        )]
        #[serde(transparent)]
        #[diesel(sql_type = Text)]
        pub struct $name(Uuid);

        impl $name {
            /// A new id, made at `at`.
            pub fn new(at: Timestamp) -> Self {
                Self(version_7(at))
            }

            /// The id of a UUID that is known already.
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The UUID itself.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::from_str(text).map(Self).map_err(|_| NotAnId)
            }
        }

        text_column!($name);
    )+};
}

ids! {
    /// A network: one municipality's circle of agencies.
    NetworkId
    /// A person who signs in.
    UserId
    /// An agency in the register.
    AgencyId
    /// A contact person of an agency.
    ContactId
    /// A published version of a questionnaire.
    VersionId
    /// A round: one version, sent to chosen agencies.
    RoundId
    /// An invitation: a round and one agency.
    InvitationId
    /// A sheet: one draft and at most one response.
    SheetId
    /// A response: what was submitted on a sheet.
    ResponseId
    /// One revision of a response.
    RevisionId
    /// A line of the audit log.
    AuditId
}

impl NetworkId {
    /// Stands for the installation itself in the audit log, where an event is no network's own.
    pub const INSTALLATION: Self = Self(Uuid::nil());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_the_time_of_their_making() {
        let at = |second| AgencyId::new(Timestamp::from_second(second).unwrap());
        assert!(at(1_000) < at(1_001));
        assert!(at(1_000).to_string() < at(1_001).to_string());
    }

    #[test]
    fn an_id_comes_back_from_its_text() {
        let id = NetworkId::new(Timestamp::UNIX_EPOCH);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!("１２".parse::<NetworkId>(), Err(NotAnId));
    }
}
