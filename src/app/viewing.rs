//! Noting who looked at what was answered. What cannot be noted is not shown.

use crate::store::audit::{self, Act, Subject};
use crate::store::{Connection, NetworkId, RoundId, StoreError};

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewed {
    /// The tables of a round.
    Results(RoundId),
    /// The cases of a round, side by side.
    Cases(RoundId),
    /// The table of gaps of the network.
    Gaps,
}

/// Writes who looked at what into the audit log.
///
/// # Errors
/// Those of the database.
pub fn note(connection: &mut Connection, network: NetworkId, viewed: Viewed, act: &Act) -> Result<(), StoreError> {
    let (action, subject) = match viewed {
        Viewed::Results(round) => ("results.viewed", Subject::new("round", round)),
        Viewed::Cases(round) => ("cases.viewed", Subject::new("round", round)),
        Viewed::Gaps => ("gaps.viewed", Subject::new("network", network)),
    };
    audit::record(connection, network, act, action, &subject, &serde_json::json!({}))
}
