//! Hearings: an interviewer writes down what an agency says, sees that agency's survey beside it and nothing else,
//! and the agency confirms what was written before anybody else reads it.

pub mod assigning;
pub mod confirming;
pub mod given;
pub mod letter;
pub mod survey;

use jiff::Timestamp;

use super::definitions::Definitions;
use super::respond::{RespondError, Visit, Visitor, visit};
use crate::definition::AnsweredBy;
use crate::store::audit::Actor;
use crate::store::rounds::RoundState;
use crate::store::{Connection, InvitationId, NetworkId, UserId, hearings, invitations};

/// Opens a hearing for an interviewer who signed in.
///
/// # Errors
/// [`RespondError::NotFound`] where it was not given to this person, or its round is not open.
pub fn open(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    invitation: InvitationId,
    user: UserId,
    now: Timestamp,
) -> Result<Visit, RespondError> {
    if !hearings::of_interviewer(connection, network, user)?.contains(&invitation) {
        return Err(RespondError::NotFound);
    }
    let opened = invitations::by_id(connection, network, invitation)?.ok_or(RespondError::NotFound)?;
    if opened.round.state != RoundState::Open {
        return Err(RespondError::NotFound);
    }
    let visitor = Visitor::Interviewer(Actor::User(user));
    let visit = visit::of_opened(connection, definitions, opened, visitor, now)?;
    if visit.questionnaire.answered_by == AnsweredBy::Interviewer { Ok(visit) } else { Err(RespondError::NotFound) }
}

/// The address of a hearing for an interviewer who signed in.
pub fn path(network: NetworkId, invitation: InvitationId) -> String {
    format!("/staff/networks/{network}/hearings/{invitation}")
}
