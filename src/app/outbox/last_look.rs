//! The last look at a mail before it leaves: much may have happened since it was written.

use jiff::Timestamp;

use super::Outbox;
use crate::app::working_hours::WorkingHours;
use crate::store::invitations::InvitationState;
use crate::store::outbox::{Claimed, Outcome, Purpose};
use crate::store::rounds::RoundState;
use crate::store::{Connection, InvitationId, NetworkId, StoreError, invitations, networks, rounds, sheets};

/// What becomes of the mail instead of leaving now; `None` where it leaves. What somebody waits for always does.
pub(super) fn last_look(
    outbox: &Outbox,
    connection: &mut Connection,
    mail: &Claimed,
    now: Timestamp,
) -> Result<Option<Outcome>, StoreError> {
    if !Purpose::OF_OFFICE.contains(&mail.purpose) {
        return Ok(None);
    }
    let network = mail.network_id;
    let is_reminder = Purpose::REMINDERS.contains(&mail.purpose);
    if let Some(round) = mail.round_id
        && let Some(round) = rounds::find(connection, network, round)?
    {
        if round.state == RoundState::Closed && Purpose::ASKING.contains(&mail.purpose) {
            return Ok(Some(Outcome::Dropped("closed")));
        }
        if round.paused_at.is_some() {
            return Ok(Some(if is_reminder { Outcome::Dropped("paused") } else { Outcome::Held }));
        }
    }
    if is_reminder
        && let Some(invitation) = mail.invitation_id
        && has_answered(connection, network, invitation)?
    {
        return Ok(Some(Outcome::Dropped("answered")));
    }
    let Some(calendar) = &outbox.calendar else { return Ok(None) };
    let Some(office) = networks::find(connection, network)? else { return Ok(None) };
    let next = WorkingHours::of(connection, &office, calendar)?.next(now);
    Ok((next > now).then_some(Outcome::NotYet(next)))
}

fn has_answered(connection: &mut Connection, network: NetworkId, invitation: InvitationId) -> Result<bool, StoreError> {
    let said = invitations::find(connection, network, invitation)?.map(|invitation| invitation.state);
    if said.is_some_and(|state| state != InvitationState::Invited) {
        return Ok(true);
    }
    Ok(sheets::of_invitation(connection, network, invitation)?.iter().any(|sheet| sheet.response.is_some()))
}
