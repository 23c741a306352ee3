//! Giving a case to readers, who code it: they see the case and nothing else.

use super::answer::counting;
use crate::app::respond::{RespondError, Visit};
use crate::definition::QuestionnaireKind;
use crate::store::memberships::{self, Role};
use crate::store::responses::Response;
use crate::store::users::User;
use crate::store::{Connection, UserId, case_assignments};
use crate::view::answers::{Person, Readers};

/// Who reads the case, and who could; `None` where it is no case.
pub(super) fn readers(
    connection: &mut Connection,
    visit: &Visit,
    response: &Response,
) -> Result<Option<Readers>, RespondError> {
    if visit.questionnaire.kind != QuestionnaireKind::Case {
        return Ok(None);
    }
    let given = case_assignments::of_response(connection, visit.network(), response.id)?;
    let members = memberships::members(connection, visit.network())?;
    let coders = members.into_iter().filter(|member| {
        member.role == Role::Coder && member.deactivated_at.is_none() && member.user.deactivated_at.is_none()
    });
    let (readers, others): (Vec<_>, Vec<_>) =
        coders.map(|member| member.user).partition(|user| given.contains(&user.id));
    let person = |user: User| Person { id: user.id.to_string(), name: user.display_name, mail: user.mail };
    Ok(Some(Readers {
        readers: readers.into_iter().map(person).collect(),
        others: others.into_iter().map(person).collect(),
    }))
}

/// Gives the case on a sheet to a reader.
///
/// # Errors
/// [`RespondError::NotFound`] where no case was handed in on the sheet.
pub fn assign(connection: &mut Connection, visit: &Visit, sheet: i32, user: UserId) -> Result<(), RespondError> {
    let response = case(connection, visit, sheet)?;
    case_assignments::assign(connection, visit.network(), response.id, user, &visit.act())?;
    Ok(())
}

/// Takes the case on a sheet from a reader. The codes they gave stay.
///
/// # Errors
/// [`RespondError::NotFound`] where no case was handed in on the sheet, or it was not given to this person.
pub fn unassign(connection: &mut Connection, visit: &Visit, sheet: i32, user: UserId) -> Result<(), RespondError> {
    let response = case(connection, visit, sheet)?;
    let taken = case_assignments::unassign(connection, visit.network(), response.id, user, &visit.act())?;
    if taken { Ok(()) } else { Err(RespondError::NotFound) }
}

fn case(connection: &mut Connection, visit: &Visit, sheet: i32) -> Result<Response, RespondError> {
    let found = counting(connection, visit, sheet)?.filter(|_| visit.questionnaire.kind == QuestionnaireKind::Case);
    found.map(|(response, _)| response).ok_or(RespondError::NotFound)
}
