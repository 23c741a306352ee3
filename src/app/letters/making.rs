//! Reading what letters need, and keeping their codes.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::json;

use super::asked::Asked;
use super::code::ShortCode;
use crate::app::definitions::Definitions;
use crate::app::desk::DeskError;
use crate::app::links;
use crate::app::masking::released::Released;
use crate::app::server_key::ServerKey;
use crate::definition::Questionnaire;
use crate::store::agencies::Agency;
use crate::store::audit::{self, Act, Subject};
use crate::store::contacts::{self, Contact};
use crate::store::invitations::{Invitation, InvitationState};
use crate::store::networks::Network;
use crate::store::responses::{Response, ResponseState};
use crate::store::rounds::{self, Round, RoundPlan, RoundState};
use crate::store::sheets::SheetStatus;
use crate::store::{AgencyId, Connection, RoundId, StoreError, board, short_codes};

/// The letters of a round, as far as the database knows.
pub struct Made {
    /// The network that asks.
    pub(super) network: Network,
    /// The round.
    pub(super) round: Round,
    /// Its document number and the like.
    pub(super) plan: RoundPlan,
    /// What is asked.
    pub(super) questionnaire: Arc<Questionnaire>,
    /// The agencies that may get a letter, in the order of their readings: those invited that have not declined,
    /// while the round is open.
    pub(super) recipients: Vec<Recipient>,
}

/// An agency that may get a letter.
pub(super) struct Recipient {
    /// The agency.
    pub(super) agency: Agency,
    /// Its contacts, the one who is written to first.
    pub(super) contacts: Vec<Contact>,
    /// The token of its link.
    pub(super) token: String,
    /// The code that leads there too.
    pub(super) code: ShortCode,
    /// How many of its cases wait for its word before they are shared.
    pub(super) masked: usize,
    invitation: Invitation,
}

/// Reads the letters that are asked for, and keeps their codes. The act is noted; where something asked for is
/// mistyped, none is made.
///
/// # Errors
/// [`DeskError::NotFound`] where the network has no such round.
pub fn make(
    connection: &mut Connection,
    definitions: &Definitions,
    key: &ServerKey,
    network: &Network,
    round: RoundId,
    asked: &Asked,
    act: &Act,
) -> Result<Made, DeskError> {
    let made = read(connection, definitions, key, network, round)?;
    let wanted: Vec<&Recipient> = made.recipients.iter().filter(|one| asked.wants(one.agency.id)).collect();
    if asked.is_sound() && !wanted.is_empty() {
        keep_codes(connection, key, &made.round, network, &wanted, act)?;
        note(connection, network, round, "letters.made", wanted.len(), act)?;
    }
    Ok(made)
}

/// Everything that letters of a round are made from.
pub(super) fn read(
    connection: &mut Connection,
    definitions: &Definitions,
    key: &ServerKey,
    network: &Network,
    id: RoundId,
) -> Result<Made, DeskError> {
    let round = rounds::find(connection, network.id, id)?.ok_or(DeskError::NotFound)?;
    let mut of_agency: HashMap<AgencyId, Vec<Contact>> = HashMap::new();
    for contact in contacts::of_network(connection, network.id)? {
        of_agency.entry(contact.agency_id).or_default().push(contact);
    }
    let mut rows = board::of_round(connection, network.id, id)?;
    rows.retain(|row| row.invitation.state != InvitationState::Declined && round.state == RoundState::Open);
    let released = Released::of_round(connection, network.id, id)?;
    let recipients = rows.into_iter().map(|row| Recipient {
        masked: row.sheets.iter().filter(|sheet| waits(&released, sheet)).count(),
        contacts: of_agency.remove(&row.agency.id).unwrap_or_default(),
        token: links::token(key, row.invitation.id, row.invitation.issue_number),
        code: ShortCode::of(key, row.invitation.id, row.invitation.issue_number),
        agency: row.agency,
        invitation: row.invitation,
    });
    Ok(Made {
        network: network.clone(),
        plan: rounds::plan(connection, network.id, id)?.ok_or(DeskError::NotFound)?,
        questionnaire: definitions.of_version(connection, network.id, round.version_id)?,
        recipients: recipients.collect(),
        round,
    })
}

/// Whether a sheet is a case that its agency is asked to agree to.
fn waits(released: &Released, sheet: &SheetStatus) -> bool {
    let waits = |response: &Response| {
        response.state != ResponseState::SetAside && released.standing(response.id, response.latest_revision).is_asked()
    };
    sheet.response.as_ref().is_some_and(waits)
}

/// Keeps the codes that are not kept yet: from now on they open.
pub(super) fn keep_codes(
    connection: &mut Connection,
    key: &ServerKey,
    round: &Round,
    network: &Network,
    recipients: &[&Recipient],
    act: &Act,
) -> Result<(), StoreError> {
    let kept = short_codes::kept(connection, network.id, round.id)?;
    for Recipient { invitation, code, .. } in recipients.iter().filter(|one| !kept.contains(&one.invitation.id)) {
        short_codes::keep(connection, network.id, invitation.id, invitation.issue_number, code.hash(key), act)?;
    }
    Ok(())
}

/// Notes who took links out of the program, for how many letters or lines.
pub(super) fn note(
    connection: &mut Connection,
    network: &Network,
    round: RoundId,
    action: &str,
    number: usize,
    act: &Act,
) -> Result<(), StoreError> {
    audit::record(connection, network.id, act, action, &Subject::new("round", round), &json!({ "number": number }))
}
