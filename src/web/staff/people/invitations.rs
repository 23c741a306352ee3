//! Asking someone to take part.

use actix_web::{HttpResponse, web};

use super::{InvitedPath, Pairs, sheet, wrong};
use crate::app::people::{self, Invited, PeopleError};
use crate::view::field::Typed;
use crate::web::staff::Desk;
use crate::web::state::see_other;
use crate::web::{Problem, State};

const TEMPLATE: &str = "staff/people/invite.html";

/// `GET /staff/networks/{network}/people/invitations/new`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn new(desk: Desk) -> Result<HttpResponse, Problem> {
    desk.page("people", TEMPLATE, &people::invite_page(&Typed::default(), &[], false))
}

/// `POST /staff/networks/{network}/people/invitations`: shows the code, once.
///
/// # Errors
/// [`Problem::Refused`] where the form is not this session's.
pub async fn invite(state: web::Data<State>, desk: Desk, form: Pairs) -> Result<HttpResponse, Problem> {
    let typed = Typed::new(form.into_inner());
    desk.signed.check_form(typed.one("csrf"))?;
    let (network, act, wanted) = (desk.network.id, desk.signed.act(&state), typed.clone());
    match state.store.write(move |connection| people::invite(connection, network, &wanted, &act)).await {
        Ok(invited) => printed(&state, &desk, &invited),
        Err(PeopleError::Fields(problems)) => {
            Ok(wrong(desk.page("people", TEMPLATE, &people::invite_page(&typed, &problems, false))?))
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
    desk.signed.check_form(Typed::new(form.into_inner()).one("csrf"))?;
    let (network, act, id) = (desk.network.id, desk.signed.act(&state), path.id()?);
    let invited = state.store.write(move |connection| people::again(connection, network, id, &act)).await?;
    printed(&state, &desk, &invited)
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

fn printed(state: &State, desk: &Desk, invited: &Invited) -> Result<HttpResponse, Problem> {
    sheet(desk, &invited.sheet(&desk.network, &state.public_url)?)
}
