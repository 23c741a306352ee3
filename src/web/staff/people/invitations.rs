//! Asking someone to take part.

use actix_web::{HttpResponse, web};

use super::{InvitedPath, Pairs, by_mail, handed, wrong};
use crate::app::people::{self, PeopleError};
use crate::view::field::Typed;
use crate::web::staff::Desk;
use crate::web::state::see_other;
use crate::web::{Problem, State};

const TEMPLATE: &str = "staff/people/invite.html";

/// `GET /staff/networks/{network}/people/invitations/new`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn new(state: web::Data<State>, desk: Desk) -> Result<HttpResponse, Problem> {
    desk.page("people", TEMPLATE, &people::invite_page(&Typed::default(), &[], state.sends_mail))
}

/// `POST /staff/networks/{network}/people/invitations`: by mail, or by a code that is shown once.
///
/// # Errors
/// [`Problem::Refused`] where the form is not this session's.
pub async fn invite(state: web::Data<State>, desk: Desk, form: Pairs) -> Result<HttpResponse, Problem> {
    let typed = Typed::new(form.into_inner());
    desk.signed.check_form(typed.one("csrf"))?;
    let (shared, network, act, wanted) = (state.clone(), desk.network.clone(), desk.signed.act(&state), typed.clone());
    let invited = state.store.write(move |connection| {
        people::invite(connection, &network, &wanted, &shared.handing(by_mail(&wanted)), &act)
    });
    match invited.await {
        Ok(invited) => handed(&desk, &invited, "people"),
        Err(PeopleError::Fields(problems)) => {
            Ok(wrong(desk.page("people", TEMPLATE, &people::invite_page(&typed, &problems, state.sends_mail))?))
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /staff/networks/{network}/people/invitations/{invited}/code`: a new code in place of the earlier one.
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such invitation.
pub async fn again(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<InvitedPath>,
    form: Pairs,
) -> Result<HttpResponse, Problem> {
    let typed = Typed::new(form.into_inner());
    desk.signed.check_form(typed.one("csrf"))?;
    let (shared, network, act, id) = (state.clone(), desk.network.clone(), desk.signed.act(&state), path.id()?);
    let invited = state
        .store
        .write(move |connection| people::again(connection, &network, id, &shared.handing(by_mail(&typed)), &act));
    handed(&desk, &invited.await?, "people")
}

/// `POST /staff/networks/{network}/people/invitations/{invited}/removal`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such invitation.
pub async fn take_back(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<InvitedPath>,
    form: Pairs,
) -> Result<HttpResponse, Problem> {
    desk.signed.check_form(Typed::new(form.into_inner()).one("csrf"))?;
    let (network, act, id) = (desk.network.id, desk.signed.act(&state), path.id()?);
    state.store.write(move |connection| people::take_back(connection, network, id, &act)).await?;
    Ok(see_other(format!("{}/people", desk.path())))
}
