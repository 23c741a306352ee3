//! Reminders: only to those who have not answered, by the round's plan or at once.
//!
//! [`planner`] takes the steps of the plan when their time has come, on every node and each step once; [`now`] is the
//! office's own. No agency is asked twice within [`QUIET`], unless somebody says so.

mod letter;
pub mod now;
pub mod planner;
pub mod steps;
mod worker;

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

pub use worker::Worker;

use crate::store::agencies::Agency;
use crate::store::contacts::{self, Contact};
use crate::store::invitations::InvitationState;
use crate::store::{AgencyId, Connection, InvitationId, NetworkId, RoundId, StoreError, board, outbox};

/// How long an agency is left alone after an invitation or reminder.
pub const QUIET: SignedDuration = SignedDuration::from_hours(48);

/// An agency that has not answered: nothing was handed in, and it has neither declined nor said that all is in.
pub struct Unanswered {
    /// Its invitation.
    pub invitation: InvitationId,
    /// The agency.
    pub agency: Agency,
    /// When it last saved something; `None` where it has not begun.
    pub saved_at: Option<Timestamp>,
    /// When it was last invited or reminded, or will be by what waits.
    pub asked_at: Option<Timestamp>,
    /// The contacts whom mail reaches, as far as is known.
    pub contacts: Vec<Contact>,
}

impl Unanswered {
    /// Whether it was asked less than [`QUIET`] before `now`, or will be.
    pub fn was_just_asked(&self, now: Timestamp) -> bool {
        self.asked_at.is_some_and(|at| is_quiet(at, now))
    }
}

/// For so long a wish for the same reminder is a button pressed twice.
const TWICE: SignedDuration = SignedDuration::from_mins(2);

/// Whether something asked at `at` still leaves no room at `now`.
pub fn is_quiet(at: Timestamp, now: Timestamp) -> bool {
    now.duration_since(at) < QUIET
}

/// The agencies of a round that have not answered, in the order of their readings.
///
/// # Errors
/// Those of the database.
pub fn unanswered(
    connection: &mut Connection,
    network: NetworkId,
    round: RoundId,
) -> Result<Vec<Unanswered>, StoreError> {
    let asked = outbox::last_asked(connection, network, round)?;
    let mut of_agency: HashMap<AgencyId, Vec<Contact>> = HashMap::new();
    for contact in contacts::of_network(connection, network)? {
        if contact.mail.is_some() && contact.undeliverable_at.is_none() {
            of_agency.entry(contact.agency_id).or_default().push(contact);
        }
    }
    let rows = board::of_round(connection, network, round)?.into_iter().filter(|row| {
        row.invitation.state == InvitationState::Invited && row.sheets.iter().all(|sheet| sheet.response.is_none())
    });
    Ok(rows
        .map(|row| Unanswered {
            saved_at: row.sheets.iter().filter_map(|sheet| Some(sheet.draft.as_ref()?.saved_at)).max(),
            asked_at: asked.get(&row.invitation.id).copied(),
            contacts: of_agency.remove(&row.agency.id).unwrap_or_default(),
            invitation: row.invitation.id,
            agency: row.agency,
        })
        .collect())
}
