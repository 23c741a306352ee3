//! The office gives a hearing to interviewers: by name, or by a link for one who has no account.

use crate::app::office::{contact_lines, place};
use crate::app::respond::{RespondError, Visit};
use crate::app::{ServerKey, links};
use crate::definition::AnsweredBy;
use crate::store::memberships::{self, Role};
use crate::store::rounds::RoundState;
use crate::store::users::User;
use crate::store::{Connection, TokenHash, UserId, hearings};
use crate::view::answers::Person;
use crate::view::hearings::AssignmentPage;

/// The page.
///
/// # Errors
/// [`RespondError::NotFound`] where the round asks no hearing.
pub fn page(
    connection: &mut Connection,
    visit: &Visit,
    key: &ServerKey,
    public_url: &str,
) -> Result<AssignmentPage, RespondError> {
    require_hearing(visit)?;
    let (network, invitation) = (visit.network(), visit.opened.invitation.id);
    let issue = hearings::present_issue(connection, network, invitation)?;
    let given = hearings::interviewers_of(connection, network, invitation)?;
    let person =
        |user: &User| Person { id: user.id.to_string(), name: user.display_name.clone(), mail: user.mail.clone() };
    let all = memberships::members(connection, network)?;
    let others = all.iter().filter(|member| {
        let is_usable = member.deactivated_at.is_none() && member.user.deactivated_at.is_none();
        member.role == Role::Interviewer && is_usable && given.iter().all(|one| one.id != member.user.id)
    });
    let link = issue.map(|issue| links::address(public_url, &links::hearing_token(key, invitation, issue)));
    Ok(AssignmentPage {
        place: place(visit, 0),
        contacts: contact_lines(connection, visit)?,
        interviewers: given.iter().map(person).collect(),
        others: others.map(|member| person(&member.user)).collect(),
        issue: hearings::last_issue(connection, network, invitation)?,
        link: link.unwrap_or_default(),
        is_round_open: visit.opened.round.state == RoundState::Open,
    })
}

/// Gives the hearing to an interviewer of the network.
///
/// # Errors
/// [`RespondError::NotFound`] where the round asks no hearing.
pub fn assign(connection: &mut Connection, visit: &Visit, user: UserId) -> Result<(), RespondError> {
    require_hearing(visit)?;
    hearings::assign(connection, visit.network(), visit.opened.invitation.id, user, &visit.act())?;
    Ok(())
}

/// Takes the hearing from an interviewer. What they wrote stays.
///
/// # Errors
/// [`RespondError::NotFound`] where the round asks no hearing, or it was not given to this person.
pub fn unassign(connection: &mut Connection, visit: &Visit, user: UserId) -> Result<(), RespondError> {
    require_hearing(visit)?;
    let taken = hearings::unassign(connection, visit.network(), visit.opened.invitation.id, user, &visit.act())?;
    if taken { Ok(()) } else { Err(RespondError::NotFound) }
}

/// Makes the link for interviewers, in place of issue number `seen`; a later one that somebody else made stays.
///
/// # Errors
/// [`RespondError::NotFound`] where the round asks no hearing.
pub fn issue_link(connection: &mut Connection, visit: &Visit, key: &ServerKey, seen: i32) -> Result<(), RespondError> {
    require_hearing(visit)?;
    let invitation = visit.opened.invitation.id;
    let token = TokenHash::of(&links::hearing_token(key, invitation, seen + 1));
    hearings::issue(connection, visit.network(), invitation, seen + 1, token, &visit.act())?;
    Ok(())
}

/// Kills the link for interviewers.
///
/// # Errors
/// [`RespondError::NotFound`] where the round asks no hearing.
pub fn revoke_link(connection: &mut Connection, visit: &Visit) -> Result<(), RespondError> {
    require_hearing(visit)?;
    hearings::revoke_link(connection, visit.network(), visit.opened.invitation.id, &visit.act())?;
    Ok(())
}

fn require_hearing(visit: &Visit) -> Result<(), RespondError> {
    let is_hearing = visit.questionnaire.answered_by == AnsweredBy::Interviewer;
    if is_hearing { Ok(()) } else { Err(RespondError::NotFound) }
}
