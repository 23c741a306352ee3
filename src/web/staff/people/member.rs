//! One person of a network: role, leaving and coming back, a code to get back in.

use actix_web::{HttpResponse, web};

use super::{Done, Pairs, PersonPath, by_mail, handed, wrong};
use crate::app::people::{self, PeopleError};
use crate::store::UserId;
use crate::store::access_codes::CodePurpose;
use crate::store::memberships::{Change, Role};
use crate::view::field::{FieldProblem, Typed};
use crate::web::staff::Desk;
use crate::web::state::see_other;
use crate::web::{Problem, State};

/// `GET /staff/networks/{network}/people/{person}`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such person.
pub async fn show(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<PersonPath>,
    done: web::Query<Done>,
) -> Result<HttpResponse, Problem> {
    page(&state, &desk, path.id()?, done.told(), Vec::new()).await
}

/// `POST /staff/networks/{network}/people/{person}/role`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such person.
pub async fn change_role(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<PersonPath>,
    form: Pairs,
) -> Result<HttpResponse, Problem> {
    let typed = Typed::new(form.into_inner());
    let role: Option<Role> = typed.one("role").parse().ok();
    let Some(role) = role else {
        desk.signed.check_form(typed.one("csrf"))?;
        return page(&state, &desk, path.id()?, "", vec![FieldProblem::at("role", "役割を一つ選んでください。")]).await;
    };
    change(&state, &desk, path.id()?, &typed, Change::Role(role)).await
}

/// `POST /staff/networks/{network}/people/{person}/deactivation`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such person.
pub async fn deactivate(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<PersonPath>,
    form: Pairs,
) -> Result<HttpResponse, Problem> {
    change(&state, &desk, path.id()?, &Typed::new(form.into_inner()), Change::Deactivated).await
}

/// `POST /staff/networks/{network}/people/{person}/activation`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such person.
pub async fn activate(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<PersonPath>,
    form: Pairs,
) -> Result<HttpResponse, Problem> {
    change(&state, &desk, path.id()?, &Typed::new(form.into_inner()), Change::Activated).await
}

/// `POST /staff/networks/{network}/people/{person}/code`: by mail, or shown once.
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such person.
pub async fn issue_code(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<PersonPath>,
    form: Pairs,
) -> Result<HttpResponse, Problem> {
    let typed = Typed::new(form.into_inner());
    desk.signed.check_form(typed.one("csrf"))?;
    let purpose: CodePurpose = typed.one("purpose").parse().map_err(|_| Problem::Unreadable)?;
    let (shared, network, act, person) = (state.clone(), desk.network.clone(), desk.signed.act(&state), path.id()?);
    let issued = state
        .store
        .write(move |connection| {
            let handing = shared.handing(by_mail(&typed));
            people::reset(connection, &network, person, (purpose, &handing), &act)
        })
        .await;
    match issued {
        Ok(code) => handed(&desk, &code, &format!("people/{person}")),
        Err(PeopleError::Fields(problems)) => page(&state, &desk, person, "", problems).await,
        Err(error) => Err(error.into()),
    }
}

async fn change(
    state: &web::Data<State>,
    desk: &Desk,
    person: UserId,
    typed: &Typed,
    change: Change,
) -> Result<HttpResponse, Problem> {
    desk.signed.check_form(typed.one("csrf"))?;
    let (network, act) = (desk.network.id, desk.signed.act(state));
    match state.store.write(move |connection| people::change(connection, network, person, change, &act)).await {
        Ok(()) => Ok(see_other(format!("{}/people", desk.path()))),
        Err(PeopleError::Fields(problems)) => page(state, desk, person, "", problems).await,
        Err(error) => Err(error.into()),
    }
}

/// The person's page, with what is wrong with what was asked.
async fn page(
    state: &web::Data<State>,
    desk: &Desk,
    person: UserId,
    done: &'static str,
    problems: Vec<FieldProblem>,
) -> Result<HttpResponse, Problem> {
    let (network, looking, is_wrong) = (desk.network.clone(), desk.signed.user.id, !problems.is_empty());
    let by_mail = state.sends_mail;
    let mut page = state
        .store
        .read(move |connection| people::person_page(connection, &network, (person, looking), by_mail, &problems))
        .await?;
    page.done = done;
    let page = desk.page("people", "staff/people/show.html", &page)?;
    Ok(if is_wrong { wrong(page) } else { page })
}
