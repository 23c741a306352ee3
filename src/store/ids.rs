//! Ids: one type for each kind of thing, so that none is taken for another.
//!
//! They are UUIDs of version 7: made anywhere without asking the database. Those of one process
//! sort by the time they were made for, and those of the same time by the order of their making,
//! so that lines of the log that belong to one act stay in order.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

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

/// Counts the ids that this process made, from a random place below 2^24.
static MADE: LazyLock<AtomicU32> =
    LazyLock::new(|| AtomicU32::new((random(Timestamp::UNIX_EPOCH) & 0x00FF_FFFF) as u32));

/// The layout of RFC 9562, from its left: 48 bits of milliseconds, then (behind the version) 12
/// bits of the millisecond's fraction, then (behind the variant) 30 bits of a counter, and 32
/// random bits.
fn version_7(at: Timestamp) -> Uuid {
    const FRACTION: u32 = 64;
    const COUNTER: u32 = 32;
    let fraction = u128::from(at.subsec_nanosecond().unsigned_abs() % 1_000_000) * 4096 / 1_000_000;
    let counter = u128::from(MADE.fetch_add(1, Ordering::Relaxed) & 0x3FFF_FFFF);
    let kept = random(at) & !((0xFFF << FRACTION) | (0x3FFF_FFFF << COUNTER));
    Uuid::from_u128(kept | (fraction << FRACTION) | (counter << COUNTER))
}

/// A UUID with the time in front and all other bits random.
fn random(at: Timestamp) -> u128 {
    let seconds = u64::try_from(at.as_second()).unwrap_or_default();
    let nanoseconds = u32::try_from(at.subsec_nanosecond()).unwrap_or_default();
    Uuid::new_v7(uuid::Timestamp::from_unix(NoContext, seconds, nanoseconds)).as_u128()
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
    /// Someone who was asked to take part in a network.
    UserInvitationId
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
    /// A mail in the outbox.
    MailId
    /// What is asked or said about a response.
    CommentId
    /// What the office types in for an agency.
    EntryId
    /// A note of a telephone call.
    CallNoteId
    /// What was read of an uploaded register.
    RegisterImportId
    /// A code that was given to an answer.
    CodingId
    /// A code that a rule proposes.
    SuggestionId
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
        let at = |microsecond| AgencyId::new(Timestamp::from_microsecond(microsecond).unwrap());
        assert!(at(1_000_000) < at(1_000_001));
        let (early, late) = (at(1_999_999).to_string(), at(2_000_000).to_string());
        assert!(early < late, "{early} {late}");
    }

    #[test]
    fn ids_of_the_same_time_sort_by_the_order_of_their_making() {
        let at: Timestamp = "2026-11-20T00:00:00.123456Z".parse().unwrap();
        let made: Vec<_> = (0..1000).map(|_| AuditId::new(at)).collect();
        assert!(made.is_sorted());
        let first = made.first().unwrap().uuid();
        assert_eq!((first.get_version_num(), first.get_variant()), (7, uuid::Variant::RFC4122));
        let (seconds, nanoseconds) = first.get_timestamp().unwrap().to_unix();
        assert_eq!((seconds, nanoseconds / 1_000_000), (at.as_second().unsigned_abs(), 123));
    }

    #[test]
    fn an_id_comes_back_from_its_text() {
        let id = NetworkId::new(Timestamp::UNIX_EPOCH);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!("１２".parse::<NetworkId>(), Err(NotAnId));
    }
}
